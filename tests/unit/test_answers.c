/* SPDX-License-Identifier: MIT */
/*
 * How long requests took at each time: what is counted, against a naive count,
 * and what becomes of it when summaries are added up.
 */

#include "frozen.h"
#include "test.h"

#include "property/random.h"
#include "summary/duration.h"

enum {
    RECORDS = 3000,
    PARTS = 4
};

static const int64_t NOON = INT64_C(1700049600000); /* 2023-11-15 12:00 */
static const int64_t ODD = 5;

static ls_tally *new_tally(void)
{
    ls_tally *tally = ls_tally_new(0, NULL);

    assert_non_null(tally);
    return tally;
}

static ls_record make(unsigned code, int64_t time, uint64_t duration)
{
    return (ls_record){
        .code = (uint16_t)code,
        .time = time,
        .duration = duration,
        .has = LS_HAS(LS_FIELD_STATUS) | LS_HAS(LS_FIELD_TIME) |
               LS_HAS(LS_FIELD_DURATION),
    };
}

static void add(ls_tally *tally, const ls_record *record)
{
    assert_int_equal(ls_tally_add(tally, record), LS_OK);
}

/* A tally that has one request of 200, which took a second. */
static ls_tally *tally_of_one(ls_fields left_out)
{
    ls_tally *tally = new_tally();
    ls_record record = make(200, NOON, 1000000);

    record.has &= ~left_out;
    add(tally, &record);
    return tally;
}

static ls_summary *freeze_last(ls_tally *tally)
{
    ls_summary *summary = freeze(tally);

    ls_tally_free(tally);
    return summary;
}

static void answers__are_counted_by_time(void **state)
{
    static const struct {
        unsigned code;
        int64_t after; /* milliseconds after noon */
        uint64_t took;
    } cases[] = {
        { 200, 0, 5 },     { 404, 999, 7 }, { 504, 2000, 60000000 },
        { 200, 2000, 30 }, { 200, 1, 100 }, { 200, 2999, 1 },
        { 499, 1, 900 },   { 460, 1, 900 }, { 0, 1, 900 },
    };
    ls_tally *tally = new_tally();
    ls_summary *summary;
    const ls_summary_duration_timeline *line;

    (void)state;
    for (size_t i = 0; i < CASES(cases); i++) {
        ls_record record =
            make(cases[i].code, NOON + cases[i].after, cases[i].took);

        add(tally, &record);
        record.has &= ~LS_HAS(LS_FIELD_DURATION);
        add(tally, &record);
        record.has = LS_HAS(LS_FIELD_STATUS) | LS_HAS(LS_FIELD_DURATION);
        add(tally, &record);
        record = make(cases[i].code, ODD, cases[i].took);
        add(tally, &record);
    }
    summary = freeze_last(tally);
    line = &summary->duration_timeline;
    assert_int_equal(summary->axis.count, 3);
    assert_int_equal(line->requests[0], 3);
    assert_int_equal(line->microseconds[0], 112);
    assert_int_equal(line->requests[1], 0);
    assert_int_equal(line->microseconds[1], 0);
    assert_int_equal(line->requests[2], 3);
    assert_int_equal(line->microseconds[2], 60000031);
    ls_summary_free(summary);
}

/* A list of nothing says that there are none; no list, that it is not known. */
static void answers__need_times_and_durations(void **state)
{
    ls_tally *tally = tally_of_one(LS_HAS(LS_FIELD_TIME));
    ls_summary *summary = freeze(tally);
    ls_record record = make(499, NOON, 1000);

    (void)state;
    assert_null(summary->duration_timeline.requests);
    ls_summary_free(summary);
    add(tally, &record);
    summary = freeze_last(tally);
    assert_int_equal(summary->duration_timeline.requests[0], 0);
    ls_summary_free(summary);
    summary = freeze_last(tally_of_one(LS_HAS(LS_FIELD_DURATION)));
    assert_null(summary->duration_timeline.requests);
    ls_summary_free(summary);
}

static void answers__saturate(void **state)
{
    ls_tally *tally = new_tally();
    ls_tally *other = new_tally();
    ls_record record = make(200, NOON, UINT64_MAX);
    ls_summary *summary;

    (void)state;
    for (size_t i = 0; i < 10000; i++)
        add(i ? tally : other, &record);
    summary = freeze(tally);
    assert_true(summary->duration_timeline.microseconds[0] ==
                9999 * LS_DURATION_MAX);
    ls_summary_free(summary);
    assert_int_equal(ls_tally_merge(other, tally), LS_OK);
    assert_int_equal(ls_tally_merge(other, tally), LS_OK);
    record.time += 86400000; /* so that buckets are joined */
    add(other, &record);
    summary = freeze_last(other);
    assert_int_equal(summary->duration_timeline.requests[0], 19999);
    assert_true(summary->duration_timeline.microseconds[0] == UINT64_MAX);
    ls_summary_free(summary);
    ls_tally_free(tally);
}

/* --- Against a naive count. */

static void make_records(random_source *random, ls_record *records)
{
    size_t span = (size_t)1 << (6 + random_below(random, 34));
    int64_t time = 0;

    for (size_t i = 0; i < RECORDS; i++) {
        static const unsigned codes[] = { 200, 200, 404, 499, 502, 0 };

        if (random_below(random, 3))
            time = (int64_t)random_below(random, span);
        records[i] = make(codes[random_below(random, CASES(codes))],
                          NOON + time, random_below(random, 10000000));
        if (random_below(random, 20) == 0)
            records[i].has &= ~LS_HAS(LS_FIELD_DURATION);
    }
}

static void demand_naive(const ls_record *records, const ls_summary *summary)
{
    static uint64_t requests[LS_SUMMARY_BUCKETS];
    static uint64_t microseconds[LS_SUMMARY_BUCKETS];
    const ls_summary_axis *axis = &summary->axis;

    memset(requests, 0, sizeof(requests));
    memset(microseconds, 0, sizeof(microseconds));
    for (size_t i = 0; i < RECORDS; i++) {
        const ls_record *r = &records[i];
        uint64_t at = (uint64_t)(r->time / 1000 - axis->start) / axis->seconds;

        if (r->code == 499 || r->code == 0 ||
            !(r->has & LS_HAS(LS_FIELD_DURATION)))
            continue;
        requests[at]++;
        microseconds[at] += r->duration;
    }
    assert_memory_equal(summary->duration_timeline.requests, requests,
                        axis->count * sizeof(*requests));
    assert_memory_equal(summary->duration_timeline.microseconds, microseconds,
                        axis->count * sizeof(*microseconds));
}

/* A tally of what another one's summary says, in place of that. */
static ls_tally *thaw(ls_tally *tally)
{
    ls_tally *thawed = new_tally();
    ls_summary *summary = freeze_last(tally);

    assert_int_equal(ls_tally_add_summary(thawed, summary), LS_OK);
    ls_summary_free(summary);
    return thawed;
}

static void answers__are_those_of_a_naive_count(void **state)
{
    static ls_record records[RECORDS];
    random_source random = { 83 };

    (void)state;
    for (size_t round = 0; round < 60; round++) {
        ls_tally *parts[PARTS];
        ls_summary *summary;

        make_records(&random, records);
        for (size_t i = 0; i < PARTS; i++)
            parts[i] = new_tally();
        for (size_t i = 0; i < RECORDS; i++) {
            size_t part = random_below(&random, PARTS);

            if (random_below(&random, RECORDS / 4) == 0)
                parts[part] = thaw(parts[part]);
            add(parts[part], &records[i]);
        }
        for (size_t i = 1; i < PARTS; i++) {
            assert_int_equal(ls_tally_merge(parts[0], parts[i]), LS_OK);
            ls_tally_free(parts[i]);
        }
        summary = freeze_last(parts[0]);
        demand_naive(records, summary);
        ls_summary_free(summary);
    }
}

/* --- Of summaries. */

/* Adds what a tally has counted, as a version before this field wrote it. */
static void add_old(ls_tally *tally, ls_tally *from)
{
    ls_summary *summary = freeze_last(from);

    summary->duration_timeline = (ls_summary_duration_timeline){ NULL, NULL };
    assert_int_equal(ls_tally_add_summary(tally, summary), LS_OK);
    ls_summary_free(summary);
}

/* Whether the sum of one request and a summary of an older version knows. */
static bool is_known_beside(ls_tally *old)
{
    ls_tally *sum = tally_of_one(0);
    ls_summary *summary;
    bool is_known;

    add_old(sum, old);
    summary = freeze_last(thaw(sum));
    is_known = summary->duration_timeline.requests != NULL;
    ls_summary_free(summary);
    return is_known;
}

static void answers__of_a_part_are_none(void **state)
{
    (void)state;
    assert_false(is_known_beside(tally_of_one(0)));
    /* Of these nothing is missing. */
    assert_true(is_known_beside(tally_of_one(LS_HAS(LS_FIELD_TIME))));
    assert_true(is_known_beside(tally_of_one(LS_HAS(LS_FIELD_DURATION))));
    assert_true(is_known_beside(new_tally()));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers__are_counted_by_time),
        cmocka_unit_test(answers__need_times_and_durations),
        cmocka_unit_test(answers__saturate),
        cmocka_unit_test(answers__are_those_of_a_naive_count),
        cmocka_unit_test(answers__of_a_part_are_none),
    };

    return cmocka_run_group_tests_name("answers", tests, NULL, NULL);
}
