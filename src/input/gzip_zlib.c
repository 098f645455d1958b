/* SPDX-License-Identifier: MIT */
/* gzip by zlib, where there is no ISA-L. */

#include "input/codec.h"

#include <stdlib.h>
#include <zlib.h>

enum {
    GZIP_ONLY = 16
}; /* what zlib wants added to the size of the window */

static void *allocate(void *context, uInt count, uInt size)
{
    (void)context;
    return calloc(count, size);
}

static void give_back(void *context, void *block)
{
    (void)context;
    free(block);
}

static ls_status open_state(void **state)
{
    z_stream *stream = malloc(sizeof(*stream));

    if (!stream)
        return LS_ENOMEM;
    *stream = (z_stream){ .zalloc = allocate, .zfree = give_back };
    if (inflateInit2(stream, MAX_WBITS + GZIP_ONLY) != Z_OK) {
        free(stream);
        return LS_ENOMEM;
    }
    *state = stream;
    return LS_OK;
}

static void close_state(void *state)
{
    (void)inflateEnd(state);
    free(state);
}

static int decode(void *state, ls_slice *in, ls_buf *out, const char **problem)
{
    z_stream *stream = state;
    size_t room = out->cap - out->len;
    int status;

    stream->next_in = ls_codec_bytes(*in);
    stream->avail_in = (uInt)in->len;
    stream->next_out = (Bytef *)out->ptr + out->len;
    stream->avail_out = (uInt)room;
    status = inflate(stream, Z_NO_FLUSH);
    *in = ls_slice_skip(*in, in->len - stream->avail_in);
    out->len += room - stream->avail_out;
    switch (status) {
    case Z_OK:
    case Z_BUF_ERROR: /* there was nothing to do */
        return 1;
    case Z_STREAM_END:
        (void)inflateReset(stream);
        return 0;
    case Z_MEM_ERROR:
        return LS_ENOMEM;
    default:
        *problem = stream->msg ? stream->msg : "invalid deflate data";
        return LS_ESYNTAX;
    }
}

const ls_codec ls_codec_gzip_zlib = {
    .name = "gzip",
    .magic = { "\x1f\x8b", 2 },
    .open = open_state,
    .decode = decode,
    .close = close_state,
};
