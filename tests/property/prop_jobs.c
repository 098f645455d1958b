/* SPDX-License-Identifier: MIT */
/*
 * The result does not depend on how many threads read, nor on the size of
 * blocks: the summary, and the records and unparsed lines that are told on the
 * way. Logs are put together from pieces of all samples, headers among them.
 */

#include "test.h"

#include "input/source.h"
#include "property/laws.h"
#include "property/mixes.h"

#include <stdio.h>
#include <unistd.h>

enum {
    MIXES = 30,
    SECTIONS = 200,
    FILES = 9,
};

static const size_t jobs[] = { 1, 2, 3, 7 };
static const size_t blocks[] = { 64, 1000, 16384, 4194304 };

/* What a run has told. */
struct told {
    ls_buf records;
    ls_buf unparsed;
};

static ls_status hear_record(void *context, const ls_record *record)
{
    struct told *told = context;
    const ls_sink sink = sink_to(&told->records);

    return ls_render_record(record, &sink);
}

static ls_status hear_line(void *context, ls_slice line)
{
    struct told *told = context;

    if (ls_buf_append(&told->unparsed, line) != LS_OK)
        return LS_ENOMEM;
    return ls_buf_append(&told->unparsed, LS_SLICE("\n"));
}

static ls_run_options options_of(size_t job_count, size_t block)
{
    return (ls_run_options){
        .formats = builtin_formats(),
        .groups = common_groups(),
        .block = block,
        .max_line = 5000,
        .stop = -1,
        .jobs = job_count,
    };
}

/* The summary of some inputs as JSON, which is the caller's. */
static ls_buf count(const ls_run_options *options, const ls_run_input *inputs,
                    size_t input_count)
{
    ls_buf json = { 0 };
    const ls_sink sink = sink_to(&json);
    ls_summary *summary = NULL;
    ls_run *run = NULL;

    assert_int_equal(ls_run_new(options, &run, NULL), LS_OK);
    assert_int_equal(ls_run_read(run, inputs, input_count, NULL), LS_OK);
    assert_int_equal(ls_run_summary(run, &summary, NULL), LS_OK);
    assert_null(accounting_problem(summary));
    assert_int_equal(ls_render_json(summary, &sink), LS_OK);
    ls_summary_free(summary);
    ls_run_free(run);
    return json;
}

static void demand_same(ls_buf *want, ls_buf *got, const char *what,
                        const ls_run_options *options)
{
    if (!ls_slice_equal(ls_buf_slice(want), ls_buf_slice(got)))
        fail_msg("%s: not the same with %zu jobs and blocks of %zu", what,
                 options->jobs, options->block);
}

/* Reads the inputs in all ways. */
static void try_inputs(const ls_run_input *inputs, size_t input_count)
{
    ls_run_options plain = options_of(1, 0);
    ls_buf want = count(&plain, inputs, input_count);

    for (size_t j = 0; j < CASES(jobs); j++)
        for (size_t b = 0; b < CASES(blocks); b++) {
            ls_run_options options = options_of(jobs[j], blocks[b]);
            ls_buf got = count(&options, inputs, input_count);

            demand_same(&want, &got, "the summary", &options);
            ls_buf_release(&got);
        }
    ls_buf_release(&want);
}

/* What a run with these options tells: of records, or of other lines. */
static ls_buf hear(ls_run_options options, const ls_run_input *inputs,
                   size_t input_count, bool records)
{
    struct told told = { 0 };
    ls_buf json;

    options.on_record = records ? hear_record : NULL;
    options.on_unparsed = records ? NULL : hear_line;
    options.context = &told;
    json = count(&options, inputs, input_count);
    ls_buf_release(&json);
    ls_buf_release(records ? &told.unparsed : &told.records);
    return records ? told.records : told.unparsed;
}

/* The same for what is told on the way. */
static void try_telling(const ls_run_input *inputs, size_t input_count,
                        bool records)
{
    ls_buf want = hear(options_of(1, 0), inputs, input_count, records);

    for (size_t j = 0; j < CASES(jobs); j++)
        for (size_t b = 0; b < CASES(blocks); b++) {
            ls_run_options options = options_of(jobs[j], blocks[b]);
            ls_buf got = hear(options, inputs, input_count, records);

            demand_same(&want, &got, records ? "records" : "unparsed lines",
                        &options);
            ls_buf_release(&got);
        }
    ls_buf_release(&want);
}

/* A file that can be opened by its name as long as it is open. */
static int put_file(ls_slice bytes, char *name, size_t room)
{
    int file = file_of(bytes);

    (void)snprintf(name, room, "/dev/fd/%d", file);
    return file;
}

static void jobs__do_not_matter(void **state)
{
    random_source random = { 11 };
    ls_buf log = { 0 };

    (void)state;
    for (size_t i = 0; i < MIXES; i++) {
        char name[32];
        ls_run_input input = { .name = name, .descriptor = -1 };
        int file;

        mix_log(&random, &log);
        file = put_file(ls_buf_slice(&log), name, sizeof(name));
        try_inputs(&input, 1);
        try_telling(&input, 1, true);
        try_telling(&input, 1, false);
        (void)close(file);
    }
    ls_buf_release(&log);
}

/* Two headers in turn, by which the rows below mean something else. */
static void put_sections(ls_buf *log)
{
    static const char *const headers[] = {
        "#Fields: date time sc-status sc-bytes\n",
        "#Fields: date time sc-bytes sc-status\n",
    };

    for (size_t i = 0; i < SECTIONS; i++) {
        assert_int_equal(ls_buf_append(log, ls_slice_of(headers[i % 2])),
                         LS_OK);
        for (size_t j = 0; j < i % 7; j++)
            assert_int_equal(
                ls_buf_append(log, LS_SLICE("2026-11-27 10:00:01 404 200\n")),
                LS_OK);
    }
}

/* Behind a line that is longer than what is looked at to find a format. */
static void jobs__do_not_matter_where_no_format_is_found(void **state)
{
    char name[32];
    const ls_run_input input = { .name = name, .descriptor = -1 };
    ls_buf log = { 0 };
    int file;

    (void)state;
    assert_int_equal(ls_buf_reserve(&log, LS_HEAD_MOST + 1), LS_OK);
    memset(log.ptr, 'x', LS_HEAD_MOST);
    log.ptr[LS_HEAD_MOST] = '\n';
    log.len = LS_HEAD_MOST + 1;
    put_sections(&log);
    file = put_file(ls_buf_slice(&log), name, sizeof(name));
    try_inputs(&input, 1);
    (void)close(file);
    ls_buf_release(&log);
}

static void jobs__do_not_matter_for_several_files(void **state)
{
    random_source random = { 12 };
    char names[FILES][32];
    int files[FILES];
    ls_run_input inputs[FILES + 1];

    (void)state;
    for (size_t i = 0; i < FILES; i++) {
        ls_buf log = { 0 };

        if (i) /* the first is empty */
            mix_log(&random, &log);
        files[i] = put_file(ls_buf_slice(&log), names[i], sizeof(names[i]));
        inputs[i] = (ls_run_input){ .name = names[i], .descriptor = -1 };
        ls_buf_release(&log);
    }
    inputs[FILES] = (ls_run_input){ .name = "/nowhere", .descriptor = -1 };
    try_inputs(inputs, FILES + 1);
    try_telling(inputs, FILES + 1, true);
    try_telling(inputs, FILES + 1, false);
    for (size_t i = 0; i < FILES; i++)
        (void)close(files[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(jobs__do_not_matter),
        cmocka_unit_test(jobs__do_not_matter_where_no_format_is_found),
        cmocka_unit_test(jobs__do_not_matter_for_several_files),
    };

    return cmocka_run_group_tests_name("jobs", tests, mixes_set_up,
                                       mixes_tear_down);
}
