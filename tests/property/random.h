/* SPDX-License-Identifier: MIT */
#ifndef TESTS_PROPERTY_RANDOM_H
#define TESTS_PROPERTY_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/* Numbers that are the same in every run: SplitMix64 (Steele, Lea, Flood). */
typedef struct random_source {
    uint64_t state;
} random_source;

static inline uint64_t random_next(random_source *source)
{
    uint64_t z = source->state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* From 0 to `limit` minus 1; `limit` is at least 1. */
static inline size_t random_below(random_source *source, size_t limit)
{
    return (size_t)(random_next(source) % limit);
}

#endif
