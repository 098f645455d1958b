/* SPDX-License-Identifier: MIT */
/*
 * Times of a log: what is one, when it was, and that none depends on those
 * that were read before it.
 */

#include "test.h"

#include "parse/timestamp.h"
#include "property/random.h"

#define BYTES(literal)                                                         \
    {                                                                          \
        (literal), sizeof(literal) - 1                                         \
    }
#define NONE INT64_MIN

static const struct {
    const char *form;
    ls_slice text;
    int64_t ms; /* NONE: no time */
} cases[] = {
    { "clf", BYTES("10/Oct/2000:13:55:36 -0700"), INT64_C(971211336000) },
    { "clf", BYTES("10/Oct/2000:13:55:37 -0700"), INT64_C(971211337000) },
    { "clf", BYTES("10/Oct/2000:13:55:36 +0000"), INT64_C(971186136000) },
    { "clf", BYTES("10/Oct/2000:13:55:36"), INT64_C(971186136000) },
    { "clf", BYTES("10/oct/2000:13:55:36 +0530"), INT64_C(971166336000) },
    { "clf", BYTES("01/Jan/1970:00:00:00 +0000"), 0 },
    { "clf", BYTES("31/Dec/1969:23:59:59 +0000"), -1000 },
    { "clf", BYTES("29/Feb/2024:23:59:60 +0000"), INT64_C(1709251200000) },
    { "clf", BYTES("10/Oct/2000:13:55:36.5 -0700"), INT64_C(971211336500) },
    { "clf", BYTES("10/Oct/2000:13:55:36.123 -0700"), INT64_C(971211336123) },
    { "clf", BYTES("10/Oct/2000:13:55:36.12399999 -0700"),
      INT64_C(971211336123) },
    { "clf", BYTES("10/Oct/2000:13:55:36.007"), INT64_C(971186136007) },
    { "clf", BYTES("31/Dec/9999:23:59:59 -2359"), INT64_C(253402387139000) },
    { "clf", BYTES(""), NONE },
    { "clf", BYTES("-"), NONE },
    { "clf", BYTES("10/Oct/2000:13:55:3"), NONE },
    { "clf", BYTES("30/Feb/2024:13:55:36 +0000"), NONE },
    { "clf", BYTES("00/Oct/2000:13:55:36 +0000"), NONE },
    { "clf", BYTES("10/Okt/2000:13:55:36 +0000"), NONE },
    { "clf", BYTES("10/10/2000:13:55:36 +0000"), NONE },
    { "clf", BYTES("10/Oct/2000:24:00:00 +0000"), NONE },
    { "clf", BYTES("10/Oct/2000:13:60:00 +0000"), NONE },
    { "clf", BYTES("10/Oct/2000:13:55:61 +0000"), NONE },
    { "clf", BYTES("10/Oct/2000:13:55:-1 +0000"), NONE },
    { "clf", BYTES("10/Oct/2000:13:55: 6 +0000"), NONE },
    { "clf", BYTES("10/Oct/2000 13:55:36 +0000"), INT64_C(971186136000) },
    { "clf", BYTES("10-Oct-2000:13:55:36 +0000"), NONE },
    { "clf", BYTES("1O/Oct/2000:13:55:36 +0000"), NONE },
    { "clf", BYTES("10/Oct/2000:13:55:36 0700"), NONE },
    { "clf", BYTES("10/Oct/2000:13:55:36 *0700"), NONE },
    { "clf", BYTES("10/Oct/2000:13:55:36 -0760"), NONE },
    { "clf", BYTES("10/Oct/2000:13:55:36 -2400"), NONE },
    { "clf", BYTES("10/Oct/2000:13:55:36 -070"), NONE },
    { "clf", BYTES("10/Oct/2000:13:55:36 -07000"), NONE },
    { "clf", BYTES("10/Oct/2000:13:55:36 -07:0"), NONE },
    { "clf", BYTES("10/Oct/2000:13:55:36-0700"), INT64_C(971211336000) },
    { "clf", BYTES("10/Oct/2000:13:55:36  0700"), NONE },
    { "clf", BYTES("10/Oct/2000:13:55:36 UTC"), INT64_C(971186136000) },
    { "clf", BYTES("10/Oct/2000:13:55:36 CET"), NONE },
    { "clf", BYTES("10/Oct/2000:13:55:36 "), NONE },
    { "clf", BYTES("10/Oct/2000:13:55:36. -0700"), NONE },
    { "clf", BYTES("10/Oct/2000:13:55:36,5 -0700"), INT64_C(971211336500) },
    { "clf", BYTES(" 10/Oct/2000:13:55:36 -0700"), NONE },
    { "clf", BYTES("2000-10-10T13:55:36Z"), NONE },
    /* What nothing was read yet, and what a time without zone, leave behind. */
    { "clf",
      BYTES("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
            "36"),
      NONE },
    { "clf",
      BYTES("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
            "36 -0700"),
      NONE },
    { "clf",
      BYTES("10/Oct/2000:13:55:36 \0"
            "0700"),
      NONE },
    { "clf", BYTES("10/Oct/2000:13:55:36 \0\0\0\0\0"), NONE },
    { "iso", BYTES("2000-10-10T13:55:36Z"), INT64_C(971186136000) },
    { "iso", BYTES("2000-10-10 13:55:36"), INT64_C(971186136000) },
    { "iso", BYTES("2000/10/10 13:55:36.5"), INT64_C(971186136500) },
    { "iso", BYTES("2000-10-10T13:55:36.123456789Z"), INT64_C(971186136123) },
    { "iso", BYTES("2000-10-10T13:55:36,25+02:00"), INT64_C(971178936250) },
    { "iso", BYTES("2000-10-10T13:55:36-0700"), INT64_C(971211336000) },
    { "iso", BYTES("2000-10-10T13:55:36 +05"), INT64_C(971168136000) },
    { "iso", BYTES("2000-10-10 13:55:36 UTC"), INT64_C(971186136000) },
    { "iso", BYTES("2000-10-10T13:55Z"), NONE },
    { "iso", BYTES("2000-10/10T13:55:36Z"), NONE },
    { "iso", BYTES("2000-13-10T13:55:36Z"), NONE },
    { "iso", BYTES("2000-10-10T13:55:36+25:00"), NONE },
    { "iso", BYTES("2000-10-10T13:55:36Zulu"), NONE },
    { "iso", BYTES("2000-10-10X13:55:36Z"), NONE },
    { "unix", BYTES("0"), 0 },
    { "unix", BYTES("971186136"), INT64_C(971186136000) },
    { "unix", BYTES("971186136.0425"), INT64_C(971186136042) },
    { "unix", BYTES("971186136042"), INT64_C(971186136042) },
    { "unix", BYTES("971186136042999"), INT64_C(971186136042) },
    { "unix", BYTES("971186136042999999"), INT64_C(971186136042) },
    { "unix", BYTES("-5"), NONE },
    { "unix", BYTES("971186136."), NONE },
    { "unix", BYTES("971186136s"), NONE },
    { "unix", BYTES("99999999999999999999999"), NONE },
    { "any", BYTES("[10/Oct/2000:13:55:36 -0700]"), INT64_C(971211336000) },
    { "any", BYTES("10/Oct/2000:13:55:36"), INT64_C(971186136000) },
    { "any", BYTES("2000-10-10T13:55:36Z"), INT64_C(971186136000) },
    { "any", BYTES("971186136.042"), INT64_C(971186136042) },
    { "any", BYTES("9711"), INT64_C(9711000) },
    { "any", BYTES("1.5"), 1500 },
    { "any", BYTES("now"), NONE },
    { "any", BYTES(""), NONE },
    { "%d.%m.%Y %T", BYTES("10.10.2000 13:55:36"), INT64_C(971186136000) },
    { "%d/%b/%Y:%T.%f %z", BYTES("10/Oct/2000:13:55:36.042 -0700"),
      INT64_C(971211336042) },
    { "%a, %d %b %Y %T %Z", BYTES("Tue, 10 Oct 2000 13:55:36 GMT"),
      INT64_C(971186136000) },
    { "%m/%d/%y, %I:%M:%S %p", BYTES("10/10/00, 1:55:36 PM"),
      INT64_C(971186136000) },
    { "%m/%d/%y, %I:%M:%S %p", BYTES("10/10/00, 12:55:36 AM"),
      INT64_C(971139336000) },
    { "%D %R", BYTES("10/10/00 13:55"), INT64_C(971186100000) },
    { "%b %e %T %Y", BYTES("Oct  1 13:55:36 2000"), INT64_C(970408536000) },
    { "%Y %j %H", BYTES("2000 284 13"), INT64_C(971182800000) },
    { "%s.%f", BYTES("971186136.5"), INT64_C(971186136500) },
    { "%F%%%T", BYTES("2000-10-10%13:55:36"), INT64_C(971186136000) },
    { "%F %T", BYTES("2000-10-10 13:55:36 "), NONE },
    { "%F %T", BYTES("2000-10-10"), NONE },
    { "%T", BYTES("13:55:36"), NONE },
    { "%B %d %Y", BYTES("Oc 10 2000"), NONE },
    { "%I %F", BYTES("13 2000-10-10"), NONE },
};

/* Reads from memory of the text's exact size. */
static int64_t read_time(ls_timer *timer, const char *form, ls_slice text)
{
    char *bytes = malloc(text.len ? text.len : 1);
    int64_t ms = NONE;
    bool good;

    assert_non_null(bytes);
    memcpy(bytes, text.ptr, text.len);
    good = ls_timer_read(timer, ls_time_form_of(form),
                         (ls_slice){ bytes, text.len }, &ms);
    assert_int_equal(good, ms != NONE);
    free(bytes);
    return ms;
}

static void demand(ls_timer *timer, size_t i)
{
    int64_t ms = read_time(timer, cases[i].form, cases[i].text);

    if (ms != cases[i].ms)
        fail_msg("%.*s: %lld", (int)cases[i].text.len, cases[i].text.ptr,
                 (long long)ms);
}

static void timestamp__is_read_exactly_or_not_at_all(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(cases); i++) {
        ls_timer timer = { 0 };

        demand(&timer, i);
    }
}

static void timestamp__does_not_depend_on_the_one_before(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(cases); i++) {
        for (size_t k = 0; k < CASES(cases); k++) {
            ls_timer timer = { 0 };

            (void)read_time(&timer, cases[i].form, cases[i].text);
            demand(&timer, k);
        }
    }
}

static void timestamp__does_not_depend_on_any_before(void **state)
{
    random_source random = { 17 };
    ls_timer timer = { 0 };

    (void)state;
    for (size_t i = 0; i < 100000; i++)
        demand(&timer, random_below(&random, CASES(cases)));
}

static void timestamp__without_zone_has_that_of_the_log(void **state)
{
    ls_slice bare = LS_SLICE("10/Oct/2000:13:55:36");
    ls_slice zoned = LS_SLICE("10/Oct/2000:13:55:36 +0000");
    ls_timer east = { .zone = 90 };
    ls_timer west = { .zone = -420 };

    (void)state;
    assert_true(read_time(&east, "clf", bare) ==
                INT64_C(971186136000) - 5400000);
    assert_true(read_time(&east, "clf", zoned) == INT64_C(971186136000));
    assert_true(read_time(&east, "clf", bare) ==
                INT64_C(971186136000) - 5400000);
    assert_true(read_time(&west, "clf", bare) == INT64_C(971211336000));
    bare = ls_slice_of("2000-10-10 13:55:36");
    assert_true(read_time(&west, "iso", bare) == INT64_C(971211336000));
    assert_true(read_time(&west, "iso utc", bare) == INT64_C(971186136000));
    assert_true(read_time(&west, "iso", bare) == INT64_C(971211336000));
}

static void timestamp__kinds_have_names(void **state)
{
    ls_timer timer = { 0 };
    int64_t ms = 5;

    (void)state;
    assert_int_equal(ls_time_form_of("clf").kind, LS_TIME_CLF);
    assert_int_equal(ls_time_form_of("any").kind, LS_TIME_ANY);
    assert_int_equal(ls_time_form_of("%d").kind, LS_TIME_LAYOUT);
    assert_int_equal(ls_time_form_of("CLF").kind, LS_TIME_KINDS);
    assert_int_equal(ls_time_form_of("").kind, LS_TIME_KINDS);
    assert_int_equal(ls_time_form_of("d%d").kind, LS_TIME_KINDS);
    assert_int_equal(ls_time_form_of("%d%").kind, LS_TIME_KINDS);
    assert_int_equal(ls_time_form_of("%Q").kind, LS_TIME_KINDS);
    assert_false(
        ls_timer_read(&timer, ls_time_form_of("none"), cases[0].text, &ms));
    assert_true(ms == 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(timestamp__is_read_exactly_or_not_at_all),
        cmocka_unit_test(timestamp__does_not_depend_on_the_one_before),
        cmocka_unit_test(timestamp__does_not_depend_on_any_before),
        cmocka_unit_test(timestamp__without_zone_has_that_of_the_log),
        cmocka_unit_test(timestamp__kinds_have_names),
    };

    return cmocka_run_group_tests_name("timestamp", tests, NULL, NULL);
}
