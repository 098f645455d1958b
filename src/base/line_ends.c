/* SPDX-License-Identifier: MIT */
/* Finding all line ends in one go: what memchr does for one of them. */

#include "base/line_ends.h"

static size_t find_plain(const char *bytes, size_t len, uint32_t base,
                         uint32_t *ends)
{
    size_t count = 0;

    for (size_t i = 0; i < len; i++) {
        ends[count] = base + (uint32_t)i;
        count += bytes[i] == '\n';
    }
    return count;
}

#if LS_HAS_AVX2
/* Which of 32 bytes are line ends: a bit each. */
LS_AVX2 static inline uint32_t find_32(const char *bytes)
{
    __m256i data = _mm256_loadu_si256((const void *)bytes);
    __m256i same = _mm256_cmpeq_epi8(data, _mm256_set1_epi8('\n'));

    return (uint32_t)_mm256_movemask_epi8(same);
}

/*
 * Writes the ends in 64 bytes. Most lines are longer, so there is one end or
 * none at a time. It is written either way: a branch would be guessed wrong too
 * often.
 */
LS_AVX2 static inline size_t put_ends(uint64_t bits, size_t from,
                                      uint32_t *ends)
{
    size_t count = bits != 0;

    ends[0] = (uint32_t)(from + _tzcnt_u64(bits));
    for (bits &= bits - 1; bits; bits &= bits - 1)
        ends[count++] = (uint32_t)(from + _tzcnt_u64(bits));
    return count;
}

LS_AVX2 static size_t find_avx2(const char *bytes, size_t len, uint32_t base,
                                uint32_t *ends)
{
    size_t count = 0;
    size_t at = 0;

    for (; len - at >= 64; at += 64)
        count += put_ends(find_32(bytes + at) |
                              (uint64_t)find_32(bytes + at + 32) << 32,
                          base + at, ends + count);
    return count +
           find_plain(bytes + at, len - at, base + (uint32_t)at, ends + count);
}

LS_AVX512 static size_t find_avx512(const char *bytes, size_t len,
                                    uint32_t base, uint32_t *ends)
{
    const __m512i line_end = _mm512_set1_epi8('\n');
    size_t count = 0;
    size_t at = 0;

    for (; len - at >= 64; at += 64)
        count += put_ends(
            _mm512_cmpeq_epi8_mask(_mm512_loadu_si512(bytes + at), line_end),
            base + at, ends + count);
    return count +
           find_plain(bytes + at, len - at, base + (uint32_t)at, ends + count);
}
#endif

size_t ls_line_ends_find(const char *bytes, size_t len, uint32_t base,
                         uint32_t *ends, ls_vectors vectors)
{
#if LS_HAS_AVX2
    if (vectors == LS_VECTORS_AVX512)
        return find_avx512(bytes, len, base, ends);
    if (vectors == LS_VECTORS_AVX2)
        return find_avx2(bytes, len, base, ends);
#else
    (void)vectors;
#endif
    return find_plain(bytes, len, base, ends);
}
