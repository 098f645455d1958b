/* SPDX-License-Identifier: MIT */
/*
 * Times as people write them on the command line: dates with or without a time
 * and a zone, words, and how long ago. A zone in the text wins; else the clock
 * says which one is meant.
 */

#include "select/moment.h"

#include "base/date.h"
#include "base/expression.h"

#include <stdio.h>

enum {
    DAY = 86400
};

/* The text while it is read. */
struct cursor {
    ls_slice text;
    size_t at;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char peek(const struct cursor *c)
{
    if (c->at >= c->text.len)
        return '\0';
    return c->text.ptr[c->at];
}

static bool take(struct cursor *c, char byte)
{
    if (c->at >= c->text.len || c->text.ptr[c->at] != byte)
        return false;
    c->at++;
    return true;
}

/* Exactly `count` digits. */
static bool take_digits(struct cursor *c, size_t count, int *number)
{
    *number = 0;
    for (size_t i = 0; i < count; i++) {
        if (!is_digit(peek(c)))
            return false;
        *number = *number * 10 + (c->text.ptr[c->at++] - '0');
    }
    return true;
}

/* Seconds on the clock of a place; what that was in UTC. */
static int64_t to_utc(const ls_clock *clock, int64_t local)
{
    int minutes = clock->zone ? clock->zone(clock->context, local) : 0;

    return local - (int64_t)minutes * 60;
}

/* What the clock of the place shows now. */
static int64_t local_now(const ls_clock *clock)
{
    int64_t local = clock->now;

    /* The zone depends on the time there, which is near enough after once. */
    for (int i = 0; i < 2; i++)
        local = clock->now + (local - to_utc(clock, local));
    return local;
}

/* The first second of the local day `days` after today. */
static int64_t midnight(const ls_clock *clock, int days)
{
    ls_date date = ls_date_of_seconds(local_now(clock) + (int64_t)days * DAY);

    date.hour = date.minute = date.second = 0;
    return to_utc(clock, ls_date_to_seconds(&date));
}

static bool read_word(ls_slice text, const ls_clock *clock, int64_t *ms)
{
    if (ls_same_word(text, LS_SLICE("now")))
        *ms = clock->now * 1000;
    else if (ls_same_word(text, LS_SLICE("today")))
        *ms = midnight(clock, 0) * 1000;
    else if (ls_same_word(text, LS_SLICE("yesterday")))
        *ms = midnight(clock, -1) * 1000;
    else
        return false;
    return true;
}

/* -90m: how long ago. */
static bool read_ago(struct cursor *c, const ls_clock *clock, int64_t *ms)
{
    static const char units[] = "smhdw";
    static const int64_t seconds[] = { 1, 60, 3600, DAY, 7 * DAY };
    const int64_t most = INT64_C(100000) * DAY;
    size_t start = ++c->at;
    const char *unit;
    uint64_t count;

    while (is_digit(peek(c)))
        c->at++;
    if (!ls_slice_to_u64((ls_slice){ c->text.ptr + start, c->at - start },
                         &count))
        return false;
    unit = peek(c) ? strchr(units, peek(c)) : NULL;
    if (!unit || count > (uint64_t)(most / seconds[unit - units]))
        return false;
    c->at++;
    *ms = (clock->now - (int64_t)count * seconds[unit - units]) * 1000;
    return true;
}

/* "Z", "+01:00", "+0100", "+01". */
static bool read_zone(struct cursor *c, int *minutes)
{
    bool west = peek(c) == '-';
    int hours;
    int rest = 0;

    if (take(c, 'Z') || take(c, 'z')) {
        *minutes = 0;
        return true;
    }
    if (!west && peek(c) != '+')
        return false;
    c->at++;
    if (!take_digits(c, 2, &hours))
        return false;
    (void)take(c, ':');
    if (is_digit(peek(c)) && !take_digits(c, 2, &rest))
        return false;
    if (hours > 14 || rest > 59)
        return false;
    *minutes = (hours * 60 + rest) * (west ? -1 : 1);
    return true;
}

/* The part of a second, in milliseconds. */
static bool read_fraction(struct cursor *c, int *ms)
{
    int weight = 100;

    *ms = 0;
    if (!take(c, '.'))
        return true;
    if (!is_digit(peek(c)))
        return false;
    for (; is_digit(peek(c)); c->at++, weight /= 10)
        *ms += (peek(c) - '0') * weight;
    return true;
}

/* " 14:00", "T14:00:05.250": may lack. */
static bool read_time(struct cursor *c, ls_date *date, int *ms)
{
    *ms = 0;
    if (!take(c, 'T') && !take(c, 't') && !take(c, ' '))
        return true;
    if (!take_digits(c, 2, &date->hour) || !take(c, ':') ||
        !take_digits(c, 2, &date->minute))
        return false;
    if (!take(c, ':'))
        return true;
    return take_digits(c, 2, &date->second) && read_fraction(c, ms);
}

static bool read_date(struct cursor *c, const ls_clock *clock, int64_t *ms)
{
    ls_date date = { 0 };
    bool has_zone;
    int minutes = 0;
    int64_t local;
    int part;
    int year;

    if (!take_digits(c, 4, &year) || !take(c, '-') ||
        !take_digits(c, 2, &date.month) || !take(c, '-') ||
        !take_digits(c, 2, &date.day))
        return false;
    date.year = year;
    if (!read_time(c, &date, &part))
        return false;
    while (peek(c) == ' ')
        c->at++;
    has_zone = c->at < c->text.len;
    if (has_zone && !read_zone(c, &minutes))
        return false;
    if (c->at == c->text.len && !ls_date_is_valid(&date)) {
        c->at = 0; /* no part of it alone is wrong */
        return false;
    }
    local = ls_date_to_seconds(&date);
    *ms = (has_zone ? local - (int64_t)minutes * 60 : to_utc(clock, local)) *
              1000 +
          part;
    return true;
}

bool ls_moment_parse(ls_slice text, const ls_clock *clock, int64_t *ms,
                     size_t *wrong)
{
    struct cursor c = { .text = text };
    bool read;

    *wrong = 0;
    if (read_word(text, clock, ms))
        return true;
    read = peek(&c) == '-' ? read_ago(&c, clock, ms) : read_date(&c, clock, ms);
    *wrong = c.at;
    return read && c.at == text.len;
}

ls_status ls_moment_read(ls_slice text, const ls_clock *clock, int64_t *ms,
                         ls_error *err)
{
    size_t wrong;

    if (ls_moment_parse(text, clock, ms, &wrong))
        return LS_OK;
    (void)ls_fail(err, LS_ESYNTAX, 0,
                  "is no time such as 2026-11-22, '2026-11-22 14:00', "
                  "2026-11-22T14:00:00+01:00, today, yesterday, -3h, -30m or "
                  "-7d");
    if (err)
        err->column = wrong + 1;
    return LS_ESYNTAX;
}

ls_moment_text ls_moment_write(int64_t ms)
{
    int64_t seconds = ms / 1000 - (ms % 1000 < 0);
    int part = (int)(ms - seconds * 1000);
    ls_date date = ls_date_of_seconds(seconds);
    ls_moment_text text;

    if (part)
        (void)snprintf(text.text, sizeof(text.text),
                       "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", (int)date.year,
                       date.month, date.day, date.hour, date.minute,
                       date.second, part);
    else
        (void)snprintf(text.text, sizeof(text.text),
                       "%04d-%02d-%02dT%02d:%02d:%02dZ", (int)date.year,
                       date.month, date.day, date.hour, date.minute,
                       date.second);
    return text;
}
