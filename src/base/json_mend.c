/* SPDX-License-Identifier: MIT */
/*
 * Escapes in JSON as logs have it, changed so that any parser of JSON takes
 * them. Most objects have no backslash, and for these this is one quick search.
 * Where a backslash stands in no string the object is broken before and after.
 */

#include "base/json_mend.h"

#include "base/scan.h"

/* The number in the `count` hex digits that `s` begins with, or -1. */
static long hex(ls_slice s, size_t count)
{
    long value = 0;

    if (s.len < count)
        return -1;
    for (size_t i = 0; i < count; i++) {
        unsigned char c = (unsigned char)s.ptr[i];

        if (c >= '0' && c <= '9')
            value = value * 16 + (c - '0');
        else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
            value = value * 16 + ((c | 0x20) - 'a' + 10);
        else
            return -1;
    }
    return value;
}

/* The number of a \u escape that `s` begins with, or -1. */
static long code_unit(ls_slice s)
{
    if (s.len < 6 || s.ptr[0] != '\\' || s.ptr[1] != 'u')
        return -1;
    return hex(ls_slice_skip(s, 2), 4);
}

/*
 * The length of the escape that `s` begins with, and what is to stand in its
 * place, if anything.
 */
static size_t escape_len(ls_slice s, ls_slice *instead)
{
    long unit = code_unit(s);

    instead->len = 0;
    if (unit >= 0xd800 && unit <= 0xdfff) {
        long low = code_unit(ls_slice_skip(s, 6));

        if (unit < 0xdc00 && low >= 0xdc00 && low <= 0xdfff)
            return 12;
        *instead = LS_SLICE("\\ufffd");
        return 6;
    }
    if (s.len >= 4 && s.ptr[1] == 'x' && hex(ls_slice_skip(s, 2), 2) >= 0) {
        *instead = LS_SLICE("\\\\x"); /* the digits follow */
        return 2;
    }
    return s.len < 2 ? s.len : 2;
}

/* A backslash, and the two controls that are blanks in C but not in JSON. */
static const ls_stops odd = {
    .count = 3,
    .bytes = { "\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\",
               "\v\v\v\v\v\v\v\v\v\v\v\v\v\v\v\v",
               "\f\f\f\f\f\f\f\f\f\f\f\f\f\f\f\f" },
};

/* What stands before an escape, and what takes its place. */
static ls_status replace(ls_buf *mended, ls_slice before, ls_slice instead)
{
    return ls_buf_append(mended, before) == LS_OK
               ? ls_buf_append(mended, instead)
               : LS_ENOMEM;
}

/* Skips what needs no look: false at the end. */
static bool find_odd(ls_slice *rest)
{
    if (rest->len)
        *rest = ls_slice_skip(*rest, ls_scan(&odd, rest->ptr, rest->len));
    return rest->len != 0;
}

ls_status ls_json_mend(ls_slice *object, ls_buf *mended, bool *valid)
{
    ls_slice rest = *object;
    ls_slice kept = *object; /* what `mended` does not hold yet */

    mended->len = 0;
    *valid = true;
    while (find_odd(&rest)) {
        ls_slice instead;

        *valid = rest.ptr[0] == '\\';
        if (!*valid)
            return LS_OK;
        kept.len = (size_t)(rest.ptr - kept.ptr);
        rest = ls_slice_skip(rest, escape_len(rest, &instead));
        if (instead.len == 0)
            continue;
        if (replace(mended, kept, instead) != LS_OK)
            return LS_ENOMEM;
        kept = rest;
    }
    if (mended->len == 0)
        return LS_OK;
    kept.len = (size_t)(rest.ptr - kept.ptr);
    if (ls_buf_append(mended, kept) != LS_OK)
        return LS_ENOMEM;
    *object = ls_buf_slice(mended);
    return LS_OK;
}
