/* SPDX-License-Identifier: MIT */
#ifndef TALLY_TALLY_H
#define TALLY_TALLY_H

#include "base/arena.h"
#include "record/fields.h"
#include "tally/dimension.h"

#include <logstat/groups.h>

#include <logstat/summary.h>

/* Counts records; belongs to one thread. */
typedef struct ls_tally ls_tally;

/*
 * `now`: seconds since the epoch; times more than a day after it, and those
 * before 1990, are counted as odd and kept out of every span. 0: none before
 * the year 10000 is. `groups`: what to group by; NULL: nothing, but it takes
 * the groups of the first tally or summary that it is given.
 * NULL if there is no memory.
 */
ls_tally *ls_tally_new(int64_t now, const ls_groups *groups);
void ls_tally_free(ls_tally *tally);

/* The fields that ls_tally_add() looks at. */
ls_fields ls_tally_fields(void);

/*
 * The servers that may have written the records that follow, best first: they
 * decide what a code means. `servers` must live as long as the tally.
 */
void ls_tally_set_servers(ls_tally *tally, const char *const *servers,
                          size_t count);

/* Where the records that follow stand; what is named must outlive them. */
void ls_tally_set_place(ls_tally *tally, const ls_place *place);

/* Counts a record, of which it keeps nothing but copies. LS_ENOMEM. */
ls_status ls_tally_add(ls_tally *tally, const ls_record *record) LS_MUST_USE;

/* Counts one after the other. */
ls_status ls_tally_add_all(ls_tally *tally, const ls_record *records,
                           size_t count) LS_MUST_USE;

/*
 * Counts all that `from` has counted, as if this tally had been given its
 * records: nothing of the summary differs but counts of paths that are not
 * exact, and of these the bounds are kept. LS_ENOMEM: it was counted in part.
 */
ls_status ls_tally_merge(ls_tally *tally, const ls_tally *from) LS_MUST_USE;

/*
 * Counts all that a summary holds, whoever made it, as above. LS_ESYNTAX, and
 * nothing was counted: its timeline has steps or times that no tally makes.
 * LS_ENOMEM: it was counted in part.
 */
ls_status ls_tally_add_summary(ls_tally *tally,
                               const ls_summary *summary) LS_MUST_USE;

/*
 * Writes the counts into a summary, whose memory the arena is; the inputs,
 * lines and unparsed lines of it are the caller's to fill. The tally can go on.
 */
ls_status ls_tally_freeze(ls_tally *tally, ls_arena *arena,
                          ls_summary *summary) LS_MUST_USE;

#endif
