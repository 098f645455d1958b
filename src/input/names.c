/* SPDX-License-Identifier: MIT */
/*
 * Names of rotated logs: that of the log itself with a number or a date behind
 * it, or before its extension, and perhaps that of a program that compresses.
 */

#include "input/names.h"

#include "base/ending.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool ls_name_is_compressed(ls_slice name)
{
    return ls_ending_cut(name).len < name.len;
}

/* A number, date or time, and what separates it from the name. */
static bool is_stamp(ls_slice s, size_t *digits)
{
    *digits = 0;
    if (s.len < 2 || !strchr("-._", s.ptr[0]))
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '\0' || !strchr("0123456789-._:+TZ", s.ptr[i]))
            return false;
        *digits += is_digit(s.ptr[i]);
    }
    return *digits > 0;
}

/* Behind the name: `.1`, `-20261126`, `.old`. */
static bool is_behind(ls_slice live, ls_slice name)
{
    size_t digits;
    ls_slice tail;

    if (!ls_slice_starts(name, live))
        return false;
    tail = ls_slice_skip(name, live.len);
    return ls_slice_equal(tail, LS_SLICE(".old")) || is_stamp(tail, &digits);
}

/*
 * Before an extension, `a.1.log` and `a-20261126.log`. Numbers of three digits
 * up to a date's are those of hosts and ports, and so is `a-1.log`.
 */
static bool is_before(ls_slice live, ls_slice name)
{
    size_t added = name.len - live.len;

    for (size_t at = 1; at < live.len; at++) {
        ls_slice stamp = { name.ptr + at, added };
        ls_slice end = ls_slice_skip(live, at);
        size_t digits;

        if (live.ptr[at] == '.' &&
            ls_slice_starts(name, ls_slice_head(live, at)) &&
            ls_slice_equal(ls_slice_skip(name, at + added), end) &&
            is_stamp(stamp, &digits) &&
            (digits >= 6 || (stamp.ptr[0] == '.' && digits <= 2)))
            return true;
    }
    return false;
}

static bool is_rotated(ls_slice live, ls_slice name)
{
    return name.len > live.len &&
           (is_behind(live, name) || is_before(live, name));
}

bool ls_name_is_rotated(ls_slice live, ls_slice name)
{
    ls_slice plain = ls_ending_cut(name);

    if (ls_slice_equal(live, name))
        return false;
    return ls_slice_equal(live, plain) || is_rotated(live, plain) ||
           is_rotated(ls_ending_cut(live), plain);
}

bool ls_name_is_alike(ls_slice live, ls_slice name)
{
    bool has_number = false;

    live = ls_ending_cut(live);
    name = ls_ending_cut(name);
    if (live.len != name.len)
        return false;
    for (size_t i = 0; i < live.len; i++) {
        if (is_digit(live.ptr[i]) != is_digit(name.ptr[i]))
            return false;
        if (is_digit(live.ptr[i]))
            has_number = true;
        else if (live.ptr[i] != name.ptr[i])
            return false;
    }
    return has_number;
}
