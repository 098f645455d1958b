/* SPDX-License-Identifier: MIT */
/*
 * Counts of durations. The buckets are the same for all, so two histograms are
 * added bucket by bucket, and what comes out depends on nothing else.
 */

#include "tally/histogram.h"

#include "summary/sums.h"

#include <stdlib.h>

void ls_histogram_release(ls_histogram *histogram)
{
    for (size_t i = 0; i < LS_HISTOGRAM_PARTS; i++)
        free(histogram->parts[i]);
    *histogram = (ls_histogram){ 0 };
}

/* Where a bucket is counted; NULL: no memory. */
static uint64_t *at(ls_histogram *histogram, size_t bucket)
{
    uint64_t **part = &histogram->parts[bucket / LS_HISTOGRAM_PART];

    if (!*part)
        *part = calloc(LS_HISTOGRAM_PART, sizeof(**part));
    return *part ? &(*part)[bucket % LS_HISTOGRAM_PART] : NULL;
}

static void lengthen(ls_histogram *histogram, uint64_t microseconds)
{
    if (microseconds > histogram->longest)
        histogram->longest = microseconds;
}

ls_status ls_histogram_add(ls_histogram *histogram, uint64_t microseconds)
{
    uint64_t *requests;

    if (microseconds > LS_DURATION_MAX)
        microseconds = LS_DURATION_MAX;
    requests = at(histogram, ls_duration_bucket(microseconds));
    if (!requests)
        return LS_ENOMEM;
    ++*requests;
    histogram->count++;
    lengthen(histogram, microseconds);
    return LS_OK;
}

static ls_status add_many(ls_histogram *histogram, size_t bucket, uint64_t more)
{
    uint64_t *requests = at(histogram, bucket);

    if (!requests)
        return LS_ENOMEM;
    ls_add_saturating(requests, more);
    ls_add_saturating(&histogram->count, more);
    return LS_OK;
}

ls_status ls_histogram_merge(ls_histogram *histogram, const ls_histogram *from)
{
    for (size_t i = 0; i < LS_DURATION_BUCKETS; i++) {
        const uint64_t *part = from->parts[i / LS_HISTOGRAM_PART];
        uint64_t more = part ? part[i % LS_HISTOGRAM_PART] : 0;

        if (more && add_many(histogram, i, more) != LS_OK)
            return LS_ENOMEM;
    }
    lengthen(histogram, from->longest);
    return LS_OK;
}

ls_status ls_histogram_restore(ls_histogram *histogram,
                               const ls_summary_duration *from)
{
    for (size_t i = 0; i < from->bucket_count; i++)
        if (add_many(histogram, (size_t)from->buckets[i].bucket,
                     from->buckets[i].requests) != LS_OK)
            return LS_ENOMEM;
    lengthen(histogram, from->at[LS_P100]);
    return LS_OK;
}

/* The buckets that are not empty, of which `list` (NULL: nowhere) gets each. */
static size_t list_buckets(const ls_histogram *histogram,
                           ls_summary_bucket *list)
{
    size_t count = 0;

    for (size_t i = 0; i < LS_DURATION_BUCKETS; i++) {
        const uint64_t *part = histogram->parts[i / LS_HISTOGRAM_PART];
        uint64_t requests = part ? part[i % LS_HISTOGRAM_PART] : 0;

        if (requests && list)
            list[count] = (ls_summary_bucket){ i, requests };
        count += requests != 0;
    }
    return count;
}

ls_status ls_histogram_freeze(const ls_histogram *histogram, ls_arena *arena,
                              ls_summary_duration *to)
{
    ls_summary_bucket *buckets;

    *to = (ls_summary_duration){ .count = histogram->count };
    if (histogram->count == 0)
        return LS_OK;
    to->bucket_count = list_buckets(histogram, NULL);
    buckets = ls_arena_alloc(arena, to->bucket_count, sizeof(*buckets));
    if (!buckets)
        return LS_ENOMEM;
    (void)list_buckets(histogram, buckets);
    to->buckets = buckets;
    to->at[LS_P100] = histogram->longest;
    ls_duration_rank(to);
    return LS_OK;
}
