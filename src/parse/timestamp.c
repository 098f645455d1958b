/* SPDX-License-Identifier: MIT */
/*
 * Timestamps by hand: no locale, no TZ, no strptime. A text that is not
 * exactly a time of its form is refused, never guessed at.
 */

#include "parse/timestamp.h"

#include "base/date.h"
#include "parse/digits.h"
#include "parse/layout.h"
#include "parse/zone.h"

enum {
    CLF_MINUTE = 18, /* "10/Oct/2000:13:55:" */
    ISO_MINUTE = 17, /* "2000-10-10T13:55:" */
};

ls_time_form ls_time_form_of(const char *name)
{
    static const char *const names[] = { "clf", "iso", "unix", "any" };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (strcmp(name, names[i]) == 0)
            return (ls_time_form){ .kind = (ls_time_kind)i };
    if (strcmp(name, "iso utc") == 0)
        return (ls_time_form){ .kind = LS_TIME_ISO, .utc = true };
    if (ls_layout_is_valid(name))
        return (ls_time_form){ .kind = LS_TIME_LAYOUT, .layout = name };
    return (ls_time_form){ .kind = LS_TIME_KINDS };
}

/* "10/Oct/2000:13:55:" to seconds since the epoch as if it were UTC. */
static bool read_clf_minute(const char *at, int64_t *seconds)
{
    ls_date date = {
        .year = ls_digits(at + 7, 4),
        .month = ls_date_month(at + 3),
        .day = ls_digits(at, 2),
        .hour = ls_digits(at + 12, 2),
        .minute = ls_digits(at + 15, 2),
    };

    /* Python's http.server writes a blank before the hour. */
    if (at[2] != '/' || at[6] != '/' || (at[11] != ':' && at[11] != ' ') ||
        at[14] != ':' || at[17] != ':' || !ls_date_is_valid(&date))
        return false;
    *seconds = ls_date_to_seconds(&date);
    return true;
}

/* "2000-10-10T13:55:" likewise. */
static bool read_iso_minute(const char *at, int64_t *seconds)
{
    ls_date date = {
        .year = ls_digits(at, 4),
        .month = ls_digits(at + 5, 2),
        .day = ls_digits(at + 8, 2),
        .hour = ls_digits(at + 11, 2),
        .minute = ls_digits(at + 14, 2),
    };

    if ((at[4] != '-' && at[4] != '/') || at[7] != at[4] ||
        (at[10] != 'T' && at[10] != 't' && at[10] != ' ') || at[13] != ':' ||
        at[16] != ':' || !ls_date_is_valid(&date))
        return false;
    *seconds = ls_date_to_seconds(&date);
    return true;
}

/* Cuts ".123" off the start of `s`; false if a dot has no digits behind. */
static bool take_fraction(ls_slice *s, int *ms)
{
    size_t len;

    *ms = 0;
    if (s->len == 0 || (s->ptr[0] != '.' && s->ptr[0] != ','))
        return true;
    *s = ls_slice_skip(*s, 1);
    len = ls_digits_len(*s);
    *ms = ls_digits_ms(ls_slice_head(*s, len));
    *s = ls_slice_skip(*s, len);
    return len > 0;
}

/* Whether the remembered minute and zone are those of the text. */
static bool is_remembered(const ls_timer *timer, ls_slice minute, ls_slice zone)
{
    return timer->minute_len == minute.len && timer->offset_len == zone.len &&
           (zone.len || timer->default_zone == timer->zone) &&
           memcmp(timer->minute, minute.ptr, minute.len) == 0 &&
           (zone.len == 0 || memcmp(timer->offset, zone.ptr, zone.len) == 0);
}

static void remember(ls_timer *timer, ls_slice minute, ls_slice zone,
                     int64_t base)
{
    memcpy(timer->minute, minute.ptr, minute.len);
    timer->minute_len = minute.len;
    if (zone.len)
        memcpy(timer->offset, zone.ptr, zone.len);
    timer->offset_len = zone.len;
    timer->default_zone = timer->zone;
    timer->base = base;
}

/* Reads minute and zone into the timer, unless they are the last ones. */
static bool read_base(ls_timer *timer, ls_slice minute, ls_slice zone)
{
    int minutes = timer->zone;
    int64_t seconds;
    bool read;

    if (zone.len > LS_TIMER_ZONE)
        return false;
    if (is_remembered(timer, minute, zone))
        return true;
    read = minute.len == CLF_MINUTE ? read_clf_minute(minute.ptr, &seconds)
                                    : read_iso_minute(minute.ptr, &seconds);
    if (!read || (zone.len && !ls_zone_read(ls_slice_trim(zone), &minutes)))
        return false;
    remember(timer, minute, zone, seconds - (int64_t)minutes * 60);
    return true;
}

/* A time whose seconds stand behind `minute` bytes, and then its zone. */
static bool read_calendar(ls_timer *timer, size_t minute, ls_slice text,
                          int64_t *ms)
{
    ls_slice zone;
    int second;
    int fraction;

    if (text.len < minute + 2)
        return false;
    second = ls_digits(text.ptr + minute, 2);
    zone = ls_slice_skip(text, minute + 2);
    if (second < 0 || second > 60 || !take_fraction(&zone, &fraction) ||
        !read_base(timer, ls_slice_head(text, minute), zone))
        return false;
    *ms = (timer->base + second) * 1000 + fraction;
    return true;
}

/*
 * Seconds, or finer where the number is too large for them: 10^11 seconds are
 * the year 5138, 10^11 milliseconds were in 1973.
 */
static bool read_unix(ls_slice text, int64_t *ms)
{
    size_t len = ls_digits_len(text);
    ls_slice rest = ls_slice_skip(text, len);
    uint64_t number;
    int fraction;

    if (len == 0 || !ls_slice_to_u64(ls_slice_head(text, len), &number) ||
        !take_fraction(&rest, &fraction) || rest.len)
        return false;
    if (number < UINT64_C(100000000000))
        *ms = (int64_t)number * 1000 + fraction;
    else if (number < UINT64_C(100000000000000))
        *ms = (int64_t)number;
    else if (number < UINT64_C(100000000000000000))
        *ms = (int64_t)(number / 1000);
    else
        *ms = (int64_t)(number / 1000000);
    return true;
}

static bool read_any(ls_timer *timer, ls_slice text, int64_t *ms)
{
    if (text.len > 2 && text.ptr[0] == '[' && text.ptr[text.len - 1] == ']')
        text = (ls_slice){ text.ptr + 1, text.len - 2 };
    if (text.len > 3 && text.ptr[2] == '/')
        return read_calendar(timer, CLF_MINUTE, text, ms);
    if (text.len > 5 && !ls_is_digit(text.ptr[4]) && text.ptr[4] != '.')
        return read_calendar(timer, ISO_MINUTE, text, ms);
    return read_unix(text, ms);
}

static bool read_form(ls_timer *timer, ls_time_form form, ls_slice text,
                      int64_t *ms)
{
    switch (form.kind) {
    case LS_TIME_CLF:
        return read_calendar(timer, CLF_MINUTE, text, ms);
    case LS_TIME_ISO:
        return read_calendar(timer, ISO_MINUTE, text, ms);
    case LS_TIME_UNIX:
        return read_unix(text, ms);
    case LS_TIME_ANY:
        return read_any(timer, text, ms);
    case LS_TIME_LAYOUT:
        return ls_layout_read(form.layout, timer->zone, text, ms);
    case LS_TIME_KINDS:
        break;
    }
    return false;
}

static void keep_last(ls_timer *timer, ls_time_form form, ls_slice text,
                      int64_t ms)
{
    if (text.len > sizeof(timer->last))
        return;
    memcpy(timer->last, text.ptr, text.len);
    timer->last_len = text.len;
    timer->form = form;
    timer->ms = ms;
}

bool ls_timer_read_new(ls_timer *timer, ls_time_form form, ls_slice text,
                       int64_t *ms)
{
    int zone = timer->zone;
    bool read;

    if (text.len == 0)
        return false;
    if (form.utc)
        timer->zone = 0;
    read = read_form(timer, form, text, ms);
    timer->zone = zone;
    if (read)
        keep_last(timer, form, text, *ms);
    return read;
}

bool ls_timer_knows_zone(const ls_timer *timer)
{
    if (timer->last_len == 0)
        return false;
    return timer->form.utc || timer->form.kind == LS_TIME_UNIX ||
           (timer->form.kind != LS_TIME_LAYOUT && timer->offset_len);
}
