/* SPDX-License-Identifier: MIT */
/*
 * The bytes are compressed data. Whatever they hold, it comes to the same in
 * large and in small pieces, which is a prefix of what is said to be whole; and
 * what zlib takes for good, ISA-L decodes to the same.
 */

#include "fuzz/answer.h"
#include "fuzz/demand.h"
#include "fuzz/target.h"
#include "input/decoder.h"
#include "property/laws.h"

#include <stdlib.h>
#include <unistd.h>

enum {
    MOST = 1 << 18 /* of what comes out that is looked at */
};

/* What comes out, and how it ended; LS_EIO has words. */
static ls_status decode(ls_slice bytes, size_t step, ls_buf *out)
{
    int file = file_of(bytes);
    ls_status status = LS_OK;
    ls_decoder decoder;
    ls_error err = { 0 };

    ls_decoder_init(&decoder, file, -1);
    while (status == LS_OK && !decoder.ended && out->len < MOST) {
        size_t before = out->len;

        status = ls_decoder_read(&decoder, step, out, &err);
        demand(out->len - before <= step, "no more than was asked for");
        demand(status != LS_OK || out->len > before || decoder.ended,
               "bytes, an end or a failure");
        demand(ls_decoder_position(&decoder) <= bytes.len,
               "no more is used up than there is");
    }
    demand(status != LS_ENOMEM, "no memory");
    demand(status == LS_OK || err.message[0], "a failure has words");
    ls_decoder_release(&decoder);
    (void)close(file);
    return status;
}

static void check_steps(ls_slice bytes)
{
    ls_buf large = { 0 };
    ls_buf small = { 0 };
    ls_status status = decode(bytes, MOST, &large);
    ls_status again = decode(bytes, 1 + bytes.len % 4096, &small);
    size_t len = small.len < large.len ? small.len : large.len;

    if (large.len < MOST) {
        demand(status == again, "steps do not matter for the end");
        demand(status != LS_OK || small.len == large.len,
               "steps do not matter for how much comes out");
    }
    demand(len == 0 || memcmp(small.ptr, large.ptr, len) == 0,
           "steps do not matter for what comes out");
    ls_buf_release(&large);
    ls_buf_release(&small);
}

#ifdef LOGSTAT_ISAL
/* The first frame, in pieces; 0 if it is whole, 1 if it is not or too long. */
static int decode_frame(const ls_codec *codec, ls_slice bytes, size_t piece,
                        ls_buf *out)
{
    void *state;
    int got = 1;

    demand(codec->open(&state) == LS_OK, "no memory");
    while (got == 1 && out->len < MOST) {
        ls_slice in = ls_slice_head(bytes, piece);
        char *block = block_of(in); /* one byte more is seen */
        size_t given = in.len;
        size_t made = out->len;
        const char *problem = NULL;

        in.ptr = block;
        demand(ls_buf_reserve(out, out->len + piece) == LS_OK, "no memory");
        got = codec->decode(state, &in, out, &problem);
        demand(got >= 0 || problem, "a failure has words");
        bytes = ls_slice_skip(bytes, given - in.len);
        free(block);
        if (in.len == given && out->len == made)
            break;
    }
    codec->close(state);
    return got;
}

static void check_twins(ls_slice bytes)
{
    ls_buf a = { 0 };
    ls_buf b = { 0 };
    size_t piece = 1 + bytes.len % 300;

    if (decode_frame(&ls_codec_gzip_zlib, bytes, piece, &a) == 0) {
        demand(decode_frame(&ls_codec_gzip_isal, bytes, piece, &b) == 0,
               "ISA-L takes what zlib takes");
        demand(ls_slice_equal(ls_buf_slice(&a), ls_buf_slice(&b)),
               "ISA-L and zlib decode to the same");
    } else {
        (void)decode_frame(&ls_codec_gzip_isal, bytes, piece, &b);
    }
    ls_buf_release(&a);
    ls_buf_release(&b);
}
#else
static void check_twins(ls_slice bytes)
{
    (void)bytes;
}
#endif

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ls_slice bytes = { (const char *)data, size };

    if (size > 65536)
        return 0;
    check_steps(bytes);
    if (ls_slice_starts(bytes, ls_codec_gzip_zlib.magic))
        check_twins(bytes);
    return 0;
}
