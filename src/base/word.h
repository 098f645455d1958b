/* SPDX-License-Identifier: MIT */
#ifndef BASE_WORD_H
#define BASE_WORD_H

/* Eight bytes looked at as one number. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The number of the lowest bit that is set; there must be one. */
static inline size_t ls_lowest_bit(uint64_t bits)
{
#if defined(__GNUC__)
    return (unsigned)__builtin_ctzll(bits);
#else
    size_t number = 0;

    while (!(bits >> number & 1))
        number++;
    return number;
#endif
}

/* The number of the highest bit that is set; there must be one. */
static inline size_t ls_highest_bit(uint64_t bits)
{
#if defined(__GNUC__)
    return 63 - (unsigned)__builtin_clzll(bits);
#else
    size_t number = 63;

    while (!(bits >> number & 1))
        number--;
    return number;
#endif
}

/* The eight bytes from `bytes` on; the first is in the lowest bits. */
static inline uint64_t ls_word(const char *bytes)
{
    uint64_t word;

    memcpy(&word, bytes, sizeof(word));
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/*
 * Whether two times `len` bytes are the same: for short texts, where a call of
 * memcmp would cost more.
 */
static inline bool ls_word_same(const char *a, const char *b, size_t len)
{
    const size_t word = sizeof(uint64_t);
    uint64_t differ = 0;

    if (len < word)
        return len == 0 || memcmp(a, b, len) == 0;
    for (size_t at = 0; at < len - word; at += word)
        differ |= ls_word(a + at) ^ ls_word(b + at);
    return (differ | (ls_word(a + len - word) ^ ls_word(b + len - word))) == 0;
}

/* Whether one of them is this byte. */
static inline bool ls_word_holds(uint64_t word, char byte)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t differ = word ^ ones * (unsigned char)byte;

    return ((differ - ones) & ~differ & ones << 7) != 0;
}

/* How many of them are digits, up to the first that is none. */
static inline size_t ls_word_digits(uint64_t word)
{
    const uint64_t high = UINT64_C(0x8080808080808080);
    uint64_t value = word ^ UINT64_C(0x3030303030303030);
    /* A byte above 9 gets its highest bit; no byte carries into the next. */
    uint64_t others =
        (((value & ~high) + UINT64_C(0x7676767676767676)) | value) & high;

    return others ? ls_lowest_bit(others) / 8 : 8;
}

#endif
