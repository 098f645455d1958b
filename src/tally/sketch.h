/* SPDX-License-Identifier: MIT */
#ifndef TALLY_SKETCH_H
#define TALLY_SKETCH_H

#include <logstat/error.h>
#include <logstat/slice.h>

/* Slots of a sketch: the most keys that one holds. */
enum {
    LS_SKETCH_SLOTS = 1024
};

/*
 * The most frequent keys of any number of keys, in bounded memory: the
 * Space-Saving algorithm (Metwally, Agrawal, El Abbadi 2005). While there are
 * no more keys than slots it is exact. After that
 * true count <= count <= true count + over, for every key it holds, and every
 * key more frequent than the total by LS_SKETCH_SLOTS is held.
 */
typedef struct ls_sketch ls_sketch;

/* What is known of a key. */
typedef struct ls_slot {
    uint64_t count;
    uint64_t over;
    uint32_t order; /* of slots that count the same */
} ls_slot;

/* NULL if there is no memory. */
ls_sketch *ls_sketch_new(void);
void ls_sketch_free(ls_sketch *sketch);

/* Counts a key once. */
ls_status ls_sketch_add(ls_sketch *sketch, ls_slice key) LS_MUST_USE;

size_t ls_sketch_count(const ls_sketch *sketch);

/* The slot listed after `slot`, the first for NULL; NULL after the last. */
const ls_slot *ls_sketch_next(const ls_sketch *sketch, const ls_slot *slot);

/* The key of a slot, valid until the sketch changes. */
ls_slice ls_sketch_key(const ls_slot *slot);

#endif
