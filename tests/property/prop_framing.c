/* SPDX-License-Identifier: MIT */
/*
 * Lines do not depend on how bytes were read: a text is framed from a file in
 * blocks of every size, from a stream read in pieces of every size, and from
 * one that delivers pieces of every size, and compared with a naive model.
 */

#include "test.h"

#include "input/framer.h"
#include "input/stream.h"
#include "property/laws.h"
#include "property/random.h"

#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    HUGE_BLOCK = 1 << 20
};

/* All lines of an input as text, one a row, and what was skipped. */
struct framed {
    ls_buf rows;
    uint64_t nul;
    uint64_t bytes;
};

static void add_row(struct framed *out, ls_slice text, uint64_t offset,
                    bool too_long)
{
    char head[64];

    (void)snprintf(head, sizeof(head), "%llu %d %zu ",
                   (unsigned long long)offset, too_long, text.len);
    assert_int_equal(ls_buf_append(&out->rows, ls_slice_of(head)), LS_OK);
    assert_int_equal(ls_buf_append(&out->rows, text), LS_OK);
    assert_int_equal(ls_buf_append(&out->rows, LS_SLICE("\n")), LS_OK);
}

/* What a line is, said as simply as it can be. */
static void add_model_line(struct framed *out, ls_slice line, uint64_t offset,
                           size_t max_line)
{
    bool ended = line.len && line.ptr[line.len - 1] == '\n';
    bool too_long;

    if (ended)
        line.len--;
    while (line.len && line.ptr[0] == '\0') {
        line = ls_slice_skip(line, 1);
        out->nul++;
    }
    too_long = line.len > max_line;
    if (too_long)
        line.len = max_line;
    else if (ended && line.len && line.ptr[line.len - 1] == '\r')
        line.len--;
    add_row(out, line, offset, too_long);
}

static void frame_naively(ls_slice text, size_t max_line, struct framed *out)
{
    size_t start = 0;

    *out = (struct framed){ .bytes = text.len };
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != '\n' && i + 1 < text.len)
            continue;
        add_model_line(out, (ls_slice){ text.ptr + start, i + 1 - start },
                       start, max_line);
        start = i + 1;
    }
}

/* The short way to a line says the same, if it says anything. */
static void demand_alike(const ls_framer *framer, size_t index,
                         const ls_line *line)
{
    ls_slice text;

    ls_framer_usual(framer, index, 1, &text);
    if (text.len == 0)
        return;
    assert_ptr_equal(text.ptr, line->text.ptr);
    assert_int_equal(text.len, line->text.len);
    assert_false(line->too_long);
    assert_true(line->nul == 0);
}

/* The block is framed from memory of its own: one byte more is seen. */
static void frame_block(const ls_block *block, size_t max_line,
                        struct framed *out)
{
    ls_block copy = *block;
    char *bytes = malloc(block->bytes.len ? block->bytes.len : 1);
    ls_framer framer = { .count = 0 };

    assert_non_null(bytes);
    if (block->bytes.len)
        memcpy(bytes, block->bytes.ptr, block->bytes.len);
    copy.bytes.ptr = bytes;
    assert_int_equal(ls_framer_start(&framer, &copy, max_line), LS_OK);
    for (size_t i = 0; i < framer.count; i++) {
        ls_line line;

        ls_framer_line(&framer, i, &line);
        demand_alike(&framer, i, &line);
        add_row(out, line.text, line.offset, line.too_long);
        out->nul += line.nul;
    }
    out->nul += block->nul;
    ls_framer_release(&framer);
    free(bytes);
}

static void frame_file(int descriptor, size_t size, const ls_limits *limits,
                       struct framed *out)
{
    const ls_file file = { .descriptor = descriptor,
                           .size = size,
                           .limits = *limits };
    ls_buf room = { 0 };
    ls_block block;

    *out = (struct framed){ 0 };
    for (uint64_t i = 0; i * limits->block < size; i++) {
        assert_int_equal(ls_block_read(&file, i, &room, &block), LS_OK);
        assert_false(block.truncated);
        frame_block(&block, limits->max_line, out);
        out->bytes += block.read;
    }
    ls_buf_release(&room);
}

static void frame_stream(int descriptor, const ls_limits *limits,
                         struct framed *out)
{
    ls_buf rooms[2] = { { 0 }, { 0 } };
    ls_stream stream;
    ls_block block;
    int got;

    *out = (struct framed){ 0 };
    ls_stream_init(&stream, descriptor, limits, -1);
    for (size_t i = 0;
         (got = ls_stream_next(&stream, &rooms[i % 2], &block, NULL)) == 1;
         i++) {
        frame_block(&block, limits->max_line, out);
        out->bytes += block.read;
    }
    assert_int_equal(got, 0);
    assert_int_equal(stream.offset, out->bytes);
    ls_stream_release(&stream);
    ls_buf_release(&rooms[0]);
    ls_buf_release(&rooms[1]);
}

static void demand_same(const struct framed *want, struct framed *got,
                        const char *how, size_t size)
{
    ls_slice a = ls_buf_slice(&want->rows);
    ls_slice b = ls_buf_slice(&got->rows);

    if (!ls_slice_equal(a, b) || want->nul != got->nul ||
        want->bytes != got->bytes)
        fail_msg("%s %zu: %llu bytes, %llu NULs\n%.*s\n-- instead of %llu, "
                 "%llu:\n%.*s",
                 how, size, (unsigned long long)got->bytes,
                 (unsigned long long)got->nul, (int)(b.len % 4096), b.ptr,
                 (unsigned long long)want->bytes, (unsigned long long)want->nul,
                 (int)(a.len % 4096), a.ptr);
    ls_buf_release(&got->rows);
}

/* Reading pieces of `piece` bytes: of a file by offset, and of a stream. */
static void try_piece(int file, size_t size, const ls_limits *limits,
                      const struct framed *want)
{
    struct framed got;

    frame_file(file, size, limits, &got);
    demand_same(want, &got, "blocks of", limits->block);
    assert_int_equal(lseek(file, 0, SEEK_SET), 0);
    frame_stream(file, limits, &got);
    demand_same(want, &got, "reads of", limits->block);
}

/* A socket that hands out the text in pieces of `piece` bytes. */
static int pieces_of(ls_slice text, size_t piece)
{
    int ends[2];
    int room = 1 << 20;

    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends), 0);
    (void)setsockopt(ends[1], SOL_SOCKET, SO_SNDBUF, &room, sizeof(room));
    while (text.len) {
        ls_slice head = ls_slice_head(text, piece);
        ssize_t sent = send(ends[1], head.ptr, head.len, MSG_DONTWAIT);

        assert_int_equal(sent, head.len);
        text = ls_slice_skip(text, head.len);
    }
    (void)close(ends[1]);
    return ends[0];
}

static void try_delivery(ls_slice text, size_t piece, const ls_limits *limits,
                         const struct framed *want)
{
    int descriptor = pieces_of(text, piece);
    struct framed got;

    frame_stream(descriptor, limits, &got);
    demand_same(want, &got, "deliveries of", piece);
    (void)close(descriptor);
}

/* Every size of piece, from a byte to more than the text has. */
static void try_text(ls_slice text, size_t max_line)
{
    int file = file_of(text);
    struct framed want;

    frame_naively(text, max_line, &want);
    for (size_t piece = 1; piece <= text.len + 1; piece++) {
        const ls_limits small = { piece, max_line };
        const ls_limits large = { HUGE_BLOCK, max_line };
        const ls_limits wider = { piece + 2, max_line };

        try_piece(file, text.len, &small, &want);
        try_delivery(text, piece, &large, &want);
        try_delivery(text, piece, &wider, &want);
    }
    ls_buf_release(&want.rows);
    (void)close(file);
}

static const struct {
    const char *name;
    ls_slice text;
} texts[] = {
    { "empty", { "", 0 } },
    { "one line", { "abc\n", 4 } },
    { "no line end", { "abc\nde", 6 } },
    { "blank lines", { "\n\n a\n\n\n", 7 } },
    { "CRLF", { "ab\r\n\r\nc\rd\r\r\n\r", 14 } },
    { "CR at the limit", { "abcdefg\r\nabcdefgh\r\nabcdefghi\r\n", 30 } },
    { "BOM",
      { "\xef\xbb\xbf"
        "a\nb\n",
        7 } },
    { "NUL inside", { "a\0b\n\0\n\0\0c\0\n", 11 } },
    { "holes", { "a\n\0\0\0\0\0\0\0b\nc\n\0\0\0\0\r\n\0\0\0", 22 } },
    { "a hole first", { "\0\0\0\0\0abc\ndef\nghi", 16 } },
    { "a hole last", { "abc\n\0\0\0\0\0", 9 } },
    { "nothing but a hole", { "\0\0\0\0\0\0", 6 } },
    { "a hole before a long line", { "\0\0\0\0abcdefghijklmnop\nq", 22 } },
    { "long lines", { "abcdefghijklmnopqrstuvwxyz\nx\nabcdefghijklmnop", 45 } },
    { "long line of CR", { "\r\r\r\r\r\r\r\r\r\r\r\r\n\r\r\n", 16 } },
};

static void framing__of_nasty_texts_does_not_depend_on_chunks(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(texts); i++)
        for (size_t max_line = 1; max_line < 10; max_line++)
            try_text(texts[i].text, max_line);
    for (size_t i = 0; i < CASES(texts); i++)
        try_text(texts[i].text, HUGE_BLOCK);
}

/* Few different bytes, so that all that is special meets all the time. */
static size_t make_text(random_source *random, char *out, size_t size)
{
    static const char bytes[] = "ab\n\n\r\0\0\0";
    size_t len = random_below(random, size);
    size_t run = 0;
    char byte = 'a';

    for (size_t i = 0; i < len; i++, run--) {
        if (run == 0) {
            byte = bytes[random_below(random, sizeof(bytes) - 1)];
            run = 1 + random_below(random, 4);
        }
        out[i] = byte;
    }
    return len;
}

static void framing__of_random_texts_does_not_depend_on_chunks(void **state)
{
    random_source random = { 20261122 };
    char text[64];

    (void)state;
    for (size_t i = 0; i < 300; i++) {
        size_t len = make_text(&random, text, sizeof(text));

        try_text((ls_slice){ text, len }, 1 + random_below(&random, 12));
    }
}

/* Lines and holes longer than what is read at a time (64 KiB). */
static void framing__of_large_texts_does_not_depend_on_chunks(void **state)
{
    static const size_t sizes[] = { 1000, 4096, 65535, 65536, 65537, 200000 };
    static const size_t limits[] = { 10, 65536, 100000, 1 << 20 };
    const size_t len = 500000;
    char *text = malloc(len);
    int file;

    (void)state;
    assert_non_null(text);
    memset(text, 'a', len);
    memset(text + 1000, '\0', 200000);
    text[999] = '\n';
    text[201010] = '\n';
    text[350000] = '\n';
    memset(text + 350001, '\0', 70000);
    file = file_of((ls_slice){ text, len });
    for (size_t i = 0; i < CASES(sizes) * CASES(limits); i++) {
        const ls_limits pair = { sizes[i / CASES(limits)],
                                 limits[i % CASES(limits)] };
        struct framed want;

        frame_naively((ls_slice){ text, len }, pair.max_line, &want);
        try_piece(file, len, &pair, &want);
        ls_buf_release(&want.rows);
    }
    (void)close(file);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(framing__of_nasty_texts_does_not_depend_on_chunks),
        cmocka_unit_test(framing__of_random_texts_does_not_depend_on_chunks),
        cmocka_unit_test(framing__of_large_texts_does_not_depend_on_chunks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
