/* SPDX-License-Identifier: MIT */
/* Dates, against a calendar that counts day by day. */

#include "test.h"

#include "base/date.h"

static const int64_t DAY = 86400;

static bool is_leap(int64_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_length(int64_t year, int month)
{
    static const int lengths[] = {
        31, 0, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
    };

    if (month == 2)
        return is_leap(year) ? 29 : 28;
    return lengths[month - 1];
}

static void next_day(ls_date *date)
{
    if (++date->day <= month_length(date->year, date->month))
        return;
    date->day = 1;
    if (++date->month <= 12)
        return;
    date->month = 1;
    date->year++;
}

/* Every day from `date` on, of which the seconds are known, up to `end`. */
static void walk(ls_date date, int64_t seconds, int64_t end)
{
    int weekday = ls_date_weekday(seconds);

    for (; date.year < end; seconds += DAY) {
        ls_date back = ls_date_of_seconds(seconds + DAY - 1);

        assert_true(ls_date_is_valid(&date));
        assert_true(ls_date_to_seconds(&date) == seconds);
        assert_true(back.year == date.year);
        assert_int_equal(back.month, date.month);
        assert_int_equal(back.day, date.day);
        assert_int_equal(back.hour * 10000 + back.minute * 100 + back.second,
                         235959);
        assert_int_equal(ls_date_weekday(seconds), weekday);
        assert_int_equal(ls_date_weekday(seconds + DAY - 1), weekday);
        weekday = (weekday + 1) % 7;
        next_day(&date);
    }
}

static void date__follows_the_calendar_day_by_day(void **state)
{
    (void)state;
    walk((ls_date){ .year = 1970, .month = 1, .day = 1 }, 0, 2500);
    /* `date -u -d 1583-01-01 +%s` */
    walk((ls_date){ .year = 1583, .month = 1, .day = 1 }, INT64_C(-12212553600),
         1972);
}

static void date__knows_its_limits(void **state)
{
    ls_date first = { .year = 0, .month = 1, .day = 1 };
    ls_date last = { .year = 9999,
                     .month = 12,
                     .day = 31,
                     .hour = 23,
                     .minute = 59,
                     .second = 59 };

    (void)state;
    assert_true(ls_date_to_seconds(&first) == INT64_C(-62167219200));
    assert_true(ls_date_to_seconds(&last) == INT64_C(253402300799));
    assert_true(ls_date_of_seconds(INT64_C(-62167219201)).year == -1);
    assert_true(ls_date_of_seconds(INT64_C(-62167219200)).year == 0);
    assert_true(ls_date_of_seconds(INT64_C(253402300799)).year == 9999);
    assert_true(ls_date_of_seconds(INT64_C(253402300800)).year == 10000);
}

static void date__before_the_epoch_has_its_weekday(void **state)
{
    (void)state;
    assert_int_equal(ls_date_weekday(0), 4);        /* a Thursday */
    assert_int_equal(ls_date_weekday(-1), 3);       /* 1969-12-31 23:59:59 */
    assert_int_equal(ls_date_weekday(-4 * DAY), 0); /* 1969-12-28 */
    assert_int_equal(ls_date_weekday(-4 * DAY - 1), 6);
}

static const struct {
    ls_date date;
    bool valid;
} dates[] = {
    { { 2000, 2, 29, 0, 0, 0 }, true },  { { 2024, 2, 29, 23, 59, 60 }, true },
    { { 0, 1, 1, 0, 0, 0 }, true },      { { 9999, 12, 31, 23, 59, 59 }, true },
    { { 1900, 2, 29, 0, 0, 0 }, false }, { { 2023, 2, 29, 0, 0, 0 }, false },
    { { 2023, 4, 31, 0, 0, 0 }, false }, { { 2023, 1, 32, 0, 0, 0 }, false },
    { { 2023, 1, 0, 0, 0, 0 }, false },  { { 2023, 0, 1, 0, 0, 0 }, false },
    { { 2023, 13, 1, 0, 0, 0 }, false }, { { 2023, -1, 1, 0, 0, 0 }, false },
    { { -1, 1, 1, 0, 0, 0 }, false },    { { 10000, 1, 1, 0, 0, 0 }, false },
    { { 2023, 1, 1, 24, 0, 0 }, false }, { { 2023, 1, 1, -1, 0, 0 }, false },
    { { 2023, 1, 1, 0, 60, 0 }, false }, { { 2023, 1, 1, 0, -1, 0 }, false },
    { { 2023, 1, 1, 0, 0, 61 }, false }, { { 2023, 1, 1, 0, 0, -1 }, false },
};

static void date__out_of_range_is_not_valid(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(dates); i++)
        assert_int_equal(ls_date_is_valid(&dates[i].date), dates[i].valid);
}

static void date__month_names_are_english_in_any_case(void **state)
{
    static const char *const names[] = { "Jan", "FEB", "mar", "aPr",
                                         "May", "Jun", "Jul", "Aug",
                                         "Sep", "Oct", "Nov", "Dec" };
    static const char *const wrong[] = { "   ",    "Foo", "Ja\0",
                                         "anf",    "Mai", "Okt",
                                         "J\xc4n", "123", "\n\x01\x0e" };

    (void)state;
    for (size_t i = 0; i < CASES(names); i++)
        assert_int_equal(ls_date_month(names[i]), i + 1);
    for (size_t i = 0; i < CASES(wrong); i++)
        assert_int_equal(ls_date_month(wrong[i]), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(date__follows_the_calendar_day_by_day),
        cmocka_unit_test(date__knows_its_limits),
        cmocka_unit_test(date__before_the_epoch_has_its_weekday),
        cmocka_unit_test(date__out_of_range_is_not_valid),
        cmocka_unit_test(date__month_names_are_english_in_any_case),
    };

    return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
