/* SPDX-License-Identifier: MIT */
/*
 * Every status that a log can hold is counted and explained: the registered
 * codes, those of vendors, and all other numbers of three digits.
 */

#include "test.h"

#include <logstat/run.h>

#include <stdio.h>

/* The IANA registry, the unused 306 and 418 included. */
static const unsigned registered[] = {
    100, 101, 102, 103, 104, 200, 201, 202, 203, 204, 205, 206, 207,
    208, 226, 300, 301, 302, 303, 304, 305, 306, 307, 308, 400, 401,
    402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414,
    415, 416, 417, 418, 421, 422, 423, 424, 425, 426, 428, 429, 431,
    451, 500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511,
};

static int set_up(void **state)
{
    ls_formats *formats = ls_formats_new();

    assert_non_null(formats);
    assert_int_equal(ls_formats_add_builtin(formats, NULL), LS_OK);
    assert_int_equal(ls_formats_compile(formats, NULL), LS_OK);
    *state = formats;
    return 0;
}

static int tear_down(void **state)
{
    ls_formats_free(*state);
    return 0;
}

static void write_line(FILE *log, const char *status)
{
    assert_true(fprintf(log,
                        "192.0.2.1 - - [10/Oct/2025:13:55:36 +0000] "
                        "\"GET /x HTTP/1.1\" %s 5 \"-\" \"curl/8.5.0\"\n",
                        status) > 0);
}

/* The summary of a log, with nothing but the log to go by. */
static ls_summary *read_log(const ls_formats *formats, FILE *log)
{
    ls_run_options options = { .formats = formats, .stop = -1 };
    ls_summary *summary = NULL;
    ls_run *run = NULL;
    ls_outcome outcome;

    assert_int_equal(fflush(log), 0);
    rewind(log);
    assert_int_equal(ls_run_new(&options, &run, NULL), LS_OK);
    assert_int_equal(ls_run_stream(run, fileno(log), "log", &outcome, NULL),
                     LS_OK);
    assert_int_equal(outcome.verdict, LS_INPUT_READ);
    assert_int_equal(ls_run_summary(run, &summary, NULL), LS_OK);
    ls_run_free(run);
    return summary;
}

static void assert_explained(const ls_summary_code *code)
{
    const ls_code *text = ls_summary_code_text(code);

    assert_non_null(text);
    assert_true(text->name[0] != '\0');
    assert_true(text->meaning[0] != '\0');
    assert_true(text->check[0] != '\0');
}

/* A log of one line with this status is one request with this code. */
static void assert_counted(const ls_formats *formats, const char *status,
                           unsigned code, ls_class class_)
{
    FILE *log = tmpfile();
    ls_summary *summary;

    assert_non_null(log);
    write_line(log, status);
    summary = read_log(formats, log);
    assert_string_equal(summary->inputs[0].format, "combined");
    assert_int_equal(ls_lines_total(&summary->lines), 1);
    assert_int_equal(summary->lines.counted, 1);
    assert_int_equal(summary->code_count, 1);
    assert_int_equal(summary->codes[0].code, code);
    assert_int_equal(summary->codes[0].requests, 1);
    assert_int_equal(summary->classes[class_].requests, 1);
    assert_explained(&summary->codes[0]);
    ls_summary_free(summary);
    (void)fclose(log);
}

static void every_code__registered_is_counted_and_explained(void **state)
{
    assert_int_equal(CASES(registered), 64);
    for (size_t i = 0; i < CASES(registered); i++) {
        char status[16];

        (void)snprintf(status, sizeof(status), "%u", registered[i]);
        assert_counted(*state, status, registered[i],
                       (ls_class)(registered[i] / 100 - 1));
        assert_non_null(ls_code_find(registered[i], "iana"));
    }
}

static void every_code__vendor_is_counted_and_explained(void **state)
{
    for (size_t i = 0; i < ls_code_count(); i++) {
        const ls_code *row = ls_code_at(i);
        char status[16];

        (void)snprintf(status, sizeof(status), "%03u", row->code);
        assert_counted(*state, status, row->code, ls_class_of(row->code));
        assert_true(row->meaning[0] != '\0');
    }
}

static void every_code__odd_status_is_counted_as_the_contract_says(void **state)
{
    static const struct {
        const char *status;
        unsigned code;
        ls_class class_;
    } cases[] = {
        { "0", 0, LS_CLASS_NONE },      { "00", 0, LS_CLASS_NONE },
        { "000", 0, LS_CLASS_NONE },    { "-", 0, LS_CLASS_NONE },
        { "-1", 0, LS_CLASS_NONE },     { "", 0, LS_CLASS_NONE },
        { "9", 9, LS_CLASS_OTHER },     { "009", 9, LS_CLASS_OTHER },
        { "99", 99, LS_CLASS_OTHER },   { "600", 600, LS_CLASS_OTHER },
        { "783", 783, LS_CLASS_OTHER }, { "999", 999, LS_CLASS_OTHER },
        { "404.7", 404, LS_CLASS_4XX }, { "100", 100, LS_CLASS_1XX },
        { "599", 599, LS_CLASS_5XX },
    };

    for (size_t i = 0; i < CASES(cases); i++)
        assert_counted(*state, cases[i].status, cases[i].code, cases[i].class_);
}

static void every_code__what_is_no_status_is_unparsed(void **state)
{
    static const char *const cases[] = { "1000", "0000", "20x", "OK",  "--",
                                         "-2",   "+200", "2e2", "0x1f" };
    FILE *log = tmpfile();
    ls_summary *summary;

    assert_non_null(log);
    write_line(log, "200");
    for (size_t i = 0; i < CASES(cases); i++)
        write_line(log, cases[i]);
    summary = read_log(*state, log);
    assert_int_equal(summary->lines.counted, 1);
    assert_int_equal(summary->lines.unparsed, CASES(cases));
    ls_summary_free(summary);
    (void)fclose(log);
}

static void every_code__all_numbers_stand_side_by_side(void **state)
{
    FILE *log = tmpfile();
    ls_summary *summary;

    assert_non_null(log);
    for (unsigned code = 0; code < 1000; code++) {
        char status[16];

        (void)snprintf(status, sizeof(status), "%03u", code);
        write_line(log, status);
    }
    summary = read_log(*state, log);
    assert_int_equal(summary->lines.counted, 1000);
    assert_int_equal(summary->code_count, 1000);
    for (unsigned code = 0; code < 1000; code++) {
        assert_int_equal(summary->codes[code].code, code);
        assert_int_equal(summary->codes[code].requests, 1);
        assert_explained(&summary->codes[code]);
    }
    assert_int_equal(summary->classes[LS_CLASS_NONE].requests, 1);
    assert_int_equal(summary->classes[LS_CLASS_OTHER].requests, 499);
    for (ls_class c = LS_CLASS_1XX; c <= LS_CLASS_5XX; c++)
        assert_int_equal(summary->classes[c].requests, 100);
    ls_summary_free(summary);
    (void)fclose(log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code__registered_is_counted_and_explained),
        cmocka_unit_test(every_code__vendor_is_counted_and_explained),
        cmocka_unit_test(
            every_code__odd_status_is_counted_as_the_contract_says),
        cmocka_unit_test(every_code__what_is_no_status_is_unparsed),
        cmocka_unit_test(every_code__all_numbers_stand_side_by_side),
    };

    return cmocka_run_group_tests_name("every_code", tests, set_up, tear_down);
}
