/* SPDX-License-Identifier: MIT */
/* Cutting rows: by masks, all separators of 64 bytes together, or cell by cell.
 */

#include "parse/cells.h"

#include "base/hint.h"
#include "base/mask.h"

#include <assert.h>

static_assert((int)LS_MASK_BYTES <= (int)LS_CELLS_MAX, "a mask more has room");

/* Where the quoted cell at the start of `s` ends: behind its last quote. */
static size_t quoted_end(ls_slice s, char separator)
{
    for (size_t at = 1; at < s.len; at++) {
        if (s.ptr[at] != '"')
            continue;
        if (at + 1 == s.len || s.ptr[at + 1] == separator)
            return at + 1;
        if (s.ptr[at + 1] == '"')
            at++;
    }
    return 0;
}

bool ls_cells_next(ls_cells *cells, ls_slice *cell)
{
    size_t end = 0;

    if (cells->over)
        return false;
    if (cells->rest.len && cells->rest.ptr[0] == '"')
        end = quoted_end(cells->rest, cells->separator);
    if (end && !cells->wide &&
        memchr(cells->rest.ptr, cells->separator, end - 1))
        end = 0;
    if (end) {
        *cell = (ls_slice){ cells->rest.ptr + 1, end - 2 };
        cells->over = end == cells->rest.len;
        if (!cells->over)
            cells->rest = ls_slice_skip(cells->rest, end + 1);
        return true;
    }
    if (!ls_slice_cut(&cells->rest, cells->separator, cell)) {
        *cell = cells->rest;
        cells->over = true;
    }
    return true;
}

bool ls_cells_exceed(ls_slice row, char separator, size_t count)
{
    ls_slice cell;

    while (count && ls_slice_cut(&row, separator, &cell))
        count--;
    return count == 0;
}

static bool holds(ls_slice row, char byte)
{
    return row.len && memchr(row.ptr, byte, row.len);
}

/* Whether the row is to be read in another way. */
static bool is_odd(ls_slice row, char odd)
{
    return holds(row, '"') || (odd != '"' && holds(row, odd));
}

/* What is found: a row of too many cells is left to others. */
static size_t end(ls_slice row, size_t count, uint32_t *starts)
{
    if (count > LS_CELLS_MAX)
        return 0;
    starts[count] = (uint32_t)row.len + 1;
    return count;
}

static size_t find_plain(ls_slice row, char separator, char odd,
                         uint32_t *starts)
{
    size_t count = 0;

    if (is_odd(row, odd))
        return 0;
    starts[count++] = 0;
    for (size_t at = 0; at < row.len && count <= LS_CELLS_MAX;
         at += LS_MASK_BYTES) {
        size_t len = row.len - at;
        uint64_t mask =
            ls_mask(separator, row.ptr + at,
                    len < LS_MASK_BYTES ? len : (size_t)LS_MASK_BYTES);

        for (; mask; mask &= mask - 1)
            starts[count++] = (uint32_t)(at + ls_lowest_bit(mask) + 1);
    }
    return end(row, count, starts);
}

#if LS_HAS_AVX2
/* 64 bytes of a row. */
struct piece {
    __m256i low;
    __m256i high;
};

LS_AVX2 static inline struct piece load_piece(const char *bytes)
{
    return (struct piece){ _mm256_loadu_si256((const void *)bytes),
                           _mm256_loadu_si256((const void *)(bytes + 32)) };
}

/* A bit for each of the bytes that is this one. */
LS_AVX2 static inline uint64_t find_byte(struct piece piece, __m256i byte)
{
    __m256i low = _mm256_cmpeq_epi8(piece.low, byte);
    __m256i high = _mm256_cmpeq_epi8(piece.high, byte);

    return (uint32_t)_mm256_movemask_epi8(low) |
           (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

/* Sets what is not zero if the byte is in the piece. */
LS_AVX2 static inline __m256i note_byte(struct piece piece, __m256i byte)
{
    return _mm256_or_si256(_mm256_cmpeq_epi8(piece.low, byte),
                           _mm256_cmpeq_epi8(piece.high, byte));
}

/*
 * Writes the places of the bits, eight at a time: how many there are differs
 * from row to row, and a wrong guess costs more than what is written in vain.
 */
LS_AVX2 static inline void put_starts(uint64_t bits, size_t from,
                                      uint32_t *starts)
{
    do {
        for (size_t i = 0; i < 8; i++, bits &= bits - 1)
            starts[i] = (uint32_t)(from + (size_t)_tzcnt_u64(bits));
        starts += 8;
    } while (bits);
}

LS_AVX2 static size_t find_avx2(ls_slice row, char separator, char odd,
                                uint32_t *starts)
{
    const __m256i ends = _mm256_set1_epi8(separator);
    const __m256i quotes = _mm256_set1_epi8('"');
    const __m256i others = _mm256_set1_epi8(odd);
    __m256i seen = _mm256_setzero_si256();
    size_t count = 0;

    starts[count++] = 0;
    for (size_t at = 0; at < row.len && count <= LS_CELLS_MAX; at += 64) {
        struct piece piece = load_piece(row.ptr + at);
        size_t rest = row.len - at;
        uint64_t found = find_byte(piece, ends);

        if (rest < 64)
            found &= ((uint64_t)1 << rest) - 1;
        seen = _mm256_or_si256(seen, note_byte(piece, quotes));
        seen = _mm256_or_si256(seen, note_byte(piece, others));
        put_starts(found, at + 1, starts + count);
        count += (size_t)__builtin_popcountll(found);
    }
    /* It may be behind the row, though. */
    if (LS_SELDOM(!_mm256_testz_si256(seen, seen)) && is_odd(row, odd))
        return 0;
    return end(row, count, starts);
}

/* Writes the places of the bits, sixteen at a time. */
LS_AVX512 static inline void put_starts_512(uint64_t bits, size_t from,
                                            uint32_t *starts)
{
    static const char places[64] = {
        0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
        16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
        32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
        48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
    };
    __m512i rest = _mm512_maskz_compress_epi8(bits, _mm512_loadu_si512(places));
    size_t count = (size_t)_mm_popcnt_u64(bits);

    for (size_t at = 0; at == 0 || at < count; at += 16) {
        __m512i next = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(rest));

        _mm512_storeu_si512(
            starts + at,
            _mm512_add_epi32(next, _mm512_set1_epi32((int)(uint32_t)from)));
        rest = _mm512_alignr_epi32(rest, rest, 4);
    }
}

LS_AVX512 static size_t find_avx512(ls_slice row, char separator, char odd,
                                    uint32_t *starts)
{
    const __m512i ends = _mm512_set1_epi8(separator);
    const __m512i quotes = _mm512_set1_epi8('"');
    const __m512i others = _mm512_set1_epi8(odd);
    uint64_t seen = 0;
    size_t count = 0;

    starts[count++] = 0;
    for (size_t at = 0; at < row.len && count <= LS_CELLS_MAX; at += 64) {
        size_t rest = row.len - at;
        uint64_t in_row =
            _bzhi_u64(UINT64_MAX, rest < 64 ? (unsigned)rest : 64);
        __m512i piece = _mm512_maskz_loadu_epi8(in_row, row.ptr + at);
        uint64_t found = _mm512_cmpeq_epi8_mask(piece, ends);

        seen |= _mm512_cmpeq_epi8_mask(piece, quotes) |
                _mm512_cmpeq_epi8_mask(piece, others);
        put_starts_512(found, at + 1, starts + count);
        count += (size_t)_mm_popcnt_u64(found);
    }
    return seen ? 0 : end(row, count, starts);
}
#endif

size_t ls_cells_find(ls_slice row, char separator, char odd, uint32_t *starts,
                     ls_vectors vectors)
{
    if (row.len >= UINT32_MAX)
        return 0;
#if LS_HAS_AVX2
    if (vectors == LS_VECTORS_AVX512)
        return find_avx512(row, separator, odd, starts);
    if (vectors == LS_VECTORS_AVX2)
        return find_avx2(row, separator, odd, starts);
#else
    (void)vectors;
#endif
    return find_plain(row, separator, odd, starts);
}
