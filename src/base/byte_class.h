/* SPDX-License-Identifier: MIT */
#ifndef BASE_BYTE_CLASS_H
#define BASE_BYTE_CLASS_H

#include "base/vector.h"

#include <stddef.h>
#include <stdint.h>

/*
 * A class of bytes, and which of 64 bytes are in it.
 *
 * With AVX2 a byte is looked up by its two halves: the row of its low half has
 * a bit for each of eight high halves. One shuffle finds the row and one the
 * bit (W. Mula, "SIMD-ized check which bytes are in a set").
 */
typedef struct ls_byte_class {
    unsigned char has[256];    /* flags by byte */
    unsigned char rows[2][16]; /* the same: below 128, and from there on */
} ls_byte_class;

/* Bytes that are looked at together. */
enum {
    LS_CLASS_WIDTH = 64
};

void ls_byte_class_add(ls_byte_class *class_, unsigned char byte);

/* A bit for each of 64 bytes. */
static inline uint64_t ls_class_find_plain(const ls_byte_class *class_,
                                           const char *bytes)
{
    uint64_t bits = 0;

    for (unsigned i = 0; i < LS_CLASS_WIDTH; i++)
        bits |= (uint64_t)class_->has[(unsigned char)bytes[i]] << i;
    return bits;
}

#if LS_HAS_AVX2
/* 16 bytes, twice. */
LS_AVX2 static inline __m256i ls_load_twice(const unsigned char *bytes)
{
    return _mm256_broadcastsi128_si256(_mm_loadu_si128((const void *)bytes));
}

LS_AVX2 static inline uint32_t ls_class_find_32(const ls_byte_class *class_,
                                                const char *bytes)
{
    const __m256i bits =
        _mm256_set1_epi64x((long long)0x8040201008040201); /* 1 << 0 to 7 */
    const __m256i data = _mm256_loadu_si256((const void *)bytes);
    const __m256i high = _mm256_xor_si256(data, _mm256_set1_epi8(-128));
    /* A shuffle gives 0 for a byte of 128 and more. */
    const __m256i row = _mm256_or_si256(
        _mm256_shuffle_epi8(ls_load_twice(class_->rows[0]), data),
        _mm256_shuffle_epi8(ls_load_twice(class_->rows[1]), high));
    const __m256i half =
        _mm256_and_si256(_mm256_srli_epi16(data, 4), _mm256_set1_epi8(15));
    const __m256i bit = _mm256_shuffle_epi8(bits, half);

    return (uint32_t)_mm256_movemask_epi8(
        _mm256_cmpeq_epi8(_mm256_and_si256(row, bit), bit));
}

LS_AVX2 static inline uint64_t ls_class_find_avx2(const ls_byte_class *class_,
                                                  const char *bytes)
{
    return ls_class_find_32(class_, bytes) |
           (uint64_t)ls_class_find_32(class_, bytes + 32) << 32;
}
#endif

#endif
