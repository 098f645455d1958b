/* SPDX-License-Identifier: MIT */
#ifndef TALLY_WEEK_H
#define TALLY_WEEK_H

#include "base/arena.h"

#include <logstat/summary.h>

enum {
    LS_WEEK_HOUR = 3600 /* seconds */
};

/* Requests by class and hour of the week. */
typedef struct ls_week {
    int64_t start;   /* of the hour that a time was in last, in seconds, */
    size_t hour;     /* and which of the week that is */
    bool is_partial; /* some of what was added was not known by hour */
    uint64_t counts[LS_CLASS_COUNT][LS_WEEK_HOURS];
} ls_week;

/* The week is zeroed. */
void ls_week_init(ls_week *week);

/* Where requests of a class at a time are counted, as long as the week is. */
uint64_t *ls_week_at(ls_week *week, ls_class class_, int64_t seconds);

/* Counts all that `from` has counted. */
void ls_week_merge(ls_week *week, const ls_week *from);

/* Takes over what a summary says. The week is empty. */
void ls_week_restore(ls_week *week, const ls_summary *summary);

/*
 * Writes it down, unless it is partial: what is missing would look like hours
 * without errors. `arena` is the summary's memory.
 */
ls_status ls_week_freeze(const ls_week *week, ls_arena *arena,
                         ls_summary *summary) LS_MUST_USE;

#endif
