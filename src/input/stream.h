/* SPDX-License-Identifier: MIT */
#ifndef INPUT_STREAM_H
#define INPUT_STREAM_H

#include "input/block.h"
#include "input/decoder.h"

/*
 * Blocks of what can only be read once, in order: a pipe, a terminal, anything
 * compressed. What is said of bytes is said of those that it decompresses to.
 */
typedef struct ls_stream {
    ls_decoder decoder;
    ls_limits limits;
    uint64_t offset;  /* bytes handed out so far */
    ls_buf carry;     /* bytes that were read and not handed out */
    bool skipping;    /* inside a line that is too long */
    bool failed;      /* reading did, which `failure` tells */
    ls_error failure; /* handed out behind what came before it */
    int pause;        /* ms without a byte that end a peek; 0: it waits */
} ls_stream;

void ls_stream_init(ls_stream *stream, int descriptor, const ls_limits *limits,
                    int stop);
void ls_stream_release(ls_stream *stream);

/*
 * Looks at the first `len` bytes, or at all if there are fewer, without taking
 * them: LS_OK, LS_EIO or LS_ENOMEM. The bytes are valid until the next call.
 * With `pause` set, whole lines are enough once no more have come for so long.
 */
ls_status ls_stream_peek(ls_stream *stream, size_t len, ls_slice *bytes,
                         ls_error *err) LS_MUST_USE;

/*
 * Goes on to byte `offset` from the start, whatever stands before it, or to the
 * end if that comes before. LS_EIO with words in `err`, or LS_ENOMEM.
 */
ls_status ls_stream_skip(ls_stream *stream, uint64_t offset,
                         ls_error *err) LS_MUST_USE;

/*
 * The next block, as soon as there is a whole line: 1, or 0 at the end. Its
 * bytes are in `room`, the caller's, which may be another one each time: the
 * stream keeps none of them. LS_EIO with words in `err`, or LS_ENOMEM.
 */
int ls_stream_next(ls_stream *stream, ls_buf *room, ls_block *block,
                   ls_error *err);

/* The next bytes as they come, whatever stands in them; else as above. */
int ls_stream_take(ls_stream *stream, ls_buf *room, ls_block *block,
                   ls_error *err);

#endif
