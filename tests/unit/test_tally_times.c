/* SPDX-License-Identifier: MIT */
/* The times of records: timeline, hours of the week, first and last. */

#include "frozen.h"
#include "test.h"

#include "tally/tally.h"

static const int64_t NOON = INT64_C(1700049600000); /* 2023-11-15 12:00 */

static ls_tally *new_tally(int64_t now)
{
    ls_tally *tally = ls_tally_new(now, NULL);

    assert_non_null(tally);
    return tally;
}

/* Counts a request; LS_NO_TIME: without a time. */
static void add_at(ls_tally *tally, unsigned code, int64_t ms)
{
    ls_record record = { .code = (uint16_t)code,
                         .has = LS_HAS(LS_FIELD_STATUS) };

    record.time = ms;
    if (ms != LS_NO_TIME)
        record.has |= LS_HAS(LS_FIELD_TIME);
    assert_int_equal(ls_tally_add(tally, &record), LS_OK);
}

static void times__are_counted_by_hour_of_the_week(void **state)
{
    static const struct {
        unsigned code;
        int64_t after; /* hours after noon of a Wednesday */
        size_t hour;
    } cases[] = {
        { 500, 0, 60 },    { 502, 0, 60 },    { 200, 0, 60 },  { 500, 1, 61 },
        { 500, 168, 60 },  { 500, 107, 167 }, { 200, 108, 0 }, { 500, -60, 0 },
        { 500, -61, 167 }, { 500, 1000, 52 },
    };
    uint64_t errors[LS_WEEK_HOURS] = { 0 };
    ls_tally *tally = new_tally(0);
    ls_summary *summary;

    (void)state;
    for (size_t i = 0; i < CASES(cases); i++) {
        int64_t time = NOON + cases[i].after * 3600000;

        add_at(tally, cases[i].code, time);
        add_at(tally, cases[i].code, time);
        add_at(tally, cases[i].code, time + 3599999);
        if (cases[i].code != 200)
            errors[cases[i].hour] += 3;
    }
    add_at(tally, 500, 5); /* odd */
    add_at(tally, 500, LS_NO_TIME);
    add_at(tally, 404, LS_NO_TIME);
    summary = freeze(tally);
    assert_memory_equal(summary->classes[LS_CLASS_5XX].week, errors,
                        sizeof(errors));
    assert_true(summary->classes[LS_CLASS_2XX].week[60] == 3);
    assert_true(summary->classes[LS_CLASS_2XX].week[0] == 3);
    assert_null(summary->classes[LS_CLASS_4XX].week);
    ls_summary_free(summary);
    ls_tally_free(tally);
}

static void times__make_the_timeline(void **state)
{
    ls_tally *tally = new_tally(0);
    ls_summary *summary;
    const uint64_t *line;

    (void)state;
    add_at(tally, 200, NOON + 2999);
    add_at(tally, 404, NOON + 1);
    add_at(tally, 200, NOON + 2000);
    add_at(tally, 500, LS_NO_TIME);
    summary = freeze(tally);
    assert_true(summary->first == NOON + 1 && summary->last == NOON + 2999);
    assert_true(summary->axis.seconds == 1);
    assert_true(summary->axis.start == NOON / 1000);
    assert_int_equal(summary->axis.count, 3);
    line = summary->codes[0].timeline;
    assert_true(line[0] == 0 && line[1] == 0 && line[2] == 2);
    line = summary->codes[1].timeline;
    assert_true(line[0] == 1 && line[1] == 0 && line[2] == 0);
    assert_null(summary->codes[2].timeline);
    assert_true(summary->codes[2].first == LS_NO_TIME);
    assert_null(summary->classes[LS_CLASS_5XX].timeline);
    assert_true(summary->classes[LS_CLASS_2XX].timeline[2] == 2);
    ls_summary_free(summary);
    ls_tally_free(tally);
}

static const struct {
    int64_t now; /* seconds */
    int64_t ms;
    bool odd;
} times[] = {
    { 0, INT64_C(631152000000), false }, /* 1990 */
    { 0, INT64_C(631151999999), true },
    { 0, 0, true },
    { 0, -1, true },
    { 0, INT64_C(253402300799999), false }, /* the end of 9999 */
    { 0, INT64_C(253402300800000), true },
    { 1700049600, INT64_C(1700136000000), false }, /* a day after now */
    { 1700049600, INT64_C(1700136000001), true },
    { 1700049600, INT64_C(631152000000), false },
};

static void times__odd_ones_are_kept_out_of_the_span(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(times); i++) {
        ls_tally *tally = new_tally(times[i].now);
        ls_summary *summary;

        add_at(tally, 200, times[i].ms);
        summary = freeze(tally);
        assert_true(summary->codes[0].requests == 1);
        assert_true(summary->odd_times == times[i].odd);
        assert_true(summary->first ==
                    (times[i].odd ? LS_NO_TIME : times[i].ms));
        assert_int_equal(summary->axis.count, !times[i].odd);
        ls_summary_free(summary);
        ls_tally_free(tally);
    }
}

/* Also where they share the second with the time before, which counts. */
static void times__odd_ones_next_to_others_are_odd(void **state)
{
    const int64_t now = NOON / 1000;
    const int64_t latest = (now + 86400) * 1000;
    ls_tally *tally = new_tally(now);
    ls_summary *summary;

    (void)state;
    add_at(tally, 200, latest);
    add_at(tally, 200, latest + 1);
    add_at(tally, 200, latest - 1);
    add_at(tally, 200, latest);
    summary = freeze(tally);
    assert_true(summary->odd_times == 1);
    assert_true(summary->first == latest - 1 && summary->last == latest);
    assert_true(summary->codes[0].first == latest - 1);
    assert_true(summary->codes[0].last == latest);
    ls_summary_free(summary);
    ls_tally_free(tally);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times__are_counted_by_hour_of_the_week),
        cmocka_unit_test(times__make_the_timeline),
        cmocka_unit_test(times__odd_ones_are_kept_out_of_the_span),
        cmocka_unit_test(times__odd_ones_next_to_others_are_odd),
    };

    return cmocka_run_group_tests_name("tally_times", tests, NULL, NULL);
}
