/* SPDX-License-Identifier: MIT */
#ifndef BASE_BYTE_CLASS_H
#define BASE_BYTE_CLASS_H

#include "base/vector.h"

#include <stddef.h>
#include <stdint.h>

enum {
    LS_CLASS_BYTES = 128, /* bytes from here on are in no class */
    LS_CLASS_WIDTH = 64   /* bytes that are looked at together */
};

/*
 * A class of ASCII bytes, and which of 64 bytes are in it. A byte is looked up
 * by its two halves: the row of its low half has a bit for each high half. One
 * shuffle finds the row and one the bit (W. Mula, "SIMD-ized check which bytes
 * are in a set"). Zeroed it is empty.
 */
typedef struct ls_byte_class {
    unsigned char rows[16];
} ls_byte_class;

/* The byte must be below LS_CLASS_BYTES. */
static inline void ls_byte_class_add(ls_byte_class *class_, unsigned char byte)
{
    unsigned char *row = &class_->rows[byte & 15];

    *row = (unsigned char)(*row | 1U << (byte >> 4));
}

#if LS_HAS_AVX2
LS_AVX2 static inline uint32_t ls_class_find_32(const ls_byte_class *class_,
                                                const char *bytes)
{
    const __m256i bits =
        _mm256_set1_epi64x((long long)0x8040201008040201); /* 1 << 0 to 7 */
    const __m256i rows = _mm256_broadcastsi128_si256(
        _mm_loadu_si128((const void *)class_->rows));
    const __m256i data = _mm256_loadu_si256((const void *)bytes);
    /* A shuffle gives 0 for a byte of 128 and more. */
    const __m256i row = _mm256_shuffle_epi8(rows, data);
    const __m256i half =
        _mm256_and_si256(_mm256_srli_epi16(data, 4), _mm256_set1_epi8(15));
    const __m256i bit = _mm256_shuffle_epi8(bits, half);

    return (uint32_t)_mm256_movemask_epi8(
        _mm256_cmpeq_epi8(_mm256_and_si256(row, bit), bit));
}

/* How many of 64 bytes stand before the first one of the class. */
LS_AVX2 static inline size_t ls_class_first_avx2(const ls_byte_class *class_,
                                                 const char *bytes)
{
    return (size_t)_tzcnt_u64(ls_class_find_32(class_, bytes) |
                              (uint64_t)ls_class_find_32(class_, bytes + 32)
                                  << 32);
}

LS_AVX512 static inline size_t ls_class_first_avx512(
    const ls_byte_class *class_, const char *bytes)
{
    const __m512i bits =
        _mm512_set1_epi64((long long)0x8040201008040201); /* 1 << 0 to 7 */
    const __m512i rows =
        _mm512_broadcast_i32x4(_mm_loadu_si128((const void *)class_->rows));
    const __m512i data = _mm512_loadu_si512(bytes);
    const __m512i row = _mm512_shuffle_epi8(rows, data);
    const __m512i half =
        _mm512_and_si512(_mm512_srli_epi16(data, 4), _mm512_set1_epi8(15));
    const __m512i bit = _mm512_shuffle_epi8(bits, half);

    return (size_t)_tzcnt_u64(_mm512_test_epi8_mask(row, bit));
}
#endif

#endif
