/* SPDX-License-Identifier: MIT */
/*
 * Lines that a reader looks at together are what they are alone, whatever
 * stands between them: what was found out of one must not reach the next.
 */

#include "unit/readers.h"

#include "property/random.h"
#include "property/records.h"

enum {
    LINES_MAX = 32,
    USUAL = 6,  /* of the lines of a log: the first ones, which come most */
    ROOM = 8000 /* for LS_READER_LINES of any of them */
};

#define WHO "192.0.2.7 - - [10/Oct/2000:13:55:36 -0700] "
#define NEXT "192.0.2.8 - - [10/Oct/2000:13:55:37 -0700] "

/* The columns of most of the rows below. */
static const char columns[] =
    "#Fields: date time c-ip cs-method cs-uri-stem cs-uri-query sc-status "
    "sc-substatus sc-bytes time-taken";

/* The same without the last ones, and with two that tell the client. */
static const char fewer_columns[] =
    "#Fields: date time c-ip cs-ip cs-method cs-uri-stem cs-uri-query "
    "sc-status";

static const struct {
    const char *format;
    const char *lines[LINES_MAX];
} logs[] = {
    { "combined",
      { WHO "\"GET / HTTP/1.1\" 200 5 \"-\" \"x\"",
        WHO "\"GET /a?b HTTP/1.1\" 200 5 \"-\" \"x\" more",
        NEXT "\"POST /c HTTP/1.1\" 302 77777 \"-\" \"x\"",
        NEXT "\"GET /longer/than/that HTTP/2.0\" 404 0 \"-\" \"y y\"",
        WHO "\"HEAD /d HTTP/1.0\" 304 - \"-\" \"x\"",
        NEXT "\"GET /e HTTP/1.1\" 500 1 \"http://localhost/\" \"z\"",
        WHO "\"GET / HTTP/1.1\" 404 5 \"cut", WHO "\"GET / HTTP/1.1\" 404",
        WHO "\"GET / HTTP/1.1\" ", WHO "\"\" - -",
        "192.0.2.8 - - [40/Oct/2000:13:55:37 -0700] \"GET / HTTP/1.1\" 304 5",
        "", " \t  ", "==> access.log <==", "not a log line",
        WHO "\"GET / HTTP/1.1\" 2000 5", WHO "\"GET / HTTP/1.1" } },
    { "w3c",
      { "2026-01-05 00:00:01 192.0.2.7 GET /a b=1 404 1 20 7",
        "2026-01-05 00:00:01 192.0.2.7 GET /a/longer/one - 200 0 123456 12345",
        "2026-01-05 00:00:02 2001:db8::7 PUT /c ?d=17&e=/ 304 0 0 1",
        "2026-01-05 25:00:00 192.0.2.9 HEAD / x 503 12 - -",
        "2026-01-06 00:00:01 192.0.2.7 GET /a b=1 404 1 20 7 more",
        "2026-01-05 00:00:59 192.0.2.7 POST / - 500 0 0 0",
        columns,
        fewer_columns,
        "#Fields: time cs-uri-stem sc-status",
        "#Fields: date time",
        "#Date: 2026-01-09 00:00:00",
        "2026-01-05\t00:00:03\t192.0.2.7\tGET\t/a\tb=2\t200\t0\t5\t6",
        "2026-01-05 00:00:04 192.0.2.7 GET \"/a b\" c=3 200 0 1 2",
        "2026-01-05 00:00:05 192.0.2.7 GET /a \" 200 0 1 2",
        "2026-01-05 00:00:06 192.0.2.7 GET /cut d=4 200",
        "2026-01-05 00:00:06 192.0.2.7 GET /cut",
        "2026-01-05 00:00:07 192.0.2.7 GET /more - 200 0 1 2 3 4 5 6 7 8",
        "2026-01-05 00:00:08 192.0.2.7 [1]sent - - 200 0 1 2",
        "2026-01-05 00:00:08 192.0.2.7 GET /re\rturn - 200 0 1\r2",
        "today 00:00:09 192.0.2.7 GET / - 200 0 1 2",
        "2026-01-05 00:00:10 192.0.2.7 GET / - two 0 1 2",
        "00:00:11 /b 200",
        "          ",
        "",
        " 00:00:12 /b 200" } },
};

/* A text of these lines, in any order, and where they stand in it. */
static size_t put_lines(random_source *random, const char *const *lines,
                        char *text, ls_slice *found)
{
    size_t count = 1 + random_below(random, LS_READER_LINES);
    size_t rarity = 2 + random_below(random, 20);
    size_t returns = random_below(random, 3); /* CRs, in two lines */
    size_t among = 0;
    size_t len = 0;

    while (among < LINES_MAX && lines[among])
        among++;
    for (size_t i = 0; i < count; i++) {
        bool odd = random_below(random, rarity) == 0;
        const char *line = lines[random_below(random, odd ? among : USUAL)];

        found[i] = (ls_slice){ text + len, line ? strlen(line) : 0 };
        assert_true(len + found[i].len + 2 + LS_READER_SLACK < ROOM);
        if (found[i].len)
            memcpy(text + len, line, found[i].len);
        len += found[i].len;
        if (random_below(random, 2) < returns)
            text[len++] = '\r';
        text[len++] = '\n';
    }
    memset(text + len, 0, LS_READER_SLACK);
    return count;
}

/* Alone it is read as lines are that are not as most. */
static void assert_as_alone(struct reader *alone, ls_slice line,
                            const ls_record *record, ls_line_kind kind)
{
    ls_record want = { 0 };
    ls_line_kind want_kind;
    const char *problem;

    assert_int_equal(ls_reader_read_odd(alone->reader, line, &want, &want_kind),
                     LS_OK);
    assert_int_equal(kind, want_kind);
    problem = is_record(kind) ? record_difference(&want, record) : NULL;
    if (problem)
        fail_msg("%s: %.*s", problem, (int)line.len, line.ptr);
}

/* Reads what was looked at, from a line on; how many lines were read. */
static size_t read_seen(struct reader *together, struct reader *alone,
                        const ls_slice *lines, size_t first)
{
    ls_record records[LS_READER_LINES] = { { 0 } };
    size_t usual = ls_reader_read_usual(together->reader, first, records);
    ls_line_kind kind = LS_LINE_RECORD;

    if (usual == 0)
        assert_int_equal(
            ls_reader_read_odd(together->reader, lines[first], records, &kind),
            LS_OK);
    for (size_t i = 0; i < usual || i == 0; i++)
        assert_as_alone(alone, lines[first + i], &records[i], kind);
    return usual ? usual : 1;
}

/* Whether the lines were read all in one go. */
static bool try_lines(struct reader *together, struct reader *alone,
                      const ls_slice *lines, size_t count)
{
    size_t first = 0;
    size_t goes = 0;

    ls_reader_look(together->reader, lines, count);
    for (; first < count; goes++)
        first += read_seen(together, alone, lines, first);
    assert_int_equal(first, count);
    return count > 1 && goes == 1;
}

/* Tries some lines of a log, whose memory ends behind them: with the slack that
   lets a reader look there, or with less. */
static bool try_some(random_source *random, size_t log, struct reader *together,
                     struct reader *alone)
{
    char room[ROOM];
    ls_slice lines[LS_READER_LINES];
    size_t count = put_lines(random, logs[log].lines, room, lines);
    const ls_slice *last = &lines[count - 1];
    size_t slack = random_below(random, 4)
                       ? LS_READER_SLACK
                       : random_below(random, LS_READER_SLACK);
    ls_slice memory = { NULL, (size_t)(last->ptr - room) + last->len + slack };
    char *copy = malloc(memory.len ? memory.len : 1);
    bool at_once;

    assert_non_null(copy);
    memcpy(copy, room, memory.len);
    memory.ptr = copy;
    for (size_t i = 0; i < count; i++)
        lines[i].ptr = copy + (lines[i].ptr - room);
    ls_reader_around(together->reader, memory);
    at_once = try_lines(together, alone, lines, count);
    free(copy);
    return at_once;
}

static void try_log(size_t log)
{
    random_source random = { 27 };
    struct reader together;
    struct reader alone;
    size_t at_once = 0;

    start_reader(&together, all_formats(), logs[log].format, true);
    start_reader(&alone, all_formats(), logs[log].format, true);
    for (size_t turn = 0; turn < 2000; turn++)
        at_once += try_some(&random, log, &together, &alone);
    assert_true(at_once > 100);
    stop_reader(&together);
    stop_reader(&alone);
}

static void together__lines_are_what_they_are_alone(void **state)
{
    (void)state;
    for (size_t log = 0; log < CASES(logs); log++)
        try_log(log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(together__lines_are_what_they_are_alone),
    };

    return cmocka_run_group_tests_name("together", tests, NULL, NULL);
}
