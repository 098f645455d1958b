/* SPDX-License-Identifier: MIT */
/*
 * Bursts. A code's share of the requests is compared, not its count, so that a
 * busy hour is none. Where most requests of the code stand out against its
 * share in the rest is looked for in steps of one bucket, two, four and so on,
 * as a burst may be shorter or longer; what is found is widened while its
 * neighbours look like it.
 */

#include "insight/burst.h"

/* When it is one: docs/findings.md gives these numbers. */
#define LEAST_REQUESTS 10 /* of the code, in the burst */
#define LEAST_REST 50     /* requests outside of it */
#define TIMES_AS_MUCH 4   /* its share, of that in the rest */
#define LEAST_RISE 0.02   /* by how much the share is higher */
#define LEAST_SIGMA 8     /* above what chance would give (Poisson) */

/* The requests up to each bucket. */
struct sums {
    size_t buckets;
    uint64_t part[LS_SUMMARY_BUCKETS + 1]; /* of the code */
    uint64_t whole[LS_SUMMARY_BUCKETS + 1];
};

/* The timelines, in steps of some buckets. */
struct steps {
    const struct sums *sums;
    size_t width; /* buckets */
    size_t count;
    uint64_t part; /* all of it */
    uint64_t whole;
};

static void add_timeline(uint64_t *sums, const uint64_t *timeline, size_t count)
{
    uint64_t sum = 0;

    for (size_t i = 0; timeline && i < count; i++) {
        sum += timeline[i];
        sums[i + 1] += sum;
    }
}

static void sum_up(const ls_summary *summary, const ls_summary_code *code,
                   struct sums *sums)
{
    *sums = (struct sums){ .buckets = summary->axis.count };
    add_timeline(sums->part, code->timeline, sums->buckets);
    for (ls_class c = 0; c < LS_CLASS_COUNT; c++)
        add_timeline(sums->whole, summary->classes[c].timeline, sums->buckets);
}

static size_t end_of(const struct steps *steps, size_t step)
{
    size_t end = (step + 1) * steps->width;

    return end < steps->sums->buckets ? end : steps->sums->buckets;
}

static uint64_t part_of(const struct steps *steps, size_t step)
{
    const uint64_t *sums = steps->sums->part;

    return sums[end_of(steps, step)] - sums[step * steps->width];
}

static uint64_t whole_of(const struct steps *steps, size_t step)
{
    const uint64_t *sums = steps->sums->whole;

    return sums[end_of(steps, step)] - sums[step * steps->width];
}

static double share(uint64_t part, uint64_t whole)
{
    return whole ? (double)part / (double)whole : 0;
}

/* By how much more there are than the share of the rest would give, squared
   and by what chance would give, squared; negative if there are less. */
static double excess(uint64_t part, uint64_t whole, double usual)
{
    double expected = (double)whole * usual;
    double more = (double)part - expected;

    return (more < 0 ? -1 : 1) * more * more / (expected + 1);
}

static bool looks_like_it(const struct steps *steps, size_t step, double usual)
{
    uint64_t part = part_of(steps, step);

    return part && share(part, whole_of(steps, step)) >
                       TIMES_AS_MUCH * usual + LEAST_RISE;
}

/* The step that stands out most. */
static size_t highest(const struct steps *steps)
{
    double usual = share(steps->part, steps->whole);
    double most = -1;
    size_t best = 0;

    for (size_t i = 0; i < steps->count; i++) {
        double here = excess(part_of(steps, i), whole_of(steps, i), usual);

        if (here > most) {
            most = here;
            best = i;
        }
    }
    return best;
}

static void measure(const struct steps *steps, size_t first, size_t end,
                    ls_burst *burst)
{
    *burst = (ls_burst){ .first = first * steps->width,
                         .end = end_of(steps, end - 1) };
    for (size_t i = first; i < end; i++) {
        burst->part += part_of(steps, i);
        burst->whole += whole_of(steps, i);
    }
    burst->rest_part = steps->part - burst->part;
    burst->rest_whole = steps->whole - burst->whole;
}

/* Takes in neighbours that look like it, and what is behind one that does not.
 */
static void widen(const struct steps *steps, ls_burst *burst)
{
    size_t first = burst->first / steps->width;
    size_t end = (burst->end + steps->width - 1) / steps->width;
    double usual = share(burst->rest_part, burst->rest_whole);

    while (first && (looks_like_it(steps, first - 1, usual) ||
                     (first > 1 && looks_like_it(steps, first - 2, usual))))
        first -= looks_like_it(steps, first - 1, usual) ? 1 : 2;
    while (end < steps->count &&
           (looks_like_it(steps, end, usual) ||
            (end + 1 < steps->count && looks_like_it(steps, end + 1, usual))))
        end += looks_like_it(steps, end, usual) ? 1 : 2;
    measure(steps, first, end, burst);
}

static bool is_burst(const ls_summary *summary, const ls_burst *burst)
{
    double here = share(burst->part, burst->whole);
    double usual = share(burst->rest_part, burst->rest_whole);

    return burst->part >= LEAST_REQUESTS && burst->rest_whole >= LEAST_REST &&
           here >= TIMES_AS_MUCH * usual && here - usual >= LEAST_RISE &&
           (burst->end - burst->first) * 2 <= summary->axis.count &&
           excess(burst->part, burst->whole, usual) >=
               LEAST_SIGMA * LEAST_SIGMA;
}

static struct steps steps_of(const struct sums *sums, size_t width)
{
    return (struct steps){ .sums = sums,
                           .width = width,
                           .count = (sums->buckets + width - 1) / width,
                           .part = sums->part[sums->buckets],
                           .whole = sums->whole[sums->buckets] };
}

bool ls_burst_find(const ls_summary *summary, const ls_summary_code *code,
                   ls_burst *burst)
{
    struct sums sums;
    double most = 0;

    if (!code->timeline)
        return false;
    sum_up(summary, code, &sums);
    for (size_t width = 1; width * 4 <= summary->axis.count; width *= 2) {
        const struct steps steps = steps_of(&sums, width);
        size_t step = highest(&steps);
        ls_burst found;
        double here;

        measure(&steps, step, step + 1, &found);
        widen(&steps, &found);
        here = excess(found.part, found.whole,
                      share(found.rest_part, found.rest_whole));
        if (is_burst(summary, &found) && here > most) {
            most = here;
            *burst = found;
        }
    }
    return most > 0;
}
