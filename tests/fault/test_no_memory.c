/* SPDX-License-Identifier: MIT */
/*
 * The first, second, third ... allocation fails until the work is done: each
 * time the failure is reported as LS_ENOMEM, nothing leaks, and what comes out
 * when the failure could be borne is the same as ever.
 */

#include "test.h"

#include "base/json.h"
#include "fault/points.h"
#include "parse/formats.h"

#include <logstat/render.h>
#include <logstat/run.h>

#include <stdio.h>
#include <unistd.h>

static const char log_text[] =
    "192.0.2.1 - - [27/Nov/2019:16:03:11 +0000] \"GET /a HTTP/1.1\" 404 9\n"
    "192.0.2.1 - - [28/Nov/2019:16:03:11 +0000] \"GET /\\x1B HTTP/1.1\" 404.7 "
    "9 \"http://example.org/\" \"agent\"\n"
    "example.org:80 192.0.2.1 - - [28/Nov/2019:16:03:11 +0000] \"-\" 408 -\n"
    "\n"
    "\x1b[31m no record\n"
    "192.0.2.1 - - [27/Nov/2019:16:03:11 +0000] \"GET /\n"
    "==> access.log <==\n"
    "{\"log\":\"{\\\"status\\\":502,\\\"path\\\":\\\"/\\\"}\\n\",\"stream\":"
    "\"stdout\"}\n"
    "{\"Result_Code\":404,\"Verb\":\"GET\",\"Route\":\"/x\"}\n"
    "#Fields: date time cs-method cs-uri-stem cs-uri-query sc-status\n"
    "2019-11-27 16:03:11 GET /w a=1 500\n"
    "status,path,method\n"
    "\"503\",/c,GET\n"
    "status:404\tmethod:GET\turi:/l\n"
    "status=404 method=GET path=\"/f\"\n"
    "\0\0\0192.0.2.1 - - [01/Jan/2000:00:00:00] \"PUT /b\xff HTTP/1.1\" 500 1";

/* Keys that are looked for, and elements that go over blocks. */
static const char json_text[] =
    "[{\"Result_Code\":404,\"Verb\":\"GET\",\"Route\":\"/"
    "x\",\"Query\":\"a\"},\n"
    " {\"Result_Code\":502,\"Verb\":\"GET\",\"Route\":\"/\\u00e9\",\n"
    "  \"Query\":\"b=1\"},\n {\"broken\":]\n";

static const char pattern_text[] =
    "name    own\n"
    "title   A format of a user's\n"
    "also    mine other\n"
    "server  nginx apache\n"
    "extends common\n"
    "lead    (?<vhost> \\S++ ) [ ]\n"
    "tail    [ ] (?<referer>\n"
    "            \\S++ )\n"
    "sample  v 192.0.2.1 - - [27/Nov/2019:16:03:11 +0000] \"GET /\" 404 9 r\n"
    "expect  vhost=v referer=r status=404 target=\"\\x2f\"\n"
    "reject  nothing\n";

/* Outputs are hashed as they come, which needs no memory. */
static ls_status hash_bytes(void *context, ls_slice bytes)
{
    uint64_t *hash = context;

    for (size_t i = 0; i < bytes.len; i++)
        *hash = (*hash ^ (unsigned char)bytes.ptr[i]) * UINT64_C(0x100000001b3);
    return LS_OK;
}

/*
 * One of each kind, as the work to load them is done once for every allocation
 * in it.
 */
static const char *const names[] = {
    "common", "combined", "vhost_common", "apache_error", "json",
    "docker", "w3c",      "csv",          "ltsv",         "logfmt",
};

/* Their texts, read while there is memory. */
static char texts[CASES(names)][16384];
static size_t lengths[CASES(names)];

static int read_patterns(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(names); i++) {
        char path[512];
        FILE *file;

        (void)snprintf(path, sizeof(path),
                       LOGSTAT_SOURCE "/patterns/%s.pattern", names[i]);
        file = fopen(path, "rb");
        assert_non_null(file);
        lengths[i] = fread(texts[i], 1, sizeof(texts[i]), file);
        assert_true(lengths[i] > 0 && lengths[i] < sizeof(texts[i]));
        (void)fclose(file);
    }
    return 0;
}

typedef ls_status adder(ls_formats *formats, ls_slice text, const char *origin,
                        ls_error *err);

static ls_status load(ls_formats **formats, adder *add)
{
    const ls_slice own = { pattern_text, sizeof(pattern_text) - 1 };
    ls_status status = LS_ENOMEM;

    *formats = ls_formats_new();
    if (*formats)
        status = ls_formats_add(*formats, own, "own", NULL);
    for (size_t i = 0; i < CASES(names) && status == LS_OK; i++)
        status =
            add(*formats, (ls_slice){ texts[i], lengths[i] }, names[i], NULL);
    return status == LS_OK ? ls_formats_compile(*formats, NULL) : status;
}

static ls_status work_formats(uint64_t *result)
{
    ls_formats *formats = NULL;
    ls_status status = load(&formats, ls_formats_add);
    size_t checked = 0;

    for (size_t i = 0; status == LS_OK && i < ls_formats_count(formats); i++) {
        const ls_format *format = ls_formats_at(formats, i);

        if (strcmp(ls_format_name(format), "own") == 0)
            status = ls_format_check(format, &checked, NULL);
        *result += checked + strlen(ls_format_regex(format));
    }
    ls_formats_free(formats);
    return status;
}

static ls_status work_folder(uint64_t *result)
{
    ls_formats *formats = ls_formats_new();
    ls_status status = LS_ENOMEM;

    if (formats)
        status = ls_formats_add_folder(
            formats, LOGSTAT_SOURCE "/tests/golden/pattern_folder", NULL);
    if (status == LS_OK)
        *result = ls_formats_count(formats);
    ls_formats_free(formats);
    return status;
}

static ls_status work_filter(uint64_t *result)
{
    static const ls_clock clock = { .now = 1774787400 };
    ls_filter *filter = ls_filter_new();
    ls_filter_tools *tools = ls_filter_tools_new(false);
    ls_status status = LS_ENOMEM;
    ls_filter_answer answer = LS_FILTER_LEAVES;
    ls_record record = { .has = LS_HAS(LS_FIELD_TARGET), .code = 404 };

    record.text[LS_FIELD_TARGET] = LS_SLICE("/a/b");
    if (filter && tools)
        status = ls_filter_status(filter, LS_SLICE("4xx,500-599,!502"), NULL);
    if (status == LS_OK)
        status = ls_filter_method(filter, LS_SLICE("get,POST,-"), NULL);
    if (status == LS_OK)
        status = ls_filter_where(filter,
                                 LS_SLICE("not path in (a, '/') and "
                                          "(path ~ '^/.*b$' or status == 1)"),
                                 &clock, NULL);
    if (status == LS_OK)
        status = ls_filter_ask(filter, tools, &record, &answer);
    *result = answer;
    ls_filter_free(filter);
    ls_filter_tools_free(tools);
    return status;
}

static ls_status work_explain(uint64_t *result)
{
    const ls_render_options options = { .utf8 = true };
    const ls_sink sink = { hash_bytes, result };
    ls_status status =
        ls_render_explanation(LS_SLICE("5xx"), &options, &sink, NULL);

    return status == LS_OK ? ls_render_codes(&options, &sink) : status;
}

static ls_status render(const ls_summary *summary, uint64_t *result)
{
    const ls_render_options options = { .utf8 = true, .colour = true };
    const ls_sink sink = { hash_bytes, result };
    ls_status status = ls_render_text(summary, &options, &sink);

    return status == LS_OK ? ls_render_json(summary, &sink) : status;
}

/* After a failure the run still gives the summary of what it has read. */
static ls_status summarize(const ls_run *run, ls_status status,
                           uint64_t *result)
{
    ls_summary *summary = NULL;
    ls_status taken = ls_run_summary(run, &summary, NULL);

    if (taken == LS_OK)
        taken = render(summary, result);
    ls_summary_free(summary);
    return status == LS_OK ? taken : status;
}

static int run_file;
static size_t run_jobs;

static int open_pipe(void)
{
    int ends[2];

    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], json_text, sizeof(json_text) - 1),
                     sizeof(json_text) - 1);
    (void)close(ends[1]);
    return ends[0];
}

static ls_status hash_record(void *context, const ls_record *record)
{
    const ls_sink sink = { hash_bytes, context };

    return ls_render_record(record, &sink);
}

static ls_status read_both(ls_run *run, int file, int stream)
{
    ls_outcome outcome;
    ls_status status = ls_run_stream(run, file, "a.log", &outcome, NULL);

    if (status == LS_OK)
        status = ls_run_stream(run, stream, "-", &outcome, NULL);
    return status;
}

/* The expressions of the formats are compiled while the log is read. */
static ls_status work_run(uint64_t *result)
{
    ls_run_options options = {
        .block = 100,
        .stop = -1,
        .jobs = run_jobs,
        .on_record = hash_record,
        .context = result,
    };
    int stream = open_pipe();
    ls_formats *formats = NULL;
    ls_run *run = NULL;
    ls_status status = load(&formats, ls_formats_add_tested);

    options.formats = formats;
    if (status == LS_OK)
        status = ls_run_new(&options, &run, NULL);
    if (status == LS_OK) {
        status = read_both(run, run_file, stream);
        status = summarize(run, status, result);
    }
    ls_run_free(run);
    ls_formats_free(formats);
    (void)close(stream);
    return status;
}

/* Without memory for machine code the outcome is the same. */
static ls_status work_regex(uint64_t *result)
{
    static const char *const group_names[] = { NULL, "a" };
    ls_regex *regex = ls_regex_later("(?<a> x++ ) z", group_names, 2);
    ls_matcher *matcher = ls_matcher_new(false);
    ls_status status = regex && matcher ? LS_OK : LS_ENOMEM;

    for (size_t i = 0; status == LS_OK && i < 50; i++) {
        int found = ls_matcher_match(matcher, regex, LS_SLICE("xxz"));

        if (found < 0)
            status = LS_ENOMEM;
        *result += found == LS_MATCH_FOUND;
    }
    ls_matcher_free(matcher);
    ls_regex_free(regex);
    return status;
}

static void add_text(void *context, ls_slice path, ls_json_type type,
                     ls_slice text)
{
    (void)type;
    *(uint64_t *)context += path.len * 1000 + text.len;
}

/* Each object needs more memory than the one before. */
static ls_status work_json(uint64_t *result)
{
    static const char *const objects[] = {
        "{\"a\":{\"b\":1}}",
        "{\"a\":\"\\u00e9\\x22\",\"b\":[\"\\ud800\",2],\"\\u00e9\":3}",
    };
    static char text[8192];
    ls_json_reader *reader = ls_json_reader_new();
    ls_status status = reader ? LS_OK : LS_ENOMEM;

    for (size_t i = 0; status == LS_OK && i < 4; i++) {
        bool valid;

        /* The last two with many blanks behind them. */
        memset(text, ' ', sizeof(text));
        memcpy(text, objects[i % 2], strlen(objects[i % 2]));
        status =
            ls_json_read(reader, (ls_slice){ text, i < 2 ? 64 : sizeof(text) },
                         add_text, result, &valid);
        assert_true(status != LS_OK || valid);
    }
    ls_json_reader_free(reader);
    return status;
}

static void no_memory__to_load_formats(void **state)
{
    (void)state;
    try_all_points(work_formats, 100);
}

static void no_memory__to_load_a_folder(void **state)
{
    (void)state;
    try_all_points(work_folder, 5);
}

static void no_memory__to_make_a_filter(void **state)
{
    (void)state;
    try_all_points(work_filter, 0);
}

static void no_memory__to_read_json(void **state)
{
    (void)state;
    try_all_points(work_json, 5);
}

static void no_memory__to_explain(void **state)
{
    (void)state;
    try_all_points(work_explain, 0);
}

static void no_memory__to_read_a_log_and_report(void **state)
{
    FILE *file = tmpfile();

    (void)state;
    assert_non_null(file);
    assert_int_equal(fwrite(log_text, 1, sizeof(log_text) - 1, file),
                     sizeof(log_text) - 1);
    assert_int_equal(fflush(file), 0);
    run_file = fileno(file);
    assert_int_equal(lseek(run_file, 0, SEEK_SET), 0);
    for (run_jobs = 1; run_jobs <= 3; run_jobs += 2)
        try_all_points(work_run, 100);
    (void)fclose(file);
}

static void no_memory__to_make_machine_code(void **state)
{
    (void)state;
    try_all_points(work_regex, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_memory__to_load_formats),
        cmocka_unit_test(no_memory__to_load_a_folder),
        cmocka_unit_test(no_memory__to_make_a_filter),
        cmocka_unit_test(no_memory__to_read_json),
        cmocka_unit_test(no_memory__to_explain),
        cmocka_unit_test(no_memory__to_read_a_log_and_report),
        cmocka_unit_test(no_memory__to_make_machine_code),
    };

    return cmocka_run_group_tests(tests, read_patterns, NULL);
}
