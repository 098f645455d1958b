/* SPDX-License-Identifier: MIT */
#ifndef PIPELINE_ORDER_H
#define PIPELINE_ORDER_H

#include "base/buf.h"

#include <pthread.h>

/*
 * What passes from each block of an input to the next, in their order: how many
 * lines came before, and which of them the meaning of rows depends on. Blocks
 * are read by several threads at once. Each says what it adds before it is
 * counted, and asks what came before when it has to know. So it waits for
 * others only if it has to, and then until the blocks before have been looked
 * through, which is long before they are counted.
 */

/* A line that others depend on, and the number of its block plus 1; 0: none. */
typedef struct ls_passed {
    uint64_t of;
    ls_buf line;
} ls_passed;

/*
 * What a reader knows of the lines before its block. Of what it is told, it has
 * to read what is new before the lines of the block. Zeroed before the first.
 */
typedef struct ls_known {
    uint64_t block; /* its number, from 0 */
    uint64_t lines; /* before it */
    ls_passed header;
    ls_passed date;
    bool has_new_header;
    bool has_new_date;
    bool lacks;           /* there was no memory for a line */
    _Atomic bool is_told; /* all this: another thread may do it till then */
} ls_known;

void ls_known_release(ls_known *known);

enum {
    /* How many blocks there may be from the first that has said nothing on. */
    LS_ORDER_AHEAD = 256
};

/* A block that is ahead of others which have not said what they add. */
typedef struct ls_ahead {
    bool is_there;
    uint64_t lines;
    ls_known *known; /* who is to be told; NULL: nobody any more */
} ls_ahead;

typedef struct ls_order {
    pthread_mutex_t lock;
    pthread_cond_t turned;
    bool stopped;   /* nobody waits any more */
    uint64_t added; /* blocks up to the first that has said nothing */
    uint64_t told;  /* blocks whose records have been handed out */
    uint64_t lines; /* in the blocks added, and before the first */
    ls_passed header;
    ls_passed date;
    ls_ahead ahead[LS_ORDER_AHEAD]; /* by number */
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
 * Passes on what a block adds, and has its reader told what came before as soon
 * as that is known, until it passes on the next one or leaves. Waits for the
 * blocks before if there is a line that others depend on, or if the block is
 * too far ahead. 1; 0: it was stopped; LS_ENOMEM.
 */
int ls_order_pass(ls_order *order, const ls_passing *passing, ls_known *known);

/* Waits until the reader has been told what came before; false: stopped. */
bool ls_order_ask(ls_order *order, const ls_known *known);

/* Says that the reader is told nothing any more, and may go. */
void ls_order_leave(ls_order *order, const ls_known *known);

/* Waits until all that is before this block has been told; false: stopped. */
bool ls_order_wait(ls_order *order, uint64_t block);

/* Says that all of this block has been told. */
void ls_order_told(ls_order *order);

#endif
