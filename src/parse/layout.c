/* SPDX-License-Identifier: MIT */
/*
 * The time layouts of Apache's %{...}t and the like, read without locale:
 * names of months and days are English, as servers in the C locale write them.
 */

#include "parse/layout.h"

#include "base/date.h"
#include "parse/digits.h"
#include "parse/zone.h"

/* What has been read of a time. */
struct parts {
    ls_date date;
    int64_t epoch; /* %s */
    int ms;
    int zone;
    bool afternoon; /* %p says PM */
    bool twelve;    /* %I was read */
    bool has_epoch;
};

typedef bool reader(struct parts *parts, ls_slice *text);

/* Cuts up to `max` digits off the start; leading blanks are padding (%e). */
static bool take_number(ls_slice *text, size_t max, int *number)
{
    size_t len;

    while (text->len && text->ptr[0] == ' ')
        *text = ls_slice_skip(*text, 1);
    len = ls_digits_len(*text);
    if (len > max)
        len = max;
    *number = ls_digits(text->ptr, len);
    *text = ls_slice_skip(*text, len);
    return len > 0;
}

static size_t letters(ls_slice text)
{
    size_t len = 0;

    while (len < text.len && ((text.ptr[len] >= 'A' && text.ptr[len] <= 'Z') ||
                              (text.ptr[len] >= 'a' && text.ptr[len] <= 'z')))
        len++;
    return len;
}

static bool take_year(struct parts *parts, ls_slice *text)
{
    int year = 0;
    bool taken = take_number(text, 4, &year);

    parts->date.year = year;
    return taken;
}

static bool take_short_year(struct parts *parts, ls_slice *text)
{
    int year = 0;
    bool taken = take_number(text, 2, &year);

    parts->date.year = year + (year < 69 ? 2000 : 1900);
    return taken;
}

static bool take_month(struct parts *parts, ls_slice *text)
{
    return take_number(text, 2, &parts->date.month);
}

/* "Oct" or "October": three letters tell them apart. */
static bool take_month_name(struct parts *parts, ls_slice *text)
{
    size_t len = letters(*text);

    if (len < 3)
        return false;
    parts->date.month = ls_date_month(text->ptr);
    *text = ls_slice_skip(*text, len);
    return parts->date.month != 0;
}

static bool take_day(struct parts *parts, ls_slice *text)
{
    return take_number(text, 2, &parts->date.day);
}

/* The day of the year as a day of January; the seconds come out right. */
static bool take_day_of_year(struct parts *parts, ls_slice *text)
{
    int day = 0;
    bool taken = take_number(text, 3, &day);

    if (!taken || day < 1 || day > 366)
        return false;
    parts->date.month = 1;
    parts->date.day = 1;
    parts->epoch = (int64_t)(day - 1) * 86400;
    return true;
}

static bool take_word(struct parts *parts, ls_slice *text)
{
    size_t len = letters(*text);

    (void)parts;
    *text = ls_slice_skip(*text, len);
    return len > 0;
}

/* Of the week or the like: the day is known without it. */
static bool skip_number(struct parts *parts, ls_slice *text)
{
    int number;

    (void)parts;
    return take_number(text, 4, &number);
}

static bool take_hour(struct parts *parts, ls_slice *text)
{
    return take_number(text, 2, &parts->date.hour);
}

static bool take_hour_of_twelve(struct parts *parts, ls_slice *text)
{
    parts->twelve = true;
    return take_number(text, 2, &parts->date.hour) && parts->date.hour <= 12;
}

static bool take_minute(struct parts *parts, ls_slice *text)
{
    return take_number(text, 2, &parts->date.minute);
}

static bool take_second(struct parts *parts, ls_slice *text)
{
    return take_number(text, 2, &parts->date.second);
}

static bool take_half(struct parts *parts, ls_slice *text)
{
    size_t len = letters(*text);

    if (len != 2)
        return false;
    parts->afternoon = text->ptr[0] == 'P' || text->ptr[0] == 'p';
    *text = ls_slice_skip(*text, len);
    return true;
}

static bool take_zone(struct parts *parts, ls_slice *text)
{
    size_t len = 0;
    ls_slice zone;

    while (len < text->len && text->ptr[len] != ' ' && text->ptr[len] != ']')
        len++;
    zone = ls_slice_head(*text, len);
    *text = ls_slice_skip(*text, len);
    return len && ls_zone_read(zone, &parts->zone);
}

static bool take_epoch(struct parts *parts, ls_slice *text)
{
    size_t len = ls_digits_len(*text);
    uint64_t seconds;

    if (len > 11 || !ls_slice_to_u64(ls_slice_head(*text, len), &seconds))
        return false;
    parts->epoch = (int64_t)seconds;
    parts->has_epoch = true;
    *text = ls_slice_skip(*text, len);
    return true;
}

static bool take_fraction(struct parts *parts, ls_slice *text)
{
    size_t len = ls_digits_len(*text);

    parts->ms = ls_digits_ms(ls_slice_head(*text, len));
    *text = ls_slice_skip(*text, len);
    return len > 0;
}

static const struct conversion {
    char letter;
    reader *take;       /* NULL: it stands for other conversions */
    const char *layout; /* which are these */
} conversions[] = {
    { 'Y', take_year, NULL },
    { 'y', take_short_year, NULL },
    { 'm', take_month, NULL },
    { 'd', take_day, NULL },
    { 'e', take_day, NULL },
    { 'j', take_day_of_year, NULL },
    { 'b', take_month_name, NULL },
    { 'h', take_month_name, NULL },
    { 'B', take_month_name, NULL },
    { 'a', take_word, NULL },
    { 'A', take_word, NULL },
    { 'G', skip_number, NULL },
    { 'g', skip_number, NULL },
    { 'C', skip_number, NULL },
    { 'U', skip_number, NULL },
    { 'V', skip_number, NULL },
    { 'W', skip_number, NULL },
    { 'u', skip_number, NULL },
    { 'w', skip_number, NULL },
    { 'H', take_hour, NULL },
    { 'k', take_hour, NULL },
    { 'I', take_hour_of_twelve, NULL },
    { 'l', take_hour_of_twelve, NULL },
    { 'M', take_minute, NULL },
    { 'S', take_second, NULL },
    { 'p', take_half, NULL },
    { 'z', take_zone, NULL },
    { 'Z', take_zone, NULL },
    { 's', take_epoch, NULL },
    { 'f', take_fraction, NULL },
    { 'T', NULL, "%H:%M:%S" },
    { 'R', NULL, "%H:%M" },
    { 'D', NULL, "%m/%d/%y" },
    { 'F', NULL, "%Y-%m-%d" },
    { 'X', NULL, "%H:%M:%S" },
    { 'x', NULL, "%m/%d/%y" },
    { 'r', NULL, "%I:%M:%S %p" },
    { 'c', NULL, "%a %b %e %H:%M:%S %Y" },
    { 'n', NULL, "\n" },
    { 't', NULL, "\t" },
    { '%', NULL, "" }, /* a percent sign, see take_letter() */
};

static const struct conversion *find_conversion(char letter)
{
    for (size_t i = 0; i < sizeof(conversions) / sizeof(conversions[0]); i++)
        if (letter && conversions[i].letter == letter)
            return &conversions[i];
    return NULL;
}

bool ls_layout_is_valid(const char *layout)
{
    if (layout[0] != '%')
        return false;
    for (const char *at = layout; *at; at++)
        if (*at == '%' && !find_conversion(*++at))
            return false;
    return true;
}

static bool take_byte(ls_slice *text, char byte)
{
    if (text->len == 0 || text->ptr[0] != byte)
        return false;
    *text = ls_slice_skip(*text, 1);
    return true;
}

static bool take_simple(const char *layout, struct parts *parts, ls_slice *text)
{
    for (; *layout; layout++) {
        const struct conversion *conversion;

        if (*layout != '%') {
            if (!take_byte(text, *layout))
                return false;
            continue;
        }
        conversion = find_conversion(*++layout);
        if (!conversion || !conversion->take || !conversion->take(parts, text))
            return false;
    }
    return true;
}

static bool take_conversion(char letter, struct parts *parts, ls_slice *text)
{
    const struct conversion *conversion = find_conversion(letter);

    if (!conversion)
        return false;
    if (letter == '%')
        return take_byte(text, '%');
    return conversion->take ? conversion->take(parts, text)
                            : take_simple(conversion->layout, parts, text);
}

static bool take_all(const char *layout, struct parts *parts, ls_slice text)
{
    for (; *layout; layout++) {
        if (*layout == '%') {
            if (!take_conversion(*++layout, parts, &text))
                return false;
        } else if (!take_byte(&text, *layout)) {
            return false;
        }
    }
    return text.len == 0;
}

bool ls_layout_read(const char *layout, int zone, ls_slice text, int64_t *ms)
{
    struct parts parts = { .zone = zone };
    int64_t seconds;

    if (!take_all(layout, &parts, text))
        return false;
    if (parts.twelve)
        parts.date.hour = parts.date.hour % 12 + (parts.afternoon ? 12 : 0);
    if (parts.has_epoch) {
        *ms = parts.epoch * 1000 + parts.ms;
        return true;
    }
    if (!ls_date_is_valid(&parts.date))
        return false;
    seconds = ls_date_to_seconds(&parts.date) + parts.epoch;
    *ms = (seconds - (int64_t)parts.zone * 60) * 1000 + parts.ms;
    return true;
}
