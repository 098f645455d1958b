/* SPDX-License-Identifier: MIT */
#ifndef TALLY_HISTOGRAM_H
#define TALLY_HISTOGRAM_H

#include "summary/duration.h"

enum {
    LS_HISTOGRAM_PART = 64, /* buckets that get their memory together */
    LS_HISTOGRAM_PARTS =
        (LS_DURATION_BUCKETS + LS_HISTOGRAM_PART - 1) / LS_HISTOGRAM_PART
};

/*
 * Durations by bucket (summary/duration.h), of which memory is needed for those
 * doublings that there are: 512 bytes each, 45 at most. A zeroed one is empty.
 */
typedef struct ls_histogram {
    uint64_t count;
    uint64_t longest; /* microseconds */
    uint64_t *parts[LS_HISTOGRAM_PARTS];
} ls_histogram;

void ls_histogram_release(ls_histogram *histogram);

/* Counts a duration; one over LS_DURATION_MAX as that. */
ls_status ls_histogram_add(ls_histogram *histogram,
                           uint64_t microseconds) LS_MUST_USE;

/* Counts all that `from` has counted. LS_ENOMEM: it was counted in part. */
ls_status ls_histogram_merge(ls_histogram *histogram,
                             const ls_histogram *from) LS_MUST_USE;

/* Counts what a summary says, which fits itself. As above. */
ls_status ls_histogram_restore(ls_histogram *histogram,
                               const ls_summary_duration *from) LS_MUST_USE;

/* Writes it down; `arena` is the summary's memory. */
ls_status ls_histogram_freeze(const ls_histogram *histogram, ls_arena *arena,
                              ls_summary_duration *to) LS_MUST_USE;

#endif
