/* SPDX-License-Identifier: MIT */
#ifndef BASE_VECTOR_H
#define BASE_VECTOR_H

/*
 * Vectors: 32 bytes at a time with AVX2, or 64 with AVX-512, on the x86-64
 * processors that have them. That is found out when the program runs, so that
 * one program serves all. A function that uses them is marked LS_AVX2 or
 * LS_AVX512, and has a plain twin.
 */

#include <stdbool.h>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(LS_WITHOUT_AVX2)
#define LS_HAS_AVX2 1
#define LS_AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))
#define LS_AVX512                                                              \
    __attribute__((target("avx2,bmi,bmi2,popcnt,"                              \
                          "avx512f,avx512bw,avx512vl,avx512vbmi2")))
#include <immintrin.h>
#else
#define LS_HAS_AVX2 0
#endif

/* Which are used. */
typedef enum ls_vectors {
    LS_VECTORS_NONE,
    LS_VECTORS_AVX2,
    LS_VECTORS_AVX512, /* with VBMI2: Ice Lake, Zen 4 and later */
    LS_VECTORS_COUNT
} ls_vectors;

/* The best that this processor can do; it can do those before, too. */
static inline ls_vectors ls_vectors_best(void)
{
#if LS_HAS_AVX2
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi") ||
        !__builtin_cpu_supports("bmi2") || !__builtin_cpu_supports("popcnt"))
        return LS_VECTORS_NONE;
    return __builtin_cpu_supports("avx512f") &&
                   __builtin_cpu_supports("avx512bw") &&
                   __builtin_cpu_supports("avx512vl") &&
                   __builtin_cpu_supports("avx512vbmi2")
               ? LS_VECTORS_AVX512
               : LS_VECTORS_AVX2;
#else
    return LS_VECTORS_NONE;
#endif
}

#endif
