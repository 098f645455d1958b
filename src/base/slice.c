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

/* Four bytes, the first one lowest. */
static uint64_t load_four(const char *text)
{
    const unsigned char *bytes = (const unsigned char *)text;

    return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
           (uint32_t)bytes[3] << 24;
}

/*
 * Four to eight digits at once, since a loop ends where no processor guesses:
 * as bytes of a number, zeros before them; then pairs, fours, and all eight.
 */
static bool read_short(ls_slice s, uint64_t *value)
{
    const uint64_t zeros = UINT64_C(0x30303030);
    /* Where the two overlap, they say the same. */
    uint64_t sum = (load_four(s.ptr) ^ zeros) << (64 - 8 * s.len) |
                   (load_four(s.ptr + s.len - 4) ^ zeros) << 32;

    if ((sum | (sum + UINT64_C(0x7676767676767676))) &
        UINT64_C(0x8080808080808080))
        return false;
    /* The product has the sum wanted in its upper half of each part. */
    sum = sum * (10 << 8 | 1) >> 8 & UINT64_C(0x00ff00ff00ff00ff);
    sum = sum * (100 << 16 | 1) >> 16 & UINT64_C(0x0000ffff0000ffff);
    *value = sum * (UINT64_C(10000) << 32 | 1) >> 32;
    return true;
}

/* Any number of digits, one after the other. */
LS_APART static bool read_any(ls_slice s, uint64_t *value)
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

bool ls_slice_to_u64(ls_slice s, uint64_t *value)
{
    return s.len >= 4 && s.len <= 8 ? read_short(s, value) : read_any(s, value);
}
