/* SPDX-License-Identifier: MIT */
/*
 * Runs: what is said about each kind of input, and what of it stands in the
 * summary. Bounds and callbacks are in test_run_bounds.c.
 */

#include "test.h"

#include "pipeline/reading.h"
#include "property/laws.h"

#include <logstat/run.h>

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#define LINE(status)                                                           \
    "192.0.2.7 - - [10/Oct/2000:13:55:36 +0000] \"GET /a HTTP/1.1\" " status   \
    " 5\n"

/* What one input came to. */
struct result {
    ls_outcome outcome;
    ls_summary *summary;
};

static ls_run_options usual(void)
{
    return (ls_run_options){ .formats = builtin_formats(), .stop = -1 };
}

static struct result read_bytes(const ls_run_options *options, ls_slice bytes)
{
    struct result result = { .summary = NULL };
    int file = file_of(bytes);

    result.summary = read_log(options, file, &result.outcome);
    (void)close(file);
    return result;
}

#define BYTES(literal)                                                         \
    {                                                                          \
        (literal), sizeof(literal) - 1                                         \
    }

/* In the summary all but those that are refused. */
static const struct {
    const char *what;
    ls_slice bytes;
    ls_verdict verdict;
    const char *message;
} inputs[] = {
    { "a log", BYTES(LINE("200")), LS_INPUT_READ, "" },
    { "one record among much else", BYTES("what\nis\nthis\n\n" LINE("200")),
      LS_INPUT_READ, "" },
    { "nothing", BYTES(""), LS_INPUT_EMPTY, "is empty" },
    { "blank lines", BYTES("\n \n\n"), LS_INPUT_READ, "" },
    { "comments", BYTES("==> a.log <==\n\n==> b.log <==\n"), LS_INPUT_READ,
      "" },
    { "text", BYTES("dear diary\n"), LS_INPUT_STRANGE,
      "no line fits a known log format; the nearest is common" },
    { "a program",
      BYTES("\x7f"
            "ELF\x01\x02\x01\0\0\0\0\0\0\0\n"),
      LS_INPUT_STRANGE, "is binary data, not a log" },
    { "a hole", BYTES("\0\0\0\0\0\0\0\0"), LS_INPUT_DAMAGED,
      "holds nothing but NUL bytes: what was written there is lost" },
    { "a hole and a record", BYTES("\0\0\0\0" LINE("200")), LS_INPUT_READ, "" },
    { "gzip without an end", BYTES("\x1f\x8b\x08\0\0\0\0\0"), LS_INPUT_FAILED,
      "ends inside its gzip data: what followed is lost" },
    { "nothing, compressed with bzip2", BYTES("BZh9\x17rE8P\x90\0\0\0\0"),
      LS_INPUT_EMPTY, "is empty" },
    { "zip", BYTES("PK\x03\x04\x14\0"), LS_INPUT_REFUSED,
      "is a zip archive; pipe it in: unzip -p FILE | logstat" },
    { "UTF-16",
      BYTES("\xff\xfe"
            "1\0"),
      LS_INPUT_REFUSED,
      "is UTF-16 text; convert it: iconv -f UTF-16 -t UTF-8 FILE | logstat" },
    { "an error log",
      BYTES("2026/11/17 13:02:31 [error] 31#31: *1 open() failed\n"),
      LS_INPUT_LOOKALIKE, "is an nginx error log; it has no status codes" },
    { "an error log with one record",
      BYTES(
          "2026/11/17 13:02:31 [error] 31#31: *1 open() failed\n" LINE("500")),
      LS_INPUT_READ, "" },
};

static bool is_in_summary(ls_verdict verdict)
{
    return verdict == LS_INPUT_READ || verdict == LS_INPUT_EMPTY ||
           verdict == LS_INPUT_STRANGE || verdict == LS_INPUT_DAMAGED;
}

static void run__says_what_became_of_an_input(void **state)
{
    const ls_run_options options = usual();

    (void)state;
    for (size_t i = 0; i < CASES(inputs); i++) {
        struct result r = read_bytes(&options, inputs[i].bytes);

        if (r.outcome.verdict != inputs[i].verdict)
            fail_msg("%s: %d, %s", inputs[i].what, r.outcome.verdict,
                     r.outcome.message.message);
        assert_string_equal(r.outcome.message.message, inputs[i].message);
        assert_int_equal(r.summary->input_count,
                         is_in_summary(inputs[i].verdict));
        assert_null(accounting_problem(r.summary));
        ls_summary_free(r.summary);
    }
}

/* What is refused leaves nothing behind, not even an example. */
static void run__refused_input_is_not_in_the_summary(void **state)
{
    const ls_run_options options = usual();
    struct result r = read_bytes(
        &options, LS_SLICE("2026/11/17 13:02:31 [error] 31#31: x\nwhat\n"));

    (void)state;
    assert_int_equal(r.outcome.verdict, LS_INPUT_LOOKALIKE);
    assert_int_equal(r.summary->unparsed_count, 0);
    assert_true(ls_lines_total(&r.summary->lines) == 0);
    ls_summary_free(r.summary);
}

static void run__files_that_cannot_be_read_are_named(void **state)
{
    static const struct {
        const char *path;
        ls_verdict verdict;
        const char *message;
    } cases[] = {
        { "/nonexistent/a", LS_INPUT_FAILED, "No such file or directory" },
        { "/", LS_INPUT_REFUSED, "is a directory" },
        { "/dev/null", LS_INPUT_EMPTY, "is empty" },
    };
    const ls_run_options options = usual();
    ls_summary *summary = NULL;
    ls_outcome outcome;
    ls_run *run = NULL;

    (void)state;
    assert_int_equal(ls_run_new(&options, &run, NULL), LS_OK);
    for (size_t i = 0; i < CASES(cases); i++) {
        assert_int_equal(ls_run_file(run, cases[i].path, &outcome, NULL),
                         LS_OK);
        assert_int_equal(outcome.verdict, cases[i].verdict);
        assert_string_equal(outcome.message.message, cases[i].message);
    }
    assert_int_equal(ls_run_stream(run, -1, "gone", &outcome, NULL), LS_OK);
    assert_int_equal(outcome.verdict, LS_INPUT_FAILED);
    assert_int_equal(ls_run_summary(run, &summary, NULL), LS_OK);
    assert_int_equal(summary->input_count, 1);
    assert_string_equal(summary->inputs[0].name, "/dev/null");
    ls_summary_free(summary);
    ls_run_free(run);
}

/* It may wait long for those before it to be reported. */
static void run__closes_an_input_that_has_been_read(void **state)
{
    const ls_run_options options = usual();
    const int next = file_of(LS_SLICE(""));
    pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    ls_run_input input = { .name = LOGSTAT_SOURCE "/LICENSE",
                           .descriptor = -1 };
    ls_run *run = NULL;
    ls_reading *reading = NULL;

    (void)state;
    (void)close(next);
    assert_int_equal(ls_run_new(&options, &run, NULL), LS_OK);
    assert_int_equal(ls_reading_new(run, 0, &lock, &reading), LS_OK);
    assert_int_equal(ls_reading_start(reading, &input), LS_OK);
    assert_int_not_equal(fcntl(next, F_GETFD), -1);
    ls_reading_finish(reading);
    assert_int_equal(fcntl(next, F_GETFD), -1);
    ls_reading_free(reading);
    ls_run_free(run);
}

static void truncate_file(void *context, const ls_progress_report *report)
{
    const int *file = context;

    (void)report;
    assert_int_equal(ftruncate(*file, sizeof(LINE("200")) + 10), 0);
}

static void run__file_that_shrinks_is_damaged_but_counted(void **state)
{
    ls_run_options options = usual();
    int file =
        file_of(LS_SLICE(LINE("200") LINE("200") LINE("200") LINE("200")));
    ls_summary *summary;
    ls_outcome outcome;

    (void)state;
    options.block = 16;
    options.on_progress = truncate_file;
    options.context = &file;
    summary = read_log(&options, file, &outcome);
    assert_int_equal(outcome.verdict, LS_INPUT_DAMAGED);
    assert_string_equal(outcome.message.message,
                        "was truncated while it was read");
    assert_true(summary->lines.counted == 1);
    assert_null(accounting_problem(summary));
    ls_summary_free(summary);
    (void)close(file);
}

static void run__byte_order_mark_is_not_of_the_first_line(void **state)
{
    const ls_run_options options = usual();
    struct result r = read_bytes(&options, LS_SLICE("\xef\xbb\xbf"
                                                    "x\n" LINE("404")));

    (void)state;
    assert_true(r.summary->lines.counted == 1);
    assert_int_equal(r.summary->unparsed_count, 1);
    assert_slice_equal(r.summary->unparsed[0].text, "x");
    assert_true(r.summary->unparsed[0].offset == 3);
    ls_summary_free(r.summary);
}

static void run__strange_input_shows_its_first_lines(void **state)
{
    const ls_run_options options = usual();
    struct result r =
        read_bytes(&options, LS_SLICE("\n192.0.2.7 - - what\nb\x01\n\nc\nd\n"));
    const ls_misfit *misfits = r.outcome.misfits;

    (void)state;
    assert_int_equal(r.outcome.misfit_count, 3);
    assert_int_equal(misfits[0].line, 2);
    assert_string_equal(misfits[0].text, "192.0.2.7 - - what");
    assert_int_equal(misfits[0].column, 13);
    assert_string_equal(misfits[0].reason, "expected \"[\"");
    assert_string_equal(misfits[0].nearest, "common");
    assert_int_equal(misfits[1].line, 3);
    assert_memory_equal(misfits[1].text, "b\x01", 3);
    assert_int_equal(misfits[1].len, 2);
    assert_int_equal(misfits[2].line, 5);
    ls_summary_free(r.summary);
}

static void run__knows_format_title_and_servers_of_an_input(void **state)
{
    ls_run_options options = usual();
    struct result r = read_bytes(&options, LS_SLICE(LINE("200")));
    const ls_summary_input *input = &r.summary->inputs[0];

    (void)state;
    assert_string_equal(input->name, "log");
    assert_string_equal(input->format, "common");
    assert_true(input->detected);
    assert_int_equal(input->server_count, 1);
    assert_string_equal(input->servers[0], "apache");
    assert_int_equal(input->bytes, sizeof(LINE("200")) - 1);
    ls_summary_free(r.summary);

    options.format = ls_formats_find(options.formats, LS_SLICE("nginx"));
    r = read_bytes(&options, LS_SLICE(LINE("200")));
    input = &r.summary->inputs[0];
    assert_string_equal(input->format, "combined");
    assert_false(input->detected);
    ls_summary_free(r.summary);
}

static void run__counts_lines_of_another_format_of_the_family(void **state)
{
    ls_run_options options = usual();
    struct result r;

    (void)state;
    options.format = ls_formats_find(options.formats, LS_SLICE("vhost_common"));
    r = read_bytes(&options,
                   LS_SLICE("a.example:80 " LINE("200") LINE("404") "what\n"));
    assert_string_equal(r.summary->inputs[0].format, "vhost_common");
    assert_true(r.summary->lines.counted == 2);
    assert_true(r.summary->lines.unparsed == 1);
    assert_true(r.summary->inputs[0].fallback == 1);
    ls_summary_free(r.summary);
}

static void run__line_too_long_is_unparsed_and_said_to_be(void **state)
{
    ls_run_options options = usual();
    struct result r;

    (void)state;
    options.max_line = sizeof(LINE("200")) - 2; /* just long enough */
    r = read_bytes(&options, LS_SLICE(LINE("200") "x" LINE("200")));
    assert_true(r.summary->lines.counted == 1);
    assert_int_equal(r.summary->unparsed_count, 1);
    assert_string_equal(r.summary->unparsed[0].reason, "too long");
    assert_int_equal(r.summary->unparsed[0].line, 2);
    assert_int_equal(r.summary->unparsed[0].column, 1);
    assert_int_equal(r.summary->unparsed[0].text.len, options.max_line);
    ls_summary_free(r.summary);
}

/* A line of `len` bytes that is no record; the run's limits are the usual ones.
 */
static const char *reason_of_line(size_t len)
{
    static char line[1024 * 1024 + 2];
    ls_run_options options = usual();
    struct result r;
    const char *reason;

    memset(line, 'x', len);
    line[len] = '\n';
    r = read_bytes(&options, (ls_slice){ line, len + 1 });
    assert_int_equal(r.summary->unparsed_count, 1);
    reason = strcmp(r.summary->unparsed[0].reason, "too long") == 0
                 ? "too long"
                 : "no record";
    ls_summary_free(r.summary);
    return reason;
}

static void run__takes_lines_of_up_to_a_mebibyte(void **state)
{
    (void)state;
    assert_string_equal(reason_of_line(1024 * 1024), "no record");
    assert_string_equal(reason_of_line(1024 * 1024 + 1), "too long");
}

static void run__filter_and_selection_reach_the_summary(void **state)
{
    ls_run_options options = usual();
    ls_filter *filter = ls_filter_new();
    struct result r;

    (void)state;
    assert_non_null(filter);
    assert_int_equal(ls_filter_status(filter, LS_SLICE("4xx"), NULL), LS_OK);
    options.filter = filter;
    options.select.status = "4xx";
    r = read_bytes(&options, LS_SLICE(LINE("200") LINE("404") "what\n\n"));
    assert_int_equal(r.outcome.verdict, LS_INPUT_READ);
    assert_true(r.summary->lines.counted == 1);
    assert_true(r.summary->lines.filtered == 1);
    assert_true(r.summary->lines.unparsed == 1);
    assert_true(r.summary->lines.blank == 1);
    assert_int_equal(r.summary->code_count, 1);
    assert_string_equal(r.summary->select.status, "4xx");
    assert_null(r.summary->select.method);
    ls_summary_free(r.summary);
    ls_filter_free(filter);
}

static void run__empty_one_has_an_empty_summary(void **state)
{
    const ls_run_options options = usual();
    ls_summary *summary = NULL;
    ls_run *run = NULL;

    (void)state;
    assert_int_equal(ls_run_new(&options, &run, NULL), LS_OK);
    assert_int_equal(ls_run_summary(run, &summary, NULL), LS_OK);
    assert_int_equal(summary->input_count, 0);
    assert_int_equal(summary->code_count, 0);
    assert_null(accounting_problem(summary));
    ls_summary_free(summary);
    ls_run_free(run);
    ls_run_free(NULL);
    ls_summary_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(run__says_what_became_of_an_input),
        cmocka_unit_test(run__refused_input_is_not_in_the_summary),
        cmocka_unit_test(run__files_that_cannot_be_read_are_named),
        cmocka_unit_test(run__closes_an_input_that_has_been_read),
        cmocka_unit_test(run__file_that_shrinks_is_damaged_but_counted),
        cmocka_unit_test(run__byte_order_mark_is_not_of_the_first_line),
        cmocka_unit_test(run__strange_input_shows_its_first_lines),
        cmocka_unit_test(run__knows_format_title_and_servers_of_an_input),
        cmocka_unit_test(run__counts_lines_of_another_format_of_the_family),
        cmocka_unit_test(run__line_too_long_is_unparsed_and_said_to_be),
        cmocka_unit_test(run__takes_lines_of_up_to_a_mebibyte),
        cmocka_unit_test(run__filter_and_selection_reach_the_summary),
        cmocka_unit_test(run__empty_one_has_an_empty_summary),
    };

    return cmocka_run_group_tests_name("run", tests, NULL, NULL);
}
