/* SPDX-License-Identifier: MIT */
/*
 * What a line is: a record of its own format or of another of the family, a
 * comment, blank, or unparsed. With machine code and without the same.
 */

#include "unit/readers.h"

static ls_line_kind read_line(struct reader *r, const char *line,
                              ls_record *record)
{
    ls_line_kind kind = LS_LINE_UNPARSED;

    *record = (ls_record){ 0 };
    assert_int_equal(
        ls_reader_read(r->reader, ls_slice_of(line), record, &kind), LS_OK);
    return kind;
}

#define WHO "192.0.2.7 - - [10/Oct/2000:13:55:36 -0700] "

static const struct {
    const char *line;
    ls_line_kind kind;
    unsigned code;
} lines[] = {
    { WHO "\"GET / HTTP/1.1\" 200 5 \"-\" \"x\"", LS_LINE_RECORD, 200 },
    { WHO "\"GET / HTTP/1.1\" 200 5 \"-\" \"x\" more", LS_LINE_RECORD, 200 },
    { WHO "\"GET / HTTP/1.1\" 404 5 \"cut", LS_LINE_RECORD, 404 },
    { WHO "\"GET / HTTP/1.1\" 404", LS_LINE_RECORD, 404 },
    { WHO "\"GET / HTTP/1.1\" ", LS_LINE_RECORD, 0 },
    { WHO "\"\" - -", LS_LINE_RECORD, 0 },
    { "192.0.2.8 - - [10/Oct/2000:13:55:37 -0700] \"GET / HTTP/1.1\" 302 5",
      LS_LINE_RECORD, 302 },
    { "192.0.2.8 - - [40/Oct/2000:13:55:37 -0700] \"GET / HTTP/1.1\" 304 5",
      LS_LINE_RECORD, 304 },
    { "", LS_LINE_BLANK, 0 },
    { " \t  ", LS_LINE_BLANK, 0 },
    { "==> access.log <==", LS_LINE_COMMENT, 0 },
    { "==> a b <==", LS_LINE_COMMENT, 0 },
    { "==>  <==", LS_LINE_UNPARSED, 0 },
    { "==> access.log", LS_LINE_UNPARSED, 0 },
    { "== > access.log <==", LS_LINE_UNPARSED, 0 },
    { "not a log line", LS_LINE_UNPARSED, 0 },
    { WHO "\"GET / HTTP/1.1\" 2000 5", LS_LINE_UNPARSED, 0 },
    { WHO "\"GET / HTTP/1.1", LS_LINE_UNPARSED, 0 },
    { "\x1f\x8b\x08", LS_LINE_UNPARSED, 0 },
};

static void check_line(struct reader *r, size_t i)
{
    ls_record record;
    ls_line_kind kind = read_line(r, lines[i].line, &record);

    if (kind != lines[i].kind)
        fail_msg("%s: %d", lines[i].line, kind);
    if (kind == LS_LINE_RECORD)
        assert_int_equal(record.code, lines[i].code);
}

static void reader__tells_what_a_line_is(void **state)
{
    (void)state;
    for (int interpret = 0; interpret < 2; interpret++) {
        struct reader r;

        start_reader(&r, all_formats(), "combined", interpret);
        for (size_t i = 0; i < CASES(lines); i++)
            check_line(&r, i);
        stop_reader(&r);
    }
}

static void reader__takes_a_line_of_the_family(void **state)
{
    const char *plain = WHO "\"GET / HTTP/1.1\" 200 5 \"-\" \"x\"";
    struct reader r;
    ls_record record;

    (void)state;
    start_reader(&r, all_formats(), "vhost_combined", false);
    assert_int_equal(read_line(&r, plain, &record), LS_LINE_FALLBACK);
    assert_slice_equal(record.text[LS_FIELD_CLIENT], "192.0.2.7");
    assert_false(record.has & LS_HAS(LS_FIELD_VHOST));
    assert_int_equal(read_line(&r,
                               "www.example.com:80 " WHO
                               "\"GET / HTTP/1.1\" 200 5 \"-\" "
                               "\"x\"",
                               &record),
                     LS_LINE_RECORD);
    assert_slice_equal(record.text[LS_FIELD_VHOST], "www.example.com");
    stop_reader(&r);
}

/* Else what it says of rows below would depend on the header above it. */
static void reader__date_line_is_no_row_under_any_header(void **state)
{
    static const char *const headers[] = {
        "#Fields: c-ip date sc-status",
        "#Fields: time c-ip sc-status",
    };
    struct reader r;
    ls_record record;

    (void)state;
    start_reader(&r, all_formats(), "w3c", false);
    for (size_t i = 0; i < CASES(headers); i++) {
        assert_int_equal(read_line(&r, headers[i], &record), LS_LINE_COMMENT);
        assert_int_equal(read_line(&r, "#Date: 2026-11-22 200", &record),
                         LS_LINE_COMMENT);
    }
    assert_int_equal(read_line(&r, "00:00:01 192.0.2.7 200", &record),
                     LS_LINE_RECORD);
    assert_true(record.has & LS_HAS(LS_FIELD_TIME));
    stop_reader(&r);
}

static void reader__without_a_format_tries_them_all(void **state)
{
    struct reader r;
    ls_record record;

    (void)state;
    start_reader(&r, all_formats(), NULL, false);
    assert_int_equal(read_line(&r, WHO "\"GET / HTTP/1.1\" 200 5", &record),
                     LS_LINE_RECORD);
    assert_int_equal(
        read_line(&r, "[Tue Nov 17 10:12:31 2026] [error] x", &record),
        LS_LINE_UNPARSED);
    stop_reader(&r);
}

static void reader__date_that_cannot_be_leaves_no_time(void **state)
{
    struct reader r;
    ls_record record;

    (void)state;
    start_reader(&r, all_formats(), "common", false);
    assert_int_equal(
        read_line(&r, "h - - [31/Feb/2024:08:01:00 +0000] \"GET / x\" 200 5",
                  &record),
        LS_LINE_RECORD);
    assert_false(record.has & LS_HAS(LS_FIELD_TIME));
    assert_int_equal(
        read_line(&r, "h - - [29/Feb/2024:08:01:00 +0000] \"GET / x\" 200 5",
                  &record),
        LS_LINE_RECORD);
    assert_true(record.has & LS_HAS(LS_FIELD_TIME));
    assert_true(record.time == INT64_C(1709193660000));
    stop_reader(&r);
}

static void reader__time_without_zone_has_the_readers(void **state)
{
    const char *line = "h - - [01/Jan/1970:12:00:00] \"GET / x\" 200 5";
    ls_record record;

    (void)state;
    for (int zone = -720; zone <= 840; zone += 30) {
        struct reader r;

        start_reader(&r, all_formats(), "common", false);
        ls_reader_free(r.reader);
        r.reader = ls_reader_new(&r.plans, zone, false);
        assert_non_null(r.reader);
        assert_int_equal(read_line(&r, line, &record), LS_LINE_RECORD);
        assert_true(record.time == (INT64_C(43200) - zone * 60) * 1000);
        stop_reader(&r);
    }
}

static const char *const odd[] = {
    FORMAT("any", "head \\S++ [ ] (?<status> \\S++ )\n"),
    FORMAT("nine", "extends any\nlead 9\n"),
    NULL,
};

/* What the regex takes for a status need not be one. */
static void reader__status_that_is_none_makes_no_record(void **state)
{
    struct reader r;
    ls_record record;

    (void)state;
    start_reader(&r, formats_of(odd), "any", false);
    assert_int_equal(read_line(&r, "x 200", &record), LS_LINE_RECORD);
    assert_int_equal(read_line(&r, "x OK", &record), LS_LINE_UNPARSED);
    assert_int_equal(read_line(&r, "x 1000", &record), LS_LINE_UNPARSED);
    assert_int_equal(read_line(&r, "x -", &record), LS_LINE_RECORD);
    assert_int_equal(record.code, 0);
    stop_reader(&r);
}

/* Costs more than any limit if there is no y or z behind many x. */
#define COSTLY "(?: x++ | x+ x+ | (?: xx? )+ )+ [yz] [ ]"

static const char *const costly[] = {
    FORMAT("costly", "head (?: " COSTLY " | x [ ] ) (?<status> \\d++ )\n"),
    NULL,
};

static void reader__line_that_costs_too_much_is_said_to(void **state)
{
    char line[3000];
    ls_record record;

    (void)state;
    memset(line, 'x', sizeof(line));
    memcpy(line + sizeof(line) - 6, " 200 ", 6);
    for (int interpret = 0; interpret < 2; interpret++) {
        struct reader r;

        start_reader(&r, formats_of(costly), "costly", interpret);
        assert_int_equal(read_line(&r, line, &record), LS_LINE_LIMIT);
        /* It does not stick to the lines behind it. */
        assert_int_equal(read_line(&r, "x 200", &record), LS_LINE_RECORD);
        assert_int_equal(read_line(&r, "nothing", &record), LS_LINE_UNPARSED);
        assert_int_equal(read_line(&r, "", &record), LS_LINE_BLANK);
        stop_reader(&r);
    }
}

static const char *const rescued[] = {
    FORMAT("costly", "head (?: " COSTLY " | x [ ] ) (?<status> \\d++ )\n"),
    FORMAT("wide", "extends costly\nlead x++ [ ]\n"),
    NULL,
};

/* Where the next format takes such a line, it is a record all the same. */
static void reader__costly_line_may_fit_the_next_format(void **state)
{
    struct reader r;
    char line[3000];
    ls_record record;

    (void)state;
    start_reader(&r, formats_of(rescued), "costly", false);
    memset(line, 'x', sizeof(line));
    memcpy(line + sizeof(line) - 7, " x 200", 7);
    assert_int_equal(r.plans.count, 2);
    assert_int_equal(read_line(&r, line, &record), LS_LINE_FALLBACK);
    assert_int_equal(record.code, 200);
    stop_reader(&r);
}

static void reader__free_of_nothing_does_nothing(void **state)
{
    (void)state;
    ls_reader_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reader__tells_what_a_line_is),
        cmocka_unit_test(reader__takes_a_line_of_the_family),
        cmocka_unit_test(reader__date_line_is_no_row_under_any_header),
        cmocka_unit_test(reader__without_a_format_tries_them_all),
        cmocka_unit_test(reader__date_that_cannot_be_leaves_no_time),
        cmocka_unit_test(reader__time_without_zone_has_the_readers),
        cmocka_unit_test(reader__status_that_is_none_makes_no_record),
        cmocka_unit_test(reader__line_that_costs_too_much_is_said_to),
        cmocka_unit_test(reader__costly_line_may_fit_the_next_format),
        cmocka_unit_test(reader__free_of_nothing_does_nothing),
    };

    return cmocka_run_group_tests_name("reader", tests, NULL, NULL);
}
