/* SPDX-License-Identifier: MIT */
/* Compressed data for tests, made by the libraries that also decompress it. */

#include "property/compress.h"

#include "input/codec.h"

#include <bzlib.h>
#include <lz4frame.h>
#include <lzma.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

const char *compression_name(enum compression kind)
{
    static const char *const names[] = { "gzip", "zstd", "xz", "bzip2", "lz4" };

    return names[kind];
}

static void demand(bool holds)
{
    if (holds)
        return;
    fputs("cannot compress\n", stderr);
    abort();
}

static size_t gzip(ls_slice text, char *out, size_t room)
{
    z_stream stream = { .next_in = ls_codec_bytes(text),
                        .avail_in = (uInt)text.len,
                        .next_out = (Bytef *)out,
                        .avail_out = (uInt)room };

    demand(deflateInit2(&stream, 9, Z_DEFLATED, MAX_WBITS + 16, 9,
                        Z_DEFAULT_STRATEGY) == Z_OK);
    demand(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    (void)deflateEnd(&stream);
    return room - stream.avail_out;
}

static size_t zstd(ls_slice text, char *out, size_t room)
{
    ZSTD_CCtx *context = ZSTD_createCCtx();
    size_t len;

    demand(context != NULL);
    demand(
        !ZSTD_isError(ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)));
    len = ZSTD_compress2(context, out, room, text.ptr, text.len);
    demand(!ZSTD_isError(len));
    (void)ZSTD_freeCCtx(context);
    return len;
}

static size_t xz(ls_slice text, char *out, size_t room)
{
    size_t len = 0;

    demand(lzma_easy_buffer_encode(0, LZMA_CHECK_CRC32, NULL,
                                   (const uint8_t *)text.ptr, text.len,
                                   (uint8_t *)out, &len, room) == LZMA_OK);
    return len;
}

static size_t bzip2(ls_slice text, char *out, size_t room)
{
    unsigned len = (unsigned)room;

    demand(BZ2_bzBuffToBuffCompress(out, &len, ls_codec_bytes(text),
                                    (unsigned)text.len, 1, 0, 0) == BZ_OK);
    return len;
}

static size_t lz4(ls_slice text, char *out, size_t room)
{
    const LZ4F_preferences_t wishes = {
        .frameInfo = { .contentChecksumFlag = LZ4F_contentChecksumEnabled },
    };
    size_t len = LZ4F_compressFrame(out, room, text.ptr, text.len, &wishes);

    demand(!LZ4F_isError(len));
    return len;
}

void compress_text(enum compression kind, ls_slice text, ls_buf *out)
{
    static size_t (*const makers[])(ls_slice, char *,
                                    size_t) = { gzip, zstd, xz, bzip2, lz4 };
    size_t room = text.len + text.len / 4 + 1024;

    demand(ls_buf_reserve(out, out->len + room) == LS_OK);
    out->len += makers[kind](text, out->ptr + out->len, room);
}
