/* SPDX-License-Identifier: MIT */
/*
 * Timestamps by hand: no locale, no TZ, no strptime. A text that is not
 * exactly a time of its kind is refused, never guessed at.
 */

#include "parse/timestamp.h"

#include "base/date.h"

enum {
    CLF_MINUTE = 18, /* "10/Oct/2000:13:55:" */
    CLF_LEN = 20,    /* with two digits of seconds */
    ZONE_LEN = 6,    /* " -0700" */
};

ls_time_kind ls_time_kind_find(ls_slice name)
{
    if (ls_slice_equal(name, LS_SLICE("clf")))
        return LS_TIME_CLF;
    return LS_TIME_KINDS;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A number of exactly `len` digits, or -1. */
static int digits(const char *at, size_t len)
{
    int value = 0;

    for (size_t i = 0; i < len; i++) {
        if (!is_digit(at[i]))
            return -1;
        value = value * 10 + (at[i] - '0');
    }
    return value;
}

/* "-0700" to minutes east of UTC. */
static bool read_zone(const char *at, int *minutes)
{
    int hour = digits(at + 1, 2);
    int minute = digits(at + 3, 2);

    if ((at[0] != '+' && at[0] != '-') || hour < 0 || hour > 23 || minute < 0 ||
        minute > 59)
        return false;
    *minutes = hour * 60 + minute;
    if (at[0] == '-')
        *minutes = -*minutes;
    return true;
}

/* "10/Oct/2000:13:55:" to seconds since the epoch as if it were UTC. */
static bool read_minute(const char *at, int64_t *seconds)
{
    ls_date date = {
        .year = digits(at + 7, 4),
        .month = ls_date_month(at + 3),
        .day = digits(at, 2),
        .hour = digits(at + 12, 2),
        .minute = digits(at + 15, 2),
    };

    if (at[2] != '/' || at[6] != '/' || at[11] != ':' || at[14] != ':' ||
        at[17] != ':' || !ls_date_is_valid(&date))
        return false;
    *seconds = ls_date_to_seconds(&date);
    return true;
}

/* Cuts ".123" off the start of `s`; false if a dot has no digits behind. */
static bool take_fraction(ls_slice *s, int *ms)
{
    int scale = 100;
    size_t len = 1;

    *ms = 0;
    if (s->len == 0 || s->ptr[0] != '.')
        return true;
    for (; len < s->len && is_digit(s->ptr[len]); len++, scale /= 10)
        *ms += (s->ptr[len] - '0') * scale;
    *s = ls_slice_skip(*s, len);
    return len > 1;
}

/* Whether the remembered minute and zone are those of `text`. */
static bool is_remembered(const ls_timer *timer, ls_slice text, ls_slice zone)
{
    /* A log may hold NULs, which must not pass for what was never read. */
    if (!timer->minute[0] || memcmp(timer->minute, text.ptr, CLF_MINUTE) != 0)
        return false;
    if (zone.len == 0)
        return !timer->offset[0];
    return timer->offset[0] && zone.len == ZONE_LEN && zone.ptr[0] == ' ' &&
           memcmp(timer->offset, zone.ptr + 1, ZONE_LEN - 1) == 0;
}

static bool remember(ls_timer *timer, ls_slice text, ls_slice zone)
{
    int minutes = timer->zone;
    int64_t seconds;

    if (zone.len != 0 && (zone.len != ZONE_LEN || zone.ptr[0] != ' ' ||
                          !read_zone(zone.ptr + 1, &minutes)))
        return false;
    if (!read_minute(text.ptr, &seconds))
        return false;
    memcpy(timer->minute, text.ptr, CLF_MINUTE);
    timer->offset[0] = '\0';
    if (zone.len)
        memcpy(timer->offset, zone.ptr + 1, ZONE_LEN - 1);
    timer->base = seconds - (int64_t)minutes * 60;
    return true;
}

static bool read_clf(ls_timer *timer, ls_slice text, int64_t *ms)
{
    ls_slice zone;
    int second;
    int fraction;

    if (text.len < CLF_LEN)
        return false;
    second = digits(text.ptr + CLF_MINUTE, 2);
    zone = ls_slice_skip(text, CLF_LEN);
    if (second < 0 || second > 60 || !take_fraction(&zone, &fraction))
        return false;
    if (!is_remembered(timer, text, zone) && !remember(timer, text, zone))
        return false;
    *ms = (timer->base + second) * 1000 + fraction;
    return true;
}

bool ls_timer_read(ls_timer *timer, ls_time_kind kind, ls_slice text,
                   int64_t *ms)
{
    switch (kind) {
    case LS_TIME_CLF:
        return read_clf(timer, text, ms);
    case LS_TIME_KINDS:
        break;
    }
    return false;
}
