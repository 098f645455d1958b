/* SPDX-License-Identifier: MIT */
/*
 * Windows of logs in which requests stand up to an hour later than others that
 * began after them: what is read of the file alone says the same as all of it,
 * but for what became of lines outside of the window.
 */

#include "test.h"

#include "property/laws.h"
#include "property/random.h"

#include <stdio.h>
#include <unistd.h>

enum {
    LOGS = 20,
    WINDOWS = 50,
    LINES = 3000,
    MANY_LINES = 200000,
    HOUR = 3600,
};

enum kind {
    COMBINED,
    W3C,
    KINDS
};

struct shape {
    enum kind kind;
    int64_t start;
    int64_t step; /* seconds from one end of a request to the next, at most */
    int64_t longest; /* seconds that a request takes, at most */
};

static void append(ls_buf *log, const char *text, int len)
{
    assert_int_equal(ls_buf_append(log, (ls_slice){ text, (size_t)len }),
                     LS_OK);
}

/* All of a log is of October. */
static void append_line(ls_buf *log, const struct shape *shape, int64_t time,
                        random_source *random)
{
    int64_t second = time - shape->start;
    long day = 1 + (long)(second / 86400);
    int hour = (int)(second / HOUR % 24);
    int minute = (int)(second / 60 % 60);
    unsigned code = random_below(random, 8) ? 200 : 404;
    char line[200];
    int len;

    if (shape->kind == COMBINED)
        len = snprintf(line, sizeof(line),
                       "192.0.2.%zu - - [%02ld/Oct/2026:%02d:%02d:%02d +0000] "
                       "\"GET /p%zu HTTP/1.1\" %u %zu \"-\" \"agent\"\n",
                       random_below(random, 256), day, hour, minute,
                       (int)(second % 60), random_below(random, 50), code,
                       random_below(random, 10000));
    else
        len =
            snprintf(line, sizeof(line),
                     "2026-10-%02ld %02d:%02d:%02d GET /p%zu %u %zu\n", day,
                     hour, minute, (int)(second % 60), random_below(random, 50),
                     code, random_below(random, 10000));
    append(log, line, len);
}

/* A header in the middle of a log may change the columns. */
static void append_header(ls_buf *log, random_source *random)
{
    static const char *const headers[] = {
        "#Software: x\n#Version: 1.0\n"
        "#Fields: date time cs-method cs-uri-stem sc-status sc-bytes\n",
        "#Fields: date time cs-method cs-uri-stem sc-status time-taken\n",
    };
    const char *header = headers[random_below(random, CASES(headers))];

    append(log, header, (int)strlen(header));
}

static int64_t make_log(ls_buf *log, const struct shape *shape, size_t lines,
                        random_source *random)
{
    int64_t end = shape->start + shape->longest;

    if (shape->kind == W3C)
        append_header(log, random);
    for (size_t i = 0; i < lines; i++) {
        int64_t took =
            random_below(random, 10)
                ? 0
                : (int64_t)random_below(random, (size_t)shape->longest + 1);

        append_line(log, shape, end - took, random);
        end += (int64_t)random_below(random, (size_t)shape->step + 1);
        if (shape->kind == W3C && random_below(random, 4000) == 0)
            append_header(log, random);
    }
    return end;
}

static ls_summary *read_window(int file, const ls_filter *filter, bool no_seek)
{
    ls_run_options options = {
        .formats = builtin_formats(),
        .filter = filter,
        .stop = -1,
        .block = 4096,
        .jobs = 2,
        .no_seek = no_seek,
    };
    ls_outcome outcome = { .verdict = LS_INPUT_READ };
    ls_summary *summary = read_log(&options, file, &outcome);

    assert_int_equal(outcome.verdict, LS_INPUT_READ);
    return summary;
}

/* All of a summary but its lines and bytes read. */
static ls_buf document_of(ls_summary *summary)
{
    ls_buf json = { 0 };
    ls_sink sink = sink_to(&json);
    ls_summary_input input = summary->inputs[0];
    ls_summary shown = *summary;

    input.bytes = 0;
    input.unread = 0;
    input.lines = (ls_lines){ .counted = input.lines.counted };
    shown.lines = input.lines;
    shown.inputs = &input;
    assert_int_equal(ls_render_json(&shown, &sink), LS_OK);
    ls_summary_free(summary);
    return json;
}

/* One window; how many bytes it left out. */
static uint64_t try_window(int file, uint64_t size, int64_t since,
                           int64_t until)
{
    ls_filter *filter = ls_filter_new();
    ls_summary *part;
    uint64_t unread;
    ls_buf want;
    ls_buf got;

    assert_non_null(filter);
    ls_filter_since(filter, since * 1000);
    ls_filter_until(filter, until * 1000);
    part = read_window(file, filter, false);
    unread = part->inputs[0].unread;
    assert_true(part->inputs[0].bytes + unread == size);
    want = document_of(read_window(file, filter, true));
    got = document_of(part);
    if (!ls_slice_equal(ls_buf_slice(&want), ls_buf_slice(&got)))
        fail_msg("from %lld to %lld: %.*s\nis not\n%.*s", (long long)since,
                 (long long)until, (int)got.len, got.ptr, (int)want.len,
                 want.ptr);
    ls_buf_release(&want);
    ls_buf_release(&got);
    ls_filter_free(filter);
    return unread;
}

static void seek__says_what_reading_all_says(void **state)
{
    random_source random = { 91 };
    uint64_t left_out = 0;
    uint64_t all = 0;

    (void)state;
    for (size_t i = 0; i < LOGS; i++) {
        struct shape shape = {
            .kind = (enum kind)(i % KINDS),
            .start = INT64_C(1790812800), /* 2026-10-01 */
            .step = 1 + (int64_t)random_below(&random, 360),
            .longest = (int64_t)random_below(&random, HOUR),
        };
        ls_buf log = { 0 };
        int64_t end = make_log(&log, &shape, LINES, &random);
        int file = file_of(ls_buf_slice(&log));

        for (size_t n = 0; n < WINDOWS; n++) {
            int64_t since = shape.start - HOUR +
                            (int64_t)random_below(
                                &random, (size_t)(end - shape.start) + HOUR);
            int64_t span = 1 + (int64_t)random_below(&random, 20 * HOUR);

            left_out += try_window(file, log.len, since, since + span);
            all += log.len;
        }
        (void)close(file);
        ls_buf_release(&log);
    }
    /* Else it would be no test of leaving out. */
    assert_true(left_out > all / 4);
}

/* Days in another order than that of time: then nothing is left out. */
static void seek__notices_parts_out_of_order(void **state)
{
    random_source random = { 97 };
    struct shape shape = { COMBINED, INT64_C(1790812800), 20, 5 };
    ls_buf log = { 0 };
    int file;

    (void)state;
    (void)make_log(&log, &shape, LINES, &random);
    shape.step = 10;
    (void)make_log(&log, &shape, LINES, &random);
    file = file_of(ls_buf_slice(&log));
    assert_int_equal(try_window(file, log.len, shape.start + 5 * HOUR,
                                shape.start + 6 * HOUR),
                     0);
    (void)close(file);
    ls_buf_release(&log);
}

/* Bytes that the process has read so far; 0: the system does not tell. */
static uint64_t bytes_read(void)
{
    static const char name[] = "rchar: ";
    FILE *io = fopen("/proc/self/io", "r");
    uint64_t bytes = 0;
    char line[64];

    if (!io)
        return 0;
    if (fgets(line, sizeof(line), io) &&
        strncmp(line, name, sizeof(name) - 1) == 0)
        bytes = strtoull(line + sizeof(name) - 1, NULL, 10);
    (void)fclose(io);
    return bytes;
}

/* The head, 1 MiB, and some tens of places are all that is read besides. */
static void seek__reads_little_of_a_long_log(void **state)
{
    random_source random = { 101 };
    struct shape shape = { COMBINED, INT64_C(1790812800), 12, 5 };
    ls_filter *filter = ls_filter_new();
    ls_buf log = { 0 };
    uint64_t before;
    uint64_t read;
    int file;

    (void)state;
    assert_non_null(filter);
    (void)make_log(&log, &shape, MANY_LINES, &random);
    file = file_of(ls_buf_slice(&log));
    ls_filter_since(filter, (shape.start + 100 * HOUR) * 1000);
    ls_filter_until(filter, (shape.start + 100 * HOUR + 600) * 1000);
    (void)builtin_formats();
    before = bytes_read();
    ls_summary_free(read_window(file, filter, false));
    read = bytes_read() - before;
    if (before)
        assert_in_range(read, log.len / 1000, log.len / 4);
    (void)close(file);
    ls_filter_free(filter);
    ls_buf_release(&log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seek__says_what_reading_all_says),
        cmocka_unit_test(seek__notices_parts_out_of_order),
        cmocka_unit_test(seek__reads_little_of_a_long_log),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
