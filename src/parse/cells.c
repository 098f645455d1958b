/* SPDX-License-Identifier: MIT */
/* Cutting rows by masks: all separators of 64 bytes are found together. */

#include "parse/cells.h"

#include "base/mask.h"
#include "base/vector.h"

#include <assert.h>

static_assert((int)LS_MASK_BYTES <= (int)LS_CELLS_MAX, "a mask more has room");

static bool holds(ls_slice row, char byte)
{
    return row.len && memchr(row.ptr, byte, row.len);
}

/* What is found: a row of too many cells is left to others. */
static size_t end(ls_slice row, size_t count, size_t *starts)
{
    if (count > LS_CELLS_MAX)
        return 0;
    starts[count] = row.len + 1;
    return count;
}

size_t ls_cells_find_plain(ls_slice row, char separator, char odd,
                           size_t *starts)
{
    size_t count = 0;

    if (holds(row, '"') || (odd != '"' && holds(row, odd)))
        return 0;
    starts[count++] = 0;
    for (size_t at = 0; at < row.len && count <= LS_CELLS_MAX;
         at += LS_MASK_BYTES) {
        size_t len = row.len - at;
        uint64_t mask =
            ls_mask(separator, row.ptr + at,
                    len < LS_MASK_BYTES ? len : (size_t)LS_MASK_BYTES);

        for (; mask; mask &= mask - 1)
            starts[count++] = at + ls_lowest_bit(mask) + 1;
    }
    return end(row, count, starts);
}

#if LS_HAS_AVX2
/* 64 bytes of a row. */
struct piece {
    __m256i low;
    __m256i high;
};

/* A bit for each of the bytes. */
LS_AVX2 static inline uint64_t bits_of(__m256i low, __m256i high)
{
    return (uint32_t)_mm256_movemask_epi8(low) |
           (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

LS_AVX2 static inline uint64_t find_byte(struct piece piece, __m256i byte)
{
    return bits_of(_mm256_cmpeq_epi8(piece.low, byte),
                   _mm256_cmpeq_epi8(piece.high, byte));
}

LS_AVX2 static inline uint64_t find_either(struct piece piece, __m256i a,
                                           __m256i b)
{
    return bits_of(_mm256_or_si256(_mm256_cmpeq_epi8(piece.low, a),
                                   _mm256_cmpeq_epi8(piece.low, b)),
                   _mm256_or_si256(_mm256_cmpeq_epi8(piece.high, a),
                                   _mm256_cmpeq_epi8(piece.high, b)));
}

/*
 * Writes the places of the bits, eight at a time: how many there are differs
 * from row to row, and a wrong guess costs more than what is written in vain.
 */
LS_AVX2 static inline void put_starts(uint64_t bits, size_t from,
                                      size_t *starts)
{
    do {
        for (size_t i = 0; i < 8; i++, bits &= bits - 1)
            starts[i] = from + (size_t)_tzcnt_u64(bits);
        starts += 8;
    } while (bits);
}

LS_AVX2 static size_t find_avx2(ls_slice row, char separator, char odd,
                                size_t *starts)
{
    const __m256i ends = _mm256_set1_epi8(separator);
    const __m256i quotes = _mm256_set1_epi8('"');
    const __m256i others = _mm256_set1_epi8(odd);
    size_t count = 0;

    starts[count++] = 0;
    for (size_t at = 0; at < row.len && count <= LS_CELLS_MAX; at += 64) {
        const char *bytes = row.ptr + at;
        struct piece piece = { _mm256_loadu_si256((const void *)bytes),
                               _mm256_loadu_si256((const void *)(bytes + 32)) };
        size_t rest = row.len - at;
        uint64_t in_row = rest < 64 ? ((uint64_t)1 << rest) - 1 : UINT64_MAX;
        uint64_t found = find_byte(piece, ends) & in_row;

        if (find_either(piece, quotes, others) & in_row)
            return 0;
        put_starts(found, at + 1, starts + count);
        count += (size_t)__builtin_popcountll(found);
    }
    return end(row, count, starts);
}
#endif

size_t ls_cells_find(ls_slice row, char separator, char odd, size_t *starts)
{
#if LS_HAS_AVX2
    if (ls_can_avx2())
        return find_avx2(row, separator, odd, starts);
#endif
    return ls_cells_find_plain(row, separator, odd, starts);
}
