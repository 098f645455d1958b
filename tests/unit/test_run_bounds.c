/* SPDX-License-Identifier: MIT */
/*
 * Runs: what bounds their memory, and what callers are told while they go on.
 */

#include "test.h"

#include "pipeline/inputs.h"
#include "property/laws.h"

#include <logstat/run.h>

#include <stdio.h>
#include <unistd.h>

#define LINE(status)                                                           \
    "192.0.2.7 - - [10/Oct/2000:13:55:36 +0000] \"GET /a HTTP/1.1\" " status   \
    " 5\n"

static ls_run_options usual(void)
{
    return (ls_run_options){ .formats = builtin_formats(), .stop = -1 };
}

static ls_run *new_run(const ls_run_options *options)
{
    ls_run *run = NULL;

    assert_int_equal(ls_run_new(options, &run, NULL), LS_OK);
    return run;
}

/* Reads the bytes under this name; what the run said. */
static ls_status add(ls_run *run, const char *name, ls_slice bytes,
                     ls_outcome *outcome)
{
    int file = file_of(bytes);
    ls_status status = ls_run_stream(run, file, name, outcome, NULL);

    (void)close(file);
    return status;
}

static ls_summary *summary_of(const ls_run *run)
{
    ls_summary *summary = NULL;

    assert_int_equal(ls_run_summary(run, &summary, NULL), LS_OK);
    assert_null(accounting_problem(summary));
    return summary;
}

/* Seven bad lines and one good one. */
static const ls_slice bad = {
    "one\ntwo\nthree\n" LINE("200") "four\nfive\nsix\nseven\n",
    sizeof("one\ntwo\nthree\n" LINE("200") "four\nfive\nsix\nseven\n") - 1
};

static void run__keeps_five_examples_of_an_input(void **state)
{
    static const char *const texts[] = { "one", "two", "three", "four",
                                         "five" };
    static const uint64_t lines[] = { 1, 2, 3, 5, 6 };
    const ls_run_options options = usual();
    ls_run *run = new_run(&options);
    ls_outcome outcome;
    ls_summary *summary;

    (void)state;
    assert_int_equal(add(run, "a", bad, &outcome), LS_OK);
    summary = summary_of(run);
    assert_true(summary->lines.unparsed == 7);
    assert_int_equal(summary->unparsed_count, CASES(texts));
    for (size_t i = 0; i < CASES(texts); i++) {
        assert_slice_equal(summary->unparsed[i].text, texts[i]);
        assert_true(summary->unparsed[i].line == lines[i]);
        assert_memory_equal(bad.ptr + summary->unparsed[i].offset, texts[i],
                            strlen(texts[i]));
    }
    ls_summary_free(summary);
    ls_run_free(run);
}

static void run__keeps_fifty_examples_in_all(void **state)
{
    const ls_run_options options = usual();
    ls_run *run = new_run(&options);
    ls_outcome outcome;
    ls_summary *summary;

    (void)state;
    for (char name[] = "z"; name[0] > 'l'; name[0]--)
        assert_int_equal(add(run, name, bad, &outcome), LS_OK);
    summary = summary_of(run);
    assert_int_equal(summary->input_count, 14);
    assert_int_equal(summary->unparsed_count, 50);
    /* The first by name and then by place, though they were read last. */
    for (size_t i = 0; i < 50; i++) {
        assert_int_equal(summary->unparsed[i].input[0], 'm' + i / 5);
        if (i % 5)
            assert_true(summary->unparsed[i].offset >
                        summary->unparsed[i - 1].offset);
    }
    ls_summary_free(summary);
    ls_run_free(run);
}

/* An input past the fiftieth example still shows its lines if it is strange. */
static void run__strange_input_is_shown_when_examples_are_full(void **state)
{
    const ls_run_options options = usual();
    ls_run *run = new_run(&options);
    ls_outcome outcome;

    (void)state;
    for (size_t i = 0; i < 11; i++)
        assert_int_equal(add(run, "a", bad, &outcome), LS_OK);
    assert_int_equal(add(run, "b", LS_SLICE("x\ny\n"), &outcome), LS_OK);
    assert_int_equal(outcome.verdict, LS_INPUT_STRANGE);
    assert_int_equal(outcome.misfit_count, 2);
    assert_string_equal(outcome.misfits[1].text, "y");
    ls_run_free(run);
}

static void run__example_has_up_to_256_bytes(void **state)
{
    const ls_run_options options = usual();
    ls_run *run = new_run(&options);
    char line[1000];
    ls_outcome outcome;
    ls_summary *summary;

    (void)state;
    memset(line, 'x', sizeof(line));
    line[255] = 'y';
    assert_int_equal(add(run, "a", (ls_slice){ line, sizeof(line) }, &outcome),
                     LS_OK);
    summary = summary_of(run);
    assert_int_equal(summary->unparsed[0].text.len, 256);
    assert_memory_equal(summary->unparsed[0].text.ptr, line, 256);
    assert_int_equal(outcome.misfits[0].len, 256);
    assert_int_equal(outcome.misfits[0].text[256], '\0');
    ls_summary_free(summary);
    ls_run_free(run);
}

/* A thousand inputs by name, and the others as one. */
static void run__folds_inputs_beyond_a_thousand(void **state)
{
    ls_run_options options = usual();
    ls_outcome outcome;
    ls_summary *summary;
    ls_run *run;

    (void)state;
    options.format = ls_formats_find(options.formats, LS_SLICE("common"));
    run = new_run(&options);
    for (size_t i = 0; i < LS_INPUT_LIST_MAX + 3; i++) {
        char name[16];

        (void)snprintf(name, sizeof(name), "%zu", i);
        assert_int_equal(add(run, name,
                             i % 100 < 3 ? LS_SLICE("\0" LINE("404") "\nwhat\n")
                                         : LS_SLICE(""),
                             &outcome),
                         LS_OK);
    }
    summary = summary_of(run);
    assert_int_equal(summary->input_count, LS_INPUT_LIST_MAX + 1);
    assert_string_equal(summary->inputs[999].name, "999");
    assert_string_equal(summary->inputs[1000].name, "other");
    assert_string_equal(summary->inputs[1000].format, "");
    assert_int_equal(summary->inputs[1000].server_count, 0);
    assert_true(summary->inputs[1000].lines.counted == 3);
    assert_true(summary->inputs[1000].lines.blank == 3);
    assert_true(summary->inputs[1000].lines.unparsed == 3);
    assert_true(summary->inputs[1000].nul == 3);
    assert_true(summary->inputs[1000].bytes ==
                3 * (sizeof("\0" LINE("404") "\nwhat\n") - 1));
    assert_true(summary->lines.counted == 33);
    ls_summary_free(summary);
    ls_run_free(run);
}

/* What the callbacks were told. */
struct heard {
    size_t records;
    size_t lines;
    size_t progress;
    uint64_t bytes;
    uint64_t size;
    size_t fail_at; /* the call that fails; 0: none */
    ls_status failure;
    char text[64];
};

static ls_status hear_record(void *context, const ls_record *record)
{
    struct heard *heard = context;

    assert_true(record->has & LS_HAS(LS_FIELD_CLIENT)); /* all there is */
    assert_int_equal(record->code, 404);
    return ++heard->records == heard->fail_at ? heard->failure : LS_OK;
}

static ls_status hear_line(void *context, ls_slice line)
{
    struct heard *heard = context;

    (void)strncat(heard->text, line.ptr, line.len);
    (void)strncat(heard->text, "|", 2);
    return ++heard->lines == heard->fail_at ? heard->failure : LS_OK;
}

static void hear_progress(void *context, const ls_progress_report *report)
{
    struct heard *heard = context;

    assert_true(report->bytes >= heard->bytes);
    heard->bytes = report->bytes;
    heard->size = report->size;
    heard->progress++;
}

static void run__tells_of_records_lines_and_progress(void **state)
{
    const ls_slice log = LS_SLICE(
        "a\n" LINE("404") "\nb\n" LINE("200") "==> x <==\n" LINE("404") "c");
    ls_run_options options = usual();
    struct heard heard = { 0 };
    ls_filter *filter = ls_filter_new();
    ls_outcome outcome;
    ls_run *run;

    (void)state;
    assert_int_equal(ls_filter_status(filter, LS_SLICE("404"), NULL), LS_OK);
    options.filter = filter;
    options.block = 64;
    options.on_record = hear_record;
    options.on_unparsed = hear_line;
    options.on_progress = hear_progress;
    options.context = &heard;
    run = new_run(&options);
    assert_int_equal(add(run, "a", log, &outcome), LS_OK);
    assert_int_equal(heard.records, 2);
    assert_string_equal(heard.text, "a|b|c|");
    assert_true(heard.progress > 1);
    assert_true(heard.bytes == log.len && heard.size == log.len);
    ls_run_free(run);
    ls_filter_free(filter);
}

/* An element that comes in pieces shares its memory with the one after it. */
static void run__tells_of_elements_that_come_in_pieces(void **state)
{
    const ls_slice log =
        LS_SLICE("[{\"a\":1},{\"b\":2,\"x\":0},{\"c\":3,\"y\":0}]");
    ls_run_options options = usual();
    struct heard heard = { 0 };
    ls_outcome outcome;
    ls_run *run;

    (void)state;
    options.block = 16;
    options.on_unparsed = hear_line;
    options.context = &heard;
    run = new_run(&options);
    assert_int_equal(add(run, "a", log, &outcome), LS_OK);
    assert_string_equal(heard.text,
                        "{\"a\":1}|{\"b\":2,\"x\":0}|{\"c\":3,\"y\":0}|");
    ls_run_free(run);
}

static void run__ends_with_the_failure_of_a_callback(void **state)
{
    static const ls_status failures[] = { LS_EIO, LS_ENOMEM };

    (void)state;
    for (size_t i = 0; i < 2 * CASES(failures); i++) {
        struct heard heard = { .fail_at = 2, .failure = failures[i / 2] };
        ls_run_options options = usual();
        ls_outcome outcome;
        ls_summary *summary;
        ls_run *run;

        if (i % 2)
            options.on_record = hear_record;
        else
            options.on_unparsed = hear_line;
        options.context = &heard;
        run = new_run(&options);
        assert_int_equal(
            add(run, "a",
                LS_SLICE(LINE("404") LINE("404") LINE("404") "a\nb\nc\n"),
                &outcome),
            failures[i / 2]);
        assert_int_equal(heard.records + heard.lines, 2);
        summary = NULL;
        assert_int_equal(ls_run_summary(run, &summary, NULL), LS_OK);
        assert_int_equal(summary->input_count, 0);
        ls_summary_free(summary);
        ls_run_free(run);
    }
}

/* However many threads are about to call it, too. */
static void run__calls_nothing_after_a_failure(void **state)
{
    ls_buf log = { 0 };

    (void)state;
    for (size_t i = 0; i < 100; i++)
        assert_int_equal(ls_buf_append(&log, LS_SLICE(LINE("404"))), LS_OK);
    for (size_t i = 0; i < 200; i++) {
        struct heard heard = { .fail_at = 2 + i % 90, .failure = LS_EIO };
        ls_run_options options = usual();
        ls_outcome outcome;
        ls_run *run;

        options.block = sizeof(LINE("404")) - 1;
        options.jobs = 4;
        options.on_record = hear_record;
        options.context = &heard;
        run = new_run(&options);
        assert_int_equal(add(run, "a", ls_buf_slice(&log), &outcome), LS_EIO);
        assert_int_equal(heard.records, heard.fail_at);
        ls_run_free(run);
    }
    ls_buf_release(&log);
}

/* What was read of a pipe until somebody asked for the report. */
static void run__stops_reading_a_stream_when_told_to(void **state)
{
    int ends[2];
    int stop[2];
    ls_run_options options = usual();
    ls_outcome outcome;
    ls_summary *summary;
    ls_run *run;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(pipe(stop), 0);
    assert_int_equal(write(ends[1], bad.ptr, bad.len), bad.len);
    assert_int_equal(write(stop[1], "x", 1), 1);
    options.stop = stop[0];
    run = new_run(&options);
    assert_int_equal(ls_run_stream(run, ends[0], "-", &outcome, NULL), LS_OK);
    assert_int_equal(outcome.verdict, LS_INPUT_EMPTY);
    summary = summary_of(run);
    assert_string_equal(summary->inputs[0].name, "-");
    ls_summary_free(summary);
    ls_run_free(run);
    for (size_t i = 0; i < 2; i++) {
        (void)close(ends[i]);
        (void)close(stop[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(run__keeps_five_examples_of_an_input),
        cmocka_unit_test(run__keeps_fifty_examples_in_all),
        cmocka_unit_test(run__strange_input_is_shown_when_examples_are_full),
        cmocka_unit_test(run__example_has_up_to_256_bytes),
        cmocka_unit_test(run__folds_inputs_beyond_a_thousand),
        cmocka_unit_test(run__tells_of_records_lines_and_progress),
        cmocka_unit_test(run__tells_of_elements_that_come_in_pieces),
        cmocka_unit_test(run__ends_with_the_failure_of_a_callback),
        cmocka_unit_test(run__calls_nothing_after_a_failure),
        cmocka_unit_test(run__stops_reading_a_stream_when_told_to),
    };

    (void)alarm(120); /* who waits for ever has failed */
    return cmocka_run_group_tests_name("run_bounds", tests, NULL, NULL);
}
