/* SPDX-License-Identifier: MIT */
#ifndef TESTS_DOCUMENTS_H
#define TESTS_DOCUMENTS_H

/* Summaries as documents, and back. */

#include "test.h"

#include "property/laws.h"

/* To be released. */
static inline ls_buf write_down(const ls_summary *summary)
{
    ls_buf json = { 0 };
    ls_sink sink = sink_to(&json);

    assert_int_equal(ls_render_json(summary, &sink), LS_OK);
    return json;
}

/* The document of what a run has read so far. */
static inline ls_buf write_down_run(const ls_run *run)
{
    ls_summary *summary;
    ls_buf json;

    assert_int_equal(ls_run_summary(run, &summary, NULL), LS_OK);
    assert_null(accounting_problem(summary));
    json = write_down(summary);
    ls_summary_free(summary);
    return json;
}

/* A document that can be read; to be freed. */
static inline ls_summary *read_back(ls_slice json)
{
    ls_error err = { 0 };
    ls_summary *summary;
    size_t used;

    if (ls_summary_read(json, &used, &summary, &err) != LS_OK)
        fail_msg("%s", err.message);
    assert_int_equal(json.ptr[used], '\n');
    return summary;
}

#endif
