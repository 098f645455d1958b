/* SPDX-License-Identifier: MIT */
#ifndef TALLY_SKETCH_H
#define TALLY_SKETCH_H

#include <logstat/error.h>
#include <logstat/slice.h>

enum {
    LS_SKETCH_SLOTS = 1024, /* keys that it vouches for, */
    LS_SKETCH_KEPT = 1280,  /* that stay when its room is used up, */
    LS_SKETCH_ROOM = 2048,  /* and that it holds at most; */
    /* more only after merging, until the next new key. */
    LS_SKETCH_MERGED = 2 * LS_SKETCH_ROOM
};

/*
 * The most frequent keys of any number of keys, in bounded memory. It is exact
 * while there are no more keys than it has room for. After that
 * true count <= count <= true count + over, for every key it holds, and every
 * key more frequent than the total by LS_SKETCH_SLOTS is held, and is among the
 * LS_SKETCH_SLOTS of highest count. If none of these has an `over`, they are
 * the most frequent keys, exactly.
 */
typedef struct ls_sketch ls_sketch;

/* What is known of a key. */
typedef struct ls_slot {
    uint64_t count;
    uint64_t over;
} ls_slot;

/*
 * `more`: how many further numbers are summed up for each key. They say what
 * was counted of it while it was held, which is its count without its `over`.
 * NULL if there is no memory.
 */
ls_sketch *ls_sketch_new(size_t more);
void ls_sketch_free(ls_sketch *sketch);

/*
 * Gives each key at least as many further numbers; new ones are 0. LS_ENOMEM:
 * nothing has changed.
 */
ls_status ls_sketch_widen(ls_sketch *sketch, size_t more) LS_MUST_USE;

/* How many further numbers each key has. */
size_t ls_sketch_width(const ls_sketch *sketch);

/*
 * Counts a key once. `more` (may be NULL) gets its further numbers, for the
 * caller to add to until the sketch is used again; NULL if it is not held.
 * LS_ENOMEM: keys may be missing.
 */
ls_status ls_sketch_add(ls_sketch *sketch, ls_slice key,
                        uint64_t **more) LS_MUST_USE;

/*
 * Counts all that `from` has counted, and has as many further numbers then. The
 * same promises hold for the sum. LS_ENOMEM: keys may be missing.
 */
ls_status ls_sketch_merge(ls_sketch *sketch, const ls_sketch *from) LS_MUST_USE;

/*
 * Puts back a slot as it was written down; into a sketch that only such are put
 * back into. LS_ENOMEM: it is missing.
 */
ls_status ls_sketch_restore(ls_sketch *sketch, ls_slice key, ls_slot slot,
                            const uint64_t *more) LS_MUST_USE;

/*
 * Says that all slots that were written down have been put back, the
 * LS_SKETCH_SLOTS best if there were more, and that keys were counted `total`
 * times at most. What other keys may have had follows from that.
 */
void ls_sketch_complete(ls_sketch *sketch, uint64_t total);

size_t ls_sketch_count(const ls_sketch *sketch);

/*
 * Writes for each slot, by its place in the list, whether it is among the
 * LS_SKETCH_SLOTS of highest count (best.h). There must be one at least.
 */
ls_status ls_sketch_choose(const ls_sketch *sketch, bool *kept) LS_MUST_USE;

/* The slot listed after `slot`, the first for NULL; NULL after the last. */
const ls_slot *ls_sketch_next(const ls_sketch *sketch, const ls_slot *slot);

/* The key of a slot, and its further numbers; valid until the sketch changes.
 */
ls_slice ls_sketch_key(const ls_slot *slot);
const uint64_t *ls_sketch_more(const ls_slot *slot);

#endif
