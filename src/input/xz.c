/* SPDX-License-Identifier: MIT */
/* xz by liblzma. */

#include "input/codec.h"

#include <lzma.h>
#include <stdlib.h>

static void *allocate(void *context, size_t count, size_t size)
{
    (void)context;
    return calloc(count, size);
}

static void give_back(void *context, void *block)
{
    (void)context;
    free(block);
}

static const lzma_allocator allocator = { allocate, give_back, NULL };

/* Gets ready for the next stream, in the memory of the one before. */
static ls_status start(lzma_stream *stream)
{
    const uint64_t most = (uint64_t)1 << LS_CODEC_MEMORY_LOG;

    return lzma_stream_decoder(stream, most, LZMA_TELL_UNSUPPORTED_CHECK) ==
                   LZMA_OK
               ? LS_OK
               : LS_ENOMEM;
}

static void close_state(void *state)
{
    lzma_end(state);
    free(state);
}

static ls_status open_state(void **state)
{
    const lzma_stream empty = LZMA_STREAM_INIT;
    lzma_stream *stream = malloc(sizeof(*stream));

    if (!stream)
        return LS_ENOMEM;
    *stream = empty;
    stream->allocator = &allocator;
    if (start(stream) != LS_OK) {
        close_state(stream);
        return LS_ENOMEM;
    }
    *state = stream;
    return LS_OK;
}

static int fail(lzma_ret status, const char **problem)
{
    switch (status) {
    case LZMA_MEM_ERROR:
        return LS_ENOMEM;
    case LZMA_MEMLIMIT_ERROR:
        *problem = "is compressed with xz in a way that needs more than 128 "
                   "MiB of memory; pipe it in: xzcat FILE | logstat";
        return LS_EIO;
    case LZMA_FORMAT_ERROR:
        *problem = "wrong header";
        return LS_ESYNTAX;
    case LZMA_OPTIONS_ERROR:
        *problem = "unknown options";
        return LS_ESYNTAX;
    case LZMA_UNSUPPORTED_CHECK:
        *problem = "unknown kind of checksum";
        return LS_ESYNTAX;
    default:
        *problem = "invalid data";
        return LS_ESYNTAX;
    }
}

static int decode(void *state, ls_slice *in, ls_buf *out, const char **problem)
{
    lzma_stream *stream = state;
    size_t room = out->cap - out->len;
    lzma_ret status;

    stream->next_in = (const uint8_t *)in->ptr;
    stream->avail_in = in->len;
    stream->next_out = (uint8_t *)out->ptr + out->len;
    stream->avail_out = room;
    status = lzma_code(stream, LZMA_RUN);
    *in = ls_slice_skip(*in, in->len - stream->avail_in);
    out->len += room - stream->avail_out;
    if (status == LZMA_STREAM_END)
        return start(stream);
    if (status == LZMA_OK || status == LZMA_BUF_ERROR) /* nothing to do */
        return 1;
    return fail(status, problem);
}

const ls_codec ls_codec_xz = {
    .name = "xz",
    .magic = { "\xfd\x37zXZ\0", 6 },
    .open = open_state,
    .decode = decode,
    .close = close_state,
};
