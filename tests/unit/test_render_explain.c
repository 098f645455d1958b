/* SPDX-License-Identifier: MIT */
/* Explanations and the list of codes: every row is there, at every width. */

#include "test.h"

#include "render/glyph.h"

#include "unit/fixture.h"

#include <stdio.h>

static char *explain(const char *what, const ls_render_options *options)
{
    capture kept = { 0 };
    ls_sink sink = capture_sink(&kept);
    ls_error err = { 0 };

    assert_int_equal(
        ls_render_explanation(ls_slice_of(what), options, &sink, &err), LS_OK);
    assert_non_null(kept.text);
    return kept.text;
}

static void check_width(const char *text, size_t width)
{
    ls_slice rest = ls_slice_of(text);
    ls_slice line;

    while (ls_slice_cut(&rest, '\n', &line))
        assert_true(ls_glyph_width(line, LS_ESCAPE_ASCII) <= width);
    assert_int_equal(rest.len, 0);
}

static void explain__every_number_to_999_is_explained(void **state)
{
    (void)state;
    for (unsigned code = 0; code < 1000; code++) {
        ls_render_options options = { .width = 40 + code % 100 };
        char what[8];
        char *text;

        (void)snprintf(what, sizeof(what), code % 2 ? "%03u" : "%u", code);
        text = explain(what, &options);
        check_width(text, options.width);
        assert_non_null(strstr(text, "Check:"));
        free(text);
    }
}

static void explain__every_origin_of_a_number_is_shown(void **state)
{
    char *text = explain("499", NULL);

    (void)state;
    assert_non_null(strstr(text, "\n      aspnetcore: "));
    assert_non_null(strstr(text, "Cloudflare could answer"));
    assert_non_null(strstr(text, "\n      esri: "));
    assert_non_null(strstr(text, "before nginx had sent"));
    free(text);
}

static void explain__a_class_is_all_its_codes(void **state)
{
    static const char *const classes[] = { "1xx", "2xx",  "3xx",  "4xx",
                                           "5xx", "none", "other" };

    (void)state;
    for (ls_class c = 0; c < LS_CLASS_COUNT; c++) {
        char *text = explain(classes[c], NULL);
        size_t shown = 0;
        size_t rows = 0;

        for (const char *at = text; (at = strstr(at, "Source:")); at++)
            shown++;
        for (size_t i = 0; i < ls_code_count(); i++)
            rows += ls_class_of(ls_code_at(i)->code) == c;
        assert_int_equal(shown, rows);
        free(text);
    }
}

static void explain__every_substatus_is_explained(void **state)
{
    (void)state;
    for (size_t i = 0; i < ls_substatus_count(); i++) {
        const ls_substatus *row = ls_substatus_at(i);
        char what[16];
        char *text;

        (void)snprintf(what, sizeof(what), "%u.%u", row->code, row->substatus);
        text = explain(what, NULL);
        assert_non_null(strstr(text, row->name));
        check_width(text, 80);
        free(text);
    }
}

static void explain__anything_else_is_refused_in_words(void **state)
{
    static const char *const wrong[] = {
        "",      "4711", "40x",  "404.", "404.99999", "404.7.1",
        "0x194", "6xx",  "+404", "404 ", "\033[2J",   "--",
    };

    (void)state;
    for (size_t i = 0; i < CASES(wrong); i++) {
        capture kept = { 0 };
        ls_sink sink = capture_sink(&kept);
        ls_error err = { 0 };

        assert_int_equal(
            ls_render_explanation(ls_slice_of(wrong[i]), NULL, &sink, &err),
            LS_ENOENT);
        assert_non_null(strstr(err.message, "404"));
        assert_null(strchr(err.message, '\033'));
        assert_int_equal(kept.len, 0);
    }
}

static void list__has_one_line_a_row(void **state)
{
    (void)state;
    for (size_t width = 40; width <= 200; width++) {
        ls_render_options options = { .width = width };
        capture kept = { 0 };
        ls_sink sink = capture_sink(&kept);
        size_t lines = 0;

        assert_int_equal(ls_render_codes(&options, &sink), LS_OK);
        check_width(kept.text, width);
        for (const char *c = kept.text; (c = strchr(c, '\n')); c++)
            lines++;
        assert_int_equal(lines, ls_code_count() + 1);
        capture_release(&kept);
    }
}

static void list__a_sink_that_fails_is_reported(void **state)
{
    capture kept = { .limit = 100 };
    ls_sink sink = capture_sink(&kept);

    (void)state;
    assert_int_equal(ls_render_codes(NULL, &sink), LS_EIO);
    capture_release(&kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(explain__every_number_to_999_is_explained),
        cmocka_unit_test(explain__every_origin_of_a_number_is_shown),
        cmocka_unit_test(explain__a_class_is_all_its_codes),
        cmocka_unit_test(explain__every_substatus_is_explained),
        cmocka_unit_test(explain__anything_else_is_refused_in_words),
        cmocka_unit_test(list__has_one_line_a_row),
        cmocka_unit_test(list__a_sink_that_fails_is_reported),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
