/* SPDX-License-Identifier: MIT */
/*
 * Generated logs with the status of the upstream: the senders that a summary
 * has for each code are those that a plain count finds.
 */

#include "test.h"

#include "property/laws.h"
#include "property/random.h"

#include <stdio.h>
#include <unistd.h>

enum {
    LOGS = 20,
    LINES = 2000,
};

static const char pattern[] =
    "name    upstream\n"
    "title   A log with the status of the upstream\n"
    "server  nginx\n"
    "extends combined\n"
    "tail    [ ] \" (?<upstream_status> [^\"]*+ ) \"\n"
    "sample  h - - [27/Nov/2019:16:03:11 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" "
    "\"x\" \"200\"\n"
    "expect  status=200 upstream_status=200\n";

static const unsigned codes[] = { 0, 200, 304, 404, 499, 502, 504 };

/* What the log says of the upstream, and the status that is meant. */
static const struct upstream {
    const char *text;
    int code; /* 0: none answered; -1: nothing is said */
} upstreams[] = {
    { " \"200\"", 200 },
    { " \"502\"", 502 },
    { " \"504, 502\"", 502 },
    { " \"502 : 200\"", 200 },
    { " \"404\"", 404 },
    { " \"-\"", 0 },
    { "", -1 },
};

static ls_sender sender_of(unsigned code, int upstream)
{
    if (code == 0 || upstream == -1)
        return LS_SENDER_UNKNOWN;
    return (unsigned)upstream == code ? LS_SENDER_UPSTREAM : LS_SENDER_SERVER;
}

static ls_formats *load(void)
{
    ls_formats *formats = ls_formats_new();

    assert_non_null(formats);
    assert_int_equal(ls_formats_add_builtin(formats, NULL), LS_OK);
    assert_int_equal(
        ls_formats_add(formats, ls_slice_of(pattern), "upstream", NULL), LS_OK);
    assert_int_equal(ls_formats_compile(formats, NULL), LS_OK);
    return formats;
}

/* Writes a log and counts what it writes. */
static void make(ls_buf *log, uint64_t seed,
                 uint64_t counts[CASES(codes)][LS_SENDER_COUNT])
{
    random_source random = { seed };

    for (size_t i = 0; i < LINES; i++) {
        size_t code = random_below(&random, CASES(codes));
        size_t upstream = random_below(&random, CASES(upstreams));
        char line[128];

        (void)snprintf(line, sizeof(line),
                       "h - - [27/Nov/2019:16:03:11 +0000] \"GET / HTTP/1.1\" "
                       "%u 1 \"-\" \"x\"%s\n",
                       codes[code], upstreams[upstream].text);
        assert_int_equal(ls_buf_append(log, ls_slice_of(line)), LS_OK);
        counts[code][sender_of(codes[code], upstreams[upstream].code)]++;
    }
}

static void assert_counts(const ls_summary *summary,
                          uint64_t counts[CASES(codes)][LS_SENDER_COUNT])
{
    assert_int_equal(summary->lines.counted, LINES);
    assert_int_equal(summary->code_count, CASES(codes));
    for (size_t i = 0; i < CASES(codes); i++) {
        assert_int_equal(summary->codes[i].code, codes[i]);
        for (size_t k = 0; k < LS_SENDER_COUNT; k++)
            assert_int_equal(summary->codes[i].senders[k], counts[i][k]);
    }
}

static void senders__equal_a_naive_count(void **state)
{
    ls_formats *formats = load();

    (void)state;
    for (uint64_t seed = 1; seed <= LOGS; seed++) {
        const ls_run_options options = {
            .formats = formats,
            .format = ls_formats_find(formats, LS_SLICE("upstream")),
            .block = 100 * seed,
            .stop = -1,
        };
        uint64_t counts[CASES(codes)][LS_SENDER_COUNT] = { 0 };
        ls_buf log = { 0 };
        ls_outcome outcome;
        ls_summary *summary;
        int file;

        make(&log, seed, counts);
        file = file_of(ls_buf_slice(&log));
        summary = read_log(&options, file, &outcome);
        assert_counts(summary, counts);
        assert_null(accounting_problem(summary));
        assert_null(output_problem(summary, NULL));
        ls_summary_free(summary);
        ls_buf_release(&log);
        (void)close(file);
    }
    ls_formats_free(formats);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(senders__equal_a_naive_count),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
