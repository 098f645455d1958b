/* SPDX-License-Identifier: MIT */
/*
 * Codecs by themselves, those too that are not chosen on this machine: each
 * gives the same for all pieces of bytes in and out. How frames follow each
 * other is in test_decoder.c.
 */

#include "test.h"

#include "input/codec.h"
#include "property/compress.h"

static const struct {
    const ls_codec *codec;
    enum compression kind;
} codecs[] = {
#ifdef LOGSTAT_ISAL
    { &ls_codec_gzip_isal, GZIP },
#endif
    { &ls_codec_gzip_zlib, GZIP }, { &ls_codec_zstd, ZSTD },
    { &ls_codec_xz, XZ },          { &ls_codec_bzip2, BZIP2 },
    { &ls_codec_lz4, LZ4 },
};

static const char log_text[] =
    "192.0.2.1 - - [27/Nov/2019:16:03:11 +0000] \"GET /a HTTP/1.1\" 404 9\n"
    "192.0.2.7 - - [27/Nov/2019:16:03:12 +0000] \"GET /b HTTP/1.1\" 200 73\n";

static const ls_slice text = { log_text, sizeof(log_text) - 1 };

/* What a codec said last, and what it left. */
struct answer {
    int got;
    ls_slice left;
    const char *problem;
};

/*
 * Decodes a frame. Bytes go in and out by pieces, each in memory of its own
 * size, so that one byte more is seen.
 */
static struct answer decode(const ls_codec *codec, void *state, ls_slice bytes,
                            size_t piece, ls_buf *out)
{
    struct answer a = { .got = 1, .left = bytes };
    size_t moved;

    do {
        size_t len = a.left.len < piece ? a.left.len : piece;
        char *block = malloc(len ? len : 1);
        ls_buf room = { malloc(piece ? piece : 1), 0, piece };
        ls_slice in = { block, len };

        assert_true(block && room.ptr);
        memcpy(block, a.left.ptr, len);
        a.got = codec->decode(state, &in, &room, &a.problem);
        assert_true(room.len <= piece);
        assert_int_equal(ls_buf_append(out, ls_buf_slice(&room)), LS_OK);
        moved = len - in.len + room.len;
        a.left = ls_slice_skip(a.left, len - in.len);
        ls_buf_release(&room);
        free(block);
    } while (a.got == 1 && moved);
    return a;
}

/* Two frames, the second by what the first has left. */
static void demand_frames(const ls_codec *codec, ls_slice bytes, size_t second,
                          size_t piece)
{
    ls_buf out = { 0 };
    struct answer a;
    void *context;

    assert_int_equal(codec->open(&context), LS_OK);
    a = decode(codec, context, bytes, piece, &out);
    assert_int_equal(a.got, 0);
    assert_true(ls_slice_equal(ls_buf_slice(&out), text));
    assert_int_equal(a.left.len, second);
    out.len = 0;
    a = decode(codec, context, a.left, piece, &out);
    assert_int_equal(a.got, 0);
    assert_int_equal(a.left.len, 0);
    assert_slice_equal(ls_buf_slice(&out), "next\n");
    codec->close(context);
    ls_buf_release(&out);
}

static void codec__pieces_do_not_matter(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(codecs); i++) {
        ls_buf bytes = { 0 };
        size_t first;

        compress_text(codecs[i].kind, text, &bytes);
        first = bytes.len;
        compress_text(codecs[i].kind, LS_SLICE("next\n"), &bytes);
        for (size_t piece = 1; piece <= bytes.len; piece++)
            demand_frames(codecs[i].codec, ls_buf_slice(&bytes),
                          bytes.len - first, piece);
        ls_buf_release(&bytes);
    }
}

/* Whose header has all that a header of gzip can have. */
static void codec__gzip_headers_may_be_long(void **state)
{
    static const char head[] = "\x1f\x8b\x08\x1c\0\0\0\0\0\x03" /* flags */
                               "\x05\0extra"
                               "access.log\0"
                               "a comment"; /* its NUL is the literal's */
    ls_buf bytes = { 0 };
    ls_buf out = { 0 };

    (void)state;
    compress_text(GZIP, text, &bytes);
    memmove(bytes.ptr, bytes.ptr + 10, bytes.len - 10);
    bytes.len -= 10;
    for (size_t i = 0; codecs[i].kind == GZIP; i++) {
        const ls_codec *codec = codecs[i].codec;
        ls_buf whole = { 0 };

        assert_int_equal(
            ls_buf_append(&whole, (ls_slice){ head, sizeof(head) }), LS_OK);
        assert_int_equal(ls_buf_append(&whole, ls_buf_slice(&bytes)), LS_OK);
        for (size_t piece = 1; piece <= whole.len; piece++) {
            void *context;

            out.len = 0;
            assert_int_equal(codec->open(&context), LS_OK);
            assert_int_equal(
                decode(codec, context, ls_buf_slice(&whole), piece, &out).got,
                0);
            assert_true(ls_slice_equal(ls_buf_slice(&out), text));
            codec->close(context);
        }
        ls_buf_release(&whole);
    }
    ls_buf_release(&bytes);
    ls_buf_release(&out);
}

static void codec__gzip_header_may_be_wrong(void **state)
{
    static const ls_slice heads[] = {
        { "\x1f\x8b\x07\0\0\0\0\0\0\x03\x03\0\0\0\0\0\0\0\0\0", 20 },
        { "\x1f\x8b\x08\x20\0\0\0\0\0\x03\x03\0\0\0\0\0\0\0\0\0", 20 },
    };

    (void)state;
    for (size_t i = 0; codecs[i / 2].kind == GZIP; i++) {
        const ls_codec *codec = codecs[i / 2].codec;
        ls_buf out = { 0 };
        struct answer a;
        void *context;

        assert_int_equal(codec->open(&context), LS_OK);
        a = decode(codec, context, heads[i % 2], 20, &out);
        assert_int_equal(a.got, LS_ESYNTAX);
        assert_int_equal(out.len, 0);
        assert_true(a.problem && a.problem[0]);
        codec->close(context);
        ls_buf_release(&out);
    }
}

/* The last byte of the text's checksum is wrong. */
static void codec__checksums_are_verified(void **state)
{
    static const size_t from_end[COMPRESSIONS] = {
        [GZIP] = 5, [ZSTD] = 1, [BZIP2] = 2, [LZ4] = 1
    };

    (void)state;
    for (size_t i = 0; i < CASES(codecs); i++) {
        const ls_codec *codec = codecs[i].codec;
        size_t at = from_end[codecs[i].kind];
        ls_buf bytes = { 0 };
        ls_buf out = { 0 };
        struct answer a;
        void *context;

        compress_text(codecs[i].kind, text, &bytes);
        if (codecs[i].kind == XZ) /* before index and footer, 12 bytes each */
            at = 12 + 12 + 1;
        bytes.ptr[bytes.len - at] ^= 0x10;
        assert_int_equal(codec->open(&context), LS_OK);
        a = decode(codec, context, ls_buf_slice(&bytes), bytes.len, &out);
        if (a.got != LS_ESYNTAX)
            fail_msg("%s: %d", codec->name, a.got);
        assert_true(a.problem && a.problem[0]);
        codec->close(context);
        ls_buf_release(&bytes);
        ls_buf_release(&out);
    }
}

/*
 * What comes out of damaged data where memory holds a byte: the room, and
 * blocks that were given back, which are handed out again.
 */
static void decode_over(const ls_codec *codec, ls_slice bytes, char fill,
                        ls_buf *out)
{
    const size_t len = 100000;
    char *stale = malloc(len);
    const char *problem = NULL;
    void *context;

    assert_non_null(stale);
    memset(stale, fill, len);
    free(stale);
    memset(out->ptr, fill, out->cap);
    out->len = 0;
    assert_int_equal(codec->open(&context), LS_OK);
    (void)codec->decode(context, &bytes, out, &problem);
    codec->close(context);
}

/* A report must not show what was in memory before. */
static void codec__gives_no_bytes_that_it_has_not_written(void **state)
{
    char repeated[6 * sizeof(log_text)];
    char memory[2][2 * sizeof(repeated)];
    ls_buf rooms[2] = { { memory[0], 0, sizeof(memory[0]) },
                        { memory[1], 0, sizeof(memory[1]) } };

    (void)state;
    for (size_t i = 0; i < sizeof(repeated); i++)
        repeated[i] = log_text[i % text.len];
    for (size_t i = 0; i * 101 < sizeof(repeated); i++)
        repeated[i * 101] = '#'; /* so that not all is one long match */
    for (size_t i = 0; i < CASES(codecs); i++) {
        const ls_slice whole = { repeated, sizeof(repeated) };
        ls_buf bytes = { 0 };

        compress_text(codecs[i].kind, whole, &bytes);
        for (size_t bit = 80; bit < 8 * bytes.len; bit++) {
            char right = bytes.ptr[bit / 8];

            bytes.ptr[bit / 8] = (char)(right ^ 1 << bit % 8);
            decode_over(codecs[i].codec, ls_buf_slice(&bytes), 'a', &rooms[0]);
            decode_over(codecs[i].codec, ls_buf_slice(&bytes), 'b', &rooms[1]);
            assert_true(ls_slice_equal(ls_buf_slice(&rooms[0]),
                                       ls_buf_slice(&rooms[1])));
            bytes.ptr[bit / 8] = right;
        }
        ls_buf_release(&bytes);
    }
}

static void codec__is_told_by_its_magic(void **state)
{
    bool unsure;

    (void)state;
    for (size_t i = 0; i < CASES(codecs); i++) {
        ls_slice magic = codecs[i].codec->magic;
        ls_buf bytes = { 0 };
        size_t sure = codecs[i].codec->sure;

        compress_text(codecs[i].kind, text, &bytes);
        for (size_t len = 0; len <= bytes.len; len++) {
            ls_slice head = ls_slice_head(ls_buf_slice(&bytes), len);
            const ls_codec *found = ls_codec_of(head, &unsure);

            assert_int_equal(unsure, len < magic.len || len < sure);
            assert_int_equal(found == NULL, unsure);
            if (found)
                assert_string_equal(found->name,
                                    compression_name(codecs[i].kind));
        }
        ls_buf_release(&bytes);
    }
    assert_ptr_equal(ls_codec_of(LS_SLICE("BZh1\x17rE8P\x90"), &unsure),
                     &ls_codec_bzip2);
    assert_null(ls_codec_of(LS_SLICE("BZh.example.org"), &unsure));
    assert_false(unsure);
    assert_ptr_equal(ls_codec_of(LS_SLICE("\x5f\x2a\x4d\x18"), &unsure),
                     &ls_codec_zstd);
    assert_null(ls_codec_of(LS_SLICE("\x5f\x2a\x4d"), &unsure));
    assert_true(unsure);
    assert_null(ls_codec_of(LS_SLICE("\x60\x2a\x4d\x18"), &unsure));
    assert_false(unsure);
    assert_null(ls_codec_of(LS_SLICE("192.0.2.1"), &unsure));
    assert_false(unsure);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codec__pieces_do_not_matter),
        cmocka_unit_test(codec__gzip_headers_may_be_long),
        cmocka_unit_test(codec__gzip_header_may_be_wrong),
        cmocka_unit_test(codec__checksums_are_verified),
        cmocka_unit_test(codec__gives_no_bytes_that_it_has_not_written),
        cmocka_unit_test(codec__is_told_by_its_magic),
    };

    return cmocka_run_group_tests_name("codec", tests, NULL, NULL);
}
