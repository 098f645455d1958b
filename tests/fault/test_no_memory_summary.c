/* SPDX-License-Identifier: MIT */
/* Memory that runs out while summaries are read and added up. */

#include "test.h"

#include "fault/points.h"
#include "property/laws.h"

#include <unistd.h>

static ls_buf document;

static const char some_log[] =
    "192.0.2.1 - - [22/Nov/2026:10:00:00 +0000] \"GET /a HTTP/1.1\" 404 5\n"
    "192.0.2.1 - - [22/Nov/2026:10:01:09 +0000] \"GET /b HTTP/1.1\" 200 7\n"
    "nothing\n";

static int make_document(void **state)
{
    ls_run_options options = { .formats = builtin_formats(), .stop = -1 };
    int file = file_of(ls_slice_of(some_log));
    ls_sink sink = sink_to(&document);
    ls_outcome outcome;
    ls_summary *summary = read_log(&options, file, &outcome);

    (void)state;
    assert_int_equal(ls_render_json(summary, &sink), LS_OK);
    ls_summary_free(summary);
    return close(file);
}

static ls_status work_read(uint64_t *result)
{
    ls_summary *summary;
    size_t used;
    ls_status status =
        ls_summary_read(ls_buf_slice(&document), &used, &summary, NULL);

    if (status != LS_OK)
        return status;
    *result = summary->code_count;
    ls_summary_free(summary);
    return LS_OK;
}

static ls_status add_twice(ls_run *run, uint64_t *result)
{
    ls_summary *summary;
    size_t used;
    ls_status status =
        ls_summary_read(ls_buf_slice(&document), &used, &summary, NULL);

    if (status != LS_OK)
        return status;
    status = ls_run_add(run, summary, NULL);
    if (status == LS_OK)
        status = ls_run_add(run, summary, NULL);
    ls_summary_free(summary);
    if (status == LS_OK)
        status = ls_run_summary(run, &summary, NULL);
    if (status != LS_OK)
        return status;
    *result = summary->lines.counted;
    ls_summary_free(summary);
    return LS_OK;
}

static ls_status work_add(uint64_t *result)
{
    ls_run_options options = { .formats = builtin_formats(), .stop = -1 };
    ls_run *run;
    ls_status status = ls_run_new(&options, &run, NULL);

    if (status == LS_OK) {
        status = add_twice(run, result);
        ls_run_free(run);
    }
    return status;
}

/* As a file, with a thread that helps. */
static ls_status work_input(uint64_t *result)
{
    ls_run_options options = { .formats = builtin_formats(), .stop = -1 };
    int file = file_of(ls_buf_slice(&document));
    ls_summary *summary;
    ls_outcome outcome;
    ls_run *run;
    ls_status status = ls_run_new(&options, &run, NULL);

    if (status == LS_OK) {
        status = ls_run_stream(run, file, "summary", &outcome, NULL);
        if (status == LS_OK)
            status = ls_run_summary(run, &summary, NULL);
        ls_run_free(run);
    }
    (void)close(file);
    if (status != LS_OK)
        return status;
    *result = summary->lines.counted;
    ls_summary_free(summary);
    return LS_OK;
}

static void no_memory__to_read_a_summary(void **state)
{
    (void)state;
    try_all_points(work_read, 10);
}

static void no_memory__to_add_summaries(void **state)
{
    (void)state;
    try_all_points(work_add, 30);
}

static void no_memory__to_read_summaries_as_inputs(void **state)
{
    (void)state;
    try_all_points(work_input, 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_memory__to_read_a_summary),
        cmocka_unit_test(no_memory__to_add_summaries),
        cmocka_unit_test(no_memory__to_read_summaries_as_inputs),
    };

    return cmocka_run_group_tests(tests, make_document, NULL);
}
