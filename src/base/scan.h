/* SPDX-License-Identifier: MIT */
#ifndef BASE_SCAN_H
#define BASE_SCAN_H

/*
 * Searching for the first of a few bytes: what memchr does for one. Inline,
 * because it is called for every field of every line and most fields are
 * short. With SSE2, which every x86-64 has, 16 bytes are looked at at a time;
 * it never reads past `len`.
 */

#include <stddef.h>
#include <string.h>

#if defined(__SSE2__) && defined(__GNUC__) && !defined(LS_SCAN_PLAIN)
#define LS_SCAN_SSE2 1
#include <emmintrin.h>
#else
#define LS_SCAN_SSE2 0
#endif

/* The most bytes that can be searched for at once. */
enum {
    LS_SCAN_STOPS = 4
};

/*
 * The bytes to find, each 16 times over as SSE2 wants them; an unused place
 * repeats one that is used.
 */
typedef struct ls_stops {
    char bytes[LS_SCAN_STOPS][16];
} ls_stops;

/* Sets stop `i` and those behind it. */
static inline void ls_stops_set(ls_stops *stops, size_t i, unsigned char byte)
{
    for (; i < LS_SCAN_STOPS; i++)
        memset(stops->bytes[i], byte, sizeof(stops->bytes[i]));
}

/* The same, one byte after the other. */
static inline size_t ls_scan_plain(const ls_stops *stops, const char *bytes,
                                   size_t len)
{
    size_t at = 0;

    while (at < len && bytes[at] != stops->bytes[0][0] &&
           bytes[at] != stops->bytes[1][0] && bytes[at] != stops->bytes[2][0] &&
           bytes[at] != stops->bytes[3][0])
        at++;
    return at;
}

#if LS_SCAN_SSE2
static inline __m128i ls_scan_load(const char *bytes)
{
    return _mm_loadu_si128((const __m128i *)(const void *)bytes);
}

/* Where the first of the stops is in 16 bytes; 16 if there is none. */
static inline size_t ls_scan_16(const ls_stops *stops, const char *bytes)
{
    __m128i data = ls_scan_load(bytes);
    __m128i a = _mm_cmpeq_epi8(data, ls_scan_load(stops->bytes[0]));
    __m128i b = _mm_cmpeq_epi8(data, ls_scan_load(stops->bytes[1]));
    __m128i c = _mm_cmpeq_epi8(data, ls_scan_load(stops->bytes[2]));
    __m128i d = _mm_cmpeq_epi8(data, ls_scan_load(stops->bytes[3]));
    __m128i any = _mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d));
    unsigned mask = (unsigned)_mm_movemask_epi8(any);

    return mask ? (size_t)__builtin_ctz(mask) : 16;
}
#endif

/* How many of `len` bytes stand before the first of the stops. */
static inline size_t ls_scan(const ls_stops *stops, const char *bytes,
                             size_t len)
{
    size_t at = 0;

#if LS_SCAN_SSE2
    for (; len - at >= 16; at += 16) {
        size_t found = ls_scan_16(stops, bytes + at);

        if (found < 16)
            return at + found;
    }
#endif
    return at + ls_scan_plain(stops, bytes + at, len - at);
}

#endif
