/* SPDX-License-Identifier: MIT */
/* The numbers of a row: what is counted, and the way to a summary and back. */

#include "test.h"

#include "tally/row.h"

static ls_record make_record(bool timed, uint64_t duration)
{
    return (ls_record){ .has = LS_HAS(LS_FIELD_BYTES) |
                               (timed ? LS_HAS(LS_FIELD_DURATION) : 0),
                        .code = 200,
                        .bytes = UINT64_MAX / 15,
                        .duration = duration };
}

/* 20 requests of 10 ms, 20 ms and so on, and one that does not say. */
static void fill(uint64_t *numbers)
{
    const ls_record silent = make_record(false, 0);

    memset(numbers, 0, LS_ROW_WIDE * sizeof(*numbers));
    assert_int_equal(ls_row_width(&silent, true), LS_ROW_NARROW);
    ls_row_add(numbers, &silent, true);
    for (uint64_t i = 1; i <= 20; i++) {
        const ls_record record =
            make_record(true, i == 20 ? UINT64_MAX : i * 10000);

        assert_int_equal(ls_row_width(&record, true), LS_ROW_WIDE);
        ls_row_add(numbers, &record, true);
    }
}

static void row__goes_to_a_summary_and_back(void **state)
{
    static uint64_t numbers[LS_ROW_WIDE];
    static uint64_t again[LS_ROW_WIDE];
    ls_arena *arena = ls_arena_new();
    ls_summary_row row = { .requests = 21 };
    const ls_summary_coarse *duration = &row.duration;

    (void)state;
    fill(numbers);
    assert_int_equal(ls_row_freeze(numbers, LS_ROW_WIDE, arena, &row), LS_OK);
    assert_int_equal(row.classes[LS_CLASS_2XX], 21);
    assert_true(row.bytes == UINT64_MAX);
    assert_int_equal(duration->count, 20);
    assert_int_equal(ls_coarse_bucket(duration->p95), ls_coarse_bucket(190000));
    assert_int_equal(duration->buckets[duration->bucket_count - 1].bucket,
                     LS_COARSE_BUCKETS - 1);
    assert_int_equal(ls_row_thaw(&row, again), LS_ROW_WIDE);
    assert_memory_equal(numbers, again, sizeof(again));
    ls_arena_free(arena);
}

/* Where nothing is known of durations, neither numbers nor buckets are there.
 */
static void row__without_durations_is_narrow(void **state)
{
    static uint64_t numbers[LS_ROW_WIDE];
    const ls_record record = make_record(false, 0);
    ls_arena *arena = ls_arena_new();
    ls_summary_row row = { .requests = 1 };

    (void)state;
    ls_row_add(numbers, &record, true);
    assert_int_equal(ls_row_freeze(numbers, LS_ROW_NARROW, arena, &row), LS_OK);
    assert_int_equal(row.duration.count, 0);
    assert_int_equal(row.duration.bucket_count, 0);
    assert_int_equal(ls_row_freeze(numbers, LS_ROW_WIDE, arena, &row), LS_OK);
    assert_int_equal(row.duration.bucket_count, 0);
    assert_int_equal(ls_row_thaw(&row, numbers), LS_ROW_NARROW);
    ls_arena_free(arena);
}

/* Errors by code, from the first to the last that is told; not of a row that
   has one status anyway. */
static void row__tells_errors_by_code(void **state)
{
    static const uint16_t codes[] = { 399, 400, 502, 502, 599, 600, 0 };
    static uint64_t numbers[LS_ROW_WIDE];
    static uint64_t again[LS_ROW_WIDE];
    ls_arena *arena = ls_arena_new();
    ls_summary_row row = { .requests = 7 };

    (void)state;
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        const ls_record record = { .code = codes[i] };
        const bool is_told = codes[i] >= 400 && codes[i] <= 599;

        assert_int_equal(ls_row_width(&record, false), LS_ROW_NARROW);
        assert_int_equal(ls_row_width(&record, true),
                         is_told ? LS_ROW_ERRORS : LS_ROW_NARROW);
        ls_row_add(numbers, &record, true);
    }
    assert_int_equal(ls_row_freeze(numbers, LS_ROW_ERRORS, arena, &row), LS_OK);
    assert_int_equal(row.error_count, 3);
    assert_int_equal(row.errors[0].code, 400);
    assert_int_equal(row.errors[1].code, 502);
    assert_int_equal(row.errors[1].requests, 2);
    assert_int_equal(row.errors[2].code, 599);
    assert_int_equal(ls_row_thaw(&row, again), LS_ROW_ERRORS);
    assert_memory_equal(numbers, again, sizeof(again));
    ls_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(row__goes_to_a_summary_and_back),
        cmocka_unit_test(row__without_durations_is_narrow),
        cmocka_unit_test(row__tells_errors_by_code),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
