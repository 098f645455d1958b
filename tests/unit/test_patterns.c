/* SPDX-License-Identifier: MIT */
/*
 * The formats of the folder patterns/ keep what they promise, each by itself
 * and beside the others. What makes a pattern file wrong is in test_notation.c.
 */

#include "test.h"

#include <logstat/format.h>

#include "parse/detect.h"
#include "parse/format.h"
#include "property/random.h"

static ls_formats *new_set(void)
{
    ls_formats *formats = ls_formats_new();

    assert_non_null(formats);
    return formats;
}

static void compile(ls_formats *formats)
{
    ls_error err = { 0 };
    ls_status status = ls_formats_compile(formats, &err);

    assert_string_equal(err.message, "");
    assert_int_equal(status, LS_OK);
}

static const ls_format *find(const ls_formats *formats, const char *name)
{
    const ls_format *format = ls_formats_find(formats, ls_slice_of(name));

    assert_non_null(format);
    return format;
}

static int set_up_builtin(void **state)
{
    ls_formats *formats = new_set();

    assert_int_equal(ls_formats_add_builtin(formats, NULL), LS_OK);
    compile(formats);
    *state = formats;
    return 0;
}

static int tear_down(void **state)
{
    ls_formats_free(*state);
    return 0;
}

static void patterns__every_builtin_passes_its_own_samples(void **state)
{
    const ls_formats *formats = *state;

    assert_true(ls_formats_count(formats) >= 13);
    for (size_t i = 0; i < ls_formats_count(formats); i++) {
        const ls_format *format = ls_formats_at(formats, i);
        ls_error err = { 0 };
        size_t checked = 0;

        if (ls_format_check(format, &checked, &err) != LS_OK)
            fail_msg("%s.pattern: line %zu: %s", format->name, err.line,
                     err.message);
        assert_true(checked >= 4);
    }
}

/* What is not asked when the program starts: any tails may be left out. */
static void patterns__every_builtin_compiles_without_its_last_tails(
    void **state)
{
    const ls_formats *formats = *state;
    ls_arena *arena = ls_arena_new();

    for (size_t i = 0; i < ls_formats_count(formats); i++) {
        const ls_format *format = ls_formats_at(formats, i);
        ls_error err = { 0 };

        assert_true(format->tested);
        for (size_t tails = 0; tails < format->full_tails.count; tails++)
            if (ls_regex_check(ls_format_build(format, tails, arena), &err) !=
                LS_OK)
                fail_msg("%s: %zu tails: %s", format->name, tails, err.message);
    }
    ls_arena_free(arena);
}

/* The groups are numbered before the expressions are compiled. */
static void patterns__every_builtin_has_the_groups_that_pcre2_sees(void **state)
{
    const ls_formats *formats = *state;

    for (size_t i = 0; i < ls_formats_count(formats); i++) {
        const ls_format *format = ls_formats_at(formats, i);
        ls_regex *regex = NULL;

        if (!format->regex)
            continue;
        assert_int_equal(ls_regex_new(format->regex_text, &regex, NULL), LS_OK);
        assert_int_equal(ls_regex_group_count(format->regex),
                         ls_regex_group_count(regex));
        for (size_t k = 1; k < ls_regex_group_count(regex); k++)
            assert_string_equal(ls_regex_group_name(format->regex, k),
                                ls_regex_group_name(regex, k));
        ls_regex_free(regex);
    }
}

/* Fails if the format's gate keeps out a line that its expression takes. */
static void demand_open(const ls_format *format, ls_matcher *matcher,
                        ls_slice line)
{
    ls_byteset holds = ls_byteset_of(line);

    if (!ls_gate_lets(&format->gate, line, &holds) &&
        ls_matcher_match(matcher, format->regex, line) != LS_MATCH_NONE)
        fail_msg("%s: kept out: %.*s", format->name, (int)line.len, line.ptr);
}

/* A line, whole and with bytes changed and left out. */
static void demand_open_to_all(const ls_format *format, ls_matcher *matcher,
                               ls_slice whole, random_source *random)
{
    static const char bytes[] = " -[]\":/.,0aA{|";
    char line[4096];
    size_t len = whole.len < sizeof(line) ? whole.len : sizeof(line);

    memcpy(line, whole.ptr, len);
    demand_open(format, matcher, (ls_slice){ line, len });
    for (size_t i = 0; len && i < 4; i++) {
        line[random_below(random, len)] =
            bytes[random_below(random, sizeof(bytes) - 1)];
        demand_open(format, matcher, (ls_slice){ line, len });
        demand_open(format, matcher,
                    (ls_slice){ line, random_below(random, len) });
    }
}

static void patterns__no_gate_keeps_out_what_fits(void **state)
{
    const ls_formats *formats = *state;
    size_t count = ls_formats_count(formats);
    ls_matcher *matcher = ls_matcher_new(false);
    random_source random = { 7 };

    assert_non_null(matcher);
    for (size_t i = 0; i < count * count; i++) {
        const ls_format *format = ls_formats_at(formats, i / count);
        const ls_sample *s = ls_formats_at(formats, i % count)->samples;

        for (; s && format->regex; s = s->next)
            demand_open_to_all(format, matcher, (ls_slice){ s->line, s->len },
                               &random);
    }
    ls_matcher_free(matcher);
}

static void patterns__every_builtin_has_a_reject(void **state)
{
    const ls_formats *formats = *state;

    for (size_t i = 0; i < ls_formats_count(formats); i++) {
        const ls_sample *s = ls_formats_at(formats, i)->samples;

        while (s && s->expect)
            s = s->next;
        assert_non_null(s);
    }
}

/* Fails unless the lines are taken for `format`. */
static void assert_detected(const ls_formats *formats, const ls_format *format,
                            const ls_slice *lines, size_t count)
{
    ls_fit *fits = calloc(ls_formats_count(formats), sizeof(*fits));
    ls_found found = { 0 };

    assert_non_null(fits);
    assert_int_equal(ls_detect_rank(formats, format->wraps, lines, count, fits),
                     LS_OK);
    assert_int_equal(ls_detect(formats, NULL, lines, count, &found), LS_OK);
    if (format->wraps)
        found.format = format; /* what is inside is no log of this kind */
    if (fits[0].format != format || found.format != format)
        fail_msg("%s: %zu lines from %.*s rank %s first, and are read as %s",
                 format->name, count, (int)lines[0].len, lines[0].ptr,
                 fits[0].format->name,
                 found.format ? found.format->name : "nothing");
    assert_int_equal(fits[0].lines, count);
    ls_found_release(&found);
    free(fits);
}

static void patterns__detection_finds_the_file_of_its_samples(void **state)
{
    const ls_formats *formats = *state;

    for (size_t i = 0; i < ls_formats_count(formats); i++) {
        const ls_format *format = ls_formats_at(formats, i);
        ls_slice lines[LS_DETECT_LINES] = { { NULL, 0 } };
        size_t count = 0;

        for (const ls_sample *s = format->samples; s; s = s->next) {
            ls_slice line = { s->line, s->len };

            /* A date says nothing about the format. */
            if (!s->expect || ls_slice_starts(line, LS_SLICE("#Date:")))
                continue;
            assert_true(count < LS_DETECT_LINES);
            lines[count++] = line;
        }
        assert_detected(formats, format, lines, count);
    }
}

/* No other format takes it, so that one line is enough. */
static void patterns__one_line_tells_a_look_alike(void **state)
{
    const ls_formats *formats = *state;

    for (size_t i = 0; i < ls_formats_count(formats); i++) {
        const ls_format *format = ls_formats_at(formats, i);

        for (const ls_sample *s = format->samples; s; s = s->next) {
            ls_slice line = { s->line, s->len };

            if (format->refusal && s->expect)
                assert_detected(formats, format, &line, 1);
        }
    }
}

static size_t lines_that_fit(const ls_fit *fits, const ls_format *format)
{
    while (fits->format != format)
        fits++;
    return fits->lines;
}

static void patterns__no_look_alike_takes_a_request(void **state)
{
    const ls_formats *formats = *state;
    size_t count = ls_formats_count(formats);
    ls_fit *fits = calloc(count, sizeof(*fits));

    assert_non_null(fits);
    for (size_t i = 0; i < count; i++) {
        const ls_format *format = ls_formats_at(formats, i);

        for (const ls_sample *s = format->samples; s; s = s->next) {
            ls_slice line = { s->line, s->len };

            if (format->refusal || !s->expect)
                continue;
            assert_int_equal(ls_detect_rank(formats, false, &line, 1, fits),
                             LS_OK);
            for (size_t k = 0; k < count; k++)
                if (ls_formats_at(formats, k)->refusal)
                    assert_int_equal(
                        lines_that_fit(fits, ls_formats_at(formats, k)), 0);
        }
    }
    free(fits);
}

static void patterns__names_are_unique(void **state)
{
    const ls_formats *formats = *state;

    for (size_t i = 0; i < ls_formats_count(formats); i++) {
        const ls_format *format = ls_formats_at(formats, i);

        assert_ptr_equal(find(formats, format->name), format);
        for (size_t a = 0; a < format->aliases.count; a++)
            assert_ptr_equal(find(formats, format->aliases.items[a]), format);
    }
}

static void patterns__the_folder_holds_what_is_compiled_in(void **state)
{
    const ls_formats *formats = *state;
    ls_formats *folder = new_set();
    size_t count = ls_formats_count(formats);

    assert_int_equal(
        ls_formats_add_folder(folder, LOGSTAT_SOURCE "/patterns", NULL), LS_OK);
    compile(folder);
    assert_int_equal(ls_formats_count(folder), count);
    for (size_t i = 0; i < count; i++) {
        const ls_format *a = ls_formats_at(formats, i);
        const ls_format *b = ls_formats_at(folder, i);

        assert_string_equal(a->name, b->name);
        assert_string_equal(ls_format_regex(a), ls_format_regex(b));
        assert_string_equal(ls_format_keys(a), ls_format_keys(b));
    }
    ls_formats_free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns__every_builtin_passes_its_own_samples),
        cmocka_unit_test(
            patterns__every_builtin_compiles_without_its_last_tails),
        cmocka_unit_test(
            patterns__every_builtin_has_the_groups_that_pcre2_sees),
        cmocka_unit_test(patterns__no_gate_keeps_out_what_fits),
        cmocka_unit_test(patterns__every_builtin_has_a_reject),
        cmocka_unit_test(patterns__detection_finds_the_file_of_its_samples),
        cmocka_unit_test(patterns__one_line_tells_a_look_alike),
        cmocka_unit_test(patterns__no_look_alike_takes_a_request),
        cmocka_unit_test(patterns__names_are_unique),
        cmocka_unit_test(patterns__the_folder_holds_what_is_compiled_in),
    };

    return cmocka_run_group_tests_name("patterns", tests, set_up_builtin,
                                       tear_down);
}
