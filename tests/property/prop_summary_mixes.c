/* SPDX-License-Identifier: MIT */
/*
 * Logs of all formats under all kinds of names: the sum of the summaries of
 * each, in any order, is the summary of all. And as inputs among logs summaries
 * give the same whatever the threads and blocks that they are read with.
 */

#include "documents.h"
#include "test.h"

#include "property/laws.h"
#include "property/mixes.h"
#include "property/random.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    ROUNDS = 40,
    LOGS = 12,
    JOB_ROUNDS = 4,
};

/* Some are the same in a document, and one is that of what has no place. */
static const char *const names[] = {
    "access.log", "b\x01\xff", "b\\x01\\xff", "other", "\xc3\xa4/\x1b[31m", "-",
};

static ls_run *new_run(size_t jobs, size_t block)
{
    ls_run_options options = {
        .formats = builtin_formats(),
        .jobs = jobs,
        .block = block,
        .stop = -1,
    };
    ls_run *run;

    assert_int_equal(ls_run_new(&options, &run, NULL), LS_OK);
    return run;
}

static void read_as(ls_run *run, int file, const char *name)
{
    ls_outcome outcome;

    assert_int_equal(lseek(file, 0, SEEK_SET), 0);
    assert_int_equal(ls_run_stream(run, file, name, &outcome, NULL), LS_OK);
}

/* The document of one log. */
static ls_buf count_one(int file, const char *name)
{
    ls_run *run = new_run(1, 0);
    ls_buf json;

    read_as(run, file, name);
    json = write_down_run(run);
    ls_run_free(run);
    return json;
}

static int by_name_and_format(const void *left, const void *right)
{
    const ls_summary_input *a = left;
    const ls_summary_input *b = right;
    int by = strcmp(a->name, b->name);

    return by ? by : strcmp(a->format, b->format);
}

/* The document of a run, whose inputs are in an order of their own. */
static ls_buf write_down_sorted(const ls_run *run)
{
    ls_buf json = write_down_run(run);
    ls_summary *summary = read_back(ls_buf_slice(&json));
    ls_summary_input sorted[LS_SUMMARY_INPUTS];

    memcpy(sorted, summary->inputs, summary->input_count * sizeof(*sorted));
    qsort(sorted, summary->input_count, sizeof(*sorted), by_name_and_format);
    summary->inputs = sorted;
    ls_buf_release(&json);
    json = write_down(summary);
    ls_summary_free(summary);
    return json;
}

static void demand_same(ls_buf *want, ls_buf *got)
{
    if (!ls_slice_equal(ls_buf_slice(want), ls_buf_slice(got)))
        fail_msg("%.*s\nis not\n%.*s", (int)got->len, got->ptr, (int)want->len,
                 want->ptr);
    ls_buf_release(got);
}

/* Some logs, and their documents; all to be released. */
struct logs {
    int files[LOGS];
    const char *names[LOGS];
    ls_buf documents[LOGS];
    size_t count;
};

static void make_logs(random_source *random, struct logs *logs)
{
    ls_buf log = { 0 };

    logs->count = 1 + random_below(random, LOGS);
    for (size_t i = 0; i < logs->count; i++) {
        mix_log(random, &log);
        logs->names[i] = names[random_below(random, CASES(names))];
        logs->files[i] = file_of(ls_buf_slice(&log));
        logs->documents[i] = count_one(logs->files[i], logs->names[i]);
    }
    ls_buf_release(&log);
}

static void release(struct logs *logs)
{
    for (size_t i = 0; i < logs->count; i++) {
        (void)close(logs->files[i]);
        ls_buf_release(&logs->documents[i]);
    }
}

static void shuffle(random_source *random, size_t *order, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t at = random_below(random, i + 1);

        order[i] = i;
        order[i] = order[at];
        order[at] = i;
    }
}

static void add(ls_run *run, const ls_buf *json)
{
    ls_summary *summary = read_back(ls_buf_slice(json));
    ls_error err = { 0 };

    if (ls_run_add(run, summary, &err) != LS_OK)
        fail_msg("%s", err.message);
    ls_summary_free(summary);
}

static void summary__of_mixed_logs_adds_up(void **state)
{
    random_source random = { 83 };

    (void)state;
    for (size_t round = 0; round < ROUNDS; round++) {
        struct logs logs;
        size_t order[LOGS];
        ls_run *whole = new_run(1, 0);
        ls_run *sum = new_run(1, 0);
        ls_buf want;
        ls_buf got;

        make_logs(&random, &logs);
        shuffle(&random, order, logs.count);
        for (size_t i = 0; i < logs.count; i++) {
            read_as(whole, logs.files[i], logs.names[i]);
            if (random_below(&random, 4)) /* some remain logs */
                add(sum, &logs.documents[order[i]]);
            else
                read_as(sum, logs.files[order[i]], logs.names[order[i]]);
        }
        want = write_down_sorted(whole);
        got = write_down_sorted(sum);
        demand_same(&want, &got);
        ls_buf_release(&want);
        ls_run_free(whole);
        ls_run_free(sum);
        release(&logs);
    }
}

/* --- As inputs. */

/* Some of the logs stay logs, others become documents, two in one file. */
static size_t make_inputs(const struct logs *logs, int *files,
                          char (*paths)[32], ls_run_input *inputs)
{
    size_t count = 0;

    for (size_t i = 0; i < logs->count; i++, count++) {
        ls_buf json = { 0 };

        assert_int_equal(
            ls_buf_append(&json, ls_buf_slice(&logs->documents[i])), LS_OK);
        if (i % 3 == 1 && i + 1 < logs->count)
            assert_int_equal(
                ls_buf_append(&json, ls_buf_slice(&logs->documents[++i])),
                LS_OK);
        files[count] =
            i % 3 == 0 ? dup(logs->files[i]) : file_of(ls_buf_slice(&json));
        (void)snprintf(paths[count], sizeof(paths[count]), "/dev/fd/%d",
                       files[count]);
        inputs[count] =
            (ls_run_input){ .name = paths[count], .descriptor = -1 };
        ls_buf_release(&json);
    }
    return count;
}

static ls_buf count_inputs(const ls_run_input *inputs, size_t count,
                           size_t jobs, size_t block)
{
    ls_run *run = new_run(jobs, block);
    ls_buf json;

    assert_int_equal(ls_run_read(run, inputs, count, NULL), LS_OK);
    json = write_down_run(run);
    ls_run_free(run);
    return json;
}

static void summary__does_not_depend_on_jobs(void **state)
{
    static const size_t jobs[] = { 1, 2, 3, 7 };
    static const size_t blocks[] = { 64, 1000, 4194304 };
    random_source random = { 89 };

    (void)state;
    for (size_t round = 0; round < JOB_ROUNDS; round++) {
        struct logs logs;
        int files[LOGS];
        char paths[LOGS][32];
        ls_run_input inputs[LOGS];
        size_t count;
        ls_buf want;

        make_logs(&random, &logs);
        count = make_inputs(&logs, files, paths, inputs);
        want = count_inputs(inputs, count, 1, 0);
        for (size_t i = 0; i < CASES(jobs) * CASES(blocks); i++) {
            ls_buf got = count_inputs(inputs, count, jobs[i % CASES(jobs)],
                                      blocks[i / CASES(jobs)]);

            demand_same(&want, &got);
        }
        ls_buf_release(&want);
        for (size_t i = 0; i < count; i++)
            (void)close(files[i]);
        release(&logs);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(summary__of_mixed_logs_adds_up),
        cmocka_unit_test(summary__does_not_depend_on_jobs),
    };

    return cmocka_run_group_tests_name("summaries", tests, mixes_set_up,
                                       mixes_tear_down);
}
