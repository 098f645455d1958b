/* SPDX-License-Identifier: MIT */
#ifndef BASE_JSON_SCAN_H
#define BASE_JSON_SCAN_H

/*
 * Where the text of a JSON string stops being text: at a quote, a backslash or
 * a byte that may not stand in one. As base/scan.h, but for a range of bytes.
 */

#include "base/scan.h"

/* How many of `len` bytes are text, one byte after the other. */
static inline size_t ls_json_scan_plain(const char *bytes, size_t len)
{
    size_t at = 0;

    while (at < len && bytes[at] != '"' && bytes[at] != '\\' &&
           (unsigned char)bytes[at] >= 0x20)
        at++;
    return at;
}

#if LS_SCAN_SSE2
/* Which of 16 bytes are no text, a bit each. */
static inline unsigned ls_json_scan_16(const char *bytes)
{
    const __m128i last = _mm_set1_epi8(0x1f); /* of the control bytes */
    __m128i data = ls_scan_load(bytes);
    __m128i quote = _mm_cmpeq_epi8(data, _mm_set1_epi8('"'));
    __m128i slash = _mm_cmpeq_epi8(data, _mm_set1_epi8('\\'));
    __m128i control = _mm_cmpeq_epi8(_mm_max_epu8(data, last), last);

    return (unsigned)_mm_movemask_epi8(
        _mm_or_si128(_mm_or_si128(quote, slash), control));
}
#endif

/* The same as quickly as can be. */
static inline size_t ls_json_scan(const char *bytes, size_t len)
{
    size_t at = 0;

#if LS_SCAN_SSE2
    for (; len - at >= 16; at += 16) {
        unsigned mask = ls_json_scan_16(bytes + at);

        if (mask)
            return at + (size_t)__builtin_ctz(mask);
    }
#endif
    return at + ls_json_scan_plain(bytes + at, len - at);
}

#endif
