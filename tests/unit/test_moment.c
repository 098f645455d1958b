/* SPDX-License-Identifier: MIT */
/* Times as people write them, and how they are written back. */

#include "test.h"

#include <logstat/filter.h>

/* 2026-03-29 12:30:00 in UTC: a day on which Berlin's clocks go forward. */
#define NOW INT64_C(1774787400)
#define SECOND INT64_C(1000)

/* Berlin, that spring: one hour east, two from 02:00 on its clocks on. */
static int berlin(void *context, int64_t local)
{
    (void)context;
    return local >= INT64_C(1774749600) ? 120 : 60;
}

static const ls_clock utc = { .now = NOW };
static const ls_clock local = { .now = NOW, .zone = berlin };

static const struct {
    const char *text;
    int64_t ms;
    const ls_clock *clock;
} times[] = {
    { "now", NOW *SECOND, &local },
    { "today", INT64_C(1774738800) * SECOND, &local },
    { "Today", INT64_C(1774742400) * SECOND, &utc },
    { "yesterday", INT64_C(1774652400) * SECOND, &local },
    { "-3h", (NOW - 10800) * SECOND, &local },
    { "-30m", (NOW - 1800) * SECOND, &utc },
    { "-45s", (NOW - 45) * SECOND, &utc },
    { "-7d", (NOW - 604800) * SECOND, &utc },
    { "-2w", (NOW - 1209600) * SECOND, &utc },
    { "-0s", NOW *SECOND, &utc },
    { "2026-03-29", INT64_C(1774742400) * SECOND, &utc },
    { "2026-03-29", INT64_C(1774738800) * SECOND, &local },
    { "2026-03-29 01:59", INT64_C(1774745940) * SECOND, &local },
    { "2026-03-29 03:00", INT64_C(1774746000) * SECOND, &local },
    { "2026-03-29T03:00:00Z", INT64_C(1774753200) * SECOND, &local },
    { "2026-03-29T03:00:00z", INT64_C(1774753200) * SECOND, &local },
    { "2026-03-29 03:00:00 +01:00", INT64_C(1774749600) * SECOND, &utc },
    { "2026-03-29T03:00:00-0530", INT64_C(1774773000) * SECOND, &utc },
    { "2026-03-29T03:00+02", INT64_C(1774746000) * SECOND, &utc },
    { "2026-03-29T03:00:00.25Z", INT64_C(1774753200250), &utc },
    { "2026-03-29T03:00:00.123456Z", INT64_C(1774753200123), &utc },
    { "1969-12-31T23:59:59.999Z", -1, &utc },
    { "0001-01-01T00:00:00Z", INT64_C(-62135596800000), &utc },
    { "9999-12-31T23:59:59Z", INT64_C(253402300799000), &utc },
};

/* What is wrong, and the column where it is. */
static const struct {
    const char *text;
    size_t column;
} wrongs[] = {
    { "", 1 },
    { "tomorrow", 1 },
    { "-", 2 },
    { "-h", 2 },
    { "-3", 3 },
    { "-3y", 3 },
    { "-3hours", 4 },
    { "-99999999999999999999h", 22 },
    { "-200000d", 8 },
    { "26-03-29", 3 },
    { "2026", 5 },
    { "2026-3-29", 7 },
    { "2026-03-32", 1 },
    { "2026-02-29", 1 },
    { "2026-03-29 24:00", 1 },
    { "2026-03-29 3:00", 13 },
    { "2026-03-29 03", 14 },
    { "2026-03-29T03:00:0", 19 },
    { "2026-03-29T03:00:00.Z", 21 },
    { "2026-03-29T03:00:00 CET", 21 },
    { "2026-03-29T03:00:00+15:00", 26 },
    { "2026-03-29T03:00:00Z!", 21 },
    { "2026-03-29x", 11 },
};

static void moment__reads_what_people_write(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(times); i++) {
        ls_error err = { 0 };
        int64_t ms = 7;

        if (ls_moment_read(ls_slice_of(times[i].text), times[i].clock, &ms,
                           &err) != LS_OK)
            fail_msg("'%s' %s", times[i].text, err.message);
        if (ms != times[i].ms)
            fail_msg("'%s' is %lld", times[i].text, (long long)ms);
    }
}

static void moment__says_where_it_is_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(wrongs); i++) {
        ls_error err = { 0 };
        int64_t ms;

        if (ls_moment_read(ls_slice_of(wrongs[i].text), &utc, &ms, &err) !=
            LS_ESYNTAX)
            fail_msg("'%s' is taken", wrongs[i].text);
        if (err.column != wrongs[i].column)
            fail_msg("'%s': column %zu", wrongs[i].text, err.column);
    }
}

static void moment__is_read_as_it_was_written(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(times); i++) {
        ls_moment_text text = ls_moment_write(times[i].ms);
        int64_t ms;

        assert_int_equal(
            ls_moment_read(ls_slice_of(text.text), &local, &ms, NULL), LS_OK);
        assert_int_equal(ms, times[i].ms);
    }
    assert_string_equal(ls_moment_write(NOW * SECOND).text,
                        "2026-03-29T12:30:00Z");
    assert_string_equal(ls_moment_write(-1).text, "1969-12-31T23:59:59.999Z");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moment__reads_what_people_write),
        cmocka_unit_test(moment__says_where_it_is_wrong),
        cmocka_unit_test(moment__is_read_as_it_was_written),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
