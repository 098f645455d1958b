/* SPDX-License-Identifier: MIT */
#ifndef PARSE_HEADERS_H
#define PARSE_HEADERS_H

#include "parse/columns.h"
#include "parse/plan.h"

/* How a line names the columns of those below it. */
typedef enum ls_header_rank {
    LS_HEADER_NONE,   /* it does not */
    LS_HEADER_WEAK,   /* it looks so, but counts only if none came before */
    LS_HEADER_STRONG, /* it does, whatever came before */
} ls_header_rank;

/* Whether a plan reads columns that a header names. */
bool ls_plan_has_columns(const ls_plan *plan);

/* Fills in what plans say about headers, once they are all there. */
void ls_headers_note(ls_plans *plans);

/*
 * Whether a line that begins with this byte may change what those below it
 * mean: a quick answer, of a line with all that it is wrapped in.
 */
static inline bool ls_headers_may_start(const ls_plans *plans, char first)
{
    return plans->header_starts[(unsigned char)first];
}

/* How many lines stand before the first that may do so, or is empty. */
size_t ls_headers_first(const ls_plans *plans, const ls_slice *lines,
                        size_t count);

/* What a line is that nothing wraps any more. */
ls_header_rank ls_headers_rank(const ls_plans *plans, ls_slice line);

/* Whether a line is about those below it, though a row may look like it. */
bool ls_headers_is_heading(const ls_plans *plans, ls_slice line);

/* Whether a plan has what it needs in the columns that a header names. */
bool ls_headers_are_known(const ls_plans *plans, ls_slice line);

/*
 * Puts a header in force: the first plan that knows it reads what follows.
 * `*taken`: it is a header. `*lacks_status`: it has no column for the status;
 * else left alone. LS_ENOMEM.
 */
ls_status ls_headers_take(const ls_plans *plans, ls_slice line,
                          ls_header *header, bool *taken,
                          bool *lacks_status) LS_MUST_USE;

#endif
