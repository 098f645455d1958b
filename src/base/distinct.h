/* SPDX-License-Identifier: MIT */
#ifndef BASE_DISTINCT_H
#define BASE_DISTINCT_H

#include "base/buf.h"

enum {
    LS_DISTINCT_FEW = 1024,            /* keys that are counted one by one */
    LS_DISTINCT_REGISTERS = 1024 * 32, /* of one byte, for more than that */
};

/*
 * How many different keys there were, in bounded memory: a HyperLogLog whose
 * standard error is 0.6 %, and as long as there are few of them a set of short
 * hashes: of 1,000 keys two have the same in one case of 64. What it holds
 * depends on nothing but which keys there were, on any machine. A zeroed one is
 * empty.
 *
 * Its hash has no secret, or sketches of several machines could not be added.
 * Who chooses the keys can make its count wrong, and no more than that.
 */
typedef struct ls_distinct {
    uint32_t *few; /* a table of entries (distinct.c); NULL: none yet, or */
    size_t few_count;
    uint8_t *registers; /* there are more; NULL: there are not */
} ls_distinct;

void ls_distinct_release(ls_distinct *distinct);

/* Counts a key, if it is new. LS_ENOMEM: it may be missing. */
ls_status ls_distinct_add(ls_distinct *distinct, ls_slice key) LS_MUST_USE;

/* Counts all that `from` has counted. As above. */
ls_status ls_distinct_merge(ls_distinct *distinct,
                            const ls_distinct *from) LS_MUST_USE;

static inline bool ls_distinct_is_empty(const ls_distinct *distinct)
{
    return !distinct->few && !distinct->registers;
}

/* Whether there were too many to be counted one by one. */
static inline bool ls_distinct_is_estimate(const ls_distinct *distinct)
{
    return distinct->registers != NULL;
}

/* How many there were; more than 2^53 count as that. */
uint64_t ls_distinct_count(const ls_distinct *distinct);

/*
 * Appends it as letters, digits, `-`, `_`, `*`; the same for the same keys.
 * LS_ENOMEM.
 */
ls_status ls_distinct_write(const ls_distinct *distinct,
                            ls_buf *text) LS_MUST_USE;

/* Counts what was written. LS_ESYNTAX: that is none; it is counted in part. */
ls_status ls_distinct_read(ls_distinct *distinct, ls_slice text) LS_MUST_USE;

/* --- For distinct_text.c, which writes and reads it. */

/* An entry of the table `few`, as one of the registers. */
ls_status ls_distinct_add_entry(ls_distinct *distinct,
                                uint32_t entry) LS_MUST_USE;
bool ls_distinct_is_entry(uint32_t entry);

/* At least `value` in a register. */
ls_status ls_distinct_raise(ls_distinct *distinct, size_t number,
                            uint8_t value) LS_MUST_USE;

enum {
    LS_DISTINCT_SLOTS = 2 * LS_DISTINCT_FEW, /* of the table */
    LS_DISTINCT_HIGHEST = 50                 /* value of a register */
};

#endif
