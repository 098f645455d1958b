/* SPDX-License-Identifier: MIT */
/* Slices: what is too long to be inline. */

#include "base/hint.h"

#include <logstat/slice.h>

enum {
    SAFE_DIGITS = 19 /* any number of so many fits */
};

/* Goes on behind the digits that fit whatever they are, of which `sum` is. */
LS_APART static bool read_long(uint64_t sum, ls_slice rest, uint64_t *value)
{
    for (size_t i = 0; i < rest.len; i++) {
        unsigned digit = (unsigned char)rest.ptr[i] - (unsigned)'0';

        if (digit > 9 || sum > (UINT64_MAX - digit) / 10)
            return false;
        sum = sum * 10 + digit;
    }
    *value = sum;
    return true;
}

bool ls_slice_to_u64(ls_slice s, uint64_t *value)
{
    size_t len = s.len < SAFE_DIGITS ? s.len : SAFE_DIGITS;
    uint64_t sum = 0;

    for (size_t i = 0; i < len; i++) {
        unsigned digit = (unsigned char)s.ptr[i] - (unsigned)'0';

        if (digit > 9)
            return false;
        sum = sum * 10 + digit;
    }
    if (LS_SELDOM(s.len > len))
        return read_long(sum, ls_slice_skip(s, len), value);
    if (s.len == 0)
        return false;
    *value = sum;
    return true;
}
