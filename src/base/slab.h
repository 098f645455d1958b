/* SPDX-License-Identifier: MIT */
#ifndef BASE_SLAB_H
#define BASE_SLAB_H

#include <logstat/error.h>

/*
 * Memory for things of any size, one behind the other, which may be packed
 * anew when some of them are not needed any more. A zeroed one is empty.
 */
typedef struct ls_slab {
    struct ls_chunk *first;
    struct ls_chunk *current; /* the one being filled */
} ls_slab;

void ls_slab_release(ls_slab *slab);

/* Room of `size` bytes, aligned for 64-bit numbers; NULL: no memory. */
void *ls_slab_take(ls_slab *slab, size_t size);

/*
 * Starts over: what is taken from now on lies where other things were. Who
 * takes the same sizes again, or some of them in the same order, gets room that
 * ends no further on than before, and needs no memory. So things can be moved
 * up one after the other.
 */
void ls_slab_rewind(ls_slab *slab);

#endif
