/* SPDX-License-Identifier: MIT */
/*
 * Generated logs: what is counted is what a naive model counts, and neither
 * the order of lines nor the size of blocks changes it.
 */

#include "test.h"

#include "property/laws.h"
#include "property/model.h"

#include <unistd.h>

static const request_options logs[] = {
    { .seed = 1, .count = 0, .paths = 1 },
    { .seed = 2, .count = 1, .paths = 1 },
    { .seed = 3, .count = 300, .span = 0, .paths = 1, .oddities = 50 },
    { .seed = 4, .count = 2000, .span = 1499, .paths = 50 },
    { .seed = 5, .count = 2000, .span = 1500, .paths = 900, .oddities = 5 },
    { .seed = 6, .count = 2000, .span = 7499, .paths = 900 },
    { .seed = 7, .count = 2000, .span = 7500, .paths = 900, .oddities = 20 },
    { .seed = 8, .count = 3000, .span = 100000, .paths = 100 },
    { .seed = 9, .count = 3000, .span = 10000000, .paths = 10 },
    { .seed = 10, .count = 3000, .span = 1000000000, .paths = 500 },
    { .seed = 11, .count = 30000, .span = 86400, .paths = 100000 },
};

/* A generated log: the requests, their text, and how to read it. */
struct log {
    request *requests;
    size_t count;
    ls_buf text;
    ls_run_options options;
};

static void make_log(struct log *log, const request_options *options)
{
    *log = (struct log){ .count = options->count };
    log->requests = calloc(log->count + 1, sizeof(*log->requests));
    assert_non_null(log->requests);
    requests_make(log->requests, options);
    assert_int_equal(requests_print(log->requests, log->count, &log->text),
                     LS_OK);
    log->options = (ls_run_options){
        .formats = builtin_formats(),
        .format = ls_formats_find(builtin_formats(), LS_SLICE("combined")),
        .now = REQUESTS_NOW,
        .stop = -1,
    };
}

static void release_log(struct log *log)
{
    free(log->requests);
    ls_buf_release(&log->text);
}

static ls_summary *count_log(const struct log *log)
{
    int file = file_of(ls_buf_slice(&log->text));
    ls_outcome outcome;
    ls_summary *summary = read_log(&log->options, file, &outcome);

    (void)close(file);
    return summary;
}

static void demand(const char *problem, size_t number)
{
    if (problem)
        fail_msg("log %zu: %s", number, problem);
}

static void tally__equals_a_naive_model(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(logs); i++) {
        struct log log;
        ls_summary *summary;

        make_log(&log, &logs[i]);
        summary = count_log(&log);
        demand(accounting_problem(summary), i);
        demand(model_difference(log.requests, log.count, -1, summary), i);
        demand(output_problem(summary, NULL), i);
        ls_summary_free(summary);
        release_log(&log);
    }
}

static void tally__equals_a_naive_model_when_filtered(void **state)
{
    ls_filter *filter = ls_filter_new();

    (void)state;
    assert_non_null(filter);
    assert_int_equal(ls_filter_status(filter, LS_SLICE("!404"), NULL), LS_OK);
    for (size_t i = 0; i < CASES(logs); i++) {
        struct log log;
        ls_summary *summary;

        make_log(&log, &logs[i]);
        log.options.filter = filter;
        summary = count_log(&log);
        demand(model_difference(log.requests, log.count, 404, summary), i);
        ls_summary_free(summary);
        release_log(&log);
    }
    ls_filter_free(filter);
}

static void tally__does_not_depend_on_the_order_of_lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(logs); i++) {
        struct log log;
        ls_summary *summary;

        make_log(&log, &logs[i]);
        summary = count_log(&log);
        for (uint64_t seed = 1; seed <= 3; seed++) {
            ls_summary *shuffled;

            requests_shuffle(log.requests, log.count, seed);
            assert_int_equal(requests_print(log.requests, log.count, &log.text),
                             LS_OK);
            shuffled = count_log(&log);
            demand(difference(summary, shuffled), i);
            ls_summary_free(shuffled);
        }
        ls_summary_free(summary);
        release_log(&log);
    }
}

static void tally__does_not_depend_on_the_size_of_blocks(void **state)
{
    static const size_t sizes[] = { 1, 37, 1000, 65536 };

    (void)state;
    for (size_t i = 0; i < 9; i++) {
        struct log log;
        ls_summary *summary;

        make_log(&log, &logs[i]);
        summary = count_log(&log);
        for (size_t k = 0; k < CASES(sizes); k++) {
            ls_summary *again;

            log.options.block = sizes[k];
            again = count_log(&log);
            demand(difference(summary, again), i);
            ls_summary_free(again);
        }
        ls_summary_free(summary);
        release_log(&log);
    }
}

/* Even tables that have overflowed are the same for the same order. */
static void tally__of_one_log_is_the_same_document_each_time(void **state)
{
    struct log log;
    ls_buf first = { 0 };

    (void)state;
    make_log(&log, &logs[CASES(logs) - 1]);
    for (size_t i = 0; i < 3; i++) {
        ls_summary *summary = count_log(&log);
        ls_buf json = { 0 };

        demand(output_problem(summary, &json), i);
        if (i == 0) {
            first = json;
        } else {
            assert_true(
                ls_slice_equal(ls_buf_slice(&first), ls_buf_slice(&json)));
            ls_buf_release(&json);
        }
        ls_summary_free(summary);
    }
    ls_buf_release(&first);
    release_log(&log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tally__equals_a_naive_model),
        cmocka_unit_test(tally__equals_a_naive_model_when_filtered),
        cmocka_unit_test(tally__does_not_depend_on_the_order_of_lines),
        cmocka_unit_test(tally__does_not_depend_on_the_size_of_blocks),
        cmocka_unit_test(tally__of_one_log_is_the_same_document_each_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
