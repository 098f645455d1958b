/* SPDX-License-Identifier: MIT */
#ifndef SUMMARY_DURATION_H
#define SUMMARY_DURATION_H

#include "base/arena.h"

#include <logstat/summary.h>

/*
 * The buckets that durations are counted in: one a microsecond up to 127, and
 * from there on 64 of the same width for each doubling. So any two durations
 * of a bucket are less than 1.6 % apart, whatever the log's unit is.
 */

/* The longest that is told apart, in microseconds. */
#define LS_DURATION_MAX UINT64_C(1000000000000000)

enum {
    LS_DURATION_BUCKETS = 2866
};

/* The bucket of a duration, which is LS_DURATION_MAX at most. */
size_t ls_duration_bucket(uint64_t microseconds);

/* The duration that stands for a bucket: the roundest number in it. */
uint64_t ls_duration_of(size_t bucket);

/* Finds the percentiles; the buckets and the longest are known. */
void ls_duration_rank(ls_summary_duration *duration);

/*
 * Whether buckets, count and longest of a document fit each other, and the
 * requests that they belong to.
 */
bool ls_duration_fits(const ls_summary_duration *duration, uint64_t requests);

/*
 * The buckets of rows, of which there are many: eight of the above are one, so
 * that there are 8 for each doubling. From 64 microseconds on any two durations
 * of a bucket are less than 12.5 % apart, but those of the last, which has all
 * longer ones.
 */
enum {
    LS_COARSE_BUCKETS = 216 /* the last begins at 67 minutes */
};

/* The bucket of any duration, and the duration that stands for a bucket: the
   roundest, and 0 for the first. */
size_t ls_coarse_bucket(uint64_t microseconds);
uint64_t ls_coarse_of(size_t bucket);

/* Finds the percentile; the buckets are known. */
void ls_coarse_rank(ls_summary_coarse *duration);

/* Whether buckets and count of a document fit each other. */
bool ls_coarse_fits(const ls_summary_coarse *duration);

/* Sums the durations of the codes: by class, and all. LS_ENOMEM. */
ls_status ls_durations_derive(ls_arena *arena, ls_summary *summary) LS_MUST_USE;

#endif
