/* SPDX-License-Identifier: MIT */
/*
 * Timelines of unknown span in bounded memory: buckets start one second wide
 * and are joined when the span asks for it.
 */

#include "tally/axis.h"

#include "summary/sums.h"

#include <stdlib.h>
#include <string.h>

/* Each divides the next: 1, 5, 15 s; 1, 5, 15 min; 1, 3, 6, 12 h; 1, 7, 28,
   280, 2,240 days. The last takes in all that a tally lets pass. */
static const int64_t steps[] = { 1,     5,      15,      60,       300,
                                 900,   3600,   10800,   21600,    43200,
                                 86400, 604800, 2419200, 24192000, 193536000 };
enum {
    STEPS = sizeof(steps) / sizeof(steps[0])
};

static int64_t floor_divide(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

int64_t ls_axis_seconds(const ls_axis *axis)
{
    return steps[axis->step];
}

int64_t ls_axis_bucket(const ls_axis *axis, int64_t seconds)
{
    return floor_divide(seconds, steps[axis->step]);
}

static void widen(ls_axis *axis, int64_t seconds)
{
    if (!axis->used || seconds < axis->first)
        axis->first = seconds;
    if (!axis->used || seconds > axis->last)
        axis->last = seconds;
    axis->used = true;
    while (axis->step + 1 < STEPS &&
           ls_axis_bucket(axis, axis->last) -
                   ls_axis_bucket(axis, axis->first) >=
               LS_AXIS_BUCKETS)
        axis->step++;
}

void ls_axis_add(ls_axis *axis, int64_t seconds)
{
    if (axis->used && seconds == axis->second)
        return;
    if (!axis->used || seconds < axis->first || seconds > axis->last)
        widen(axis, seconds);
    axis->second = seconds;
    axis->bucket = ls_axis_bucket(axis, seconds);
}

void ls_axis_merge(ls_axis *axis, const ls_axis *from)
{
    if (!from->used)
        return;
    ls_axis_add(axis, from->first);
    ls_axis_add(axis, from->last);
}

void ls_series_release(ls_series *series)
{
    free(series->counts);
    *series = (ls_series){ 0 };
}

/* Joins buckets until they are as wide as the axis wants them. */
static void coarsen(ls_series *series, const ls_axis *axis)
{
    int64_t ratio = steps[axis->step] / steps[series->step];
    int64_t first = floor_divide(series->first, ratio);
    size_t count = 0;

    for (size_t i = 0; i < series->count; i++) {
        int64_t bucket = floor_divide(series->first + (int64_t)i, ratio);
        size_t at = (size_t)(bucket - first);
        uint64_t n = series->counts[i];

        /* `at` never passes `i`, so what is overwritten has been read. */
        series->counts[i] = 0;
        ls_add_saturating(&series->counts[at], n);
        count = at + 1;
    }
    series->first = first;
    series->count = count;
    series->step = axis->step;
    series->latest = NULL;
}

/* Makes `bucket` one of those in use. */
static void cover(ls_series *series, int64_t bucket)
{
    if (series->count == 0)
        series->first = bucket;
    if (bucket < series->first) {
        size_t shift = (size_t)(series->first - bucket);

        memmove(series->counts + shift, series->counts,
                series->count * sizeof(*series->counts));
        memset(series->counts, 0, shift * sizeof(*series->counts));
        series->first = bucket;
        series->count += shift;
    }
    if ((size_t)(bucket - series->first) >= series->count)
        series->count = (size_t)(bucket - series->first) + 1;
}

/* Makes the series ready for counts by the axis as it is now. */
static ls_status follow(ls_series *series, const ls_axis *axis)
{
    if (!series->counts) {
        series->counts = calloc(LS_AXIS_BUCKETS, sizeof(*series->counts));
        series->step = axis->step;
    }
    if (!series->counts)
        return LS_ENOMEM;
    if (series->step != axis->step)
        coarsen(series, axis);
    return LS_OK;
}

/* The count of a bucket, of a series that follows the axis. */
static uint64_t *count_at(ls_series *series, int64_t bucket)
{
    if (bucket < series->first ||
        bucket >= series->first + (int64_t)series->count)
        cover(series, bucket);
    return &series->counts[bucket - series->first];
}

ls_status ls_series_reach(ls_series *series, const ls_axis *axis)
{
    if (follow(series, axis) != LS_OK)
        return LS_ENOMEM;
    series->latest = count_at(series, axis->bucket);
    return LS_OK;
}

ls_status ls_series_add(ls_series *series, const ls_axis *axis)
{
    if (ls_series_reach(series, axis) != LS_OK)
        return LS_ENOMEM;
    ++*series->latest;
    return LS_OK;
}

ls_status ls_series_merge(ls_series *series, const ls_axis *axis,
                          const ls_series *from)
{
    const int64_t ratio = steps[axis->step] / steps[from->step];

    if (from->count == 0)
        return LS_OK;
    if (follow(series, axis) != LS_OK)
        return LS_ENOMEM;
    for (size_t i = 0; i < from->count; i++) {
        int64_t bucket = floor_divide(from->first + (int64_t)i, ratio);

        ls_add_saturating(count_at(series, bucket), from->counts[i]);
    }
    series->latest = NULL;
    return LS_OK;
}

ls_status ls_series_restore(ls_series *series, const ls_axis *axis,
                            const uint64_t *counts, size_t count)
{
    if (follow(series, axis) != LS_OK)
        return LS_ENOMEM;
    series->first = ls_axis_bucket(axis, axis->first);
    series->count = count;
    memcpy(series->counts, counts, count * sizeof(*counts));
    return LS_OK;
}

uint64_t ls_series_at(ls_series *series, const ls_axis *axis, int64_t bucket)
{
    if (series->count && series->step != axis->step)
        coarsen(series, axis);
    if (bucket < series->first ||
        bucket >= series->first + (int64_t)series->count)
        return 0;
    return series->counts[bucket - series->first];
}

ls_status ls_series_freeze(ls_series *series, const ls_axis *axis,
                           ls_arena *arena, const uint64_t **counts)
{
    int64_t first = ls_axis_bucket(axis, axis->first);
    size_t count = (size_t)(ls_axis_bucket(axis, axis->last) - first) + 1;
    uint64_t *items = ls_arena_alloc(arena, count, sizeof(*items));

    if (!items)
        return LS_ENOMEM;
    for (size_t i = 0; i < count; i++)
        items[i] = ls_series_at(series, axis, first + (int64_t)i);
    *counts = items;
    return LS_OK;
}
