/* SPDX-License-Identifier: MIT */
#ifndef PARSE_DIGITS_H
#define PARSE_DIGITS_H

#include <logstat/slice.h>

/* Digits of a date, where they stand in fixed places. */

static inline bool ls_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A number of exactly `len` digits (up to 9), or -1. */
static inline int ls_digits(const char *at, size_t len)
{
    int value = 0;

    for (size_t i = 0; i < len; i++) {
        if (!ls_is_digit(at[i]))
            return -1;
        value = value * 10 + (at[i] - '0');
    }
    return value;
}

/* The digits of a fraction as milliseconds; more than three are cut off. */
static inline int ls_digits_ms(ls_slice digits)
{
    int scale = 100;
    int ms = 0;

    for (size_t i = 0; i < digits.len && scale; i++, scale /= 10)
        ms += (digits.ptr[i] - '0') * scale;
    return ms;
}

/* How many digits `s` starts with. */
static inline size_t ls_digits_len(ls_slice s)
{
    size_t len = 0;

    while (len < s.len && ls_is_digit(s.ptr[len]))
        len++;
    return len;
}

#endif
