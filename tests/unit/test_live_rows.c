/* SPDX-License-Identifier: MIT */
/* The rows of the live view: what has changed, and for how long. */

#include "test.h"

#include "live/rows.h"

enum {
    STEPS = 20,
    RECENT = 4
};

/* What came in each step, the newest first, and in all. */
static ls_summary_code codes[STEPS + 3][2];
static ls_summary summaries[STEPS + 3];
static const ls_summary *steps[STEPS];

static void add(size_t index, size_t from, size_t end)
{
    ls_summary *sum = &summaries[index];

    codes[index][0] = (ls_summary_code){ .code = 200 };
    codes[index][1] = (ls_summary_code){ .code = 502 };
    *sum = (ls_summary){ .codes = codes[index], .code_count = 2 };
    for (size_t i = from; i < end; i++)
        for (size_t c = 0; c < 2; c++) {
            uint64_t requests = codes[i][c].requests;

            codes[index][c].requests += requests;
            sum->lines.counted += requests;
            sum->classes[c ? LS_CLASS_5XX : LS_CLASS_2XX].requests += requests;
        }
}

/* The row of 502, if so many of 100 requests had it in each step. */
static ls_live_row row_of(const uint64_t failed[STEPS])
{
    static ls_live_row rows[LS_LIVE_ROWS];
    ls_live_data data = { .steps = steps,
                          .step_count = STEPS,
                          .step_seconds = 5 };

    for (size_t i = 0; i < STEPS; i++) {
        codes[i][0] =
            (ls_summary_code){ .code = 200, .requests = 100 - failed[i] };
        codes[i][1] = (ls_summary_code){ .code = 502, .requests = failed[i] };
        summaries[i] = (ls_summary){ .lines.counted = 100,
                                     .codes = codes[i],
                                     .code_count = 2 };
        summaries[i].classes[LS_CLASS_2XX].requests = 100 - failed[i];
        summaries[i].classes[LS_CLASS_5XX].requests = failed[i];
        steps[i] = &summaries[i];
    }
    add(STEPS, 0, STEPS);
    add(STEPS + 1, 0, RECENT);
    add(STEPS + 2, RECENT, STEPS);
    data.total = data.window = &summaries[STEPS];
    data.recent = &summaries[STEPS + 1];
    data.earlier = &summaries[STEPS + 2];
    assert_int_equal(ls_live_rows(&data, LS_LIVE_BY_CODE, "502", rows), 1);
    return rows[0];
}

static void demand(const ls_live_row *row, bool is_new, double change,
                   double since)
{
    assert_int_equal(row->is_new, is_new);
    assert_true(row->change > change - 0.05 && row->change < change + 0.05);
    assert_true(row->since > since - 0.1 && row->since < since + 0.1);
}

static void rows__say_for_how_long_a_code_is_new(void **state)
{
    const uint64_t failed[STEPS] = { 20, 20, 20 };
    const ls_live_row row = row_of(failed);

    (void)state;
    demand(&row, true, 0, 15);
}

static void rows__say_for_how_long_it_is_more(void **state)
{
    /* A single step is passed over, two end it. */
    const uint64_t failed[STEPS] = { 40, 40, 0, 40, 40, 40, 0, 0, 40 };
    const ls_live_row row = row_of(failed);

    (void)state;
    demand(&row, false, 30.0 / (120.0 / 16), 30);
}

static void rows__say_nothing_of_chance(void **state)
{
    const uint64_t failed[STEPS] = { 5, 4, 6, 5, 5, 5, 6, 4, 5, 5,
                                     5, 5, 6, 4, 5, 5, 5, 5, 6, 4 };
    const ls_live_row row = row_of(failed);

    (void)state;
    demand(&row, false, 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows__say_for_how_long_a_code_is_new),
        cmocka_unit_test(rows__say_for_how_long_it_is_more),
        cmocka_unit_test(rows__say_nothing_of_chance),
    };

    return cmocka_run_group_tests_name("live_rows", tests, NULL, NULL);
}
