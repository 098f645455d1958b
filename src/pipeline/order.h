/* SPDX-License-Identifier: MIT */
#ifndef PIPELINE_ORDER_H
#define PIPELINE_ORDER_H

#include "base/buf.h"

#include <pthread.h>

/*
 * What passes from each block of an input to the next, in their order: how many
 * lines came before, and which of them the meaning of rows depends on. Blocks
 * are read by several threads at once, but each knows this as soon as those
 * before it have been looked through, which is long before they are counted.
 */

/* A line that others depend on, and the number of its block plus 1; 0: none. */
typedef struct ls_passed {
    uint64_t block;
    ls_buf line;
} ls_passed;

typedef struct ls_order {
    pthread_mutex_t lock;
    pthread_cond_t turned;
    bool stopped;            /* nobody waits any more */
    _Atomic uint64_t looked; /* blocks that have been looked through */
    _Atomic uint64_t told;   /* blocks whose records have been handed out */
    uint64_t lines;          /* in the blocks looked through */
    ls_passed header;
    ls_passed date;
} ls_order;

ls_status ls_order_init(ls_order *order) LS_MUST_USE;
void ls_order_release(ls_order *order);

/*
 * Says what came before the first block: lines, and which of them were in
 * force; empty: none was. LS_ENOMEM.
 */
ls_status ls_order_begin(ls_order *order, uint64_t lines, ls_slice header,
                         ls_slice date) LS_MUST_USE;

/* Ends all waiting: something failed. */
void ls_order_stop(ls_order *order);

/* What a block adds. */
typedef struct ls_passing {
    uint64_t block; /* its number, from 0 */
    uint64_t lines;
    ls_slice strong; /* its last strong header; empty: none */
    ls_slice weak;   /* its first weak one */
    ls_slice date;   /* its last line with a date */
} ls_passing;

/*
 * What a reader has been told of the lines before, and whether it has to read
 * it before the block.
 */
typedef struct ls_known {
    ls_passed header;
    ls_passed date;
    bool has_new_header;
    bool has_new_date;
} ls_known;

void ls_known_release(ls_known *known);

/*
 * Waits until all blocks before this one have been looked through, tells how
 * many lines they have and what rows depend on, in so far as it is not known
 * already, and passes on what the block adds. 1; 0: it was stopped; LS_ENOMEM.
 */
int ls_order_pass(ls_order *order, const ls_passing *passing, ls_known *known,
                  uint64_t *lines);

/* Waits until all that is before this block has been told; false: stopped. */
bool ls_order_wait(ls_order *order, uint64_t block);

/* Says that all of this block has been told. */
void ls_order_told(ls_order *order);

#endif
