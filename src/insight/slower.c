/* SPDX-License-Identifier: MIT */
/*
 * Whether requests took longer at some times than at others. Times of a code
 * are steps of as many buckets as have enough requests for a mean: in single
 * buckets of a small log a request would be all that there is.
 */

#include "insight/slower.h"

#include "summary/sums.h"

#include <stdlib.h>

/* When they did: docs/findings.md gives these numbers. */
#define TIMES_AS_LONG 2       /* their mean, of that of the others */
#define LEAST_LONGER 100000   /* microseconds more */
#define LEAST_REQUESTS 50     /* then, and as many otherwise */
#define REQUESTS_OF_A_STEP 20 /* on average */

struct sum {
    uint64_t requests;
    uint64_t microseconds;
};

struct step {
    size_t first;  /* bucket */
    uint64_t part; /* requests of the code */
    double share;  /* of all */
    struct sum took;
};

static void add(struct sum *sum, const struct sum *more)
{
    ls_add_saturating(&sum->requests, more->requests);
    ls_add_saturating(&sum->microseconds, more->microseconds);
}

/* What the buckets from `first` to `end` took. */
static struct sum took(const ls_summary *summary, size_t first, size_t end)
{
    const ls_summary_duration_timeline *from = &summary->duration_timeline;
    struct sum sum = { 0, 0 };

    for (size_t i = first; i < end; i++)
        add(&sum, &(struct sum){ from->requests[i], from->microseconds[i] });
    return sum;
}

static void compare(const struct sum *then, const struct sum *otherwise,
                    ls_finding *finding)
{
    uint64_t mean;
    uint64_t usual;

    if (then->requests < LEAST_REQUESTS || otherwise->requests < LEAST_REQUESTS)
        return;
    mean = then->microseconds / then->requests;
    usual = otherwise->microseconds / otherwise->requests;
    if (mean / TIMES_AS_LONG < usual || mean - usual < LEAST_LONGER)
        return;
    finding->took = mean;
    finding->took_otherwise = usual;
}

void ls_slower_in_burst(const ls_summary *summary, const ls_burst *burst,
                        ls_finding *finding)
{
    struct sum then;
    struct sum otherwise;
    struct sum after;

    if (!summary->duration_timeline.requests)
        return;
    then = took(summary, burst->first, burst->end);
    otherwise = took(summary, 0, burst->first);
    after = took(summary, burst->end, summary->axis.count);
    add(&otherwise, &after);
    compare(&then, &otherwise, finding);
}

static struct step step_of(const ls_summary *summary,
                           const ls_summary_code *code, size_t first,
                           size_t end)
{
    struct step step = { .first = first, .took = took(summary, first, end) };
    uint64_t whole = 0;

    for (size_t i = first; i < end; i++) {
        step.part += code->timeline[i];
        for (ls_class c = 0; c < LS_CLASS_COUNT; c++)
            if (summary->classes[c].timeline)
                whole += summary->classes[c].timeline[i];
    }
    step.share = whole ? (double)step.part / (double)whole : 0;
    return step;
}

/* Those of the highest share of the code first. */
static int by_share(const void *left, const void *right)
{
    const struct step *a = left;
    const struct step *b = right;

    if (a->share != b->share)
        return a->share < b->share ? 1 : -1;
    return a->first < b->first ? -1 : 1;
}

/* All of the axis in steps; gives how many they are. */
static size_t list_steps(const ls_summary *summary, const ls_summary_code *code,
                         struct step steps[LS_SUMMARY_BUCKETS])
{
    size_t buckets = summary->axis.count;
    struct sum all = took(summary, 0, buckets);
    size_t wanted = (size_t)(all.requests / REQUESTS_OF_A_STEP) + 1;
    size_t width = (buckets + wanted - 1) / wanted;
    size_t count = 0;

    for (size_t at = 0; at < buckets; at += width) {
        size_t end = at + width < buckets ? at + width : buckets;

        steps[count++] = step_of(summary, code, at, end);
    }
    return count;
}

/* Those that have most requests of the code, against all others. */
static void compare_steps(const ls_summary *summary,
                          const ls_summary_code *code, ls_finding *finding)
{
    struct step steps[LS_SUMMARY_BUCKETS];
    struct sum sums[2] = { { 0, 0 }, { 0, 0 } };
    size_t count = list_steps(summary, code, steps);
    uint64_t all = 0;
    uint64_t part = 0;

    for (size_t i = 0; i < count; i++)
        all += steps[i].part;
    qsort(steps, count, sizeof(*steps), by_share);
    for (size_t i = 0; i < count; i++) {
        add(&sums[part * 2 > all], &steps[i].took);
        part += steps[i].part;
    }
    compare(&sums[0], &sums[1], finding);
}

/* So that two sentences have the same numbers; NULL: there is none. */
static const ls_finding *slow_burst(const ls_finding_list *list,
                                    const ls_summary_code *code)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].rule == LS_RULE_BURST && list->items[i].took &&
            list->items[i].code == code->code &&
            list->items[i].requests > code->requests / 2)
            return &list->items[i];
    return NULL;
}

void ls_slower_if_frequent(const ls_finding_list *list, ls_finding *finding,
                           const ls_summary_code *code)
{
    const ls_finding *burst = slow_burst(list, code);

    if (burst) {
        finding->took = burst->took;
        finding->took_otherwise = burst->took_otherwise;
    } else if (list->summary->duration_timeline.requests && code->timeline) {
        compare_steps(list->summary, code, finding);
    }
}
