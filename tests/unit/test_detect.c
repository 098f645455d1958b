/* SPDX-License-Identifier: MIT */
/*
 * Detection: each rule of the ranking by itself, and look-alikes. That every
 * built-in format recognises its own samples is in test_patterns.c.
 */

#include "unit/formats.h"

#include "parse/detect.h"
#include "property/random.h"

#include <stdio.h>

enum {
    MOST = 8
};

/* What is first decides; `best` and the other differ in it alone. */
static const struct {
    const char *rule;
    const char *texts[3];
    const char *lines[3];
    const char *best;
} rules[] = {
    { "most lines",
      { FORMAT("a", "head x [ ] (?<status>1) .*+\n"),
        FORMAT("b", "head [xy] [ ] (?<status>[12])\n") },
      { "x 1 a longer match", "y 2" },
      "b" },
    { "then most bytes",
      { FORMAT("a", "head x [ ] (?<status>\\d)\n"),
        FORMAT("b", "head x [ ] (?<status>\\d)\ntail [ ] y\n") },
      { "x 1 y", "x 2" },
      "b" },
    { "then fewest groups missing",
      { FORMAT("a", "head x [ ] (?<status>\\d)\ntail (?<agent>y)\n"),
        FORMAT("b", "head x [ ] (?<status>\\d)\n") },
      { "x 1", "x 2" },
      "b" },
    { "then most groups",
      { FORMAT("a", "head x [ ] (?<status>\\d)\n"),
        FORMAT("b", "head (?<client>x) [ ] (?<status>\\d)\n") },
      { "x 1", "x 2" },
      "b" },
    { "then name",
      { FORMAT("b", "head x [ ] (?<status>\\d)\n"),
        FORMAT("a", "head . [ ] (?<status>\\d)\n") },
      { "x 1", "x 2" },
      "a" },
};

static size_t slices_of(const char *const *texts, ls_slice *slices)
{
    size_t count = 0;

    for (; texts[count]; count++)
        slices[count] = ls_slice_of(texts[count]);
    return count;
}

static const char *detect(const ls_formats *formats, const ls_slice *lines,
                          size_t count)
{
    ls_found found;
    const char *name;

    assert_int_equal(ls_detect(formats, NULL, lines, count, &found), LS_OK);
    name = found.format ? ls_format_name(found.format) : "";
    ls_found_release(&found);
    return name; /* the set's */
}

static void detect__ranks_by_its_rules_in_their_order(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(rules); i++) {
        ls_formats *formats = formats_of(rules[i].texts);
        ls_slice lines[MOST];
        size_t count = slices_of(rules[i].lines, lines);
        ls_fit fits[2];

        assert_int_equal(ls_detect_rank(formats, false, lines, count, fits),
                         LS_OK);
        if (strcmp(ls_format_name(fits[0].format), rules[i].best) != 0)
            fail_msg("%s", rules[i].rule);
        assert_ptr_not_equal(fits[0].format, fits[1].format);
        assert_string_equal(detect(formats, lines, count), rules[i].best);
        ls_formats_free(formats);
    }
}

static void detect__counts_what_fits(void **state)
{
    const char *const texts[] = {
        FORMAT("a", "head x [ ] (?<status>\\d)\ntail (?<agent>y)\n"), NULL
    };
    ls_slice lines[] = { LS_SLICE("x 1"), LS_SLICE("x 2y."), LS_SLICE("z"),
                         LS_SLICE("  "), LS_SLICE("") };
    ls_formats *formats = formats_of(texts);
    ls_fit fit;

    (void)state;
    assert_int_equal(ls_detect_rank(formats, false, lines, CASES(lines), &fit),
                     LS_OK);
    assert_int_equal(fit.lines, 2);
    assert_int_equal(fit.bytes, 7);
    assert_int_equal(fit.groups, 3);
    assert_int_equal(fit.missing, 1);
    ls_formats_free(formats);
}

static const char *const mixed[] = {
    FORMAT("access", "head a [ ] (?<status>\\d++)\n"),
    LOOKALIKE("error", "head e\n"),
    NULL,
};

static const struct {
    const char *lines[MOST];
    const char *found;
} logs[] = {
    { { NULL }, "" },
    { { "", "  ", "\t" }, "" },
    { { "what", "is", "this" }, "" },
    { { "e" }, "error" },
    { { "a 200" }, "access" },
    /* One line of a format with status codes is enough. */
    { { "e", "e", "e", "e", "a 200" }, "access" },
    { { "a 200", "e", "e", "e" }, "access" },
    /* A look-alike must fit half of the lines that are not blank. */
    { { "e", "?" }, "error" },
    { { "e", "e", "?", "?" }, "error" },
    { { "e", "?", "?" }, "" },
    { { "e", "", "", "?", "" }, "error" },
    { { "e", "e", "?", "?", "?" }, "" },
};

static void detect__takes_a_look_alike_only_for_want_of_better(void **state)
{
    ls_formats *formats = formats_of(mixed);

    (void)state;
    for (size_t i = 0; i < CASES(logs); i++) {
        ls_slice lines[MOST];
        size_t count = slices_of(logs[i].lines, lines);

        assert_string_equal(detect(formats, lines, count), logs[i].found);
    }
    ls_formats_free(formats);
}

static void detect__finds_nothing_in_an_empty_set(void **state)
{
    const char *const none[] = { NULL };
    ls_formats *formats = formats_of(none);
    ls_slice line = LS_SLICE("a 200");

    (void)state;
    assert_string_equal(detect(formats, &line, 1), "");
    ls_formats_free(formats);
}

static void shuffle(random_source *random, ls_slice *lines, size_t count)
{
    for (size_t i = count; i > 1; i--) {
        size_t other = random_below(random, i);
        ls_slice kept = lines[i - 1];

        lines[i - 1] = lines[other];
        lines[other] = kept;
    }
}

/* Samples of several formats in one log: some format wins, always the same. */
static void detect__does_not_depend_on_the_order_of_lines(void **state)
{
    ls_formats *formats = all_formats();
    random_source random = { 19 };
    ls_slice lines[LS_DETECT_LINES];
    size_t count = 0;
    const char *first;

    (void)state;
    for (size_t i = 0; i < ls_formats_count(formats); i++) {
        const ls_sample *s = ls_formats_at(formats, i)->samples;

        for (; s && count < LS_DETECT_LINES; s = s->next)
            lines[count++] = (ls_slice){ s->line, s->len };
    }
    first = detect(formats, lines, count);
    assert_string_not_equal(first, "");
    for (size_t i = 0; i < 20; i++) {
        shuffle(&random, lines, count);
        assert_string_equal(detect(formats, lines, count), first);
    }
    ls_formats_free(formats);
}

/* Of several wrappers that fit, the one that leads to a format counts. */
static void detect__follows_each_wrapper_that_fits(void **state)
{
    static const struct {
        const char *line;
        const char *wraps; /* the outermost first, a blank behind each */
        const char *format;
    } cases[] = {
        { "2026-10-10T12:00:00.123456+00:00 heroku[router]: at=info"
          " method=GET path=\"/x\" host=example.com fwd=\"192.0.2.4\""
          " dyno=web.1 connect=0ms service=5ms status=200 bytes=13"
          " protocol=https",
          "syslog ", "logfmt" },
        { "2026-10-10T12:00:00Z 2026-10-10T12:00:00.1+00:00 app[web.1]:"
          " method=GET path=/x status=200",
          "timestamped syslog ", "logfmt" },
        { "2026-10-10T12:00:00Z web1 nginx: 192.0.2.9 - -"
          " [10/Oct/2026:12:00:00 +0000] \"GET / HTTP/1.1\" 200 5",
          "syslog ", "common" },
        { "2026-10-10T12:00:00Z nginx: 192.0.2.9 - -"
          " [10/Oct/2026:12:00:00 +0000] \"GET / HTTP/1.1\" 200 5",
          "syslog ", "common" },
    };
    ls_formats *formats = all_formats();

    (void)state;
    for (size_t i = 0; i < CASES(cases); i++) {
        ls_slice line = ls_slice_of(cases[i].line);
        char wraps[64] = "";
        ls_found found;

        assert_int_equal(ls_detect(formats, NULL, &line, 1, &found), LS_OK);
        assert_non_null(found.format);
        for (size_t j = 0, len = 0; j < found.wrap_count; j++)
            len += (size_t)snprintf(wraps + len, sizeof(wraps) - len, "%s ",
                                    ls_format_name(found.wraps[j]));
        assert_string_equal(wraps, cases[i].wraps);
        assert_string_equal(ls_format_name(found.format), cases[i].format);
        ls_found_release(&found);
    }
    ls_formats_free(formats);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(detect__ranks_by_its_rules_in_their_order),
        cmocka_unit_test(detect__counts_what_fits),
        cmocka_unit_test(detect__takes_a_look_alike_only_for_want_of_better),
        cmocka_unit_test(detect__finds_nothing_in_an_empty_set),
        cmocka_unit_test(detect__follows_each_wrapper_that_fits),
        cmocka_unit_test(detect__does_not_depend_on_the_order_of_lines),
    };

    return cmocka_run_group_tests_name("detect", tests, NULL, NULL);
}
