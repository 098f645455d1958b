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
    LS_SCAN_STOPS = 3
};

/*
 * The bytes to find, each 16 times over as SSE2 wants them; an unused place
 * repeats one that is used.
 */
typedef struct ls_stops {
    size_t count;
    char bytes[LS_SCAN_STOPS][16];
} ls_stops;

/* Adds a stop; there is room for LS_SCAN_STOPS. */
static inline void ls_stops_add(ls_stops *stops, unsigned char byte)
{
    for (size_t i = stops->count++; i < LS_SCAN_STOPS; i++)
        memset(stops->bytes[i], byte, sizeof(stops->bytes[i]));
}

/* The same, one byte after the other. */
static inline size_t ls_scan_plain(const ls_stops *stops, const char *bytes,
                                   size_t len)
{
    size_t at = 0;

    while (at < len && bytes[at] != stops->bytes[0][0] &&
           bytes[at] != stops->bytes[1][0] && bytes[at] != stops->bytes[2][0])
        at++;
    return at;
}

#if LS_SCAN_SSE2
static inline __m128i ls_scan_load(const char *bytes)
{
    return _mm_loadu_si128((const __m128i *)(const void *)bytes);
}

/* Where the first of `count` stops (2 or 3) is in 16 bytes; 16: nowhere. */
static inline size_t ls_scan_16(const ls_stops *stops, size_t count,
                                const char *bytes)
{
    __m128i data = ls_scan_load(bytes);
    __m128i a = _mm_cmpeq_epi8(data, ls_scan_load(stops->bytes[0]));
    __m128i b = _mm_cmpeq_epi8(data, ls_scan_load(stops->bytes[1]));
    __m128i any = _mm_or_si128(a, b);
    unsigned mask;

    if (count > 2) {
        a = _mm_cmpeq_epi8(data, ls_scan_load(stops->bytes[2]));
        any = _mm_or_si128(any, a);
    }
    mask = (unsigned)_mm_movemask_epi8(any);
    return mask ? (size_t)__builtin_ctz(mask) : 16;
}

static inline size_t ls_scan_vectors(const ls_stops *stops, size_t count,
                                     const char *bytes, size_t len)
{
    size_t at = 0;

    for (; len - at >= 16; at += 16) {
        size_t found = ls_scan_16(stops, count, bytes + at);

        if (found < 16)
            return at + found;
    }
    return at + ls_scan_plain(stops, bytes + at, len - at);
}
#endif

/* How many of `len` bytes stand before the first of the stops. */
static inline size_t ls_scan(const ls_stops *stops, const char *bytes,
                             size_t len)
{
#if LS_SCAN_SSE2
    /* Two loops, so that the compiler keeps the stops in registers. */
    return stops->count > 2 ? ls_scan_vectors(stops, 3, bytes, len)
                            : ls_scan_vectors(stops, 2, bytes, len);
#else
    return ls_scan_plain(stops, bytes, len);
#endif
}

#endif
