/* SPDX-License-Identifier: MIT */
/*
 * What a person types behind an option, and which name was meant by one that
 * does not exist.
 */

#include "test.h"

#include "cli/values.h"

#include <logstat/nearest.h>

static const struct {
    const char *text;
    uint64_t max;
    uint64_t value; /* 0: wrong */
} numbers[] = {
    { "1", 10, 1 },
    { "10", 10, 10 },
    { "007", 10, 7 },
    { "0", 10, 0 },
    { "11", 10, 0 },
    { "", 10, 0 },
    { "-1", 10, 0 },
    { "+1", 10, 0 },
    { " 1", 10, 0 },
    { "1 ", 10, 0 },
    { "1k", 10000, 0 },
    { "1.0", 10, 0 },
    { "ten", 10, 0 },
    { "0x1", 10, 0 },
    { "18446744073709551615", UINT64_MAX, UINT64_MAX },
    { "18446744073709551616", UINT64_MAX, 0 },
};

static void value__number_is_from_one_to_its_limit(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(numbers); i++) {
        uint64_t value = 42;
        bool good = ls_value_number(numbers[i].text, numbers[i].max, &value);

        assert_int_equal(good, numbers[i].value != 0);
        assert_true(value == (good ? numbers[i].value : 42));
    }
}

static const struct {
    const char *text;
    uint64_t max;
    uint64_t bytes; /* 0: wrong */
} sizes[] = {
    { "1", 1 << 30, 1 },
    { "4096", 1 << 30, 4096 },
    { "1k", 1 << 30, 1024 },
    { "1K", 1 << 30, 1024 },
    { "3m", 1 << 30, 3 << 20 },
    { "3M", 1 << 30, 3 << 20 },
    { "1g", 1 << 30, 1 << 30 },
    { "1G", 1 << 30, 1 << 30 },
    { "2G", 1 << 30, 0 },
    { "1048577k", 1 << 30, 0 },
    { "1048576k", 1 << 30, 1 << 30 },
    { "17179869184G", UINT64_MAX, 0 }, /* 2^64 */
    { "17179869183G", UINT64_MAX, UINT64_C(17179869183) << 30 },
    { "99999999999999999999G", UINT64_MAX, 0 },
    { "0", 1 << 30, 0 },
    { "0k", 1 << 30, 0 },
    { "", 1 << 30, 0 },
    { "k", 1 << 30, 0 },
    { "1kk", 1 << 30, 0 },
    { "1kB", 1 << 30, 0 },
    { "1T", 1 << 30, 0 },
    { "1 k", 1 << 30, 0 },
    { "1.5M", 1 << 30, 0 },
    { "-1k", 1 << 30, 0 },
};

static void value__size_may_have_a_suffix(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(sizes); i++) {
        uint64_t bytes = 42;
        bool good = ls_value_size(sizes[i].text, sizes[i].max, &bytes);

        if (good != (sizes[i].bytes != 0))
            fail_msg("%s", sizes[i].text);
        assert_true(bytes == (good ? sizes[i].bytes : 42));
    }
}

static void value__when_is_one_of_three_words(void **state)
{
    static const char *const wrong[] = { "", "Auto", "alway", "alwayss",
                                         "yes" };
    ls_when when = LS_WHEN_NEVER;

    (void)state;
    assert_true(ls_value_when("auto", &when));
    assert_int_equal(when, LS_WHEN_AUTO);
    assert_true(ls_value_when("always", &when));
    assert_int_equal(when, LS_WHEN_ALWAYS);
    assert_true(ls_value_when("never", &when));
    assert_int_equal(when, LS_WHEN_NEVER);
    for (size_t i = 0; i < CASES(wrong); i++)
        assert_false(ls_value_when(wrong[i], &when));
    assert_int_equal(when, LS_WHEN_NEVER);
}

static void value__sort_is_the_word_of_a_column(void **state)
{
    ls_sort sort = LS_SORT_USUAL;

    (void)state;
    assert_false(ls_value_sort("usual", &sort));
    assert_false(ls_value_sort("rates", &sort));
    assert_int_equal(sort, LS_SORT_USUAL);
    assert_true(ls_value_sort("requests", &sort));
    assert_int_equal(sort, LS_SORT_REQUESTS);
    assert_true(ls_value_sort("errors", &sort));
    assert_int_equal(sort, LS_SORT_ERRORS);
    assert_true(ls_value_sort("rate", &sort));
    assert_int_equal(sort, LS_SORT_RATE);
    assert_true(ls_value_sort("bytes", &sort));
    assert_int_equal(sort, LS_SORT_BYTES);
    assert_true(ls_value_sort("p95", &sort));
    assert_int_equal(sort, LS_SORT_P95);
}

/* What an option takes is read from --help. */
static void value__words_are_those_that_the_help_names(void **state)
{
    const ls_option *option;

    (void)state;
    for (size_t i = 0; (option = ls_option_at(i)) != NULL; i++) {
        const char *const *word = ls_option_words(option->kind);

        for (; word && *word; word++)
            if (!strstr(option->help, *word))
                fail_msg("--%s: %s", option->name, *word);
    }
}

enum {
    WRONG = 9999
};

static const struct {
    const char *text;
    int minutes;
} zones[] = {
    { "+00:00", 0 },     { "-00:00", 0 },     { "+01:00", 60 },
    { "-07:00", -420 },  { "+05:30", 330 },   { "-03:45", -225 },
    { "+14:00", 840 },   { "-14:59", -899 },  { "+15:00", WRONG },
    { "+01:60", WRONG }, { "01:00", WRONG },  { "+1:00", WRONG },
    { "+01:0", WRONG },  { "+0100", WRONG },  { "+01:000", WRONG },
    { "*01:00", WRONG }, { "+01-00", WRONG }, { "+0a:00", WRONG },
    { "++1:00", WRONG }, { "+01:+1", WRONG }, { "", WRONG },
    { "UTC", WRONG },    { "Local", WRONG },  { "localx", WRONG },
};

static void value__zone_is_an_offset_or_local(void **state)
{
    ls_zone zone = { 0 };

    (void)state;
    for (size_t i = 0; i < CASES(zones); i++) {
        bool good;

        zone = (ls_zone){ .local = false, .minutes = 42 };
        good = ls_value_zone(zones[i].text, &zone);
        assert_int_equal(good, zones[i].minutes != WRONG);
        assert_int_equal(zone.minutes, good ? zones[i].minutes : 42);
        assert_false(zone.local);
    }
    assert_true(ls_value_zone("local", &zone));
    assert_true(zone.local);
}

static const char *const names[] = { "color",      "format", "json",
                                     "max-line",   "method", "status",
                                     "list-codes", "top",    "by" };

static const struct {
    const char *word;
    const char *nearest; /* NULL: none is near */
} words[] = {
    { "colour", "color" },
    { "colr", "color" },
    { "status", "status" },
    { "stauts", "status" },
    { "statu", "status" },
    { "jsno", NULL },
    { "jso", "json" },
    { "maxline", "max-line" },
    { "methods", "method" },
    { "tip", "top" },
    { "tops", "top" },
    { "list", "list-codes" },
    { "t", NULL },
    { "", NULL },
    { "xyzzy", NULL },
    { "bo", "by" },
    { "recolored", NULL },
    { "statusstatusstatusstatusstatusstatusstatus", NULL },
};

static const char *nearest_to(const char *word)
{
    ls_nearest nearest = ls_nearest_to(ls_slice_of(word));

    for (size_t i = 0; i < CASES(names); i++)
        ls_nearest_offer(&nearest, names[i]);
    return nearest.name;
}

static void nearest__is_a_name_with_most_letters_right(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(words); i++) {
        const char *got = nearest_to(words[i].word);

        if (!got != !words[i].nearest)
            fail_msg("%s: %s", words[i].word, got ? got : "none");
        if (got)
            assert_string_equal(got, words[i].nearest);
    }
}

static void nearest__first_of_equals_is_kept(void **state)
{
    ls_nearest nearest = ls_nearest_to(LS_SLICE("cat"));

    (void)state;
    ls_nearest_offer(&nearest, "bat");
    ls_nearest_offer(&nearest, "hat");
    assert_string_equal(nearest.name, "bat");
    assert_int_equal(nearest.distance, 1);
    ls_nearest_offer(&nearest, "catalogue"); /* begins with the word */
    assert_string_equal(nearest.name, "catalogue");
    ls_nearest_offer(&nearest,
                     "a-name-that-is-longer-than-any-of-ours-is-ever");
    assert_string_equal(nearest.name, "catalogue");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(value__number_is_from_one_to_its_limit),
        cmocka_unit_test(value__size_may_have_a_suffix),
        cmocka_unit_test(value__when_is_one_of_three_words),
        cmocka_unit_test(value__sort_is_the_word_of_a_column),
        cmocka_unit_test(value__words_are_those_that_the_help_names),
        cmocka_unit_test(value__zone_is_an_offset_or_local),
        cmocka_unit_test(nearest__is_a_name_with_most_letters_right),
        cmocka_unit_test(nearest__first_of_equals_is_kept),
    };

    return cmocka_run_group_tests_name("values", tests, NULL, NULL);
}
