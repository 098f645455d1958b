/* SPDX-License-Identifier: MIT */
/* Formats made from keys that no pattern file spells. */

#include "unit/formats.h"

#include "parse/probe.h"

/* The keys of the format that is made from a line; "": none is. */
static void assert_keys(const char *line, const char *keys)
{
    const ls_slice lines[] = { ls_slice_of(line) };
    ls_formats *formats = all_formats();
    ls_arena *arena = ls_arena_new();
    ls_format *made = NULL;

    assert_non_null(arena);
    assert_int_equal(ls_probe_json(format_named(formats, "json"), arena, lines,
                                   CASES(lines), &made),
                     LS_OK);
    assert_string_equal(made ? made->keys : "", keys);
    ls_arena_free(arena);
    ls_formats_free(formats);
}

static void probe__takes_keys_by_their_names(void **state)
{
    (void)state;
    assert_keys("{\"HTTP-Status\":\"404\",\"Verb\":\"GET\"}",
                "status HTTP-Status\nmethod Verb\n");
    assert_keys("{\"HTTP-Status\":\"404\"}", "");
    assert_keys("{\"HTTP-Status\":\"fine\",\"Verb\":\"GET\"}", "");
}

/* A list of keys ends at a NUL, and has blanks and bars between them. */
static void probe__passes_over_keys_that_a_list_cannot_hold(void **state)
{
    (void)state;
    assert_keys("{\"Status\\u0000\":404,\"Verb\":\"GET\"}", "");
    assert_keys("{\"Status|x\":404,\"Http Status\":404,\"Verb\":\"GET\"}", "");
    assert_keys("{\"requesttime\":\"1\",\"requesttime\\u0000\":\"2\","
                "\"Status\":200,\"Verb\":\"GET\"}",
                "status Status\nmethod Verb\ntime requesttime\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(probe__takes_keys_by_their_names),
        cmocka_unit_test(probe__passes_over_keys_that_a_list_cannot_hold),
    };

    return cmocka_run_group_tests_name("probe", tests, NULL, NULL);
}
