/* SPDX-License-Identifier: MIT */
#ifndef TALLY_DOORKEEPER_H
#define TALLY_DOORKEEPER_H

#include <logstat/slice.h>

#include <stdbool.h>

enum {
    LS_DOORKEEPER_GUESTS = 8192 /* known at a time, about */
};

/*
 * Tells a sketch's keys that have a slot, and those that come again, from the
 * many that come once: a doorkeeper, as TinyLFU calls it (Einziger, Friedman,
 * Manes, 2017). It knows the keys that were admitted, and the last ones that
 * were not, its guests. It may take a key for one that it knows, in one case of
 * thirty, and never the other way round.
 */
typedef struct ls_doorkeeper ls_doorkeeper;

/* It knows nobody. NULL if there is no memory. */
ls_doorkeeper *ls_doorkeeper_new(void);
void ls_doorkeeper_free(ls_doorkeeper *keeper);

/* No key is admitted any more, and none of these is known. */
void ls_doorkeeper_dismiss(ls_doorkeeper *keeper);

void ls_doorkeeper_admit(ls_doorkeeper *keeper, ls_slice key);

/* Makes the key a guest. */
void ls_doorkeeper_meet(ls_doorkeeper *keeper, ls_slice key);

/*
 * Whether it knows the key. If not, it becomes a guest; when there were
 * LS_DOORKEEPER_GUESTS, all are forgotten before, and it is the `first` again.
 */
bool ls_doorkeeper_knows(ls_doorkeeper *keeper, ls_slice key, bool *first);

#endif
