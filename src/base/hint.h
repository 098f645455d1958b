/* SPDX-License-Identifier: MIT */
#ifndef BASE_HINT_H
#define BASE_HINT_H

/*
 * Hints for code that runs once a line. They change nothing but speed.
 *
 * LS_SELDOM  the condition is hardly ever true: a branch then costs nothing,
 *            while a move by condition would make what follows wait
 * LS_APART   the function is kept out of its callers, which then need not save
 *            registers for what they seldom do
 * LS_INLINE  the function becomes a part of its callers, whatever its size
 * LS_FLAT    what the function calls becomes a part of it
 * LS_RELAX() the loop waits for what another thread does
 */
#if defined(__GNUC__)
#define LS_SELDOM(condition)                                                   \
    __builtin_expect_with_probability(condition, 0, 0.999)
#define LS_APART __attribute__((noinline))
#define LS_INLINE static inline __attribute__((always_inline))
#define LS_FLAT __attribute__((flatten))
#else
#define LS_SELDOM(condition) (condition)
#define LS_APART
#define LS_INLINE static inline
#define LS_FLAT
#endif

#if defined(__GNUC__) && (defined(__x86_64__) || defined(__i386__))
#define LS_RELAX() __builtin_ia32_pause()
#else
#define LS_RELAX() ((void)0)
#endif

#endif
