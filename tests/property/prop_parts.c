/* SPDX-License-Identifier: MIT */
/*
 * A stream that is handed out in parts, wherever these end: added up they are
 * what one run counts of it, also where the writer pauses.
 */

#include "test.h"

#include "property/laws.h"
#include "property/mixes.h"

#include <poll.h>
#include <pthread.h>
#include <unistd.h>

enum {
    LOGS = 8,
    LEAST = 1100000, /* bytes: the first MiB is looked at before all else */
};

/* What parts are wanted and came. */
struct parts {
    random_source *random;
    size_t rarity; /* one block in so many is followed by a part */
    size_t count;
    ls_run *sum;
};

static bool wants(void *context)
{
    struct parts *parts = context;

    return random_below(parts->random, parts->rarity) == 0;
}

static void take(void *context, ls_summary *part)
{
    struct parts *parts = context;

    assert_int_equal(ls_run_add(parts->sum, part, NULL), LS_OK);
    ls_summary_free(part);
    parts->count++;
}

/* Writes bytes to a pipe; with a pause in the middle. */
struct writer {
    int end;
    ls_slice bytes;
    bool pauses;
};

static void send(int end, ls_slice bytes)
{
    while (bytes.len) {
        ssize_t sent = write(end, bytes.ptr, bytes.len);

        assert_true(sent > 0);
        bytes = ls_slice_skip(bytes, (size_t)sent);
    }
}

static void *write_all(void *context)
{
    const struct writer *writer = context;
    size_t half = writer->pauses ? writer->bytes.len / 2 : 0;

    send(writer->end, ls_slice_head(writer->bytes, half));
    if (writer->pauses)
        (void)poll(NULL, 0, 600);
    send(writer->end, ls_slice_skip(writer->bytes, half));
    (void)close(writer->end);
    return NULL;
}

static ls_run_options how(size_t block)
{
    return (ls_run_options){
        .formats = builtin_formats(),
        .groups = common_groups(),
        .block = block,
        .stop = -1,
    };
}

static ls_run *start(const ls_run_options *options)
{
    ls_run *run;

    assert_int_equal(ls_run_new(options, &run, NULL), LS_OK);
    return run;
}

/* The stream by parts, and what is left of it in the end. */
static ls_summary *read_parts(struct parts *parts, struct writer writer)
{
    ls_run_options options = how(1 + random_below(parts->random, 5000));
    ls_run_options sums = how(0);
    ls_run *run;
    ls_summary *summary;
    ls_outcome outcome;
    pthread_t thread;
    int ends[2];

    options.wants_part = wants;
    options.on_part = take;
    options.context = parts;
    options.jobs = 2;
    run = start(&options);
    parts->sum = start(&sums);
    assert_int_equal(pipe(ends), 0);
    writer.end = ends[1];
    assert_int_equal(pthread_create(&thread, NULL, write_all, &writer), 0);
    assert_int_equal(ls_run_stream(run, ends[0], "log", &outcome, NULL), LS_OK);
    assert_int_equal(pthread_join(thread, NULL), 0);
    (void)close(ends[0]);
    assert_int_equal(ls_run_summary(run, &summary, NULL), LS_OK);
    take(parts, summary);
    assert_int_equal(ls_run_summary(parts->sum, &summary, NULL), LS_OK);
    ls_run_free(run);
    ls_run_free(parts->sum);
    return summary;
}

static size_t compare(random_source *random, ls_slice bytes, bool pauses)
{
    struct parts parts = {
        .random = random,
        .rarity = pauses ? 1 : 1 + random_below(random, 30),
    };
    struct writer writer = { .bytes = bytes, .pauses = pauses };
    ls_run_options options = how(0);
    int file = file_of(bytes);
    ls_outcome outcome;
    ls_summary *whole = read_log(&options, file, &outcome);
    ls_summary *sum = read_parts(&parts, writer);
    const char *problem = accounting_problem(sum);

    if (!problem)
        problem = difference(whole, sum);
    if (problem)
        fail_msg("%s: %.300s", problem, bytes.ptr);
    assert_int_equal(whole->unparsed_count, sum->unparsed_count);
    for (size_t i = 0; i < whole->unparsed_count; i++)
        assert_int_equal(whole->unparsed[i].line, sum->unparsed[i].line);
    ls_summary_free(whole);
    ls_summary_free(sum);
    (void)close(file);
    return parts.count;
}

static void make_log(random_source *random, ls_buf *log)
{
    ls_buf piece = { 0 };

    while (log->len < LEAST) {
        mix_log(random, &piece);
        assert_int_equal(ls_buf_append(log, ls_buf_slice(&piece)), LS_OK);
    }
    ls_buf_release(&piece);
}

static void parts__add_up_to_the_whole(void **state)
{
    random_source random = { 11 };
    size_t parts = 0;

    (void)state;
    for (size_t i = 0; i < LOGS; i++) {
        ls_buf log = { 0 };

        make_log(&random, &log);
        parts += compare(&random, ls_buf_slice(&log), false);
        ls_buf_release(&log);
    }
    assert_true(parts > 2 * LOGS);
}

#define RECORD                                                                 \
    "192.0.2.7 - - [10/Oct/2000:13:55:36 +0000] \"GET /a HTTP/1.1\" 404 5\n"
#define TEN RECORD RECORD RECORD RECORD RECORD "x\n" RECORD RECORD RECORD RECORD

/* While nothing comes, what has come is handed out. */
static void parts__come_while_a_writer_pauses(void **state)
{
    random_source random = { 12 };

    (void)state;
    assert_true(compare(&random, LS_SLICE(TEN TEN), true) > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts__add_up_to_the_whole),
        cmocka_unit_test(parts__come_while_a_writer_pauses),
    };

    return cmocka_run_group_tests_name("parts", tests, mixes_set_up,
                                       mixes_tear_down);
}
