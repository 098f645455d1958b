/* SPDX-License-Identifier: MIT */
#ifndef TALLY_ANSWERS_H
#define TALLY_ANSWERS_H

#include "tally/axis.h"

#include <logstat/summary.h>

/*
 * How long it took to answer requests, by time: what a summary has as
 * `duration_timeline`. A zeroed one is empty.
 */
typedef struct ls_answers {
    ls_series requests;
    ls_series microseconds; /* of them; its buckets are the same */
    int64_t start;   /* of the second of the last request, in milliseconds */
    bool is_partial; /* some of what was added was not known by time */
} ls_answers;

void ls_answers_release(ls_answers *answers);

/* Whether requests with this status were answered, so that it is known how
   long that takes. Else their client left before. */
bool ls_answers_has(unsigned code);

/* Counts a request, whose time is one that the axis has taken. */
ls_status ls_answers_add(ls_answers *answers, ls_axis *axis, int64_t time,
                         uint64_t microseconds) LS_MUST_USE;

/*
 * Counts all that `from` has counted, whose axis has been merged into this one.
 * LS_ENOMEM: it was counted in part.
 */
ls_status ls_answers_merge(ls_answers *answers, const ls_axis *axis,
                           const ls_answers *from) LS_MUST_USE;

/* Takes over what a summary says, whose axis this is. They are empty. */
ls_status ls_answers_restore(ls_answers *answers, const ls_axis *axis,
                             const ls_summary *summary) LS_MUST_USE;

/*
 * Writes them down, unless they are partial: what is missing would count as
 * times without requests. All else of the summary is known; `arena` is its
 * memory.
 */
ls_status ls_answers_freeze(ls_answers *answers, const ls_axis *axis,
                            ls_arena *arena, ls_summary *summary) LS_MUST_USE;

#endif
