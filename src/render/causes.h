/* SPDX-License-Identifier: MIT */
#ifndef RENDER_CAUSES_H
#define RENDER_CAUSES_H

#include <logstat/summary.h>

/* How many sub-statuses of a code are shown where there is room, if nobody
   says how many. */
#define LS_SUBSTATUSES 10

/* Whether the log tells more than "no sub-status". */
bool ls_has_substatuses(const ls_summary_code *code);

/*
 * The sub-status that follows `previous` (NULL: the first) when they are in
 * the order of their requests, ties as they stand; or NULL.
 */
const ls_summary_substatus *ls_substatus_next(
    const ls_summary_code *code, const ls_summary_substatus *previous);

#endif
