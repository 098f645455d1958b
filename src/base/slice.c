/* SPDX-License-Identifier: MIT */
/* Slices: what is too long to be inline. */

#include <logstat/slice.h>

bool ls_slice_to_u64(ls_slice s, uint64_t *value)
{
    const uint64_t safe = UINT64_MAX / 10 - 1; /* one digit more fits */
    uint64_t sum = 0;

    if (s.len == 0)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        unsigned digit = (unsigned)(s.ptr[i] - '0');

        if (digit > 9)
            return false;
        if (sum > safe && sum > (UINT64_MAX - digit) / 10)
            return false;
        sum = sum * 10 + digit;
    }
    *value = sum;
    return true;
}
