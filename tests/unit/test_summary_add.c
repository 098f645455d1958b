/* SPDX-License-Identifier: MIT */
/*
 * Summaries added to a run, among them such as no logstat writes: they are
 * refused with words, or bounded as what comes from logs is.
 */

#include "documents.h"
#include "test.h"

#include "property/laws.h"
#include "tally/key.h"

#include <unistd.h>

static const char some_log[] =
    "192.0.2.1 - - [22/Nov/2026:10:00:00 +0000] \"GET /a HTTP/1.1\" 404 5\n"
    "192.0.2.1 - - [22/Nov/2026:10:01:09 +0000] \"GET /b HTTP/1.1\" 200 7\n"
    "\n"
    "nothing\n";

static ls_run *new_run(const char *status)
{
    ls_run_options options = {
        .formats = builtin_formats(),
        .select = { .status = status },
        .stop = -1,
    };
    ls_run *run;

    assert_int_equal(ls_run_new(&options, &run, NULL), LS_OK);
    return run;
}

/* The document of the log, with a NUL behind it. */
static ls_buf make_document(void)
{
    ls_run *run = new_run(NULL);
    int file = file_of(ls_slice_of(some_log));
    ls_outcome outcome;
    ls_buf json;

    assert_int_equal(ls_run_stream(run, file, "log", &outcome, NULL), LS_OK);
    json = write_down_run(run);
    assert_int_equal(ls_buf_append(&json, (ls_slice){ "", 1 }), LS_OK);
    ls_run_free(run);
    (void)close(file);
    return json;
}

static void append(ls_buf *out, const char *text, size_t len)
{
    assert_int_equal(ls_buf_append(out, (ls_slice){ text, len }), LS_OK);
}

/* Replaces each `from` in the document, which must be there. */
static void replace(ls_buf *json, const char *from, const char *to)
{
    ls_buf out = { 0 };
    const char *rest = json->ptr;
    const char *at = strstr(rest, from);

    assert_non_null(at);
    for (; at; at = strstr(rest, from)) {
        append(&out, rest, (size_t)(at - rest));
        append(&out, to, strlen(to));
        rest = at + strlen(from);
    }
    append(&out, rest, strlen(rest) + 1);
    ls_buf_release(json);
    *json = out;
}

/* Adds the document; NULL: it was added, else the words. */
static const char *add(ls_run *run, const ls_buf *json)
{
    static ls_error err;
    ls_summary *summary = read_back(ls_buf_slice(json));
    ls_status status = ls_run_add(run, summary, &err);

    ls_summary_free(summary);
    if (status == LS_OK)
        return NULL;
    assert_int_equal(status, LS_ESYNTAX);
    return err.message;
}

static void demand_refused(ls_run *run, const ls_buf *json, const char *words)
{
    const char *message = add(run, json);

    if (!message || !strstr(message, words))
        fail_msg("%s, not: %s", message ? message : "it is taken", words);
}

static void add__refuses_times_that_are_odd_in_logs(void **state)
{
    ls_run *run = new_run(NULL);
    ls_buf json = make_document();

    (void)state;
    replace(&json, "2026-11-22T", "0001-11-22T");
    demand_refused(run, &json, "its timeline is none");
    ls_buf_release(&json);
    ls_run_free(run);
}

static void add__refuses_steps_that_no_timeline_has(void **state)
{
    ls_run *run = new_run(NULL);
    ls_buf json = make_document();

    (void)state;
    replace(&json, "{\"seconds\":1,", "{\"seconds\":2,");
    replace(&json, "[[69,1]]", "[[34,1]]");
    demand_refused(run, &json, "its timeline is none");
    ls_buf_release(&json);
    ls_run_free(run);
}

static void add__stands_the_longest_time_there_is(void **state)
{
    ls_run *run = new_run(NULL);
    ls_buf json = make_document();

    (void)state;
    replace(&json, "2026-11-22T", "1990-01-01T");
    assert_null(add(run, &json));
    replace(&json, "1990-01-01T", "9999-12-31T");
    assert_null(add(run, &json));
    ls_buf_release(&json);
    json = write_down_run(run);
    assert_null(add(run, &json));
    ls_buf_release(&json);
    ls_run_free(run);
}

/* What an older version wrote: the sum does not know those hours either. */
static void add__drops_a_week_that_is_known_in_part(void **state)
{
    ls_run *run = new_run(NULL);
    ls_buf json = make_document();
    ls_buf sum;
    ls_summary *summary;

    (void)state;
    assert_null(add(run, &json));
    assert_int_equal(ls_run_summary(run, &summary, NULL), LS_OK);
    assert_true(summary->classes[LS_CLASS_4XX].week[154] == 1);
    ls_summary_free(summary);
    replace(&json, "\"week\":{", "\"unknown\":{");
    assert_null(add(run, &json));
    ls_buf_release(&json);
    json = make_document();
    assert_null(add(run, &json));
    assert_int_equal(ls_run_summary(run, &summary, NULL), LS_OK);
    assert_true(summary->classes[LS_CLASS_4XX].requests == 3);
    assert_null(summary->classes[LS_CLASS_4XX].week);
    ls_summary_free(summary);
    sum = write_down_run(run);
    assert_int_equal(ls_buf_append(&sum, (ls_slice){ "", 1 }), LS_OK);
    assert_null(strstr(sum.ptr, "\"week\""));
    ls_buf_release(&sum);
    ls_buf_release(&json);
    ls_run_free(run);
}

/* It has no times, so that nothing is missing. */
static void add__keeps_the_week_beside_a_summary_without_times(void **state)
{
    ls_run *run = new_run(NULL);
    ls_buf json = make_document();
    ls_run *empty = new_run(NULL);
    ls_buf nothing = write_down_run(empty);
    ls_summary *summary;

    (void)state;
    assert_null(add(run, &nothing));
    assert_null(add(run, &json));
    assert_int_equal(ls_run_summary(run, &summary, NULL), LS_OK);
    assert_true(summary->classes[LS_CLASS_2XX].week[154] == 1);
    ls_summary_free(summary);
    ls_buf_release(&nothing);
    ls_buf_release(&json);
    ls_run_free(empty);
    ls_run_free(run);
}

/* So that no sum of counts can be more than there are numbers for. */
static void add__refuses_more_lines_than_can_be_counted(void **state)
{
    ls_run *run = new_run(NULL);
    ls_buf json = make_document();

    (void)state;
    replace(&json, "\"blank\":1", "\"blank\":9007199254740980");
    assert_null(add(run, &json));
    demand_refused(run, &json, "more lines than can be added up");
    ls_buf_release(&json);
    json = write_down_run(run);
    ls_summary_free(read_back(ls_buf_slice(&json)));
    ls_buf_release(&json);
    ls_run_free(run);
}

/* Keys of a table are never longer, or documents could fill the memory. */
static void add__keeps_paths_as_short_as_those_of_logs(void **state)
{
    static char path[100000];
    ls_run *run = new_run(NULL);
    ls_buf json = make_document();
    ls_summary *summary;

    (void)state;
    memset(path, 'x', sizeof(path) - 1);
    memcpy(path, "\"path\":\"/\\u001b", 15);
    replace(&json, "\"path\":\"/a", path);
    assert_null(add(run, &json));
    assert_null(add(run, &json));
    assert_int_equal(ls_run_summary(run, &summary, NULL), LS_OK);
    assert_int_equal(summary->codes[1].path_count, 1);
    assert_true(summary->codes[1].paths[0].path.len <= LS_KEY_MAX);
    assert_int_equal(summary->codes[1].paths[0].requests, 2);
    ls_summary_free(summary);
    ls_buf_release(&json);
    ls_run_free(run);
}

/* Of codes that nobody asks the paths of, none are kept. */
static void add__leaves_out_paths_of_other_codes(void **state)
{
    ls_run *run = new_run(NULL);
    ls_buf json = make_document();
    ls_summary *summary;

    (void)state;
    replace(&json, "\"code\":200,",
            "\"code\":200,\"paths\":[{\"path\":\"/\",\"requests\":1}],");
    assert_null(add(run, &json));
    assert_int_equal(ls_run_summary(run, &summary, NULL), LS_OK);
    assert_int_equal(summary->codes[0].code, 200);
    assert_int_equal(summary->codes[0].path_count, 0);
    ls_summary_free(summary);
    ls_buf_release(&json);
    ls_run_free(run);
}

static void add__takes_over_what_the_first_selects(void **state)
{
    ls_run *run = new_run(NULL);
    ls_buf all = make_document();
    ls_buf some = make_document();
    ls_buf broken = make_document();

    (void)state;
    replace(&some, "\"status\":null", "\"status\":\"4xx\"");
    replace(&broken, "\"status\":null", "\"status\":\"5xx\"");
    replace(&broken, "2026-11-22T", "0001-11-22T");
    demand_refused(run, &broken, "timeline");
    assert_null(add(run, &some));
    assert_null(add(run, &some));
    demand_refused(run, &all,
                   "made without --status, and this report is with 4xx");
    ls_run_free(run);

    run = new_run(NULL);
    assert_null(add(run, &all));
    demand_refused(run, &some,
                   "made with --status 4xx, and this report is without");
    ls_run_free(run);

    run = new_run("5xx");
    demand_refused(run, &some,
                   "with --status 4xx, and this report is with 5xx");
    ls_run_free(run);
    ls_buf_release(&all);
    ls_buf_release(&some);
    ls_buf_release(&broken);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(add__refuses_times_that_are_odd_in_logs),
        cmocka_unit_test(add__refuses_steps_that_no_timeline_has),
        cmocka_unit_test(add__drops_a_week_that_is_known_in_part),
        cmocka_unit_test(add__keeps_the_week_beside_a_summary_without_times),
        cmocka_unit_test(add__stands_the_longest_time_there_is),
        cmocka_unit_test(add__refuses_more_lines_than_can_be_counted),
        cmocka_unit_test(add__keeps_paths_as_short_as_those_of_logs),
        cmocka_unit_test(add__leaves_out_paths_of_other_codes),
        cmocka_unit_test(add__takes_over_what_the_first_selects),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
