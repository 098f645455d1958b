/* SPDX-License-Identifier: MIT */
#ifndef INPUT_STREAM_H
#define INPUT_STREAM_H

#include "input/block.h"

/* Blocks of what can only be read once, in order: a pipe, a terminal. */
typedef struct ls_stream {
    int descriptor;
    int stop;        /* reading ends when this becomes readable; -1: none */
    uint64_t offset; /* of the buffer's first byte in the input */
    ls_buf room;     /* bytes not yet handed out, after those that were */
    size_t used;     /* of the room: handed out with the last block */
    bool skipping;   /* inside a line that is too long */
    bool ended;
    int pause; /* ms without a byte that end a peek; 0: it waits for all */
} ls_stream;

void ls_stream_init(ls_stream *stream, int descriptor, int stop);
void ls_stream_release(ls_stream *stream);

/*
 * Looks at the first `len` bytes, or at all if there are fewer, without taking
 * them: LS_OK, LS_EIO or LS_ENOMEM. The bytes are valid until the next call.
 * With `pause` set, whole lines are enough once no more have come for so long.
 */
ls_status ls_stream_peek(ls_stream *stream, size_t len,
                         ls_slice *bytes) LS_MUST_USE;

/*
 * The next block, as soon as there is a whole line, valid until the next call:
 * 1, or 0 at the end. LS_EIO, with errno set by read or poll, or LS_ENOMEM.
 */
int ls_stream_next(ls_stream *stream, const ls_limits *limits, ls_block *block);

/* The next bytes as they come, whatever stands in them; else as above. */
int ls_stream_take(ls_stream *stream, size_t len, ls_block *block);

#endif
