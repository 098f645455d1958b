/* SPDX-License-Identifier: MIT */
#ifndef BASE_VECTOR_H
#define BASE_VECTOR_H

/*
 * Where AVX2 can be used: 32 bytes at a time, on the x86-64 processors that
 * have it. That is found out when the program runs, so that one program serves
 * all. A function that uses it is marked LS_AVX2, and has a plain twin.
 */

#include <stdbool.h>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(LS_WITHOUT_AVX2)
#define LS_HAS_AVX2 1
#define LS_AVX2 __attribute__((target("avx2,bmi")))
#include <immintrin.h>
#else
#define LS_HAS_AVX2 0
#endif

/* Whether this processor can do it. */
static inline bool ls_can_avx2(void)
{
#if LS_HAS_AVX2
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi");
#else
    return false;
#endif
}

#endif
