/* SPDX-License-Identifier: MIT */
/*
 * Numbers and times in letters. Whole numbers only: nothing here depends on a
 * locale or on how a machine rounds floating point.
 */

#include "render/word.h"

#include "base/date.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

int64_t ls_seconds_of(int64_t milliseconds)
{
    int64_t seconds = milliseconds / 1000;

    return milliseconds % 1000 < 0 ? seconds - 1 : seconds;
}

uint64_t ls_scaled(uint64_t part, uint64_t whole, uint64_t scale)
{
    if (part > whole)
        part = whole;
    while (whole > UINT64_MAX / 4 / scale) {
        whole >>= 1;
        part >>= 1;
    }
    if (whole == 0)
        return 0;
    return (part * scale + whole / 2) / whole;
}

ls_word ls_word_count(uint64_t count)
{
    ls_word word;
    char digits[32];
    size_t len;
    size_t out = 0;

    (void)snprintf(digits, sizeof(digits), "%" PRIu64, count);
    len = strlen(digits);
    for (size_t i = 0; i < len; i++) {
        if (i && (len - i) % 3 == 0)
            word.text[out++] = ',';
        word.text[out++] = digits[i];
    }
    word.text[out] = '\0';
    return word;
}

ls_word ls_word_share(uint64_t part, uint64_t whole)
{
    ls_word word;
    uint64_t tenths = ls_scaled(part, whole, 1000);

    if (part && tenths == 0)
        (void)snprintf(word.text, sizeof(word.text), "<0.1%%");
    else if (part < whole && tenths >= 1000)
        (void)snprintf(word.text, sizeof(word.text), ">99.9%%");
    else
        (void)snprintf(word.text, sizeof(word.text), "%" PRIu64 ".%u%%",
                       tenths / 10, (unsigned)(tenths % 10));
    return word;
}

ls_word ls_word_fraction(uint64_t part, uint64_t whole)
{
    ls_word word;
    uint64_t millionths = ls_scaled(part, whole, 1000000);

    (void)snprintf(word.text, sizeof(word.text), "%" PRIu64 ".%06u",
                   millionths / 1000000, (unsigned)(millionths % 1000000));
    return word;
}

/* bytes / unit in parts of `scale`, rounded. */
static uint64_t divide(uint64_t bytes, uint64_t unit, uint64_t scale)
{
    return bytes / unit * scale + ls_scaled(bytes % unit, unit, scale);
}

ls_word ls_word_bytes(uint64_t bytes)
{
    static const char units[] = "kMGTPE";
    ls_word word;
    uint64_t unit = 1000;
    uint64_t tenths;
    size_t i = 0;

    if (bytes < 1000) {
        (void)snprintf(word.text, sizeof(word.text), "%u byte%s",
                       (unsigned)bytes, bytes == 1 ? "" : "s");
        return word;
    }
    /* 999,500 is "1.0 MB", not "1000 kB". */
    while (units[i + 1] && divide(bytes, unit, 1) >= 1000) {
        unit *= 1000;
        i++;
    }
    tenths = divide(bytes, unit, 10);
    if (tenths < 1000)
        (void)snprintf(word.text, sizeof(word.text), "%u.%u %cB",
                       (unsigned)(tenths / 10), (unsigned)(tenths % 10),
                       units[i]);
    else
        (void)snprintf(word.text, sizeof(word.text), "%u %cB",
                       (unsigned)divide(bytes, unit, 1), units[i]);
    return word;
}

ls_word ls_word_duration(uint64_t microseconds)
{
    /* Up to `below` a duration is shown in `unit` with so many decimals. */
    static const struct step {
        uint64_t below;
        uint64_t unit;
        unsigned decimals;
        const char *name;
    } steps[] = {
        { 1, 1000, 0, "ms" },
        { 995, 1000, 2, "ms" },
        { 9950, 1000, 1, "ms" },
        { 999500, 1000, 0, "ms" },
        { 9995000, 1000000, 2, "s" },
        { 99950000, 1000000, 1, "s" },
        { 999500000, 1000000, 0, "s" },
        { UINT64_C(5997000000), 60000000, 1, "min" },
        { UINT64_C(359820000000), UINT64_C(3600000000), 1, "h" },
        { UINT64_MAX, UINT64_C(3600000000), 0, "h" },
    };
    const struct step *step = steps;
    ls_word word;
    uint64_t whole;
    uint64_t tens = 1;

    while (microseconds >= step->below && step->below != UINT64_MAX)
        step++;
    for (unsigned i = 0; i < step->decimals; i++)
        tens *= 10;
    whole = divide(microseconds, step->unit, tens);
    if (step->decimals)
        (void)snprintf(word.text, sizeof(word.text), "%" PRIu64 ".%0*u %s",
                       whole / tens, (int)step->decimals,
                       (unsigned)(whole % tens), step->name);
    else
        (void)snprintf(word.text, sizeof(word.text), "%.26s %s",
                       ls_word_count(whole).text, step->name);
    return word;
}

ls_word ls_word_code(unsigned code)
{
    ls_word word;

    if (code == 0)
        (void)snprintf(word.text, sizeof(word.text), "---");
    else
        (void)snprintf(word.text, sizeof(word.text), "%03u", code);
    return word;
}

ls_word ls_word_rfc3339(int64_t seconds)
{
    ls_date d = ls_date_of_seconds(seconds);
    ls_word word;

    (void)snprintf(word.text, sizeof(word.text),
                   "%04" PRId64 "-%02d-%02dT%02d:%02d:%02dZ", d.year, d.month,
                   d.day, d.hour, d.minute, d.second);
    return word;
}

ls_word ls_word_zone(int zone, const char *name)
{
    ls_word word;
    int minutes = zone < 0 ? -zone : zone;

    if (name)
        (void)snprintf(word.text, sizeof(word.text), "%.60s", name);
    else if (zone == 0)
        (void)snprintf(word.text, sizeof(word.text), "UTC");
    else
        (void)snprintf(word.text, sizeof(word.text), "%c%02d:%02d",
                       zone < 0 ? '-' : '+', minutes / 60, minutes % 60);
    return word;
}

/* The first three letters are its name. */
static const char *month_of(const ls_date *date)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

    return months + 3 * (size_t)(date->month - 1);
}

/* "1 Nov" */
static ls_word day_of(const ls_date *date)
{
    ls_word word;

    (void)snprintf(word.text, sizeof(word.text), "%d %.3s", date->day,
                   month_of(date));
    return word;
}

/* "07:33", with seconds where the minutes alone would say too little. */
static ls_word clock_of(const ls_date *date, bool seconds)
{
    ls_word word;

    (void)snprintf(word.text, sizeof(word.text), "%02d:%02d", date->hour,
                   date->minute);
    if (seconds)
        (void)snprintf(word.text + 5, sizeof(word.text) - 5, ":%02d",
                       date->second);
    return word;
}

ls_word ls_word_tick(int64_t seconds, ls_tick tick)
{
    ls_date date = ls_date_of_seconds(seconds);
    ls_word word;

    if (tick == LS_TICK_DAY)
        return day_of(&date);
    if (tick != LS_TICK_MONTH)
        return clock_of(&date, tick == LS_TICK_SECOND);
    (void)snprintf(word.text, sizeof(word.text), "%.3s %" PRId64,
                   month_of(&date), date.year);
    return word;
}

ls_word ls_word_span(int64_t first, int64_t last, int zone)
{
    bool brief = last - first < 600;
    ls_date a = ls_date_of_seconds(first + zone * 60);
    ls_date b = ls_date_of_seconds(last + zone * 60);
    ls_word from = clock_of(&a, brief);
    ls_word to = clock_of(&b, brief);
    ls_word word;

    if (a.year != b.year)
        (void)snprintf(word.text, sizeof(word.text),
                       "%.6s %" PRId64 " to %.6s %" PRId64, day_of(&a).text,
                       a.year, day_of(&b).text, b.year);
    else if (a.month != b.month || a.day != b.day)
        (void)snprintf(word.text, sizeof(word.text),
                       "%.6s %" PRId64 " %.8s to %.6s %.8s", day_of(&a).text,
                       a.year, from.text, day_of(&b).text, to.text);
    else if (first == last)
        (void)snprintf(word.text, sizeof(word.text), "%.6s %" PRId64 " %.8s",
                       day_of(&a).text, a.year, from.text);
    else
        (void)snprintf(word.text, sizeof(word.text),
                       "%.6s %" PRId64 " %.8s to %.8s", day_of(&a).text, a.year,
                       from.text, to.text);
    return word;
}
