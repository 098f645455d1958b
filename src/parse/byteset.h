/* SPDX-License-Identifier: MIT */
#ifndef PARSE_BYTESET_H
#define PARSE_BYTESET_H

#include <logstat/slice.h>

/* A set of bytes. */
typedef struct ls_byteset {
    uint64_t bits[4];
} ls_byteset;

static inline bool ls_byteset_has(const ls_byteset *set, unsigned char byte)
{
    return set->bits[byte >> 6] >> (byte & 63) & 1;
}

static inline void ls_byteset_put(ls_byteset *set, unsigned char byte)
{
    set->bits[byte >> 6] |= (uint64_t)1 << (byte & 63);
}

/* Whether `set` has all that `part` has. */
static inline bool ls_byteset_covers(const ls_byteset *set,
                                     const ls_byteset *part)
{
    uint64_t lacks = 0;

    for (int i = 0; i < 4; i++)
        lacks |= part->bits[i] & ~set->bits[i];
    return lacks == 0;
}

/* The bytes that occur in a text. */
ls_byteset ls_byteset_of(ls_slice text);

/* The byte of a set that has just this one; or -1. */
int ls_byteset_single(const ls_byteset *set);

/*
 * Takes one item of a regular expression off `rest`: a byte, a dot, an escape
 * or a class. `*set` gets the bytes that it matches. False for what is none of
 * them, or not understood here.
 */
bool ls_byteset_read(ls_slice *rest, ls_byteset *set);

#endif
