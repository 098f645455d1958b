/* SPDX-License-Identifier: MIT */
#ifndef TALLY_ROW_H
#define TALLY_ROW_H

#include "base/arena.h"
#include "summary/duration.h"

#include <logstat/record.h>

/*
 * What is counted of the requests of a row, as the further numbers of a sketch:
 * requests by class and bytes; then errors by code, and then, where a log tells
 * durations, these by bucket. The last two are many numbers.
 */
enum {
    LS_ROW_NARROW = LS_CLASS_COUNT + 1,
    LS_ROW_ERRORS = LS_ROW_NARROW + LS_ERROR_LAST + 1 - LS_ERROR_FIRST,
    LS_ROW_WIDE = LS_ROW_ERRORS + LS_COARSE_BUCKETS
};

/*
 * How many numbers are needed to add a record: one of the above. `by_code`:
 * errors are told by code, here and below.
 */
size_t ls_row_width(const ls_record *record, bool by_code);

void ls_row_add(uint64_t *numbers, const ls_record *record, bool by_code);

/* Writes so many numbers down; `arena` is the summary's memory. LS_ENOMEM. */
ls_status ls_row_freeze(const uint64_t *numbers, size_t width, ls_arena *arena,
                        ls_summary_row *row) LS_MUST_USE;

/* The numbers of a row, LS_ROW_WIDE of them; how many are needed. */
size_t ls_row_thaw(const ls_summary_row *row, uint64_t *numbers);

#endif
