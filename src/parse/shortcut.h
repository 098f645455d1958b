/* SPDX-License-Identifier: MIT */
#ifndef PARSE_SHORTCUT_H
#define PARSE_SHORTCUT_H

#include "parse/format.h"
#include "parse/walk.h"

/* Where a walk along the steps of a short cut may end. */
typedef struct ls_walk_end {
    size_t bound; /* so many bindings apply; 0: the regex must be asked */
    bool is_end;  /* the head or a tail is over there */
} ls_walk_end;

/*
 * The format's plain head and the tails as steps: what the regex would give
 * for most lines, found without it.
 */
typedef struct ls_short_cut {
    ls_arena *arena;
    ls_steps steps;    /* of the head, and of one tail after the other */
    ls_walk_end *ends; /* by number of steps that fit */
    ls_binding bindings[LS_STEP_GROUPS]; /* `group` is not used */
    size_t binding_count;
} ls_short_cut;

/*
 * Makes the short cut of a format and its first `tails` tails; NULL where it
 * cannot have one. LS_ENOMEM is the only failure.
 */
ls_status ls_short_cut_new(const ls_format *format, size_t tails,
                           ls_fields wanted,
                           ls_short_cut **short_cut) LS_MUST_USE;

/*
 * The same for all fields and tails of a format, to find out what it takes of
 * a line. Where a tail cannot be steps, the lines that it does not fit are
 * still taken.
 */
ls_status ls_short_cut_new_trial(const ls_format *format,
                                 ls_short_cut **short_cut) LS_MUST_USE;

/* NULL is allowed. */
void ls_short_cut_free(ls_short_cut *cut);

/*
 * After a walk along the steps: how many of the bindings apply to a line, whose
 * values are the runs; 0 if the regex must be asked.
 */
static inline size_t ls_short_cut_bound(const ls_short_cut *cut,
                                        const ls_walk *walk, size_t line)
{
    return cut->ends[walk->taken[line]].bound;
}

/* Room for a line that is copied, and what is found out about it. */
typedef struct ls_walk_room {
    char copy[LS_WALK_COPY + LS_WALK_SLACK];
    ls_walk walk; /* its memo is zeroed for each short cut */
} ls_walk_room;

/*
 * Walks along all that the format takes of a line, behind which nothing need
 * be, and tells how many of the bindings apply. `*taken` gets how many bytes
 * that are. 0 also for a cut that is NULL, and if there is a part of a tail
 * behind them.
 */
size_t ls_short_cut_try(const ls_short_cut *cut, ls_slice line,
                        ls_walk_room *room, size_t *taken);

#endif
