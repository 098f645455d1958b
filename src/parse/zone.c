/* SPDX-License-Identifier: MIT */
/* Zones as they stand behind a time (RFC 3339 section 4, and CLF's -0700). */

#include "parse/zone.h"

#include "parse/digits.h"

static bool is_utc(ls_slice text)
{
    return ls_slice_equal(text, LS_SLICE("Z")) ||
           ls_slice_equal(text, LS_SLICE("z")) ||
           ls_slice_equal(text, LS_SLICE("UTC")) ||
           ls_slice_equal(text, LS_SLICE("GMT"));
}

/* Where the minutes stand, or 0 if a zone of this length has none. */
static size_t minutes_at(ls_slice text)
{
    if (text.len == 6 && text.ptr[3] == ':')
        return 4;
    return text.len == 5 ? 3 : 0;
}

bool ls_zone_read(ls_slice text, int *minutes)
{
    size_t at = minutes_at(text);
    int hour;
    int minute = 0;

    if (is_utc(text)) {
        *minutes = 0;
        return true;
    }
    if ((text.len != 3 && !at) || (text.ptr[0] != '+' && text.ptr[0] != '-'))
        return false;
    hour = ls_digits(text.ptr + 1, 2);
    if (at)
        minute = ls_digits(text.ptr + at, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59)
        return false;
    *minutes = hour * 60 + minute;
    if (text.ptr[0] == '-')
        *minutes = -*minutes;
    return true;
}
