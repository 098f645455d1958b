/* SPDX-License-Identifier: MIT */
/* bzip2 by libbz2. */

#include "input/codec.h"

#include <bzlib.h>
#include <stdlib.h>

static void *allocate(void *context, int count, int size)
{
    (void)context;
    return calloc((size_t)count, (size_t)size);
}

static void give_back(void *context, void *block)
{
    (void)context;
    free(block);
}

/*
 * The magic is a word that a line of text may start with. A digit follows, and
 * the mark of a block or of the end.
 */
static bool agrees(ls_slice head)
{
    const ls_slice block = LS_SLICE("1AY&SY");
    const ls_slice end = LS_SLICE("\x17rE8P\x90");
    ls_slice mark;

    if (head.len < 4)
        return true;
    mark = ls_slice_head(ls_slice_skip(head, 4), block.len);
    return head.ptr[3] >= '1' && head.ptr[3] <= '9' &&
           (ls_slice_starts(block, mark) || ls_slice_starts(end, mark));
}

/* Gets ready for the next stream. */
static ls_status start(bz_stream *stream)
{
    *stream = (bz_stream){ .bzalloc = allocate, .bzfree = give_back };
    return BZ2_bzDecompressInit(stream, 0, 0) == BZ_OK ? LS_OK : LS_ENOMEM;
}

static ls_status open_state(void **state)
{
    bz_stream *stream = malloc(sizeof(*stream));

    if (!stream)
        return LS_ENOMEM;
    if (start(stream) != LS_OK) {
        free(stream);
        return LS_ENOMEM;
    }
    *state = stream;
    return LS_OK;
}

/* Also where there is nothing to end: it only says so. */
static void close_state(void *state)
{
    (void)BZ2_bzDecompressEnd(state);
    free(state);
}

static int restart(bz_stream *stream)
{
    (void)BZ2_bzDecompressEnd(stream);
    return start(stream);
}

static int decode(void *state, ls_slice *in, ls_buf *out, const char **problem)
{
    bz_stream *stream = state;
    size_t room = out->cap - out->len;
    int status;

    stream->next_in = ls_codec_bytes(*in);
    stream->avail_in = (unsigned)in->len;
    stream->next_out = out->ptr + out->len;
    stream->avail_out = (unsigned)room;
    status = BZ2_bzDecompress(stream);
    *in = ls_slice_skip(*in, in->len - stream->avail_in);
    out->len += room - stream->avail_out;
    switch (status) {
    case BZ_OK:
        return 1;
    case BZ_STREAM_END:
        return restart(stream);
    case BZ_MEM_ERROR:
        return LS_ENOMEM;
    case BZ_DATA_ERROR_MAGIC:
        *problem = "wrong header";
        return LS_ESYNTAX;
    default:
        *problem = "wrong checksum or invalid data";
        return LS_ESYNTAX;
    }
}

const ls_codec ls_codec_bzip2 = {
    .name = "bzip2",
    .magic = { "BZh", 3 },
    .agrees = agrees,
    .sure = 10,
    .open = open_state,
    .decode = decode,
    .close = close_state,
};
