/* SPDX-License-Identifier: MIT */
/* The text report: what holds for every summary and width, and its words. */

#include "test.h"

#include "render/glyph.h"

#include "unit/fixture.h"

#include <stdio.h>

static void render(fixture_kind kind, const ls_render_options *options,
                   capture *kept)
{
    fixture *f = fixture_new(kind);
    ls_sink sink = capture_sink(kept);

    assert_int_equal(ls_render_text(&f->summary, options, &sink), LS_OK);
    free(f);
}

/* Takes escape sequences for colours out of a text, in place. */
static void strip_colours(char *text)
{
    char *out = text;

    while (*text) {
        if (*text == '\033') {
            assert_int_equal(text[1], '[');
            text += strcspn(text, "m");
            assert_int_equal(*text, 'm');
            text++;
        } else {
            *out++ = *text++;
        }
    }
    *out = '\0';
}

/* Every line: within the width, no control bytes, no blanks at its end. */
static void check_lines(const char *text, size_t width, bool utf8)
{
    ls_slice rest = ls_slice_of(text);
    ls_slice line;

    assert_true(rest.len && rest.ptr[rest.len - 1] == '\n');
    while (ls_slice_cut(&rest, '\n', &line)) {
        ls_escape how = utf8 ? LS_ESCAPE_TEXT : LS_ESCAPE_ASCII;
        ls_slice left = line;

        assert_true(ls_glyph_width(line, how) <= width);
        assert_true(line.len == 0 || line.ptr[line.len - 1] != ' ');
        while (left.len) {
            size_t len = ls_escape_plain(left, how);

            assert_true(len > 0);
            left = ls_slice_skip(left, len);
        }
    }
}

static void text__fits_every_width_without_control_bytes(void **state)
{
    (void)state;
    for (fixture_kind kind = 0; kind < FIXTURE_KINDS; kind++)
        for (size_t width = 40; width <= 200; width++)
            for (unsigned look = 0; look < 8; look++) {
                ls_render_options options = {
                    .width = width,
                    .utf8 = look & 1,
                    .colour = look & 2,
                    .brief = look & 4,
                    .top = width % 3 == 0 ? 20 : 0,
                };
                capture kept = { 0 };

                if (look > 1 && width % 20)
                    continue;
                render(kind, &options, &kept);
                assert_true(options.colour == !!strchr(kept.text, '\033'));
                strip_colours(kept.text);
                check_lines(kept.text, width, options.utf8);
                capture_release(&kept);
            }
}

static void text__colour_changes_no_letter(void **state)
{
    (void)state;
    for (fixture_kind kind = 0; kind < FIXTURE_KINDS; kind++) {
        ls_render_options options = { .utf8 = true };
        capture plain = { 0 };
        capture coloured = { 0 };

        render(kind, &options, &plain);
        options.colour = true;
        render(kind, &options, &coloured);
        strip_colours(coloured.text);
        assert_string_equal(coloured.text, plain.text);
        capture_release(&plain);
        capture_release(&coloured);
    }
}

/* Makes one blank of all blanks and line ends that stand together. */
static void join_lines(char *text)
{
    char *out = text;

    while (*text) {
        size_t blanks = strspn(text, " \n");

        if (blanks)
            *out++ = ' ';
        text += blanks;
        while (*text && *text != ' ' && *text != '\n')
            *out++ = *text++;
    }
    *out = '\0';
}

static void text__accounting_is_always_there(void **state)
{
    static const char *const sums[FIXTURE_KINDS] = {
        [FIXTURE_SMALL] = "1,000,013 read = 1,000,000 counted + 0 filtered + 0 "
                          "comments + 1 blank + 12 not understood (<0.1%)",
        [FIXTURE_EMPTY] = "0 read = 0 counted + 0 filtered + 0 comments + 0 "
                          "blank + 0 not understood",
        [FIXTURE_LEFTOUT] = "4,711 read = 0 counted + 4,711 filtered + ",
        [FIXTURE_HUGE] = "12,345,678,901 read = 12,345,678,901 counted + ",
    };

    (void)state;
    for (fixture_kind kind = 0; kind < FIXTURE_KINDS; kind++) {
        capture kept = { 0 };
        const char *line;

        render(kind, NULL, &kept);
        join_lines(kept.text);
        line = strstr(kept.text, " LINES ");
        assert_non_null(line);
        assert_non_null(strstr(line, sums[kind] ? sums[kind] : " read = "));
        capture_release(&kept);
    }
}

static void assert_shows(fixture_kind kind, const ls_render_options *options,
                         const char *text)
{
    capture kept = { 0 };

    render(kind, options, &kept);
    if (!strstr(kept.text, text))
        fail_msg("not in the report: \"%s\"\n%s", text, kept.text);
    capture_release(&kept);
}

static void assert_hides(fixture_kind kind, const ls_render_options *options,
                         const char *text)
{
    capture kept = { 0 };

    render(kind, options, &kept);
    if (strstr(kept.text, text))
        fail_msg("in the report: \"%s\"\n%s", text, kept.text);
    capture_release(&kept);
}

static void text__numbers_stand_where_they_belong(void **state)
{
    (void)state;
    assert_shows(FIXTURE_SMALL, NULL,
                 " 5xx  Server error              15,984    1.6%  #\n");
    assert_shows(FIXTURE_SMALL, NULL,
                 " 404  Not Found                 59,993    6.0%  ");
    assert_shows(FIXTURE_SMALL, NULL, "       7,199  /wp-login.php\n");
    assert_shows(FIXTURE_SMALL, NULL, "      48,462  (other paths)\n");
    assert_shows(FIXTURE_SMALL, NULL,
                 " METHOD   GET 900,005 (90.0%)   POST 99,995 (10.0%)\n");
    assert_shows(FIXTURE_HUGE, NULL,
                 " 200  OK                    12,345,678,900  >99.9%  ");
    assert_shows(FIXTURE_HUGE, NULL,
                 " 404  Not Found                          1   <0.1%  ");
}

static void text__head_names_file_format_and_span(void **state)
{
    ls_render_options east = { .zone = 330 };

    (void)state;
    assert_shows(FIXTURE_SMALL, NULL,
                 " access.log   combined (apache, nginx)   detected, >99.9% of "
                 "lines fit\n"
                 " Apache, nginx and H-Sphere combined log\n"
                 " 1,000,000 requests   1 Nov 2026 00:00 to 3 Nov 07:33 UTC   "
                 "4.6 GB sent\n");
    assert_shows(FIXTURE_SMALL, &east,
                 "1 Nov 2026 05:30 to 3 Nov 13:03 +05:30");
    assert_shows(FIXTURE_TIMELESS, NULL,
                 " standard input   common (apache, nginx)   as given");
    assert_shows(FIXTURE_TIMELESS, NULL, " Common log\n");
    assert_shows(FIXTURE_LEFTOUT, NULL, " Only: status 5xx\n");
}

static void text__nothing_to_count_is_said(void **state)
{
    (void)state;
    assert_shows(FIXTURE_EMPTY, NULL, "\n No requests: there are no lines.\n");
    assert_shows(FIXTURE_LEFTOUT, NULL,
                 "\n No requests: the options left out all there were.\n");
    assert_hides(FIXTURE_EMPTY, NULL, "CLASS");
}

static void text__without_times_there_is_no_trend(void **state)
{
    (void)state;
    assert_shows(FIXTURE_TIMELESS, NULL, "REQUESTS   SHARE\n 200  OK");
    assert_hides(FIXTURE_TIMELESS, NULL, "PER ");
    assert_shows(FIXTURE_TIMELESS, NULL, " 42 requests\n");
}

static void text__brief_has_counts_but_no_explanations(void **state)
{
    ls_render_options brief = { .brief = true };

    (void)state;
    assert_shows(FIXTURE_SMALL, NULL, "      Check: ");
    assert_hides(FIXTURE_SMALL, &brief, "Check:");
    assert_hides(FIXTURE_SMALL, &brief, "Also used by");
    assert_shows(FIXTURE_SMALL, &brief, "  /wp-login.php\n");
}

static void text__other_users_of_a_number_are_named(void **state)
{
    (void)state;
    assert_shows(FIXTURE_SMALL, NULL,
                 "      Also used by: aspnetcore, cloudflare (Client Close "
                 "Request), esri (Token\n      Required).\n");
    assert_shows(FIXTURE_IIS, NULL, "      Meant as: nginx (20), esri (1).\n");
}

static void text__top_chooses_how_many_paths(void **state)
{
    ls_render_options one = { .top = 1 };
    ls_render_options ten = { .top = 10 };

    (void)state;
    assert_hides(FIXTURE_SMALL, NULL, "/robots.txt");
    assert_hides(FIXTURE_SMALL, &one, "/.env");
    assert_shows(FIXTURE_SMALL, &ten, "       1,200  /robots.txt\n");
    assert_hides(FIXTURE_SMALL, &ten, "(other paths)");
}

static void text__inexact_counts_say_so(void **state)
{
    (void)state;
    assert_shows(FIXTURE_SMALL, NULL,
                 "Each of these counts may be up to 12 too high.\n");
    assert_hides(FIXTURE_HUGE, NULL, "too high");
}

static void text__many_codes_are_a_table_first(void **state)
{
    capture kept = { 0 };
    const char *table;
    const char *texts;

    (void)state;
    render(FIXTURE_MANY, NULL, &kept);
    table = strstr(kept.text, "\n CODE ");
    texts = strstr(kept.text, "\n EXPLAINED\n");
    assert_true(table && texts && table < texts);
    /* Forty rows, the head, the times of the trends, an empty line, and one
       name on two lines. */
    for (int lines = 0; lines < 44; lines++)
        table = strchr(table + 1, '\n');
    assert_ptr_equal(table, texts);
    assert_shows(FIXTURE_MANY, NULL, "\n ---  No status ");
    assert_shows(FIXTURE_MANY, NULL, "\n 009  HTTP/0.9 request ");
    assert_shows(FIXTURE_MANY, NULL, "\n none   No status ");
    capture_release(&kept);
}

static void text__substatuses_are_named(void **state)
{
    (void)state;
    assert_shows(FIXTURE_IIS, NULL, "          30  404.15 Query string too");
    assert_shows(FIXTURE_IIS, NULL, "           1  404.777\n");
    assert_hides(FIXTURE_SMALL, NULL, "404.0");
}

static void text__senders_are_named_where_the_log_tells_them(void **state)
{
    const ls_render_options brief = { .brief = true };

    (void)state;
    assert_shows(FIXTURE_IIS, NULL,
                 "      Sent by: the upstream (4); iis itself (16); not known "
                 "(1).\n");
    assert_shows(FIXTURE_IIS, NULL, "      Sent by: iis itself.\n");
    assert_hides(FIXTURE_IIS, &brief, "Sent by");
    assert_hides(FIXTURE_SMALL, NULL, "Sent by");
}

static void text__caret_stands_under_the_misfit(void **state)
{
    ls_render_options utf8 = { .utf8 = true };

    (void)state;
    assert_shows(FIXTURE_SMALL, NULL,
                 "          line 812, column 19: expected \"[\"\n"
                 "          203.0.113.9 - - 01/Nov/2026:");
    assert_shows(FIXTURE_SMALL, NULL, "\n                            ^\n");
    /* Columns are bytes; the second character has bytes 4 to 6. */
    assert_shows(FIXTURE_HOSTILE, &utf8,
                 "\n          \xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\\x09\\x1b[0m"
                 "\n            ^\n");
}

static void text__many_inputs_are_a_short_list(void **state)
{
    (void)state;
    assert_shows(FIXTURE_INPUTS_MANY, NULL, "\n and 6 more ");
    assert_shows(FIXTURE_INPUTS_MANY, NULL,
                 "  nginx_main, 97.6% of lines fit\n");
    assert_shows(FIXTURE_INPUTS_MANY, NULL, "access.log, line 7, column 1: ");
}

static void text__attacks_are_shown_harmless(void **state)
{
    ls_render_options utf8 = { .utf8 = true, .top = 10 };

    (void)state;
    assert_shows(FIXTURE_HOSTILE, &utf8,
                 " \\x1b]0;owned\\x07/tmp/\\xff\\xe2\\x80\\xae.log");
    assert_shows(FIXTURE_HOSTILE, &utf8, "  /\\x1b[31mred\\x1b[0m\\x07\\x7f\n");
    assert_shows(FIXTURE_HOSTILE, &utf8,
                 "  /\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e/");
    assert_shows(FIXTURE_HOSTILE, &utf8, "/\\xe2\\x80\\x8b\\xe2\\x80\\xae\n");
}

static void text__a_sink_that_fails_is_reported(void **state)
{
    fixture *f = fixture_new(FIXTURE_MANY);

    (void)state;
    for (size_t limit = 1; limit < 12000; limit += 997) {
        capture kept = { .limit = limit };
        ls_sink sink = capture_sink(&kept);

        assert_int_equal(ls_render_text(&f->summary, NULL, &sink), LS_EIO);
        capture_release(&kept);
    }
    free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text__fits_every_width_without_control_bytes),
        cmocka_unit_test(text__colour_changes_no_letter),
        cmocka_unit_test(text__accounting_is_always_there),
        cmocka_unit_test(text__numbers_stand_where_they_belong),
        cmocka_unit_test(text__head_names_file_format_and_span),
        cmocka_unit_test(text__nothing_to_count_is_said),
        cmocka_unit_test(text__without_times_there_is_no_trend),
        cmocka_unit_test(text__brief_has_counts_but_no_explanations),
        cmocka_unit_test(text__other_users_of_a_number_are_named),
        cmocka_unit_test(text__top_chooses_how_many_paths),
        cmocka_unit_test(text__inexact_counts_say_so),
        cmocka_unit_test(text__many_codes_are_a_table_first),
        cmocka_unit_test(text__substatuses_are_named),
        cmocka_unit_test(text__senders_are_named_where_the_log_tells_them),
        cmocka_unit_test(text__caret_stands_under_the_misfit),
        cmocka_unit_test(text__many_inputs_are_a_short_list),
        cmocka_unit_test(text__attacks_are_shown_harmless),
        cmocka_unit_test(text__a_sink_that_fails_is_reported),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
