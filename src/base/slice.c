/* SPDX-License-Identifier: MIT */
/* Slices: what is too long to be inline. */

#include <logstat/slice.h>

enum {
    SAFE_DIGITS = 19 /* any number of so many fits */
};

/* Reads digits that are known to fit; false: there is something else. */
static bool read_digits(ls_slice digits, uint64_t *value)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < digits.len; i++) {
        unsigned digit = (unsigned char)digits.ptr[i] - (unsigned)'0';

        if (digit > 9)
            return false;
        sum = sum * 10 + digit;
    }
    *value = sum;
    return true;
}

bool ls_slice_to_u64(ls_slice s, uint64_t *value)
{
    uint64_t sum;

    if (s.len == 0 || !read_digits(ls_slice_head(s, SAFE_DIGITS), &sum))
        return false;
    for (size_t i = SAFE_DIGITS; i < s.len; i++) {
        unsigned digit = (unsigned char)s.ptr[i] - (unsigned)'0';

        if (digit > 9 || sum > (UINT64_MAX - digit) / 10)
            return false;
        sum = sum * 10 + digit;
    }
    *value = sum;
    return true;
}
