/* SPDX-License-Identifier: MIT */
/* Timelines of unknown span: steps, bounds, and sums that stay. */

#include "test.h"

#include "property/random.h"
#include "tally/axis.h"

enum {
    TIMES = 400
};

static const int64_t DAY = 86400;

static void axis__steps_divide_each_other_and_grow(void **state)
{
    ls_axis axis = { 0 };
    int64_t last;

    (void)state;
    ls_axis_add(&axis, 0);
    assert_true(ls_axis_seconds(&axis) == 1);
    last = 1;
    for (int64_t span = 1; span < 10000 * 366 * DAY; span += span / 50 + 1) {
        int64_t now;

        ls_axis_add(&axis, span);
        now = ls_axis_seconds(&axis);
        assert_true(now >= last && now % last == 0);
        last = now;
    }
    assert_true(last > 365 * DAY);
}

static void axis__never_has_more_than_1500_buckets(void **state)
{
    random_source random = { 29 };

    (void)state;
    for (size_t round = 0; round < 2000; round++) {
        ls_axis axis = { 0 };
        size_t span = (size_t)1 << random_below(&random, 38);

        for (size_t i = 0; i < 20; i++) {
            int64_t time = (int64_t)random_below(&random, span);
            int64_t width;

            ls_axis_add(&axis, time - (int64_t)(span / 3));
            width = ls_axis_bucket(&axis, axis.last) -
                    ls_axis_bucket(&axis, axis.first) + 1;
            assert_true(width >= 1 && width <= LS_AXIS_BUCKETS);
        }
    }
}

/* A step wider than it must be would show less than it could. */
static void axis__is_as_fine_as_1500_buckets_allow(void **state)
{
    static const struct {
        int64_t span;
        int64_t seconds;
    } cases[] = {
        { 0, 1 },
        { 1499, 1 },
        { 1500, 5 },
        { 7499, 5 },
        { 7500, 15 },
        { 22500, 60 },
        { 90000, 300 },
        { 450000, 900 },
        { 1350000, 3600 },
        { 5400000, 10800 },
        { 1499 * 86400, 86400 },
    };

    (void)state;
    for (size_t i = 0; i < CASES(cases); i++) {
        ls_axis axis = { 0 };

        ls_axis_add(&axis, 1000 * 604800);
        ls_axis_add(&axis, 1000 * 604800 + cases[i].span);
        assert_true(ls_axis_seconds(&axis) == cases[i].seconds);
    }
}

static void axis__buckets_are_aligned_to_the_epoch(void **state)
{
    ls_axis axis = { 0 };

    (void)state;
    ls_axis_add(&axis, -7500);
    ls_axis_add(&axis, 7500);
    assert_true(ls_axis_seconds(&axis) == 15);
    assert_true(ls_axis_bucket(&axis, 0) == 0);
    assert_true(ls_axis_bucket(&axis, 14) == 0);
    assert_true(ls_axis_bucket(&axis, 15) == 1);
    assert_true(ls_axis_bucket(&axis, -1) == -1);
    assert_true(ls_axis_bucket(&axis, -15) == -1);
    assert_true(ls_axis_bucket(&axis, -16) == -2);
}

/* Times of several series, whose axis they share. */
struct history {
    int64_t times[TIMES];
    size_t owner[TIMES];
};

static void make_history(random_source *random, struct history *h)
{
    size_t span = (size_t)1 << (4 + random_below(random, 30));

    for (size_t i = 0; i < TIMES; i++) {
        h->times[i] = 1700000000 + (int64_t)random_below(random, span);
        if (i && random_below(random, 3) == 0)
            h->times[i] = h->times[i - 1];
        h->owner[i] = random_below(random, 3);
    }
}

static void shuffle(random_source *random, struct history *h)
{
    for (size_t i = TIMES; i > 1; i--) {
        size_t other = random_below(random, i);
        int64_t time = h->times[i - 1];
        size_t owner = h->owner[i - 1];

        h->times[i - 1] = h->times[other];
        h->owner[i - 1] = h->owner[other];
        h->times[other] = time;
        h->owner[other] = owner;
    }
}

static void count(const struct history *h, ls_axis *axis, ls_series *series)
{
    *axis = (ls_axis){ 0 };
    for (size_t i = 0; i < 3; i++)
        series[i] = (ls_series){ 0 };
    for (size_t i = 0; i < TIMES; i++) {
        ls_axis_add(axis, h->times[i]);
        assert_int_equal(ls_series_add(&series[h->owner[i]], axis), LS_OK);
    }
}

/* Compares each bucket with a count of the times that lie in it. */
static void demand_counts(const struct history *h, const ls_axis *axis,
                          ls_series *series, size_t owner)
{
    const int64_t width = ls_axis_seconds(axis);
    int64_t first = ls_axis_bucket(axis, axis->first);
    int64_t last = ls_axis_bucket(axis, axis->last);

    assert_true(last - first < LS_AXIS_BUCKETS);
    for (int64_t bucket = first - 2; bucket <= last + 2; bucket++) {
        uint64_t want = 0;

        for (size_t i = 0; i < TIMES; i++)
            want += h->owner[i] == owner && h->times[i] >= bucket * width &&
                    h->times[i] < (bucket + 1) * width;
        assert_true(ls_series_at(series, axis, bucket) == want);
    }
}

static void series__counts_what_lies_in_each_bucket(void **state)
{
    static struct history h;
    random_source random = { 31 };

    (void)state;
    for (size_t round = 0; round < 40; round++) {
        ls_series series[3];
        ls_axis axis;
        ls_axis again;

        make_history(&random, &h);
        count(&h, &axis, series);
        for (size_t i = 0; i < 3; i++) {
            demand_counts(&h, &axis, &series[i], i);
            ls_series_release(&series[i]);
        }
        shuffle(&random, &h);
        count(&h, &again, series);
        assert_int_equal(again.step, axis.step);
        assert_true(again.first == axis.first && again.last == axis.last);
        for (size_t i = 0; i < 3; i++) {
            demand_counts(&h, &again, &series[i], i);
            ls_series_release(&series[i]);
        }
    }
}

/* The axis grows while one series is not looked at. */
static void series__joins_buckets_when_it_is_asked(void **state)
{
    ls_axis axis = { 0 };
    ls_series early = { 0 };
    ls_series late = { 0 };
    uint64_t sum = 0;

    (void)state;
    for (int64_t second = 0; second < 1500; second++) {
        ls_axis_add(&axis, second);
        assert_int_equal(ls_series_add(&early, &axis), LS_OK);
    }
    ls_axis_add(&axis, 400 * DAY);
    assert_int_equal(ls_series_add(&late, &axis), LS_OK);
    for (int64_t b = 0; b <= ls_axis_bucket(&axis, axis.last); b++)
        sum += ls_series_at(&early, &axis, b);
    assert_true(sum == 1500);
    assert_true(ls_series_at(&early, &axis, 0) == 1500);
    assert_true(ls_series_at(&late, &axis, 0) == 0);
    ls_series_release(&early);
    ls_series_release(&late);
}

/* A time is counted again where its bucket is now, or not at all. */
static void series__repeats_only_what_has_not_moved(void **state)
{
    ls_axis axis = { 0 };
    ls_series series = { 0 };
    ls_series early = { 0 };

    (void)state;
    assert_false(ls_series_repeat(&series));
    ls_axis_add(&axis, 100);
    assert_int_equal(ls_series_add(&early, &axis), LS_OK);
    ls_axis_add(&axis, 700);
    assert_int_equal(ls_series_add(&series, &axis), LS_OK);
    assert_true(ls_series_repeat(&series));
    assert_true(ls_series_at(&series, &axis, 700) == 2);
    assert_int_equal(ls_series_merge(&series, &axis, &early), LS_OK);
    assert_false(ls_series_repeat(&series)); /* moved by what came before */
    assert_int_equal(ls_series_add(&series, &axis), LS_OK);
    ls_axis_add(&axis, 2000);
    assert_true(ls_series_repeat(&series)); /* joined when it is asked */
    assert_true(ls_series_at(&series, &axis, 140) == 4);
    assert_true(ls_series_at(&series, &axis, 20) == 1);
    assert_false(ls_series_repeat(&series));
    ls_series_release(&series);
    ls_series_release(&early);
}

static void series__empty_one_counts_nothing(void **state)
{
    ls_series series = { 0 };
    ls_axis axis = { 0 };

    (void)state;
    ls_axis_add(&axis, 5);
    ls_axis_add(&axis, 500000);
    assert_true(ls_series_at(&series, &axis, 0) == 0);
    ls_series_release(&series);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(axis__steps_divide_each_other_and_grow),
        cmocka_unit_test(axis__never_has_more_than_1500_buckets),
        cmocka_unit_test(axis__is_as_fine_as_1500_buckets_allow),
        cmocka_unit_test(axis__buckets_are_aligned_to_the_epoch),
        cmocka_unit_test(series__counts_what_lies_in_each_bucket),
        cmocka_unit_test(series__joins_buckets_when_it_is_asked),
        cmocka_unit_test(series__repeats_only_what_has_not_moved),
        cmocka_unit_test(series__empty_one_counts_nothing),
    };

    return cmocka_run_group_tests_name("axis", tests, NULL, NULL);
}
