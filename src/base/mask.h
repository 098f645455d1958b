/* SPDX-License-Identifier: MIT */
#ifndef BASE_MASK_H
#define BASE_MASK_H

/*
 * All places of a byte at once, as bits: for rows of short cells, where a
 * search for each separator would cost more than what it finds is worth.
 */

#include "base/scan.h"

#include <stdint.h>

enum {
    LS_MASK_BYTES = 64
};

/* Which of `len` bytes are `byte`, one byte after the other. */
static inline uint64_t ls_mask_plain(char byte, const char *bytes, size_t len)
{
    uint64_t mask = 0;

    for (size_t at = 0; at < len; at++)
        mask |= (uint64_t)(bytes[at] == byte) << at;
    return mask;
}

#if LS_SCAN_SSE2
static inline uint64_t ls_mask_16(char byte, const char *bytes)
{
    __m128i same = _mm_cmpeq_epi8(ls_scan_load(bytes), _mm_set1_epi8(byte));

    return (unsigned)_mm_movemask_epi8(same);
}
#endif

/* The same quickly; of LS_MASK_BYTES at most. */
static inline uint64_t ls_mask(char byte, const char *bytes, size_t len)
{
#if LS_SCAN_SSE2
    uint64_t mask = 0;
    size_t at = 0;

    for (; len - at >= 16; at += 16)
        mask |= ls_mask_16(byte, bytes + at) << at;
    if (at == len)
        return mask;
    if (at) /* what is left, with what stands before it once more */
        return mask | ls_mask_16(byte, bytes + len - 16) << (len - 16);
#endif
    return ls_mask_plain(byte, bytes, len);
}

#endif
