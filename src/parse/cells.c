/* SPDX-License-Identifier: MIT */
/* Cutting rows: by masks, all separators of 64 bytes together, or cell by cell.
 */

#include "parse/cells.h"

#include "base/hint.h"
#include "base/mask.h"

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

enum {
    PIECE = LS_MASK_BYTES, /* so many bytes are looked at together */
    /* With so many starts there is room for those of one more piece. */
    MOST = LS_CELLS_ROOM - PIECE - 1
};

/* What is found: all of them, if there is an end of the last one. */
static size_t end(ls_slice rows, size_t at, size_t count, uint32_t *starts)
{
    if (at < rows.len)
        return count;
    starts[count] = (uint32_t)rows.len + 1;
    return count + 1;
}

static size_t find_plain(ls_slice rows, char separator, char odd,
                         uint32_t *starts)
{
    size_t count = 1;
    size_t at = 0;

    starts[0] = 0;
    for (; at < rows.len && count <= MOST; at += PIECE) {
        const char *bytes = rows.ptr + at;
        size_t len = rows.len - at;
        uint64_t mask;

        if (len > PIECE)
            len = PIECE;
        if (ls_mask('"', bytes, len) || ls_mask(odd, bytes, len))
            break;
        mask = ls_mask(separator, bytes, len) | ls_mask('\n', bytes, len);
        for (; mask; mask &= mask - 1)
            starts[count++] = (uint32_t)(at + ls_lowest_bit(mask) + 1);
    }
    return end(rows, at, count, starts);
}

#if LS_HAS_AVX2
/* A bit for each of 64 bytes that is one of the two. */
LS_AVX2 static inline uint64_t find_bytes(const char *bytes, __m256i a,
                                          __m256i b)
{
    __m256i low = _mm256_loadu_si256((const void *)bytes);
    __m256i high = _mm256_loadu_si256((const void *)(bytes + 32));

    low = _mm256_or_si256(_mm256_cmpeq_epi8(low, a), _mm256_cmpeq_epi8(low, b));
    high =
        _mm256_or_si256(_mm256_cmpeq_epi8(high, a), _mm256_cmpeq_epi8(high, b));
    return (uint32_t)_mm256_movemask_epi8(low) |
           (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

/* The bits of the bytes that are in the rows, `rest` of which are left. */
static inline uint64_t bits_of(size_t rest)
{
    return rest < PIECE ? ((uint64_t)1 << rest) - 1 : UINT64_MAX;
}

/*
 * Writes the places of the bits, eight at a time: how many there are differs
 * from one to the next, and a wrong guess costs more than what is written in
 * vain.
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

LS_AVX2 static size_t find_avx2(ls_slice rows, char separator, char odd,
                                uint32_t *starts)
{
    const __m256i blanks = _mm256_set1_epi8(separator);
    const __m256i line_ends = _mm256_set1_epi8('\n');
    const __m256i quotes = _mm256_set1_epi8('"');
    const __m256i others = _mm256_set1_epi8(odd);
    size_t count = 1;
    size_t at = 0;

    starts[0] = 0;
    for (; at < rows.len && count <= MOST; at += PIECE) {
        const char *bytes = rows.ptr + at;
        uint64_t in_rows = bits_of(rows.len - at);
        uint64_t found = find_bytes(bytes, blanks, line_ends) & in_rows;

        if (LS_SELDOM((find_bytes(bytes, quotes, others) & in_rows) != 0))
            break;
        put_starts(found, at + 1, starts + count);
        count += (size_t)__builtin_popcountll(found);
    }
    return end(rows, at, count, starts);
}

/* Writes the first sixteen of these places, counted from `from`. */
LS_AVX512 static inline void put_16(__m512i places, __m512i from,
                                    uint32_t *starts)
{
    __m512i wide = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(places));

    _mm512_storeu_si512(starts, _mm512_add_epi32(wide, from));
}

/* Writes the places of the bits, sixteen at a time. */
LS_AVX512 static inline size_t put_starts_512(uint64_t bits, size_t at,
                                              uint32_t *starts)
{
    static const char all[64] = {
        0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
        16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
        32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
        48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
    };
    __m512i places = _mm512_maskz_compress_epi8(bits, _mm512_loadu_si512(all));
    __m512i from = _mm512_set1_epi32((int)(uint32_t)at + 1);
    size_t count = (size_t)_mm_popcnt_u64(bits);

    put_16(places, from, starts);
    for (size_t i = 16; LS_SELDOM(i < count); i += 16) {
        places = _mm512_alignr_epi32(places, places, 4);
        put_16(places, from, starts + i);
    }
    return count;
}

LS_AVX512 static size_t find_avx512(ls_slice rows, char separator, char odd,
                                    uint32_t *starts)
{
    const __m512i blanks = _mm512_set1_epi8(separator);
    const __m512i line_ends = _mm512_set1_epi8('\n');
    const __m512i quotes = _mm512_set1_epi8('"');
    const __m512i others = _mm512_set1_epi8(odd);
    size_t count = 1;
    size_t at = 0;

    starts[0] = 0;
    for (; at < rows.len && count <= MOST; at += PIECE) {
        __m512i piece = _mm512_loadu_si512(rows.ptr + at);
        uint64_t in_rows = bits_of(rows.len - at);
        uint64_t found = _mm512_cmpeq_epi8_mask(piece, blanks) |
                         _mm512_cmpeq_epi8_mask(piece, line_ends);
        uint64_t seen = _mm512_cmpeq_epi8_mask(piece, quotes) |
                        _mm512_cmpeq_epi8_mask(piece, others);

        if (LS_SELDOM((seen & in_rows) != 0))
            break;
        count += put_starts_512(found & in_rows, at, starts + count);
    }
    return end(rows, at, count, starts);
}
#endif

size_t ls_cells_find(ls_slice rows, char separator, char odd, uint32_t *starts,
                     ls_vectors vectors)
{
    if (rows.len >= UINT32_MAX)
        return 0;
#if LS_HAS_AVX2
    if (vectors == LS_VECTORS_AVX512)
        return find_avx512(rows, separator, odd, starts);
    if (vectors == LS_VECTORS_AVX2)
        return find_avx2(rows, separator, odd, starts);
#else
    (void)vectors;
#endif
    return find_plain(rows, separator, odd, starts);
}
