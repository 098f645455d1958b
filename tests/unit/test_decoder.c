/* SPDX-License-Identifier: MIT */
/*
 * Compressed input: it comes out whole, whatever the pieces it comes in, and
 * what is missing or damaged is said. Tests of a single codec, and of gzip's
 * two against each other, are in test_codec.c.
 */

#include "test.h"

#include "input/decoder.h"
#include "property/compress.h"
#include "property/laws.h"

#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

static const char log_text[] =
    "192.0.2.1 - - [27/Nov/2019:16:03:11 +0000] \"GET /a HTTP/1.1\" 404 9\n"
    "192.0.2.7 - - [27/Nov/2019:16:03:12 +0000] \"GET /b HTTP/1.1\" 200 73\n"
    "192.0.2.1 - - [27/Nov/2019:16:03:15 +0000] \"POST /a HTTP/1.1\" 502 9\n";

static const ls_slice text = { log_text, sizeof(log_text) - 1 };

/* A socket that hands out the bytes in pieces. */
static int pieces_of(ls_slice bytes, size_t piece)
{
    int ends[2];
    int room = 1 << 20;

    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends), 0);
    (void)setsockopt(ends[1], SOL_SOCKET, SO_SNDBUF, &room, sizeof(room));
    while (bytes.len) {
        ls_slice head = ls_slice_head(bytes, piece);

        assert_int_equal(send(ends[1], head.ptr, head.len, MSG_DONTWAIT),
                         head.len);
        bytes = ls_slice_skip(bytes, head.len);
    }
    (void)close(ends[1]);
    return ends[0];
}

/* All that comes out, asked for in steps; closes the descriptor. */
static ls_status decode(int descriptor, size_t step, ls_buf *out, ls_error *err)
{
    ls_status status = LS_OK;
    ls_decoder decoder;

    *err = (ls_error){ 0 };
    out->len = 0;
    ls_decoder_init(&decoder, descriptor, -1);
    while (status == LS_OK && !decoder.ended) {
        size_t before = out->len;

        status = ls_decoder_read(&decoder, step, out, err);
        assert_true(out->len - before <= step);
        assert_true(status != LS_OK || out->len > before || decoder.ended);
    }
    ls_decoder_release(&decoder);
    (void)close(descriptor);
    return status;
}

static ls_status decode_bytes(ls_slice bytes, ls_buf *out, ls_error *err)
{
    return decode(file_of(bytes), 65536, out, err);
}

static void decoder__pieces_do_not_matter(void **state)
{
    static const size_t steps[] = { 1, 2, 7, 64, 1 << 20 };
    ls_buf out = { 0 };
    ls_error err;

    (void)state;
    for (enum compression kind = 0; kind < COMPRESSIONS; kind++) {
        ls_buf bytes = { 0 };

        compress_text(kind, text, &bytes);
        compress_text(kind, LS_SLICE(""), &bytes);
        compress_text(kind, LS_SLICE("end\n"), &bytes);
        for (size_t piece = 1; piece <= bytes.len; piece++) {
            int descriptor = pieces_of(ls_buf_slice(&bytes), piece);

            assert_int_equal(
                decode(descriptor, steps[piece % CASES(steps)], &out, &err),
                LS_OK);
            assert_int_equal(out.len, text.len + 4);
            assert_memory_equal(out.ptr, text.ptr, text.len);
        }
        ls_buf_release(&bytes);
    }
    ls_buf_release(&out);
}

/* More than is read or handed out at a time, hard and easy to compress. */
static void decoder__reads_what_is_large(void **state)
{
    const size_t len = 3 * 1024 * 1024 + 17;
    char *large = malloc(len);
    ls_buf out = { 0 };
    uint32_t seed = 1;
    ls_error err;

    (void)state;
    assert_non_null(large);
    for (size_t i = 0; i < len; i++) {
        seed = seed * 1664525 + 1013904223;
        large[i] = (char)(i % 300000 < 100000 ? 'a' : seed >> 25);
    }
    for (enum compression kind = 0; kind < COMPRESSIONS; kind++) {
        ls_buf bytes = { 0 };

        compress_text(kind, (ls_slice){ large, len }, &bytes);
        assert_int_equal(
            decode(file_of(ls_buf_slice(&bytes)), 1 << 20, &out, &err), LS_OK);
        assert_int_equal(out.len, len);
        assert_memory_equal(out.ptr, large, len);
        ls_buf_release(&bytes);
    }
    ls_buf_release(&out);
    free(large);
}

static void append(ls_buf *bytes, ls_slice more)
{
    assert_int_equal(ls_buf_append(bytes, more), LS_OK);
}

/* Frames of all kinds, what is to be skipped, and padding. */
static void decoder__reads_frame_after_frame(void **state)
{
    static const char padding[1000];
    ls_buf bytes = { 0 };
    ls_buf out = { 0 };
    ls_error err;

    (void)state;
    append(&bytes, LS_SLICE("\x5a\x2a\x4d\x18\x03\0\0\0abc"));
    for (enum compression kind = 0; kind < COMPRESSIONS; kind++) {
        compress_text(kind, LS_SLICE("a\n"), &bytes);
        compress_text(kind, LS_SLICE("b"), &bytes);
        append(&bytes, LS_SLICE("\0\0\0\0"));
        append(&bytes, LS_SLICE("\x50\x2a\x4d\x18\0\0\0\0"));
    }
    append(&bytes, (ls_slice){ padding, sizeof(padding) });
    for (size_t piece = 20; piece < 200; piece++) {
        int descriptor = pieces_of(ls_buf_slice(&bytes), piece);

        assert_int_equal(decode(descriptor, piece - 19, &out, &err), LS_OK);
        assert_slice_equal(ls_buf_slice(&out), "a\nba\nba\nba\nba\nb");
    }
    ls_buf_release(&bytes);
    ls_buf_release(&out);
}

/* However little, and even if it may be the start of a magic. */
static void decoder__leaves_alone_what_is_not_compressed(void **state)
{
    static const char *const texts[] = {
        "",
        "B",
        "BZ",
        "BZip",
        "BZh9",
        "P*M",
        "\x1f",
        "(",
        "\xfd",
        "\xfd\x37zX",
        "192.0.2.1 - -\n",
    };
    ls_buf out = { 0 };
    ls_error err;

    (void)state;
    for (size_t i = 0; i < CASES(texts) * 20; i++) {
        ls_slice plain = ls_slice_of(texts[i / 20]);
        int descriptor = pieces_of(plain, 1 + i % 20);

        assert_int_equal(decode(descriptor, 20 - i % 20, &out, &err), LS_OK);
        assert_slice_equal(ls_buf_slice(&out), texts[i / 20]);
    }
    ls_buf_release(&out);
}

/* As a terminal does, which goes on after each Ctrl-D. */
static void decoder__takes_an_end_for_the_end(void **state)
{
    static const char *const starts[] = { "", "B", "a\n" };
    ls_buf out = { 0 };
    ls_error err;

    (void)state;
    for (size_t i = 0; i < CASES(starts); i++) {
        size_t len = strlen(starts[i]);
        int ends[2];

        assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends), 0);
        if (len)
            assert_int_equal(send(ends[1], starts[i], len, 0), len);
        assert_int_equal(send(ends[1], "", 0, 0), 0);
        assert_int_equal(send(ends[1], "more\n", 5, 0), 5);
        assert_int_equal(decode(ends[0], 100, &out, &err), LS_OK);
        assert_slice_equal(ls_buf_slice(&out), starts[i]);
        (void)close(ends[1]);
    }
    ls_buf_release(&out);
}

static void decoder__says_where_an_end_is_missing(void **state)
{
    ls_buf out = { 0 };
    ls_error err;

    (void)state;
    for (enum compression kind = 0; kind < COMPRESSIONS; kind++) {
        ls_buf bytes = { 0 };
        char want[80];

        (void)snprintf(want, sizeof(want),
                       "ends inside its %s data: what followed is lost",
                       compression_name(kind));
        compress_text(kind, text, &bytes);
        for (size_t len = 10; len < bytes.len; len++) {
            ls_slice head = ls_slice_head(ls_buf_slice(&bytes), len);

            assert_int_equal(decode_bytes(head, &out, &err), LS_EIO);
            assert_string_equal(err.message, want);
            assert_true(ls_slice_starts(text, ls_buf_slice(&out)));
        }
        /* All of the text, but not the checksum that proves it. */
        assert_int_equal(out.len, text.len);
        ls_buf_release(&bytes);
    }
    ls_buf_release(&out);
}

static void flip(ls_buf *bytes, size_t bit)
{
    unsigned char byte = (unsigned char)bytes->ptr[bit / 8];

    bytes->ptr[bit / 8] = (char)(byte ^ 1U << bit % 8);
}

/*
 * One bit is wrong. What is not said to be damaged is what was compressed, as
 * headers have bits that do not matter, or no longer looks compressed.
 */
static void decoder__never_takes_damaged_data_for_good(void **state)
{
    ls_buf out = { 0 };
    ls_error err;

    (void)state;
    for (enum compression kind = 0; kind < COMPRESSIONS; kind++) {
        ls_buf bytes = { 0 };
        size_t said = 0;

        compress_text(kind, text, &bytes);
        for (size_t bit = 0; bit < 8 * bytes.len; bit++) {
            ls_status status;

            flip(&bytes, bit);
            status = decode_bytes(ls_buf_slice(&bytes), &out, &err);
            assert_true(status == LS_EIO ||
                        ls_slice_equal(ls_buf_slice(&out), text) ||
                        (bit / 8 < 10 && ls_slice_equal(ls_buf_slice(&out),
                                                        ls_buf_slice(&bytes))));
            assert_true(status == LS_OK || err.message[0]);
            said += strstr(err.message, "is damaged: ") != NULL;
            flip(&bytes, bit);
        }
        assert_true(said > 4 * bytes.len);
        ls_buf_release(&bytes);
    }
    ls_buf_release(&out);
}

static void decoder__says_what_it_does_not_read_at_the_end(void **state)
{
    ls_buf out = { 0 };
    ls_error err;

    (void)state;
    for (enum compression kind = 0; kind < COMPRESSIONS; kind++) {
        ls_buf bytes = { 0 };
        char want[120];

        compress_text(kind, text, &bytes);
        (void)snprintf(want, sizeof(want),
                       "goes on behind its %s data, from byte %zu on, with "
                       "something else: that is not read",
                       compression_name(kind), bytes.len + 3);
        append(&bytes, LS_SLICE("\0\0junk"));
        assert_int_equal(decode_bytes(ls_buf_slice(&bytes), &out, &err),
                         LS_EIO);
        assert_string_equal(err.message, want);
        assert_true(ls_slice_equal(ls_buf_slice(&out), text));
        ls_buf_release(&bytes);
    }
    ls_buf_release(&out);
}

/* What is read of an input that goes on: no damage, as nobody knows. */
static void decoder__stops_when_it_is_told_to(void **state)
{
    ls_buf bytes = { 0 };
    ls_buf out = { 0 };
    ls_decoder decoder;
    ls_error err = { 0 };
    int stop[2];
    int ends[2];

    (void)state;
    compress_text(GZIP, text, &bytes);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(pipe(stop), 0);
    assert_int_equal(write(ends[1], bytes.ptr, 100), 100);
    ls_decoder_init(&decoder, ends[0], stop[0]);
    assert_int_equal(ls_decoder_read(&decoder, 1000, &out, &err), LS_OK);
    assert_true(out.len && ls_slice_starts(text, ls_buf_slice(&out)));
    assert_int_equal(ls_decoder_position(&decoder), 100);
    assert_int_equal(write(stop[1], "x", 1), 1);
    assert_int_equal(ls_decoder_read(&decoder, 1000, &out, &err), LS_OK);
    assert_true(decoder.ended);
    ls_decoder_release(&decoder);
    ls_buf_release(&bytes);
    ls_buf_release(&out);
    for (size_t i = 0; i < 2; i++) {
        (void)close(ends[i]);
        (void)close(stop[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decoder__pieces_do_not_matter),
        cmocka_unit_test(decoder__reads_what_is_large),
        cmocka_unit_test(decoder__reads_frame_after_frame),
        cmocka_unit_test(decoder__leaves_alone_what_is_not_compressed),
        cmocka_unit_test(decoder__takes_an_end_for_the_end),
        cmocka_unit_test(decoder__says_where_an_end_is_missing),
        cmocka_unit_test(decoder__never_takes_damaged_data_for_good),
        cmocka_unit_test(decoder__says_what_it_does_not_read_at_the_end),
        cmocka_unit_test(decoder__stops_when_it_is_told_to),
    };

    (void)alarm(120); /* who waits for ever has failed */
    return cmocka_run_group_tests_name("decoder", tests, NULL, NULL);
}
