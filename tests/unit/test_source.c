/* SPDX-License-Identifier: MIT */
/*
 * Where bytes come from: files, parts of files, pipes, and what is neither.
 * That lines do not depend on how they are read is in prop_framing.c.
 */

#include "test.h"

#include "input/source.h"
#include "property/laws.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static const ls_limits small = { 4, 100 };
static const ls_limits large = { 1 << 20, 1 << 20 };

/* All blocks of a source, one behind the other; releases the source. */
static void read_all(ls_source *source, ls_buf *out)
{
    ls_buf room = { 0 };
    ls_block block;
    int got;

    out->len = 0;
    while ((got = ls_source_next(source, &room, &block, NULL)) == 1) {
        assert_false(block.truncated);
        assert_true(block.offset + block.bytes.len <= source->bytes ||
                    ls_source_is_splittable(source));
        assert_int_equal(ls_buf_append(out, block.bytes), LS_OK);
    }
    assert_int_equal(got, 0);
    assert_int_equal(ls_source_next(source, &room, &block, NULL), 0);
    ls_buf_release(&room);
}

static void source__reads_a_file_to_its_end(void **state)
{
    const ls_limits *const limits[] = { &small, &large };
    int file = file_of(LS_SLICE("one\ntwo\n\nthree and four\nfive"));
    ls_buf text = { 0 };

    (void)state;
    for (size_t i = 0; i < CASES(limits); i++) {
        ls_source source;

        assert_int_equal(ls_source_attach(&source, file, limits[i], -1, NULL),
                         LS_OK);
        assert_true(ls_source_is_splittable(&source));
        assert_int_equal(source.file.size, 28);
        read_all(&source, &text);
        assert_slice_equal(ls_buf_slice(&text),
                           "one\ntwo\n\nthree and four\nfive");
        assert_int_equal(source.bytes, 28);
        ls_source_release(&source);
    }
    ls_buf_release(&text);
    (void)close(file);
}

/* As in `(read line; logstat) < access.log`. */
static void source__goes_on_where_a_descriptor_stands(void **state)
{
    int file = file_of(LS_SLICE("one\ntwo\nthree\n"));
    ls_buf text = { 0 };
    ls_source source;

    (void)state;
    assert_int_equal(lseek(file, 4, SEEK_SET), 4);
    assert_int_equal(ls_source_attach(&source, file, &large, -1, NULL), LS_OK);
    read_all(&source, &text);
    assert_slice_equal(ls_buf_slice(&text), "two\nthree\n");
    ls_source_release(&source);
    ls_buf_release(&text);
    (void)close(file);
}

static void source__closes_what_it_opened_and_nothing_else(void **state)
{
    int file = file_of(LS_SLICE("one\n"));
    ls_source source;
    int opened;

    (void)state;
    assert_int_equal(ls_source_attach(&source, file, &large, -1, NULL), LS_OK);
    ls_source_release(&source);
    assert_int_not_equal(fcntl(file, F_GETFD), -1);
    assert_int_equal(ls_source_open(&source, "/dev/null", &large, -1, NULL),
                     LS_OK);
    opened = source.file.descriptor;
    assert_true(fcntl(opened, F_GETFD) & FD_CLOEXEC);
    ls_source_release(&source);
    assert_int_equal(fcntl(opened, F_GETFD), -1);
    ls_source_release(&source);
    assert_int_not_equal(fcntl(file, F_GETFD), -1);
    (void)close(file);
}

static void source__says_why_it_cannot_be_opened(void **state)
{
    ls_error err = { 0 };
    ls_source source;

    (void)state;
    assert_int_equal(
        ls_source_open(&source, "/nonexistent/a", &large, -1, &err), LS_EIO);
    assert_string_equal(err.message, "No such file or directory");
    ls_source_release(&source);
    assert_int_equal(ls_source_open(&source, "/", &large, -1, &err), LS_ENOENT);
    assert_string_equal(err.message, "is a directory");
    ls_source_release(&source);
    assert_int_equal(ls_source_attach(&source, -1, &large, -1, &err), LS_EIO);
    assert_string_equal(err.message, "Bad file descriptor");
    ls_source_release(&source);
}

/* Descriptors that were opened for writing: of a stream and of a file. */
static void source__that_cannot_be_read_says_so(void **state)
{
    static const char *const paths[] = { "/dev/null", "/tmp/logstat-XXXXXX" };

    (void)state;
    for (size_t i = 0; i < CASES(paths); i++) {
        char path[32];
        ls_error err = { 0 };
        ls_source source;
        ls_buf room = { 0 };
        ls_block block;
        int file;

        (void)snprintf(path, sizeof(path), "%s", paths[i]);
        file = i ? mkstemp(path) : -1;
        if (file >= 0)
            assert_int_equal(write(file, "x\n", 2), 2);
        (void)close(file);
        file = open(path, O_WRONLY);
        assert_true(file >= 0);
        if (i)
            (void)unlink(path);
        assert_int_equal(ls_source_attach(&source, file, &large, -1, &err),
                         LS_OK);
        assert_int_equal(ls_source_is_splittable(&source), i);
        assert_int_equal(ls_source_next(&source, &room, &block, &err), LS_EIO);
        assert_string_equal(err.message, "Bad file descriptor");
        ls_buf_release(&room);
        ls_source_release(&source);
        (void)close(file);
    }
}

/* What was there at the start is read, and nothing that came later. */
static void source__does_not_follow_a_file_that_grows(void **state)
{
    int file = file_of(LS_SLICE("one\ntwo\n"));
    ls_buf text = { 0 };
    ls_source source;

    (void)state;
    assert_int_equal(ls_source_attach(&source, file, &small, -1, NULL), LS_OK);
    assert_int_equal(pwrite(file, "three\n", 6, 8), 6);
    read_all(&source, &text);
    assert_slice_equal(ls_buf_slice(&text), "one\ntwo\n");
    ls_source_release(&source);
    ls_buf_release(&text);
    (void)close(file);
}

static void source__notices_a_file_that_is_truncated(void **state)
{
    int file = file_of(LS_SLICE("one\ntwo\nthree\n"));
    ls_source source;
    ls_buf room = { 0 };
    ls_block block;

    (void)state;
    assert_int_equal(ls_source_attach(&source, file, &small, -1, NULL), LS_OK);
    assert_int_equal(ls_source_next(&source, &room, &block, NULL), 1);
    assert_slice_equal(block.bytes, "one\n");
    assert_false(block.truncated);
    assert_int_equal(ftruncate(file, 6), 0);
    assert_int_equal(ls_source_next(&source, &room, &block, NULL), 1);
    assert_slice_equal(block.bytes, "tw");
    assert_true(block.truncated);
    assert_int_equal(ls_source_next(&source, &room, &block, NULL), 0);
    assert_int_equal(source.bytes, 6);
    ls_buf_release(&room);
    ls_source_release(&source);
    (void)close(file);
}

static void put(int descriptor, const char *text)
{
    assert_int_equal(write(descriptor, text, strlen(text)), strlen(text));
}

/* Opened the usual way, a FIFO waits for its writer and hears nothing else. */
static void source__fifo_waits_for_a_writer_and_can_be_stopped(void **state)
{
    char folder[] = "/tmp/logstat-test-XXXXXX";
    char path[64];
    int stop[2];

    (void)state;
    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof(path), "%s/fifo", folder);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(pipe(stop), 0);
    for (int written = 1; written >= 0; written--) {
        ls_buf text = { 0 };
        ls_source source;

        assert_int_equal(ls_source_open(&source, path, &large, stop[0], NULL),
                         LS_OK);
        assert_false(ls_source_is_splittable(&source));
        if (written) {
            int writer = open(path, O_WRONLY);

            put(writer, "one\n");
            (void)close(writer);
        } else {
            put(stop[1], "x");
        }
        read_all(&source, &text);
        assert_int_equal(text.len, written ? 4 : 0);
        ls_source_release(&source);
        ls_buf_release(&text);
    }
    (void)close(stop[0]);
    (void)close(stop[1]);
    (void)unlink(path);
    (void)rmdir(folder);
}

static void demand_block(ls_source *source, uint64_t offset, const char *text)
{
    ls_buf room = { 0 };
    ls_block block;

    assert_int_equal(ls_source_next(source, &room, &block, NULL), 1);
    assert_slice_equal(block.bytes, text);
    assert_int_equal(block.offset, offset);
    assert_int_equal(block.read, strlen(text));
    ls_buf_release(&room);
}

static void source__hands_out_lines_of_a_pipe_as_they_come(void **state)
{
    int ends[2];
    ls_source source;
    ls_buf room = { 0 };
    ls_block block;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(ls_source_attach(&source, ends[0], &small, -1, NULL),
                     LS_OK);
    put(ends[1], "ab\ncdef\ng");
    demand_block(&source, 0, "ab\n"); /* four bytes are read, then handed out */
    demand_block(&source, 3, "cdef\n");
    put(ends[1], "h\n");
    demand_block(&source, 8, "gh\n");
    put(ends[1], "end");
    (void)close(ends[1]);
    demand_block(&source, 11, "end");
    assert_int_equal(ls_source_next(&source, &room, &block, NULL), 0);
    assert_int_equal(source.bytes, 14);
    ls_buf_release(&room);
    ls_source_release(&source);
    (void)close(ends[0]);
}

/* Of a line that is too long, also where the input ends in it. */
static void source__counts_the_bytes_that_it_leaves_out(void **state)
{
    int ends[2];
    ls_source source;
    ls_buf room = { 0 };
    ls_buf text = { 0 };
    ls_block block;
    uint64_t read = 0;

    (void)state;
    for (size_t i = 0; i < 300; i++)
        assert_int_equal(ls_buf_append(&text, LS_SLICE("long")), LS_OK);
    assert_int_equal(ls_buf_append(&text, LS_SLICE("\nshort\n\0")), LS_OK);
    assert_int_equal(pipe(ends), 0);
    for (size_t i = 0; i < 2; i++)
        put(ends[1], text.ptr);
    text.ptr[500] = '\0';
    put(ends[1], text.ptr);
    (void)close(ends[1]);
    assert_int_equal(ls_source_attach(&source, ends[0], &small, -1, NULL),
                     LS_OK);
    while (ls_source_next(&source, &room, &block, NULL) == 1)
        read += block.read;
    assert_int_equal(read, 2 * (1200 + strlen("\nshort\n")) + 500);
    assert_int_equal(source.bytes, read);
    ls_buf_release(&text);
    ls_buf_release(&room);
    ls_source_release(&source);
    (void)close(ends[0]);
}

static void source__stops_when_it_is_told_to(void **state)
{
    int ends[2];
    int stop[2];
    ls_source source;
    ls_buf room = { 0 };
    ls_block block;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(pipe(stop), 0);
    assert_int_equal(ls_source_attach(&source, ends[0], &small, stop[0], NULL),
                     LS_OK);
    put(ends[1], "one\ntw");
    demand_block(&source, 0, "one\n");
    put(stop[1], "x");
    /* Nobody will end the second line: what there is of it is handed out. */
    while (ls_source_next(&source, &room, &block, NULL) == 1)
        assert_true(ls_slice_starts(LS_SLICE("tw"), block.bytes));
    assert_true(source.bytes <= 6);
    ls_buf_release(&room);
    ls_source_release(&source);
    for (size_t i = 0; i < 2; i++) {
        (void)close(ends[i]);
        (void)close(stop[i]);
    }
}

/* By number, whatever has been read in order. */
static void source__blocks_of_a_file_are_asked_for_by_number(void **state)
{
    static const char *const blocks[] = { "a\nbcdefgh\n", "", "ij\n", "\nk" };
    int file = file_of(LS_SLICE("a\nbcdefgh\nij\n\nk"));
    ls_buf room = { 0 };
    ls_source source;
    ls_block block;

    (void)state;
    assert_int_equal(ls_source_attach(&source, file, &small, -1, NULL), LS_OK);
    assert_int_equal(ls_source_block_count(&source), CASES(blocks));
    for (size_t i = CASES(blocks); i-- > 0;) {
        assert_int_equal(ls_source_block(&source, i, &room, &block, NULL),
                         LS_OK);
        assert_slice_equal(block.bytes, blocks[i]);
        assert_int_equal(ls_source_next(&source, &room, &block, NULL), 1);
    }
    assert_int_equal(ls_source_next(&source, &room, &block, NULL), 0);
    ls_buf_release(&room);
    ls_source_release(&source);
    (void)close(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(source__reads_a_file_to_its_end),
        cmocka_unit_test(source__goes_on_where_a_descriptor_stands),
        cmocka_unit_test(source__closes_what_it_opened_and_nothing_else),
        cmocka_unit_test(source__says_why_it_cannot_be_opened),
        cmocka_unit_test(source__that_cannot_be_read_says_so),
        cmocka_unit_test(source__does_not_follow_a_file_that_grows),
        cmocka_unit_test(source__notices_a_file_that_is_truncated),
        cmocka_unit_test(source__fifo_waits_for_a_writer_and_can_be_stopped),
        cmocka_unit_test(source__hands_out_lines_of_a_pipe_as_they_come),
        cmocka_unit_test(source__counts_the_bytes_that_it_leaves_out),
        cmocka_unit_test(source__stops_when_it_is_told_to),
        cmocka_unit_test(source__blocks_of_a_file_are_asked_for_by_number),
    };

    (void)alarm(60); /* who waits for ever has failed */
    return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
