/* SPDX-License-Identifier: MIT */
/* Finding all line ends in one go: what memchr does for one of them. */

#include "base/line_ends.h"

#include "base/vector.h"

size_t ls_line_ends_find_plain(const char *bytes, size_t len, uint32_t base,
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
 * Most lines are longer than 64 bytes, so there is one end or none at a time.
 * It is written either way: a branch would be guessed wrong too often.
 */
LS_AVX2 static size_t find_avx2(const char *bytes, size_t len, uint32_t base,
                                uint32_t *ends)
{
    size_t count = 0;
    size_t at = 0;

    for (; len - at >= 64; at += 64) {
        uint64_t bits = find_32(bytes + at) | (uint64_t)find_32(bytes + at + 32)
                                                  << 32;
        uint32_t from = base + (uint32_t)at;

        ends[count] = from + (uint32_t)_tzcnt_u64(bits);
        count += bits != 0;
        for (bits &= bits - 1; bits; bits &= bits - 1)
            ends[count++] = from + (uint32_t)_tzcnt_u64(bits);
    }
    return count + ls_line_ends_find_plain(bytes + at, len - at,
                                           base + (uint32_t)at, ends + count);
}
#endif

size_t ls_line_ends_find(const char *bytes, size_t len, uint32_t base,
                         uint32_t *ends)
{
#if LS_HAS_AVX2
    if (ls_can_avx2())
        return find_avx2(bytes, len, base, ends);
#endif
    return ls_line_ends_find_plain(bytes, len, base, ends);
}
