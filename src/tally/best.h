/* SPDX-License-Identifier: MIT */
#ifndef TALLY_BEST_H
#define TALLY_BEST_H

#include <logstat/error.h>
#include <logstat/slice.h>

/* One of many that are chosen from. */
typedef struct ls_rival {
    ls_slice key;   /* no two have the same */
    uint64_t count; /* changes while it is chosen */
    size_t place;   /* in `kept` */
} ls_rival;

/*
 * Chooses the `best` of `count` rivals, at least one: those of highest count,
 * and where these are the same the first by the bytes of their keys. Writes for
 * each place whether it is among them. Returns the highest count of the others,
 * 0 if there are none. Takes time as the bytes of keys do, whatever they are.
 */
uint64_t ls_best_choose(ls_rival *rivals, size_t count, size_t best,
                        bool *kept);

/*
 * The eight bytes of a key from `at` on as a number, which is in their order;
 * where the key ends before they are zeros.
 */
uint64_t ls_best_word(ls_slice key, size_t at);

#endif
