/* SPDX-License-Identifier: MIT */
#ifndef TALLY_ROW_H
#define TALLY_ROW_H

#include "base/arena.h"
#include "summary/duration.h"

#include <logstat/record.h>

/*
 * What is counted of the requests of a row, as the further numbers of a sketch:
 * requests by class, bytes, and where a log tells durations these by bucket,
 * which are many numbers.
 */
enum {
    LS_ROW_NARROW = LS_CLASS_COUNT + 1,
    LS_ROW_WIDE = LS_ROW_NARROW + LS_COARSE_BUCKETS
};

/* How many numbers are needed to add a record: one of the above. */
size_t ls_row_width(const ls_record *record);

void ls_row_add(uint64_t *numbers, const ls_record *record);

/* Writes so many numbers down; `arena` is the summary's memory. LS_ENOMEM. */
ls_status ls_row_freeze(const uint64_t *numbers, size_t width, ls_arena *arena,
                        ls_summary_row *row) LS_MUST_USE;

/* The numbers of a row, LS_ROW_WIDE of them; how many are needed. */
size_t ls_row_thaw(const ls_summary_row *row, uint64_t *numbers);

#endif
