/* SPDX-License-Identifier: MIT */
/*
 * A log in pieces, each read by a run of its own whose summary is written down,
 * read back and added, in any order: the document is that of one run over all
 * the pieces. And a document that was read back is written the same.
 */

#include "documents.h"
#include "test.h"

#include "property/laws.h"
#include "property/random.h"

#include <stdio.h>
#include <unistd.h>

enum {
    ROUNDS = 60,
    PIECES = 50,
    LINES = 600,
    PATHS = 300, /* of a code at most: fewer than are listed */
};

static const char *const odd_lines[] = {
    "no log line",
    "",
    "\x1b[31m \xff\" \\ {}",
    "192.0.2.1 - - [22/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" x 1",
};

/* A line of a log that tells durations, or "-". */
static int timed_line(char *line, size_t size, random_source *random,
                      size_t second)
{
    int len = snprintf(
        line, size,
        "time:%02zu/Nov/2026:10:%02zu:%02zu +0000\thost:192.0.2.7"
        "\treq:GET /t%zu HTTP/1.1\tstatus:%d\treqtime:",
        1 + second / 3600 % 28, second / 60 % 60, second % 60,
        random_below(random, PATHS), random_below(random, 3) ? 200 : 500);

    if (random_below(random, 10) == 0)
        return len + snprintf(line + len, size - (size_t)len, "-\n");
    return len +
           snprintf(line + len, size - (size_t)len, "%zu.%06zu\n",
                    random_below(random, 5) ? 0 : random_below(random, 90),
                    random_below(random, 1000000));
}

/* The first line of a piece is a request, so that all are of one format. */
static void append_line(ls_buf *log, random_source *random, size_t span,
                        bool timed)
{
    static const unsigned codes[] = { 200, 200, 200, 304, 404, 404,
                                      499, 502, 0,   783, 100 };
    size_t second = random_below(random, span);
    char line[300];
    int len;

    if (log->len && random_below(random, 40) == 0)
        len = snprintf(line, sizeof(line), "%s\n",
                       odd_lines[random_below(random, CASES(odd_lines))]);
    else if (timed)
        len = timed_line(line, sizeof(line), random, second);
    else
        len = snprintf(
            line, sizeof(line),
            "10.0.%zu.%zu - - [%02zu/Nov/20%02zu:%02zu:%02zu:%02zu +0100] "
            "\"%s /p%zu\\x%02zX HTTP/1.1\" %03u %zu\n",
            random_below(random, 16), random_below(random, 256),
            1 + second / 86400 % 28, 10 + second / 86400 / 28 % 16,
            second / 3600 % 24, second / 60 % 60, second % 60,
            random_below(random, 3) ? "GET" : "PROPFIND",
            random_below(random, PATHS), random_below(random, 256),
            codes[random_below(random, CASES(codes))],
            random_below(random, 100000));
    assert_int_equal(ls_buf_append(log, (ls_slice){ line, (size_t)len }),
                     LS_OK);
}

static ls_run *new_run(void)
{
    ls_run_options options = {
        .formats = builtin_formats(),
        .groups = common_groups(),
        .stop = -1,
    };
    ls_run *run;

    assert_int_equal(ls_run_new(&options, &run, NULL), LS_OK);
    return run;
}

static void read_piece(ls_run *run, const ls_buf *log)
{
    int file = file_of(ls_buf_slice(log));
    ls_outcome outcome;

    assert_int_equal(ls_run_stream(run, file, "log", &outcome, NULL), LS_OK);
    (void)close(file);
}

/* The document of a run, which is freed. */
static ls_buf document_of(ls_run *run)
{
    ls_buf json = write_down_run(run);

    ls_run_free(run);
    return json;
}

static void demand_same(const ls_buf *a, const ls_buf *b)
{
    if (!ls_slice_equal(ls_buf_slice(a), ls_buf_slice(b)))
        fail_msg("%.*s\nis not\n%.*s", (int)a->len, a->ptr, (int)b->len,
                 b->ptr);
}

/* Adds the documents in an order by chance, some of them together first. */
static ls_run *add_all(random_source *random, ls_buf *documents, size_t count)
{
    ls_run *run = new_run();

    while (count) {
        size_t at = random_below(random, count);
        ls_summary *summary = read_back(ls_buf_slice(&documents[at]));

        assert_int_equal(ls_run_add(run, summary, NULL), LS_OK);
        ls_summary_free(summary);
        ls_buf_release(&documents[at]);
        documents[at] = documents[--count];
        if (count && random_below(random, 5) == 0) {
            documents[count++] = document_of(run);
            run = new_run();
        }
    }
    return run;
}

static void summary__of_pieces_adds_up(void **state)
{
    random_source random = { 71 };

    (void)state;
    for (size_t round = 0; round < ROUNDS; round++) {
        static ls_buf documents[PIECES];
        size_t pieces = 1 + random_below(&random, PIECES);
        size_t span = round % 3 ? 1 + random_below(&random, 100000)
                                : (size_t)86400 * 28 * 16;
        ls_run *whole = new_run();
        ls_buf want;
        ls_buf got;

        for (size_t i = 0; i < pieces; i++) {
            ls_run *part = new_run();
            ls_buf log = { 0 };

            for (size_t n = 1 + random_below(&random, LINES / pieces + 2); n;
                 n--)
                append_line(&log, &random, span, round % 2);
            read_piece(whole, &log);
            read_piece(part, &log);
            documents[i] = document_of(part);
            ls_buf_release(&log);
        }
        want = document_of(whole);
        got = document_of(add_all(&random, documents, pieces));
        demand_same(&want, &got);
        ls_buf_release(&want);
        ls_buf_release(&got);
    }
}

static void summary__is_written_as_it_was_read(void **state)
{
    random_source random = { 73 };

    (void)state;
    for (size_t round = 0; round < ROUNDS; round++) {
        ls_run *run = new_run();
        ls_buf log = { 0 };
        ls_buf json;
        ls_buf again;
        ls_summary *summary;

        for (size_t n = random_below(&random, LINES); n; n--)
            append_line(&log, &random, 1 + random_below(&random, 1000000),
                        round % 2);
        read_piece(run, &log);
        json = document_of(run);
        summary = read_back(ls_buf_slice(&json));
        assert_null(accounting_problem(summary));
        again = write_down(summary);
        demand_same(&json, &again);
        ls_summary_free(summary);
        ls_buf_release(&log);
        ls_buf_release(&json);
        ls_buf_release(&again);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(summary__of_pieces_adds_up),
        cmocka_unit_test(summary__is_written_as_it_was_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
