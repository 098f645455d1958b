/* SPDX-License-Identifier: MIT */
/*
 * Where a line stops fitting, and what was wanted there. The columns are those
 * a person would point at: the start of what could not be completed.
 */

#include "unit/formats.h"

#include "parse/misfit.h"

#define WHO "192.0.2.7 - - "
#define WHEN "[10/Oct/2000:13:55:36 -0700] "

static const struct {
    const char *fits; /* as far as this, */
    const char *rest; /* and no further */
    const char *expected;
} lines[] = {
    { "", "", "client" },
    { "", ",x", "client" },
    { "192.0.2.7", "", "a space" },
    { "192.0.2.7 ", "", "\"[\"" },
    { "192.0.2.7 - ", "\"GET / HTTP/1.1\" 200 5", "\"[\"" },
    /* A user may have spaces, so all of this could be one. */
    { "192.0.2.7 - ", "- 10/Oct/2000:13:55:36 \"GET /\" 200 5", "\"[\"" },
    { WHO WHEN "\"GET /index.ht", "", "a quote" },
    { WHO WHEN "\"GET / HTTP/1.1\"", "", "a space" },
    { WHO WHEN "\"GET / HTTP/1.1\"", "200 5", "a space" },
    { WHO WHEN "\"GET / HTTP/1.1\" ", "OK 5", "status" },
    { WHO WHEN "\"GET / HTTP/1.1\" ", "2000 5", "status" },
    { WHO WHEN "\"GET / HTTP/1.1\" ", "20x 5", "status" },
    { WHO WHEN "\"GET / HTTP/1.1\" ", "200, 5", "status" },
};

static void demand(const ls_misfit_reason *reason, size_t i)
{
    if (reason->column != strlen(lines[i].fits) + 1 ||
        strcmp(reason->expected, lines[i].expected) != 0)
        fail_msg("%s%s: column %zu, expected %s", lines[i].fits, lines[i].rest,
                 reason->column, reason->expected);
}

static void misfit__is_where_the_line_cannot_be_completed(void **state)
{
    ls_formats *formats = all_formats();
    const ls_format *common = format_named(formats, "common");
    ls_misfits *finder = ls_misfits_new();
    ls_plans plans;

    (void)state;
    assert_int_equal(ls_plans_init_one(&plans, common, 0), LS_OK);
    for (size_t i = 0; i < CASES(lines); i++) {
        ls_misfit_reason reason;
        size_t first = strlen(lines[i].fits);
        size_t rest = strlen(lines[i].rest);
        char *bytes = malloc(first + rest + (first + rest == 0));

        assert_non_null(bytes);
        memcpy(bytes, lines[i].fits, first);
        memcpy(bytes + first, lines[i].rest, rest);
        assert_int_equal(ls_misfit_find(finder, &plans,
                                        (ls_slice){ bytes, first + rest },
                                        &reason),
                         LS_OK);
        assert_ptr_equal(reason.nearest, common);
        demand(&reason, i);
        free(bytes);
    }
    ls_misfits_free(finder);
    ls_plans_release(&plans);
    ls_formats_free(formats);
}

static const char *const several[] = {
    FORMAT("one", "head a (?<client> b++ ) \\[ (?<status> \\d )\n"),
    FORMAT("two", "head a (?<client> b++ ) c (?<status> \\d )\n"),
    FORMAT("way", "head (?: x | y ) (?<status> \\d ) [0-9a-f]++\n"),
    FORMAT("all", "head z 1 (?<status> \\d ) | z 2 (?<status> \\d )\n"),
    NULL,
};

static const struct {
    const char *line;
    const char *nearest;
    size_t column;
    const char *expected;
} nearests[] = {
    { "abbcx", "two", 5, "status" },
    { "abb[x", "one", 5, "status" },
    { "abbd", "one", 4, "\"[\"" }, /* equally near: the first */
    { "a", "one", 2, "client" },
    { "y1.", "way", 3, "what stands before the end" },
    { "x", "way", 2, "status" },
    { "z1", "all", 1, "status" }, /* an alternation is one piece */
};

static void misfit__names_the_format_that_goes_furthest(void **state)
{
    ls_formats *formats = formats_of(several);
    ls_misfits *finder = ls_misfits_new();
    ls_plans plans;

    (void)state;
    assert_int_equal(ls_plans_init(&plans, formats, NULL, 0), LS_OK);
    for (size_t i = 0; i < CASES(nearests); i++) {
        ls_misfit_reason reason;

        assert_int_equal(ls_misfit_find(finder, &plans,
                                        ls_slice_of(nearests[i].line), &reason),
                         LS_OK);
        assert_string_equal(ls_format_name(reason.nearest),
                            nearests[i].nearest);
        assert_string_equal(reason.expected, nearests[i].expected);
        assert_int_equal(reason.column, nearests[i].column);
    }
    ls_misfits_free(finder);
    ls_plans_release(&plans);
    ls_formats_free(formats);
}

/* A piece that has no name, and none that has one behind it. */
static void misfit__of_long_patterns_says_what_it_can(void **state)
{
    static const char *const texts[] = {
        FORMAT("wide",
               "head (?<status> \\d ) (?: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
               "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa )\n"),
        NULL
    };
    ls_formats *formats = formats_of(texts);
    ls_misfits *finder = ls_misfits_new();
    ls_plans plans;
    ls_misfit_reason reason;

    (void)state;
    assert_int_equal(ls_plans_init(&plans, formats, NULL, 0), LS_OK);
    assert_int_equal(ls_misfit_find(finder, &plans, LS_SLICE("1b"), &reason),
                     LS_OK);
    assert_int_equal(reason.column, 2);
    assert_string_equal(reason.expected, "what stands before the end");
    ls_misfits_free(finder);
    ls_plans_release(&plans);
    ls_formats_free(formats);
}

static void misfit__without_formats_is_at_the_start(void **state)
{
    ls_misfits *finder = ls_misfits_new();
    ls_plans plans = { 0 };
    ls_misfit_reason reason;

    (void)state;
    assert_int_equal(ls_misfit_find(finder, &plans, LS_SLICE("x"), &reason),
                     LS_OK);
    assert_null(reason.nearest);
    assert_int_equal(reason.column, 1);
    ls_misfits_free(finder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(misfit__is_where_the_line_cannot_be_completed),
        cmocka_unit_test(misfit__names_the_format_that_goes_furthest),
        cmocka_unit_test(misfit__of_long_patterns_says_what_it_can),
        cmocka_unit_test(misfit__without_formats_is_at_the_start),
    };

    return cmocka_run_group_tests_name("misfit", tests, NULL, NULL);
}
