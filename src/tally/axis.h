/* SPDX-License-Identifier: MIT */
#ifndef TALLY_AXIS_H
#define TALLY_AXIS_H

#include "base/arena.h"

#include <logstat/error.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The most buckets that a timeline has. */
enum {
    LS_AXIS_BUCKETS = 1500
};

/*
 * The time axis that all timelines share. Its step only grows, along a list in
 * which each step divides the next, so that the order in which times come does
 * not matter.
 */
typedef struct ls_axis {
    size_t step;   /* index of the step, see ls_axis_seconds() */
    int64_t first; /* seconds since the epoch */
    int64_t last;
    bool used;      /* there has been a time */
    int64_t second; /* the last time taken, which neighbours mostly share, */
    int64_t bucket; /* and its bucket */
} ls_axis;

/* The width of a bucket in seconds. */
int64_t ls_axis_seconds(const ls_axis *axis);

/* The number of the bucket that holds a time; buckets are aligned to 1970. */
int64_t ls_axis_bucket(const ls_axis *axis, int64_t seconds);

/* Takes a time into the span; the step grows as far as it must. */
void ls_axis_add(ls_axis *axis, int64_t seconds);

/* Takes the span of another axis into that of this one. */
void ls_axis_merge(ls_axis *axis, const ls_axis *from);

/* Counts by bucket, which saturate. A zeroed one is empty. */
typedef struct ls_series {
    size_t step;      /* of the axis when the counts were made */
    int64_t first;    /* bucket of counts[0] */
    size_t count;     /* of buckets from there on that are in use */
    uint64_t *counts; /* LS_AXIS_BUCKETS of them, or NULL */
    uint64_t *latest; /* the one added to last; NULL: it has moved since */
} ls_series;

void ls_series_release(ls_series *series);

/* Makes `latest` the count at the time that the axis took last. */
ls_status ls_series_reach(ls_series *series, const ls_axis *axis) LS_MUST_USE;

/* Counts one there. */
ls_status ls_series_add(ls_series *series, const ls_axis *axis) LS_MUST_USE;

/* Counts one more at the time of the last ls_series_add(), if it still can. */
static inline bool ls_series_repeat(ls_series *series)
{
    if (!series->latest)
        return false;
    ++*series->latest;
    return true;
}

/*
 * Adds the counts of another series, whose axis has been merged into this one.
 */
ls_status ls_series_merge(ls_series *series, const ls_axis *axis,
                          const ls_series *from) LS_MUST_USE;

/*
 * Takes over the counts of a series as they were written down: one for each of
 * `count` buckets, from the first of the axis on. The series is empty.
 */
ls_status ls_series_restore(ls_series *series, const ls_axis *axis,
                            const uint64_t *counts, size_t count) LS_MUST_USE;

/* The count in bucket `bucket` of the axis as it is now. */
uint64_t ls_series_at(ls_series *series, const ls_axis *axis, int64_t bucket);

/* Writes down the counts of all buckets of the axis, which has a time. */
ls_status ls_series_freeze(ls_series *series, const ls_axis *axis,
                           ls_arena *arena,
                           const uint64_t **counts) LS_MUST_USE;

#endif
