/* SPDX-License-Identifier: MIT */
/*
 * Comparing two summaries: whether the share of each status differs by more
 * than chance. The G-test of independence (Woolf 1957; Sokal and Rohlf,
 * Biometry, 1995, section 17.3) is asked for each, with one degree of freedom,
 * and what it says is corrected for there being many (Holm 1979).
 */

#include <logstat/insight.h>

#include <math.h>
#include <stdlib.h>

enum {
    MOST = LS_CLASS_COUNT + 2 * LS_SUMMARY_CODES
};

/* When a difference is told: docs/baseline.md gives these numbers. */
#define CHANCE 0.01
#define TIMES 1.5
#define LEAST 5 /* requests, in the one that has more */

static double term(double seen, double expected)
{
    return seen > 0 ? seen * log(seen / expected) : 0;
}

/* Of the table of two times two: this status or another, now or before. */
static double g_of(const ls_change *change)
{
    const double now = (double)change->now;
    const double before = (double)change->before;
    const double of_now = (double)change->of_now;
    const double of_before = (double)change->of_before;
    const double all = of_now + of_before;
    const double with = now + before;
    const double without = all - with;
    double g = term(now, with * of_now / all) +
               term(before, with * of_before / all) +
               term(of_now - now, without * of_now / all) +
               term(of_before - before, without * of_before / all);

    return g > 0 ? 2 * g : 0;
}

/* Of chi-square with one degree of freedom to be this high or higher. */
static double chance_of(double g)
{
    return erfc(sqrt(g / 2));
}

static void judge(ls_change *change)
{
    if (change->of_now && change->of_before)
        change->g = g_of(change);
    change->p = chance_of(change->g);
}

/* A chance and whose it is. */
struct rank {
    double p;
    size_t at;
};

static int by_p(const void *left, const void *right)
{
    const struct rank *a = left;
    const struct rank *b = right;

    return (a->p > b->p) - (a->p < b->p);
}

/* Multiplies each chance by how many have none that is lower, ascending. */
static ls_status correct(ls_change *changes, size_t count)
{
    struct rank *ranks = calloc(MOST, sizeof(*ranks));
    double highest = 0;

    if (!ranks)
        return LS_ENOMEM;
    for (size_t i = 0; i < count; i++)
        ranks[i] = (struct rank){ changes[i].p, i };
    qsort(ranks, count, sizeof(*ranks), by_p);
    for (size_t i = 0; i < count; i++) {
        double p = ranks[i].p * (double)(count - i);

        highest = p > highest ? p : highest;
        changes[ranks[i].at].p = highest < 1 ? highest : 1;
    }
    free(ranks);
    return LS_OK;
}

static bool is_real(const ls_change *change)
{
    double now = (double)change->now * (double)change->of_before;
    double before = (double)change->before * (double)change->of_now;
    uint64_t more = change->now > change->before ? change->now : change->before;

    return change->p < CHANCE && more >= LEAST &&
           (now >= TIMES * before || before >= TIMES * now);
}

/* --- Which there are. */

static uint64_t requests_of(const ls_summary *summary, unsigned code)
{
    for (size_t i = 0; i < summary->code_count; i++)
        if (summary->codes[i].code == code)
            return summary->codes[i].requests;
    return 0;
}

static size_t list_classes(const ls_summary *now, const ls_summary *before,
                           ls_change *changes)
{
    size_t count = 0;

    for (ls_class c = 0; c < LS_CLASS_COUNT; c++) {
        ls_change change = {
            .is_class = true,
            .class_ = c,
            .now = now->classes[c].requests,
            .before = before->classes[c].requests,
        };

        if (change.now || change.before)
            changes[count++] = change;
    }
    return count;
}

/* The codes of both, ascending. */
static size_t list_codes(const ls_summary *now, const ls_summary *before,
                         ls_change *changes)
{
    size_t count = 0;

    for (unsigned code = 0; code < 1000; code++) {
        ls_change change = {
            .code = code,
            .class_ = ls_class_of(code),
            .now = requests_of(now, code),
            .before = requests_of(before, code),
        };

        if (change.now || change.before)
            changes[count++] = change;
    }
    return count;
}

ls_status ls_compare(const ls_summary *now, const ls_summary *before,
                     ls_change **changes, size_t *count)
{
    ls_change *items = calloc(MOST, sizeof(*items));
    size_t classes;
    ls_status status = LS_OK;

    if (!items)
        return LS_ENOMEM;
    classes = list_classes(now, before, items);
    *count = classes + list_codes(now, before, items + classes);
    for (size_t i = 0; i < *count; i++) {
        items[i].of_now = now->lines.counted;
        items[i].of_before = before->lines.counted;
        judge(&items[i]);
    }
    status = correct(items, classes);
    if (status == LS_OK)
        status = correct(items + classes, *count - classes);
    for (size_t i = 0; i < *count; i++)
        items[i].is_real = is_real(&items[i]);
    if (status == LS_OK)
        *changes = items;
    else
        free(items);
    return status;
}
