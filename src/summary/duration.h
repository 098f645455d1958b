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

/* Sums the durations of the codes: by class, and all. LS_ENOMEM. */
ls_status ls_durations_derive(ls_arena *arena, ls_summary *summary) LS_MUST_USE;

#endif
