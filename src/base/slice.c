/* SPDX-License-Identifier: MIT */
/* Slices: what is too long to be inline. */

#include <logstat/slice.h>

enum {
    SAFE_DIGITS = 19 /* any number of so many fits */
};

bool ls_slice_to_u64(ls_slice s, uint64_t *value)
{
    uint64_t sum = 0;

    if (s.len == 0)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        unsigned digit = (unsigned)(s.ptr[i] - '0');

        if (digit > 9)
            return false;
        if (i >= SAFE_DIGITS && sum > (UINT64_MAX - digit) / 10)
            return false;
        sum = sum * 10 + digit;
    }
    *value = sum;
    return true;
}
