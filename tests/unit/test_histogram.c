/* SPDX-License-Identifier: MIT */
/* Durations: their buckets, and what these say about percentiles. */

#include "test.h"

#include "property/random.h"
#include "summary/decimal.h"
#include "tally/histogram.h"

enum {
    MOST = 5000
};

static void bucket__holds_durations_that_are_close(void **state)
{
    uint64_t before = 0;

    (void)state;
    for (size_t i = 1; i < LS_DURATION_BUCKETS; i++) {
        uint64_t value = ls_duration_of(i);

        assert_int_equal(ls_duration_bucket(value), i);
        assert_true(value > before);
        before = value;
    }
    assert_int_equal(ls_duration_of(0), 0);
    assert_int_equal(ls_duration_bucket(LS_DURATION_MAX),
                     LS_DURATION_BUCKETS - 1);
}

/* What stands for a duration is at most 2 % off, wherever it is. */
static void demand_close(uint64_t value, uint64_t true_value)
{
    uint64_t off = value > true_value ? value - true_value : true_value - value;

    if (off > true_value / 50)
        fail_msg("%llu for %llu", (unsigned long long)value,
                 (unsigned long long)true_value);
}

static void bucket__errs_by_two_percent_at_most(void **state)
{
    random_source random = { 5 };

    (void)state;
    for (uint64_t us = 0; us < 300000; us++)
        demand_close(ls_duration_of(ls_duration_bucket(us)), us);
    for (size_t i = 0; i < 300000; i++) {
        uint64_t us =
            random_next(&random) % LS_DURATION_MAX >> random_below(&random, 50);

        demand_close(ls_duration_of(ls_duration_bucket(us)), us);
    }
    for (uint64_t us = 1; us <= LS_DURATION_MAX; us *= 2) {
        demand_close(ls_duration_of(ls_duration_bucket(us)), us);
        demand_close(ls_duration_of(ls_duration_bucket(us - 1)), us - 1);
    }
}

static void bucket__is_known_by_a_round_number(void **state)
{
    static const uint64_t round[] = {
        0,      1,       99,      100,      5000,           12000,
        250000, 1000000, 1500000, 30000000, LS_DURATION_MAX
    };

    (void)state;
    for (size_t i = 0; i < CASES(round); i++)
        assert_int_equal(ls_duration_of(ls_duration_bucket(round[i])),
                         round[i]);
}

/* --- Those of rows. */

/* Shorter ones than 64 us are up to 7 off. */
static void coarse_bucket__errs_by_an_eighth_at_most(void **state)
{
    random_source random = { 7 };
    const uint64_t most = UINT64_C(3600000000);

    (void)state;
    for (size_t i = 0; i < 300000; i++) {
        uint64_t us = random_next(&random) % most >> random_below(&random, 29);
        uint64_t value = ls_coarse_of(ls_coarse_bucket(us));
        uint64_t off = value > us ? value - us : us - value;

        if (off > (us < 64 ? 7 : us / 8))
            fail_msg("%llu for %llu", (unsigned long long)value,
                     (unsigned long long)us);
    }
}

static void coarse_bucket__is_known_by_a_round_number(void **state)
{
    static const uint64_t round[] = { 0,      100,     1000,    5000,
                                      250000, 1000000, 30000000 };

    (void)state;
    for (size_t i = 0; i < CASES(round); i++)
        assert_int_equal(ls_coarse_of(ls_coarse_bucket(round[i])), round[i]);
    for (size_t i = 0; i < LS_COARSE_BUCKETS; i++)
        assert_int_equal(ls_coarse_bucket(ls_coarse_of(i)), i);
    assert_int_equal(ls_coarse_bucket(UINT64_MAX), LS_COARSE_BUCKETS - 1);
}

/* --- Histograms. */

static int by_size(const void *left, const void *right)
{
    const uint64_t *a = left;
    const uint64_t *b = right;

    return (*a > *b) - (*a < *b);
}

static uint64_t draw(random_source *random, size_t shape)
{
    switch (shape) {
    case 0: /* milliseconds, as many logs have them */
        return random_below(random, 300) * 1000;
    case 1: /* all the same */
        return 777;
    case 2: /* a few very long ones */
        return random_below(random, 50) ? random_below(random, 20000)
                                        : random_below(random, 60000000);
    default: /* of any size */
        return random_next(random) % LS_DURATION_MAX >>
               random_below(random, 50);
    }
}

/* The smallest duration that so many percent do not exceed, found by looking */
static uint64_t naive(const uint64_t *sorted, size_t count, size_t percent)
{
    for (size_t i = 0; i < count; i++)
        if ((i + 1) * 100 >= count * percent)
            return sorted[i];
    return 0;
}

static void demand_percentiles(const ls_summary_duration *duration,
                               uint64_t *values, size_t count)
{
    static const size_t percents[] = { 50, 90, 95, 99 };

    qsort(values, count, sizeof(*values), by_size);
    for (size_t i = 0; i < CASES(percents); i++) {
        demand_close(duration->at[i], naive(values, count, percents[i]));
        assert_true(duration->at[i] <= duration->at[i + 1]);
    }
    assert_int_equal(duration->at[LS_P100], values[count - 1]);
    assert_int_equal(duration->count, count);
}

static bool is_same(const ls_summary_duration *a, const ls_summary_duration *b)
{
    return a->count == b->count && a->bucket_count == b->bucket_count &&
           memcmp(a->at, b->at, sizeof(a->at)) == 0 &&
           (a->bucket_count == 0 ||
            memcmp(a->buckets, b->buckets,
                   a->bucket_count * sizeof(*a->buckets)) == 0);
}

static ls_summary_duration freeze(const ls_histogram *histogram,
                                  ls_arena *arena)
{
    ls_summary_duration duration;

    assert_int_equal(ls_histogram_freeze(histogram, arena, &duration), LS_OK);
    return duration;
}

/* Counted by one, by two that are merged, and written down and put back. */
static void try_shape(random_source *random, size_t shape, size_t count)
{
    static uint64_t values[MOST];
    ls_histogram one = { 0 };
    ls_histogram two[2] = { { 0 }, { 0 } };
    ls_histogram back = { 0 };
    ls_arena *arena = ls_arena_new();
    ls_summary_duration all;
    ls_summary_duration sum;

    assert_non_null(arena);
    for (size_t i = 0; i < count; i++) {
        values[i] = draw(random, shape);
        assert_int_equal(ls_histogram_add(&one, values[i]), LS_OK);
        assert_int_equal(
            ls_histogram_add(&two[random_below(random, 2)], values[i]), LS_OK);
    }
    all = freeze(&one, arena);
    demand_percentiles(&all, values, count);
    assert_true(ls_duration_fits(&all, count));
    assert_int_equal(ls_histogram_merge(&two[0], &two[1]), LS_OK);
    sum = freeze(&two[0], arena);
    assert_true(is_same(&all, &sum));
    assert_int_equal(ls_histogram_restore(&back, &all), LS_OK);
    sum = freeze(&back, arena);
    assert_true(is_same(&all, &sum));
    ls_histogram_release(&one);
    ls_histogram_release(&two[0]);
    ls_histogram_release(&two[1]);
    ls_histogram_release(&back);
    ls_arena_free(arena);
}

static void histogram__knows_percentiles_and_adds_up(void **state)
{
    static const size_t counts[] = { 1, 2, 3, 10, 99, 100, 101, 1000, MOST };
    random_source random = { 11 };

    (void)state;
    for (size_t shape = 0; shape < 4; shape++)
        for (size_t i = 0; i < CASES(counts); i++)
            try_shape(&random, shape, counts[i]);
}

static void histogram__takes_any_duration(void **state)
{
    ls_histogram histogram = { 0 };
    ls_arena *arena = ls_arena_new();
    ls_summary_duration duration;

    (void)state;
    assert_non_null(arena);
    duration = freeze(&histogram, arena);
    assert_int_equal(duration.count, 0);
    assert_int_equal(duration.at[LS_P100], 0);
    assert_int_equal(ls_histogram_add(&histogram, UINT64_MAX), LS_OK);
    assert_int_equal(ls_histogram_add(&histogram, 0), LS_OK);
    assert_int_equal(ls_histogram_add(&histogram, LS_DURATION_MAX + 1), LS_OK);
    duration = freeze(&histogram, arena);
    assert_int_equal(duration.at[LS_P50], LS_DURATION_MAX);
    assert_int_equal(duration.at[LS_P100], LS_DURATION_MAX);
    assert_int_equal(duration.bucket_count, 2);
    ls_histogram_release(&histogram);
    ls_arena_free(arena);
}

/* --- Documents of others. */

static void duration__of_a_document_must_add_up(void **state)
{
    static const ls_summary_bucket good[] = { { 3, 1 }, { 90, 2 } };
    static const ls_summary_bucket none[] = { { 3, 3 }, { 90, 0 } };
    static const ls_summary_bucket same[] = { { 90, 1 }, { 90, 2 } };
    static const ls_summary_bucket far[] = { { 3, 1 }, { 1000000, 2 } };
    static const ls_summary_bucket many[] = { { 3, UINT64_MAX }, { 90, 4 } };
    static const struct {
        const ls_summary_bucket *buckets;
        size_t bucket_count;
        uint64_t count;
        uint64_t longest;
        uint64_t requests;
        bool fits;
    } cases[] = {
        { good, 2, 3, 90, 3, true },  { good, 2, 3, 90, 9, true },
        { NULL, 0, 0, 0, 9, true },   { good, 2, 3, 90, 2, false },
        { good, 2, 4, 90, 9, false }, { good, 2, 3, 91, 9, false },
        { good, 2, 3, 3, 9, false },  { good, 2, 3, UINT64_MAX, 9, false },
        { NULL, 0, 1, 0, 9, false },  { NULL, 0, 0, 1, 9, false },
        { none, 2, 3, 90, 9, false }, { same, 2, 3, 90, 9, false },
        { far, 2, 3, 90, 9, false },  { many, 2, 3, 90, 9, false },
    };

    (void)state;
    for (size_t i = 0; i < CASES(cases); i++) {
        ls_summary_duration duration = {
            .count = cases[i].count,
            .buckets = cases[i].buckets,
            .bucket_count = cases[i].bucket_count,
        };

        duration.at[LS_P100] = cases[i].longest;
        if (ls_duration_fits(&duration, cases[i].requests) != cases[i].fits)
            fail_msg("case %zu", i);
    }
}

static void decimal__is_read_in_any_notation_of_json(void **state)
{
    static const struct {
        const char *text;
        bool read;
        uint64_t value;
    } cases[] = {
        { "0", true, 0 },
        { "1", true, 1000000 },
        { "0.000001", true, 1 },
        { "1e-06", true, 1 },
        { "1.5E+1", true, 15000000 },
        { "0.0000004", true, 0 },
        { "0.0000005", true, 1 },
        { "0.01200000000000000024", true, 12000 },
        { "1e-999", true, 0 },
        { "0e999", true, 0 },
        { "1000000000", true, LS_DURATION_MAX },
        { "123456789.123456789", true, UINT64_C(123456789123457) },
        { "1e14", false, 0 },
        { "1e999", false, 0 },
        { "1e9999", false, 0 },
        { "-1", false, 0 },
        { "", false, 0 },
        { "1.", false, 0 },
        { ".5", false, 0 },
        { "1e", false, 0 },
        { "1x", false, 0 },
        { "NaN", false, 0 },
    };

    (void)state;
    for (size_t i = 0; i < CASES(cases); i++) {
        uint64_t value = 0;
        bool read = ls_decimal_read(ls_slice_of(cases[i].text), 6, &value);

        if (read != cases[i].read || (read && value != cases[i].value))
            fail_msg("'%s': %llu", cases[i].text, (unsigned long long)value);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bucket__holds_durations_that_are_close),
        cmocka_unit_test(bucket__errs_by_two_percent_at_most),
        cmocka_unit_test(bucket__is_known_by_a_round_number),
        cmocka_unit_test(coarse_bucket__errs_by_an_eighth_at_most),
        cmocka_unit_test(coarse_bucket__is_known_by_a_round_number),
        cmocka_unit_test(histogram__knows_percentiles_and_adds_up),
        cmocka_unit_test(histogram__takes_any_duration),
        cmocka_unit_test(duration__of_a_document_must_add_up),
        cmocka_unit_test(decimal__is_read_in_any_notation_of_json),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
