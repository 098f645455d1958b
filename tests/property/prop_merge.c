/* SPDX-License-Identifier: MIT */
/*
 * Records shared out to several tallies that are merged, in any order and
 * grouping, some of them made of their summaries before: what comes out is what
 * one tally counts of all of them. Where there were more paths than a sketch
 * has room for, or a summary, its bounds hold.
 */

#include "documents.h"
#include "frozen.h"
#include "test.h"

#include "property/laws.h"
#include "property/random.h"
#include "tally/sketch.h"
#include "tally/tally.h"

#include <stdio.h>

enum {
    RECORDS = 20000,
    PATHS = 6000,
    PATH_ROOM = 24,
    TALLIES = 7,
    INPUTS = 3,
};

/* What the records of a round are like. */
static const struct shape {
    size_t records;
    size_t paths;
    int64_t span; /* of their times, in milliseconds */
    bool has_durations;
} shapes[] = {
    { 0, 1, 1, true },
    { 1, 1, 1, true },
    { 12, 3, 3000, true },
    { 500, 100, 86400000, true },
    { 2000, 1000, 1, false },
    { 2000, 50, INT64_C(1000000000000), false },
    { 2000, LS_SKETCH_SLOTS - 1, 10000000, true },
    { 10000, LS_SKETCH_ROOM, 10000000, true },
    { RECORDS, PATHS, 1500000, true },
};

/* Few, so that some sketches are full; of all kinds. */
static const uint16_t codes[] = { 200, 404, 404, 404, 0, 494, 500, 206, 777 };

/* The servers of each input: 494 does not mean the same to all. */
static const char *const servers[INPUTS][1] = { { "nginx" },
                                                { "apache" },
                                                { "iis" } };

struct item {
    ls_record record;
    size_t input;
    size_t path;
};

static char paths[PATHS][PATH_ROOM];
static struct item items[RECORDS];

static void make_record(random_source *random, const struct shape *shape,
                        struct item *item)
{
    ls_record *r = &item->record;

    *item = (struct item){ .input = random_below(random, INPUTS) };
    item->path = random_below(random, 1 + random_below(random, shape->paths));
    /* Some have nothing but a code. */
    r->has = random_below(random, 20) ? LS_FIELDS_ALL : 0;
    r->flags = LS_FLAGS_SILENT;
    r->code = codes[random_below(random, CASES(codes))];
    r->method = (uint16_t)random_below(random, ls_method_count());
    r->substatus = (uint32_t)random_below(random, 4);
    if (random_below(random, 5))
        r->has &= ~LS_HAS(LS_FIELD_SUBSTATUS);
    /* Of some tallies none has a duration, or few have one late. */
    if (!shape->has_durations && random_below(random, shape->records))
        r->has &= ~LS_HAS(LS_FIELD_DURATION);
    r->upstream_code = random_below(random, 2) ? r->code : -1;
    r->time = INT64_C(1700000000000) +
              (int64_t)random_below(random, (size_t)shape->span);
    if (random_below(random, 50) == 0)
        r->time = 5; /* odd */
    r->bytes = random_below(random, 100) ? random_below(random, 1000)
                                         : UINT64_MAX / 40;
    r->duration = random_below(random, 3)
                      ? random_below(random, 100000)
                      : random_next(random) >> random_below(random, 64);
    r->text[LS_FIELD_CLIENT] = ls_slice_of(
        paths[random_below(random, 1 + shape->records / 2) % PATHS]);
    r->text[LS_FIELD_TARGET] = ls_slice_of(paths[item->path]);
}

static void make_records(random_source *random, const struct shape *shape)
{
    for (size_t i = 0; i < PATHS; i++)
        (void)snprintf(paths[i], PATH_ROOM, "/%zu/page", i * 7919 % 100003);
    for (size_t i = 0; i < shape->records; i++)
        make_record(random, shape, &items[i]);
}

/* No more values than there are paths; never freed. */
static const ls_groups *some_groups(void)
{
    static ls_groups *groups;

    if (groups)
        return groups;
    groups = ls_groups_new();
    assert_non_null(groups);
    assert_int_equal(ls_groups_add(groups, LS_SLICE("path"), NULL), LS_OK);
    assert_int_equal(ls_groups_add(groups, LS_SLICE("errors:status"), NULL),
                     LS_OK);
    return groups;
}

static ls_tally *new_tally(void)
{
    ls_tally *tally = ls_tally_new(INT64_C(2700000000), some_groups());

    assert_non_null(tally);
    return tally;
}

static void add(ls_tally *tally, const struct item *item)
{
    ls_tally_set_servers(tally, servers[item->input], 1);
    assert_int_equal(ls_tally_add(tally, &item->record), LS_OK);
}

static ls_tally *count_all(const struct shape *shape)
{
    ls_tally *tally = new_tally();

    for (size_t i = 0; i < shape->records; i++)
        add(tally, &items[i]);
    return tally;
}

/* Any of two that are left takes in the other, until one is left. */
static ls_tally *merge_all(random_source *random, ls_tally **tallies,
                           size_t count)
{
    while (count > 1) {
        size_t into = random_below(random, count);
        size_t from = random_below(random, count);

        if (into == from)
            continue;
        assert_int_equal(ls_tally_merge(tallies[into], tallies[from]), LS_OK);
        ls_tally_free(tallies[from]);
        tallies[from] = tallies[--count];
    }
    return tallies[0];
}

/* A tally of what another one's summary says, in place of that. */
static ls_tally *thaw(ls_tally *tally)
{
    ls_summary *summary = freeze(tally);
    ls_tally *thawed = new_tally();

    ls_tally_free(tally);
    assert_int_equal(ls_tally_add_summary(thawed, summary), LS_OK);
    ls_summary_free(summary);
    return thawed;
}

/*
 * Some get runs of records, as workers get blocks; some get none. With `thaws`
 * all are made of their summaries in the end, and some in between.
 */
static ls_tally *count_in_parts(random_source *random,
                                const struct shape *shape, bool thaws)
{
    ls_tally *tallies[TALLIES];
    size_t count = 1 + random_below(random, TALLIES);
    size_t run = 1 + random_below(random, 1 + shape->records / 4);
    size_t worker = 0;

    for (size_t i = 0; i < count; i++)
        tallies[i] = new_tally();
    for (size_t i = 0; i < shape->records; i++) {
        if (i % run == 0)
            worker = random_below(random, count);
        if (thaws && i % run == 0 && random_below(random, 3) == 0)
            tallies[worker] = thaw(tallies[worker]);
        add(tallies[worker], &items[i]);
    }
    for (size_t i = 0; thaws && i < count; i++)
        tallies[i] = thaw(tallies[i]);
    return merge_all(random, tallies, count);
}

/* The same, of a tally that is not needed any more. */
static ls_summary *freeze_last(ls_tally *tally)
{
    ls_summary *summary = freeze(tally);

    ls_tally_free(tally);
    return summary;
}

static void demand_same_document(const ls_summary *a, const ls_summary *b)
{
    ls_buf first = write_down(a);
    ls_buf second = write_down(b);

    assert_true(ls_slice_equal(ls_buf_slice(&first), ls_buf_slice(&second)));
    ls_buf_release(&first);
    ls_buf_release(&second);
}

/* True counts of the paths of a code; their sum. */
static size_t count_paths(const struct shape *shape, unsigned code,
                          uint64_t *counts)
{
    size_t total = 0;

    memset(counts, 0, PATHS * sizeof(*counts));
    for (size_t i = 0; i < shape->records; i++)
        if (items[i].record.code == code &&
            (items[i].record.has & LS_HAS(LS_FIELD_TARGET))) {
            counts[items[i].path]++;
            total++;
        }
    return total;
}

static size_t number_of(ls_slice path)
{
    for (size_t i = 0; i < PATHS; i++)
        if (ls_slice_equal(path, ls_slice_of(paths[i])))
            return i;
    fail_msg("a path that nobody asked for");
    return 0;
}

static void demand_bounds(const struct shape *shape,
                          const ls_summary_code *code)
{
    static uint64_t counts[PATHS];
    static bool held[PATHS];
    size_t total = count_paths(shape, code->code, counts);

    memset(held, 0, sizeof(held));
    for (size_t i = 0; i < code->path_count; i++) {
        const ls_summary_path *path = &code->paths[i];
        size_t number = number_of(path->path);

        assert_false(held[number]);
        held[number] = true;
        assert_true(path->requests >= counts[number]);
        assert_true(path->requests <= counts[number] + path->over);
        assert_true(path->over <= total / LS_SKETCH_SLOTS);
    }
    for (size_t i = 0; code->path_count && i < PATHS; i++)
        if (counts[i] > total / LS_SKETCH_SLOTS)
            assert_true(held[i]);
}

static void try_parts(random_source *random, const struct shape *shape,
                      bool thaws)
{
    size_t exact = thaws ? LS_SKETCH_SLOTS - 1 : LS_SKETCH_ROOM;
    ls_summary *whole;
    ls_summary *merged;
    const char *problem;

    make_records(random, shape);
    whole = freeze_last(count_all(shape));
    merged = freeze_last(count_in_parts(random, shape, thaws));
    problem = difference(whole, merged);
    if (problem)
        fail_msg("%zu records: %s", shape->records, problem);
    if (shape->paths <= exact)
        demand_same_document(whole, merged);
    for (size_t i = 0; i < merged->code_count; i++)
        demand_bounds(shape, &merged->codes[i]);
    ls_summary_free(whole);
    ls_summary_free(merged);
}

static void merge__gives_what_one_tally_counts(void **state)
{
    random_source random = { 53 };

    (void)state;
    for (size_t round = 0; round < 40; round++)
        try_parts(&random, &shapes[round % CASES(shapes)], false);
}

static void merge__takes_summaries_for_tallies(void **state)
{
    random_source random = { 61 };

    (void)state;
    for (size_t round = 0; round < 40; round++)
        try_parts(&random, &shapes[round % CASES(shapes)], true);
}

/* What was merged can go on counting, and be merged again. */
static void merge__is_no_end(void **state)
{
    const struct shape *shape = &shapes[3];
    random_source random = { 59 };
    ls_tally *tally = new_tally();
    ls_tally *other = new_tally();
    ls_summary *whole;
    ls_summary *merged;

    (void)state;
    make_records(&random, shape);
    for (size_t i = 0; i < shape->records; i++) {
        add(i % 3 ? tally : other, &items[i]);
        if (i % 100 == 0) {
            assert_int_equal(ls_tally_merge(tally, other), LS_OK);
            ls_tally_free(other);
            other = new_tally();
        }
    }
    assert_int_equal(ls_tally_merge(tally, other), LS_OK);
    ls_tally_free(other);
    whole = freeze_last(count_all(shape));
    merged = freeze_last(tally);
    demand_same_document(whole, merged);
    ls_summary_free(whole);
    ls_summary_free(merged);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(merge__gives_what_one_tally_counts),
        cmocka_unit_test(merge__takes_summaries_for_tallies),
        cmocka_unit_test(merge__is_no_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
