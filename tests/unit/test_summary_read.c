/* SPDX-License-Identifier: MIT */
/*
 * Documents that are no summaries, and summaries that cannot be right, are
 * refused with words; whatever byte is missing or changed, nothing breaks.
 */

#include "documents.h"
#include "test.h"

#include "property/laws.h"

#include <unistd.h>

static const char some_log[] =
    "192.0.2.1 - - [22/Nov/2026:10:00:00 +0000] \"GET /a HTTP/1.1\" 404 5\n"
    "192.0.2.1 - - [22/Nov/2026:10:01:09 +0000] \"GET /b HTTP/1.1\" 200 7\n"
    "192.0.2.1 - - [22/Nov/2026:10:02:00 +0000] \"POST /a HTTP/1.1\" 404 5\n"
    "nothing\n";

/* One that tells durations, and of whose rows one has an error. */
static const char timed_log[] =
    "time:22/Nov/2026:10:00:00 +0000\treq:GET /a HTTP/1.1\tstatus:200\t"
    "reqtime:0.050\n"
    "time:22/Nov/2026:10:00:01 +0000\treq:GET /a HTTP/1.1\tstatus:200\t"
    "reqtime:0.250\n"
    "time:22/Nov/2026:10:00:02 +0000\treq:GET /a HTTP/1.1\tstatus:404\n";

/* Of the timed log by path, too. */
static ls_buf make_document(const char *log)
{
    ls_run_options options = { .formats = builtin_formats(), .stop = -1 };
    int file = file_of(ls_slice_of(log));
    ls_groups *groups = ls_groups_new();
    ls_outcome outcome;
    ls_summary *summary;
    ls_buf json;

    assert_non_null(groups);
    assert_int_equal(ls_groups_add(groups, LS_SLICE("path"), NULL), LS_OK);
    if (log == timed_log)
        options.groups = groups;
    summary = read_log(&options, file, &outcome);
    json = write_down(summary);
    ls_summary_free(summary);
    ls_groups_free(groups);
    (void)close(file);
    return json;
}

/* The document with the first `from` in it replaced. */
static ls_buf edit(const char *log, const char *from, const char *to)
{
    ls_buf whole = make_document(log);
    ls_buf out = { 0 };
    char *at;

    assert_int_equal(ls_buf_append(&whole, (ls_slice){ "", 1 }), LS_OK);
    at = strstr(whole.ptr, from);
    if (!at)
        fail_msg("no %s in %s", from, whole.ptr);
    assert_int_equal(
        ls_buf_append(&out, (ls_slice){ whole.ptr, (size_t)(at - whole.ptr) }),
        LS_OK);
    assert_int_equal(ls_buf_append(&out, ls_slice_of(to)), LS_OK);
    assert_int_equal(ls_buf_append(&out, ls_slice_of(at + strlen(from))),
                     LS_OK);
    ls_buf_release(&whole);
    return out;
}

static void demand_refused(const char *log, const char *from, const char *to,
                           const char *words)
{
    ls_buf json = edit(log, from, to);
    ls_error err = { 0 };
    ls_summary *summary;
    size_t used;
    ls_status status =
        ls_summary_read(ls_buf_slice(&json), &used, &summary, &err);

    ls_buf_release(&json);
    if (status == LS_OK)
        fail_msg("%s for %s is taken", to, from);
    assert_int_equal(status, LS_ESYNTAX);
    if (!strstr(err.message, words))
        fail_msg("%s for %s: %s", to, from, err.message);
}

/* What is changed in the document, and what is then said of it. */
struct change {
    const char *from;
    const char *to;
    const char *words;
};

static const struct change edits[] = {
    { "summary/1", "summary/2", "is a summary of version 2, and" },
    { "logstat-summary/1", "other/1", "no summary of logstat" },
    { "\"schema\"", "\"scheme\"", "no summary of logstat" },
    { "{\"schema\"", "[\"schema\"", "at byte" },
    { "\"counted\":3", "\"counted\":4", "does not add up" },
    { "\"requests\":2,\"share\":0.666667,\"name\":\"Not Found\"",
      "\"requests\":1,\"share\":0.666667,\"name\":\"Not Found\"",
      "does not add up" },
    { "\"counted\":3", "\"counted\":-3", "is no count" },
    { "\"counted\":3", "\"counted\":3.5", "is no count" },
    { "\"counted\":3", "\"counted\":99999999999999999999", "is no count" },
    { "\"counted\":3", "\"counted\":9007199254740993", "is no count" },
    { "\"counted\":3", "\"counted\":\"3\"", "is no count" },
    { "\"code\":200", "\"code\":1000", "/codes/code is no count" },
    { "\"code\":404", "\"code\":200", "do not ascend" },
    { "\"name\":\"log\"", "\"name\":null", "has no name" },
    { "\"name\":\"log\"", "\"name\":\"l\\u0000g\"", "is no text" },
    { "\"first\":\"2026-11-22T10:00:00Z\"", "\"first\":null", "does not fit" },
    { "\"first\":\"2026-11-22T10:00:00Z\"", "\"first\":\"yesterday\"",
      "is no time" },
    { "\"first\":\"2026-11-22T10:00:00Z\"",
      "\"first\":\"2026-13-22T10:00:00Z\"", "is no time" },
    { "\"first\":\"2026-11-22T10:00:00Z\"",
      "\"first\":\"1996-11-22T10:00:00Z\"", "does not fit" },
    { "\"timeline\":[[0,1],[120,1]]", "\"timeline\":[[0,1],[121,1]]",
      "timeline of code 404" },
    { "\"timeline\":[[0,1],[120,1]]", "\"timeline\":[[0,1],[120,0]]",
      "timeline of code 404" },
    { "\"timeline\":[[0,1],[120,1]]", "\"timeline\":[]",
      "timeline of code 404" },
    { "\"timeline\":[[0,1],[120,1]]", "\"timeline\":[[0,1],[120]]",
      "no list of pairs" },
    { "\"timeline\":[[0,1],[120,1]]", "\"timeline\":[[0,1,120,1]]",
      "no list of pairs" },
    { "\"methods\":{\"GET\":1,", "\"methods\":{\"GET\":2,", "does not add up" },
    { "\"origin\":\"iana\",\"requests\":2",
      "\"origin\":\"iana\",\"requests\":1", "does not add up" },
    { "\"timeline\":[[0,1],[120,1]]", "\"timeline\":[[0,1],[120,2]]",
      "does not add up" },
    { "\"path\":\"/a\",\"requests\":2", "\"path\":\"/a\",\"requests\":3",
      "does not add up" },
    { "\"odd\":0", "\"odd\":4", "does not add up" },
    { "\"over\":0", "\"over\":2", "surely no request" },
    { "\"path\":\"/a\",", "", "a path that has no name" },
    { "\"reason\":", "\"because\":", "lacks something" },
    { "\"origin\":\"iana\",\"requests\"", "\"requests\"",
      "origin has no name" },
    { "\"sketch\":\"s", "\"sketch\":\"x", "sketch of clients is none" },
    { "\"sketch\":\"s", "\"sketch\":\"sA", "sketch of clients is none" },
    { "\"sketch\":\"s", "\"sketch\":7,\"s", "is no text" },
    { "\"4xx\":[[154,2]]", "\"4xx\":[[154,3]]", "week of class 4xx" },
    { "\"4xx\":[[154,2]]", "\"4xx\":[[154,1]]", "week of class 4xx" },
    { "\"4xx\":[[154,2]]", "\"4xx\":[[168,2]]", "week of class 4xx" },
    { "\"4xx\":[[154,2]]", "\"4xx\":[[154,1],[154,1]]", "week of class 4xx" },
    { "\"4xx\":[[154,2]]", "\"4xx\":[[154,2],[155,0]]", "week of class 4xx" },
    { "\"4xx\":[[154,2]]", "\"4xx\":[]", "week of class 4xx" },
    { "\"4xx\":[[154,2]]", "\"4xx\":[[154,2,1]]", "no list of pairs" },
    { "\"4xx\":[[154,2]]", "\"5xx\":[[154,2]]", "does not fit its timeline" },
    { "\"4xx\":[[154,2]]", "\"6xx\":[[154,2]]", "no class" },
    { "\"detected\":true", "\"detected\":1", "neither true nor false" },
};

/* The durations by path, behind those of the code. */
#define ROW "\"duration\":{\"count\":2,\"p95\":0.25,\"buckets\":"

/* Of three requests, of which two have a duration. */
#define DURATIONS "[[0,1,50000],[1,1,250000]]"

static const struct change timed_edits[] = {
    { ROW "[[84,1],[103,1]]", ROW "[[84,1],[103,2]]", "durations of a row" },
    { ROW "[[84,1],[103,1]]", ROW "[[84,1],[103,1],[104,0]]",
      "durations of a row" },
    { ROW "[[84,1],[103,1]]", ROW "[[103,1],[84,1]]", "durations of a row" },
    { ROW "[[84,1],[103,1]]", ROW "[[84,1],[84,1]]", "durations of a row" },
    { ROW "[[84,1],[103,1]]", ROW "[[84,1],[216,1]]", "durations of a row" },
    { ROW "[[84,1],[103,1]]", ROW "[[84,1]]", "durations of a row" },
    { ROW "[[84,1],[103,1]]", ROW "[]", "durations of a row" },
    { ROW "[[84,1],[103,1]]", ROW "[84,1]", "durations of a row" },
    { ROW "[[84,1],[103,1]]", "\"duration\":{\"count\":4,\"buckets\":[[84,4]]",
      "does not add up" },
    { "\"errors\":{\"404\":1}", "\"errors\":{\"404\":2}", "does not add up" },
    { "\"errors\":{\"404\":1}", "\"errors\":{\"404\":0}", "does not add up" },
    { "\"errors\":{\"404\":1}", "\"errors\":{\"504\":1}", "does not add up" },
    { "\"errors\":{\"404\":1}", "\"errors\":{\"404\":1,\"404\":1}",
      "does not add up" },
    { "\"errors\":{\"404\":1}", "\"errors\":{\"399\":1}", "no code of" },
    { "\"errors\":{\"404\":1}", "\"errors\":{\"x\":1}", "no code of" },
    { "\"errors\":{\"404\":1}", "\"errors\":{\"404\":\"1\"}", "is no count" },
    { DURATIONS, "[[0,1,50000],[3,1,250000]]", "timeline of durations" },
    { DURATIONS, "[[0,1,50000],[0,1,250000]]", "timeline of durations" },
    { DURATIONS, "[[0,1,50000],[1,0,250000]]", "timeline of durations" },
    { DURATIONS, "[[0,2,50000]]", "timeline of durations" },
    { DURATIONS, "[[0,1,50000],[1,1,250000],[2,1,1]]",
      "timeline of durations" },
    { DURATIONS, "[[0,1]]", "no list of three numbers" },
    { DURATIONS, "[[0,1,2,3]]", "no list of three numbers" },
    { DURATIONS, "[[0,1,0.5]]", "is no count" },
    { DURATIONS, "[[0,1,18446744073709551616]]", "is no count" },
    { DURATIONS, "null", "is no count" },
};

static void read__refuses_what_cannot_be(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(edits); i++)
        demand_refused(some_log, edits[i].from, edits[i].to, edits[i].words);
    for (size_t i = 0; i < CASES(timed_edits); i++)
        demand_refused(timed_log, timed_edits[i].from, timed_edits[i].to,
                       timed_edits[i].words);
}

/* Percentiles are found anew, whatever the document says. */
static void read__finds_percentiles_of_rows(void **state)
{
    ls_buf json = edit(timed_log, "\"p95\":0.25,\"buckets\":[[84",
                       "\"p95\":7,\"buckets\":[[84");
    ls_summary *summary;
    size_t used;

    (void)state;
    assert_int_equal(
        ls_summary_read(ls_buf_slice(&json), &used, &summary, NULL), LS_OK);
    assert_int_equal(summary->groups[0].rows[0].duration.count, 2);
    assert_int_equal(summary->groups[0].rows[0].duration.p95, 250000);
    assert_int_equal(summary->groups[0].rows[0].duration.bucket_count, 2);
    ls_summary_free(summary);
    ls_buf_release(&json);
}

/* YAJL keeps a copy of a token that the text ends in. */
static void read__refuses_a_long_token_that_was_cut(void **state)
{
    static const char *const starts[] = {
        "{\"schema\":1", "{\"schema\":\"", "{\"", "{\"schema\":t", "1", "\""
    };
    static const size_t lengths[] = { 3000, 300000, 3000000 };
    ls_summary *summary;
    size_t used;

    (void)state;
    for (size_t i = 0; i < CASES(starts) * CASES(lengths); i++) {
        ls_slice start = ls_slice_of(starts[i % CASES(starts)]);
        size_t len = start.len + lengths[i / CASES(starts)];
        char *text = malloc(len);

        assert_non_null(text);
        memset(text, '1', len);
        memcpy(text, start.ptr, start.len);
        assert_int_equal(
            ls_summary_read((ls_slice){ text, len }, &used, &summary, NULL),
            LS_ESYNTAX);
        free(text);
    }
}

static void read__passes_over_what_it_does_not_know(void **state)
{
    ls_buf json = edit(some_log, "\"select\":",
                       "\"new\":{\"a\":[{\"code\":[[1],{}]}],"
                       "\"codes\":7},\"select\":");
    ls_summary *summary;
    size_t used;

    (void)state;
    assert_int_equal(
        ls_summary_read(ls_buf_slice(&json), &used, &summary, NULL), LS_OK);
    assert_int_equal(summary->code_count, 2);
    assert_int_equal(summary->lines.unparsed, 1);
    ls_summary_free(summary);
    ls_buf_release(&json);
}

/* Where it is read, printing it again must not break either. */
static void demand_no_harm(ls_slice text)
{
    ls_summary *summary;
    ls_buf again = { 0 };
    size_t used;

    if (ls_summary_read(text, &used, &summary, NULL) == LS_OK) {
        assert_true(used <= text.len);
        again = write_down(summary);
        ls_summary_free(summary);
    }
    ls_buf_release(&again);
}

static void stand_any_byte(const char *log)
{
    static const char bytes[] = { '"', '{', ']', '0', '9', '-', '\0', '\xff' };
    ls_buf json = make_document(log);

    for (size_t i = 0; i < json.len; i++) {
        char kept = json.ptr[i];

        for (size_t b = 0; b < sizeof(bytes); b++) {
            json.ptr[i] = bytes[b];
            demand_no_harm(ls_buf_slice(&json));
        }
        json.ptr[i] = kept;
    }
    ls_buf_release(&json);
}

static void read__stands_any_byte(void **state)
{
    (void)state;
    stand_any_byte(some_log);
    stand_any_byte(timed_log);
}

static void read__refuses_what_was_cut(void **state)
{
    ls_buf json = make_document(some_log);

    (void)state;
    for (size_t len = 0; len + 1 < json.len; len++) {
        /* Of its own size, so that a tool sees reading beyond it. */
        char *copy = malloc(len + 1);
        ls_summary *summary;
        size_t used;

        assert_non_null(copy);
        memcpy(copy, json.ptr, len);
        assert_int_equal(
            ls_summary_read((ls_slice){ copy, len }, &used, &summary, NULL),
            LS_ESYNTAX);
        free(copy);
    }
    ls_buf_release(&json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(read__refuses_what_cannot_be),
        cmocka_unit_test(read__finds_percentiles_of_rows),
        cmocka_unit_test(read__refuses_a_long_token_that_was_cut),
        cmocka_unit_test(read__passes_over_what_it_does_not_know),
        cmocka_unit_test(read__stands_any_byte),
        cmocka_unit_test(read__refuses_what_was_cut),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
