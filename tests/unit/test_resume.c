/* SPDX-License-Identifier: MIT */
/* Going on in inputs whose format is known from the run before. */

#include "test.h"

#include "property/laws.h"

#include <logstat/run.h>

#include <stdio.h>
#include <unistd.h>

enum {
    MANY = 70, /* more than are open at once */
    NAME_ROOM = 32
};

#define LINE(path, code)                                                       \
    "192.0.2.1 - - [27/Nov/2026:16:03:11 +0000] \"GET /" path                  \
    " HTTP/1.1\" " code " 9\n"

/* What the run before has read. */
#define OLD LINE("old", "200")

static const ls_position position = {
    .offset = sizeof(OLD) - 1,
    .lines = 1,
    .format = "combined",
};

/* An open file, by its name. */
struct log {
    int file;
    char name[NAME_ROOM];
};

static struct log open_log(ls_slice bytes)
{
    struct log log = { .file = file_of(bytes) };

    (void)snprintf(log.name, sizeof(log.name), "/dev/fd/%d", log.file);
    return log;
}

static ls_run_input input_of(const struct log *log, const ls_position *from)
{
    return (ls_run_input){
        .name = log->name,
        .descriptor = -1,
        .position = from,
    };
}

static ls_run *new_run(const ls_run_options *options)
{
    ls_run *run = NULL;

    assert_int_equal(ls_run_new(options, &run, NULL), LS_OK);
    return run;
}

static ls_summary *read_inputs(const ls_run_options *options,
                               const ls_run_input *inputs, size_t count)
{
    ls_run *run = new_run(options);
    ls_summary *summary = NULL;

    assert_int_equal(ls_run_read(run, inputs, count, NULL), LS_OK);
    assert_int_equal(ls_run_summary(run, &summary, NULL), LS_OK);
    ls_run_free(run);
    return summary;
}

static void resume__goes_on_in_many_inputs(void **state)
{
    struct log logs[MANY];
    ls_run_input inputs[MANY];

    (void)state;
    for (size_t i = 0; i < MANY; i++) {
        logs[i] = open_log(LS_SLICE(OLD LINE("new", "404")));
        inputs[i] = input_of(&logs[i], &position);
    }
    for (size_t jobs = 1; jobs <= 3; jobs += 2) {
        const ls_run_options options = { .formats = builtin_formats(),
                                         .stop = -1,
                                         .jobs = jobs };
        ls_summary *summary = read_inputs(&options, inputs, MANY);

        assert_int_equal(summary->lines.counted, MANY);
        assert_int_equal(summary->input_count, MANY);
        ls_summary_free(summary);
    }
    for (size_t i = 0; i < MANY; i++)
        (void)close(logs[i].file);
}

static ls_status hear_code(void *context, const ls_record *record)
{
    ls_buf *codes = context;
    char code[8];
    int len = snprintf(code, sizeof(code), "%u ", record->code);

    return ls_buf_append(codes, (ls_slice){ code, (size_t)len });
}

static void resume__records_come_in_the_order_of_inputs(void **state)
{
    struct log logs[] = {
        open_log(LS_SLICE(OLD LINE("a", "301"))),
        open_log(LS_SLICE(OLD LINE("b", "302"))),
        open_log(LS_SLICE(LINE("c", "303"))),
    };
    const ls_run_input inputs[] = {
        input_of(&logs[0], &position),
        input_of(&logs[1], &position),
        input_of(&logs[2], NULL),
    };

    (void)state;
    for (size_t jobs = 1; jobs <= 3; jobs += 2) {
        ls_buf codes = { 0 };
        const ls_run_options options = { .formats = builtin_formats(),
                                         .stop = -1,
                                         .jobs = jobs,
                                         .on_record = hear_code,
                                         .context = &codes };

        ls_summary_free(read_inputs(&options, inputs, CASES(inputs)));
        assert_slice_equal(ls_buf_slice(&codes), "301 302 303 ");
        ls_buf_release(&codes);
    }
    for (size_t i = 0; i < CASES(logs); i++)
        (void)close(logs[i].file);
}

/* A document with the summary of a log of which only some lines count. */
static ls_buf select_some(void)
{
    const ls_run_options options = { .formats = builtin_formats(),
                                     .select = { .status = "5xx" },
                                     .stop = -1 };
    struct log log = open_log(LS_SLICE(LINE("a", "503")));
    const ls_run_input input = input_of(&log, NULL);
    ls_summary *summary = read_inputs(&options, &input, 1);
    ls_buf json = { 0 };
    const ls_sink sink = sink_to(&json);

    assert_int_equal(ls_render_json(summary, &sink), LS_OK);
    ls_summary_free(summary);
    (void)close(log.file);
    return json;
}

static void hear_verdict(void *context, size_t index, const ls_outcome *outcome)
{
    ls_verdict *verdicts = context;

    verdicts[index] = outcome->verdict;
}

static void resume__a_log_behind_a_summary_of_some_lines_is_refused(
    void **state)
{
    ls_buf json = select_some();
    struct log logs[] = {
        open_log(ls_buf_slice(&json)),
        open_log(LS_SLICE(OLD LINE("new", "404"))),
    };
    const ls_run_input inputs[] = {
        input_of(&logs[0], NULL),
        input_of(&logs[1], &position),
    };
    ls_verdict verdicts[CASES(inputs)] = { LS_INPUT_FAILED, LS_INPUT_FAILED };
    const ls_run_options options = { .formats = builtin_formats(),
                                     .stop = -1,
                                     .on_input = hear_verdict,
                                     .context = verdicts };
    ls_summary *summary = read_inputs(&options, inputs, CASES(inputs));

    (void)state;
    assert_int_equal(verdicts[0], LS_INPUT_READ);
    assert_int_equal(verdicts[1], LS_INPUT_REFUSED);
    assert_int_equal(summary->lines.counted, 1);
    ls_summary_free(summary);
    ls_buf_release(&json);
    for (size_t i = 0; i < CASES(logs); i++)
        (void)close(logs[i].file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(resume__goes_on_in_many_inputs),
        cmocka_unit_test(resume__records_come_in_the_order_of_inputs),
        cmocka_unit_test(
            resume__a_log_behind_a_summary_of_some_lines_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
