/* SPDX-License-Identifier: MIT */
/*
 * Durations in a summary: their buckets, fine ones and coarse ones, what these
 * say about percentiles, and their sums over codes.
 */

#include "summary/duration.h"

#include "base/word.h"
#include "summary/sums.h"

enum {
    OCTAVE = 64, /* buckets for each doubling */
    OCTAVE_BITS = 6,
    JOINED = 8 /* buckets that are a coarse one */
};

static const struct {
    const char *name;
    unsigned percent;
} percentiles[LS_PERCENTILES] = {
    { "p50", 50 }, { "p90", 90 }, { "p95", 95 }, { "p99", 99 }, { "max", 100 },
};

const char *ls_percentile_name(ls_percentile percentile)
{
    return percentiles[percentile].name;
}

size_t ls_duration_bucket(uint64_t microseconds)
{
    size_t shift;

    if (microseconds < OCTAVE)
        return (size_t)microseconds;
    shift = ls_highest_bit(microseconds) - OCTAVE_BITS;
    return OCTAVE * shift + (size_t)(microseconds >> shift);
}

/* Where a bucket begins, and the one before it has ended. */
static uint64_t start_of(size_t bucket)
{
    size_t shift = bucket < OCTAVE ? 0 : bucket / OCTAVE - 1;

    return (uint64_t)(bucket - OCTAVE * shift) << shift;
}

static uint64_t roundest(uint64_t lowest, uint64_t highest)
{
    uint64_t middle = lowest + (highest - lowest) / 2;
    uint64_t unit = 1;
    uint64_t round;

    while (highest / (unit * 10) * (unit * 10) >= lowest && lowest)
        unit *= 10;
    round = (middle + unit / 2) / unit * unit;
    if (round < lowest)
        return round + unit;
    return round > highest ? round - unit : round;
}

uint64_t ls_duration_of(size_t bucket)
{
    return roundest(start_of(bucket), start_of(bucket + 1) - 1);
}

/* The rank of a percentile: what share of all has it or less. */
static uint64_t rank_of(uint64_t count, unsigned percent)
{
    return count / 100 * percent + (count % 100 * percent + 99) / 100;
}

/* The bucket of the request of a rank. */
static size_t bucket_at(const ls_summary_bucket *buckets, size_t count,
                        uint64_t rank)
{
    uint64_t below = 0;
    size_t bucket = 0;

    for (size_t i = 0; i < count && below < rank; i++) {
        below += buckets[i].requests;
        bucket = (size_t)buckets[i].bucket;
    }
    return bucket;
}

static uint64_t value_at(const ls_summary_duration *duration, uint64_t rank)
{
    uint64_t longest = duration->at[LS_P100];
    uint64_t value;

    if (rank == duration->count)
        return longest;
    value = ls_duration_of(
        bucket_at(duration->buckets, duration->bucket_count, rank));
    return value < longest ? value : longest;
}

void ls_duration_rank(ls_summary_duration *duration)
{
    for (size_t i = 0; i < LS_PERCENTILES; i++)
        duration->at[i] = value_at(
            duration, rank_of(duration->count, percentiles[i].percent));
}

/* Whether buckets ascend, and have so many requests. */
static bool buckets_fit(const ls_summary_bucket *buckets, size_t count,
                        uint64_t requests)
{
    uint64_t rest = requests;

    for (size_t i = 0; i < count; i++) {
        if (buckets[i].requests == 0 || buckets[i].requests > rest ||
            (i && buckets[i].bucket <= buckets[i - 1].bucket))
            return false;
        rest -= buckets[i].requests;
    }
    return rest == 0;
}

bool ls_duration_fits(const ls_summary_duration *duration, uint64_t requests)
{
    size_t count = duration->bucket_count;
    uint64_t longest = duration->at[LS_P100];

    if (duration->count > requests ||
        !buckets_fit(duration->buckets, count, duration->count))
        return false;
    if (count == 0)
        return longest == 0;
    return longest <= LS_DURATION_MAX &&
           ls_duration_bucket(longest) == duration->buckets[count - 1].bucket;
}

/* --- Coarse ones. */

size_t ls_coarse_bucket(uint64_t microseconds)
{
    size_t bucket = ls_duration_bucket(microseconds) / JOINED;

    return bucket < LS_COARSE_BUCKETS ? bucket : LS_COARSE_BUCKETS - 1;
}

uint64_t ls_coarse_of(size_t bucket)
{
    size_t first = bucket * JOINED;

    /* Of logs in milliseconds most are just that. */
    return bucket ? roundest(start_of(first), start_of(first + JOINED) - 1) : 0;
}

void ls_coarse_rank(ls_summary_coarse *duration)
{
    uint64_t rank = rank_of(duration->count, percentiles[LS_P95].percent);

    duration->p95 = ls_coarse_of(
        bucket_at(duration->buckets, duration->bucket_count, rank));
}

bool ls_coarse_fits(const ls_summary_coarse *duration)
{
    size_t count = duration->bucket_count;

    return buckets_fit(duration->buckets, count, duration->count) &&
           (count == 0 ||
            duration->buckets[count - 1].bucket < LS_COARSE_BUCKETS);
}

/* --- Sums. */

/* The buckets while they are added up. */
struct sum {
    uint64_t requests[LS_DURATION_BUCKETS];
    size_t used; /* buckets that are not empty */
    uint64_t count;
    uint64_t longest;
};

static void add(struct sum *sum, const ls_summary_duration *duration)
{
    sum->count += duration->count;
    if (duration->at[LS_P100] > sum->longest)
        sum->longest = duration->at[LS_P100];
    for (size_t i = 0; i < duration->bucket_count; i++) {
        uint64_t *requests = &sum->requests[duration->buckets[i].bucket];

        sum->used += *requests == 0;
        *requests += duration->buckets[i].requests;
    }
}

static ls_status keep(const struct sum *sum, ls_arena *arena,
                      ls_summary_duration *to)
{
    ls_summary_bucket *buckets;
    size_t count = 0;

    *to = (ls_summary_duration){ .count = sum->count };
    if (sum->count == 0)
        return LS_OK;
    buckets = ls_arena_alloc(arena, sum->used, sizeof(*buckets));
    if (!buckets)
        return LS_ENOMEM;
    for (size_t i = 0; i < LS_DURATION_BUCKETS; i++)
        if (sum->requests[i])
            buckets[count++] = (ls_summary_bucket){ i, sum->requests[i] };
    to->buckets = buckets;
    to->bucket_count = count;
    to->at[LS_P100] = sum->longest;
    ls_duration_rank(to);
    return LS_OK;
}

static ls_status sum_class(ls_arena *arena, ls_summary *summary,
                           ls_class class_)
{
    struct sum sum = { .used = 0 };

    for (size_t i = 0; i < summary->code_count; i++)
        if (ls_class_of(summary->codes[i].code) == class_)
            add(&sum, &summary->codes[i].duration);
    return keep(&sum, arena, &summary->classes[class_].duration);
}

ls_status ls_durations_derive(ls_arena *arena, ls_summary *summary)
{
    struct sum all = { .used = 0 };

    for (ls_class i = 0; i < LS_CLASS_COUNT; i++) {
        if (sum_class(arena, summary, i) != LS_OK)
            return LS_ENOMEM;
        add(&all, &summary->classes[i].duration);
    }
    return keep(&all, arena, &summary->duration);
}
