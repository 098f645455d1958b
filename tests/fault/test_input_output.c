/* SPDX-License-Identifier: MIT */
/*
 * Inputs that cannot be read, fail half-way, shrink, grow or come in bits, and
 * outputs that cannot be written: each is said, and what could be read counts.
 */

#include "test.h"

#include "property/laws.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    LINES = 100,
    BLOCK = 512,
};

static const char line_text[] =
    "192.0.2.1 - - [27/Nov/2019:16:03:11 +0000] \"GET /a HTTP/1.1\" 404 9\n";

enum {
    LINE = sizeof(line_text) - 1
};

/* What a callback does once, in the middle of reading. */
struct trouble {
    int descriptor; /* of the file that is read */
    size_t after;   /* records */
    void (*happen)(int descriptor);
};

static ls_status on_record(void *context, const ls_record *record)
{
    struct trouble *trouble = context;

    assert_int_equal(record->code, 404);
    if (trouble->happen && trouble->after-- == 0) {
        trouble->happen(trouble->descriptor);
        trouble->happen = NULL;
    }
    return LS_OK;
}

static ls_run_options options_of(struct trouble *trouble)
{
    return (ls_run_options){
        .formats = builtin_formats(),
        .block = BLOCK,
        .stop = -1,
        .on_record = trouble ? on_record : NULL,
        .context = trouble,
    };
}

static int make_file(void)
{
    char text[LINES * LINE];

    for (size_t i = 0; i < LINES; i++)
        memcpy(text + i * LINE, line_text, LINE);
    return file_of((ls_slice){ text, sizeof(text) });
}

static ls_verdict verdict_of(int descriptor)
{
    const ls_run_options options = options_of(NULL);
    ls_outcome outcome;
    ls_summary *summary = read_log(&options, descriptor, &outcome);

    assert_int_equal(summary->lines.counted, 0);
    assert_true(outcome.message.message[0]);
    ls_summary_free(summary);
    return outcome.verdict;
}

static void input__that_cannot_be_read_is_said_to_have_failed(void **state)
{
    int folder = open("/tmp", O_RDONLY | O_DIRECTORY);
    int memory = open("/proc/self/mem", O_RDONLY);
    int writing = open("/tmp/logstat-test-writing", O_WRONLY | O_CREAT, 0600);

    (void)state;
    assert_int_equal(verdict_of(-1), LS_INPUT_FAILED);
    assert_int_equal(verdict_of(12345), LS_INPUT_FAILED);
    assert_int_equal(verdict_of(folder), LS_INPUT_REFUSED);
    if (memory >= 0) {
        assert_int_equal(verdict_of(memory), LS_INPUT_FAILED);
        (void)close(memory);
    }
    assert_int_equal(write(writing, line_text, LINE), LINE);
    assert_int_equal(lseek(writing, 0, SEEK_SET), 0);
    assert_int_equal(verdict_of(writing), LS_INPUT_FAILED);
    (void)close(writing);
    (void)unlink("/tmp/logstat-test-writing");
    (void)close(folder);
}

static void input__that_cannot_be_opened_is_said_to_have_failed(void **state)
{
    static const char *const paths[] = { "/nonexistent/access.log", "",
                                         "/etc/passwd/log" };
    const ls_run_options options = options_of(NULL);
    ls_run *run = NULL;

    (void)state;
    assert_int_equal(ls_run_new(&options, &run, NULL), LS_OK);
    for (size_t i = 0; i < CASES(paths); i++) {
        ls_outcome outcome;

        assert_int_equal(ls_run_file(run, paths[i], &outcome, NULL), LS_OK);
        assert_int_equal(outcome.verdict, LS_INPUT_FAILED);
        assert_true(outcome.message.message[0]);
    }
    ls_run_free(run);
}

/* Puts a descriptor that cannot be read in the place of the file's. */
static void become_unreadable(int descriptor)
{
    int other = open("/dev/null", O_WRONLY);

    assert_int_equal(dup2(other, descriptor), descriptor);
    (void)close(other);
}

static void shrink(int descriptor)
{
    assert_int_equal(ftruncate(descriptor, 40 * LINE + 10), 0);
}

static void vanish(int descriptor)
{
    assert_int_equal(ftruncate(descriptor, 0), 0);
}

static void grow(int descriptor)
{
    for (size_t i = 0; i < LINES; i++)
        assert_int_equal(
            pwrite(descriptor, line_text, LINE, (off_t)((LINES + i) * LINE)),
            LINE);
}

/* Reads a file to which something happens after `after` records. */
static ls_summary *read_troubled(size_t after, void (*happen)(int),
                                 ls_outcome *outcome)
{
    struct trouble trouble = { make_file(), after, happen };
    const ls_run_options options = options_of(&trouble);
    ls_summary *summary = read_log(&options, trouble.descriptor, outcome);

    assert_null(accounting_problem(summary));
    assert_null(output_problem(summary, NULL));
    assert_int_equal(summary->input_count, 1);
    (void)close(trouble.descriptor);
    return summary;
}

static void input__that_fails_half_way_counts_as_far_as_it_went(void **state)
{
    ls_outcome outcome;
    ls_summary *summary = read_troubled(10, become_unreadable, &outcome);

    (void)state;
    assert_int_equal(outcome.verdict, LS_INPUT_DAMAGED);
    assert_true(outcome.message.message[0]);
    assert_in_range(summary->lines.counted, 11, 30);
    ls_summary_free(summary);
}

static void input__that_shrinks_counts_as_far_as_it_went(void **state)
{
    ls_outcome outcome;
    ls_summary *summary = read_troubled(20, shrink, &outcome);

    (void)state;
    assert_int_equal(outcome.verdict, LS_INPUT_DAMAGED);
    assert_non_null(strstr(outcome.message.message, "truncated"));
    assert_int_equal(summary->lines.counted, 40);
    assert_int_equal(summary->lines.unparsed, 1);
    assert_int_equal(summary->inputs[0].bytes, 40 * LINE + 10);
    ls_summary_free(summary);
}

static void input__that_vanishes_counts_as_far_as_it_went(void **state)
{
    ls_outcome outcome;
    ls_summary *summary = read_troubled(20, vanish, &outcome);

    (void)state;
    assert_int_equal(outcome.verdict, LS_INPUT_DAMAGED);
    assert_in_range(summary->lines.counted, 21, 40);
    assert_in_range(summary->inputs[0].bytes, 20 * LINE, 40 * LINE);
    ls_summary_free(summary);
}

static void input__that_grows_is_read_as_far_as_it_was(void **state)
{
    ls_outcome outcome;
    ls_summary *summary = read_troubled(0, grow, &outcome);

    (void)state;
    assert_int_equal(outcome.verdict, LS_INPUT_READ);
    assert_int_equal(summary->lines.counted, LINES);
    ls_summary_free(summary);
}

/* A terminal gives what was written, then EIO when nobody has it open. */
static void input__that_is_a_broken_stream_counts_as_far_as_it_went(
    void **state)
{
    const ls_run_options options = options_of(NULL);
    int reading = open("/dev/ptmx", O_RDWR | O_NOCTTY);
    const char *name = NULL;
    ls_summary *summary;
    ls_outcome outcome;
    int writing;

    (void)state;
    if (reading >= 0 && grantpt(reading) == 0 && unlockpt(reading) == 0)
        name = ptsname(reading);
    if (!name) {
        skip();
        return;
    }
    writing = open(name, O_RDWR | O_NOCTTY);
    for (size_t i = 0; i < 10; i++)
        assert_int_equal(write(writing, line_text, LINE), LINE);
    (void)close(writing);
    summary = read_log(&options, reading, &outcome);
    assert_int_equal(outcome.verdict, LS_INPUT_DAMAGED);
    assert_true(outcome.message.message[0]);
    assert_int_equal(summary->lines.counted, 10);
    ls_summary_free(summary);
    (void)close(reading);
}

static void do_nothing(int number)
{
    (void)number;
}

/* Writes the log byte by byte, and a signal to the reader with each. */
static pid_t dribble(const int *ends)
{
    pid_t child = fork();

    if (child != 0)
        return child;
    (void)close(ends[0]);
    for (size_t i = 0; i < 10 * LINE; i++) {
        if (write(ends[1], line_text + i % LINE, 1) != 1)
            _exit(1);
        (void)kill(getppid(), SIGUSR1);
    }
    _exit(0);
}

static void input__may_come_in_bits_and_between_signals(void **state)
{
    const ls_run_options options = options_of(NULL);
    struct sigaction action = { .sa_handler = do_nothing };
    ls_outcome outcome;
    ls_summary *summary;
    int ends[2];
    int end = 1;
    pid_t child;

    (void)state;
    assert_int_equal(sigaction(SIGUSR1, &action, NULL), 0);
    assert_int_equal(pipe(ends), 0);
    child = dribble(ends);
    assert_true(child > 0);
    (void)close(ends[1]);
    summary = read_log(&options, ends[0], &outcome);
    while (waitpid(child, &end, 0) < 0)
        assert_int_equal(errno, EINTR);
    assert_int_equal(end, 0);
    assert_int_equal(outcome.verdict, LS_INPUT_READ);
    assert_int_equal(summary->lines.counted, 10);
    ls_summary_free(summary);
    (void)close(ends[0]);
}

static void input__that_stays_open_ends_when_told_to_stop(void **state)
{
    ls_run_options options = options_of(NULL);
    ls_outcome outcome;
    ls_summary *summary;
    int ends[2];
    int stop[2];

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(pipe(stop), 0);
    assert_int_equal(write(stop[1], "x", 1), 1);
    options.stop = stop[0];
    summary = read_log(&options, ends[0], &outcome);
    assert_int_equal(outcome.verdict, LS_INPUT_EMPTY);
    ls_summary_free(summary);
    for (size_t i = 0; i < 2; i++) {
        (void)close(ends[i]);
        (void)close(stop[i]);
    }
}

/* A sink that fails at one call and must not be called again. */
struct full_disk {
    size_t room; /* calls that succeed */
    bool full;
};

static ls_status write_some(void *context, ls_slice bytes)
{
    struct full_disk *disk = context;

    (void)bytes;
    assert_false(disk->full);
    disk->full = disk->room-- == 0;
    return disk->full ? LS_EIO : LS_OK;
}

static void output__that_cannot_be_written_is_a_failure(void **state)
{
    const ls_render_options options = { 0 };
    const ls_run_options run = options_of(NULL);
    int file = make_file();
    ls_outcome outcome;
    ls_summary *summary = read_log(&run, file, &outcome);
    struct full_disk disk = { 0 };
    ls_sink sink = { write_some, &disk };

    (void)state;
    do {
        size_t room = disk.room;
        ls_status status;

        disk = (struct full_disk){ .room = room };
        status = ls_render_json(summary, &sink);
        assert_int_equal(status, disk.full ? LS_EIO : LS_OK);
        disk = (struct full_disk){ .room = room };
        status = ls_render_text(summary, &options, &sink);
        assert_int_equal(status, disk.full ? LS_EIO : LS_OK);
        disk.room = room + 1;
    } while (disk.full);
    ls_summary_free(summary);
    (void)close(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(input__that_cannot_be_read_is_said_to_have_failed),
        cmocka_unit_test(input__that_cannot_be_opened_is_said_to_have_failed),
        cmocka_unit_test(input__that_fails_half_way_counts_as_far_as_it_went),
        cmocka_unit_test(input__that_shrinks_counts_as_far_as_it_went),
        cmocka_unit_test(input__that_vanishes_counts_as_far_as_it_went),
        cmocka_unit_test(input__that_grows_is_read_as_far_as_it_was),
        cmocka_unit_test(
            input__that_is_a_broken_stream_counts_as_far_as_it_went),
        cmocka_unit_test(input__may_come_in_bits_and_between_signals),
        cmocka_unit_test(input__that_stays_open_ends_when_told_to_stop),
        cmocka_unit_test(output__that_cannot_be_written_is_a_failure),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
