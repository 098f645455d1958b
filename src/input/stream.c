/* SPDX-License-Identifier: MIT */
/*
 * Blocks of a stream: what has been read but not handed out stays in the room
 * until its line ends. A line that grows past the limit is handed out cut, and
 * its rest is skipped without being kept.
 */

#include "input/stream.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

void ls_stream_init(ls_stream *stream, int descriptor, int stop)
{
    *stream = (ls_stream){
        .descriptor = descriptor,
        .stop = stop,
    };
}

void ls_stream_release(ls_stream *stream)
{
    ls_buf_release(&stream->room);
}

/* Waits for bytes: 1, 0 if told to stop, or LS_EIO. */
static int wait_for_bytes(const ls_stream *stream)
{
    struct pollfd fds[] = {
        { .fd = stream->descriptor, .events = POLLIN },
        { .fd = stream->stop, .events = POLLIN },
    };

    while (poll(fds, 2, -1) < 0)
        if (errno != EINTR && errno != EAGAIN)
            return LS_EIO;
    return fds[1].revents ? 0 : 1;
}

/* Reads once: LS_OK, also at the end, which `ended` tells. */
static ls_status read_some(ls_stream *stream, size_t len)
{
    ls_buf *room = &stream->room;
    ssize_t got;

    if (ls_buf_reserve(room, room->len + len) != LS_OK)
        return LS_ENOMEM;
    do {
        int ready = wait_for_bytes(stream);

        if (ready < 0)
            return LS_EIO;
        if (ready == 0) {
            stream->ended = true;
            return LS_OK;
        }
        got = read(stream->descriptor, room->ptr + room->len, len);
    } while (got < 0 && (errno == EINTR || errno == EAGAIN));
    if (got < 0)
        return LS_EIO;
    room->len += (size_t)got;
    stream->ended = got == 0;
    return LS_OK;
}

/* Removes `len` bytes from position `at` on. */
static void drop(ls_buf *room, size_t at, size_t len)
{
    if (len)
        memmove(room->ptr + at, room->ptr + at + len, room->len - at - len);
    room->len -= len;
}

/* Forgets what was handed out with the last block. */
static void drop_used(ls_stream *stream)
{
    drop(&stream->room, 0, stream->used);
    stream->offset += stream->used;
    stream->used = 0;
}

/* Goes on to the end of a line that is too long. */
static void skip_line(ls_stream *stream)
{
    ls_buf *room = &stream->room;
    const char *end = room->len ? memchr(room->ptr, '\n', room->len) : NULL;
    size_t len = end ? (size_t)(end - room->ptr) + 1 : room->len;

    drop(room, 0, len);
    stream->offset += len;
    stream->skipping = end == NULL;
}

/* The bytes up to the last line end, that included. */
static size_t whole_lines(ls_slice s)
{
    while (s.len && s.ptr[s.len - 1] != '\n')
        s.len--;
    return s.len;
}

/* The bytes up to the first line end, that included; 0 without one. */
static size_t first_line(ls_slice s)
{
    const char *end = s.len ? memchr(s.ptr, '\n', s.len) : NULL;

    return end ? (size_t)(end - s.ptr) + 1 : 0;
}

/*
 * How many bytes of the room make a block now: whole lines, the rest at the
 * end of the input, or a cut line that is too long; 0 if more must be read.
 */
static size_t block_len(ls_stream *stream, const ls_limits *limits)
{
    ls_buf *room = &stream->room;
    size_t lines = whole_lines(ls_buf_slice(room));
    size_t nul = ls_nul_run(ls_slice_skip(ls_buf_slice(room), lines));

    if (stream->ended)
        return room->len;
    if (room->len - lines - nul > limits->max_line) {
        stream->skipping = true;
        return lines + nul + limits->max_line + 1;
    }
    return lines;
}

/* Keeps one NUL of a hole that fills the room, and drops the others. */
static void drop_hole(ls_stream *stream, const ls_limits *limits,
                      ls_block *block)
{
    size_t run = ls_nul_run(ls_buf_slice(&stream->room));

    if (run < 2 || run < stream->room.len || run < limits->block)
        return;
    drop(&stream->room, 0, run - 1);
    stream->offset += run - 1;
    block->nul += run - 1;
}

/* Whether the next block is in the room, and how long it is. */
static size_t take_block(ls_stream *stream, const ls_limits *limits,
                         ls_block *block)
{
    size_t len = 0;

    drop_hole(stream, limits, block);
    if (block->nul) /* the line of a hole is a block of its own */
        len = first_line(ls_buf_slice(&stream->room));
    return len ? len : block_len(stream, limits);
}

/* Whether the writer pauses where somebody waits for what it has written. */
static bool pauses(const ls_stream *stream)
{
    struct pollfd fds[] = {
        { .fd = stream->descriptor, .events = POLLIN },
        { .fd = stream->stop, .events = POLLIN },
    };

    return stream->pause && whole_lines(ls_buf_slice(&stream->room)) &&
           poll(fds, 2, stream->pause) == 0;
}

ls_status ls_stream_peek(ls_stream *stream, size_t len, ls_slice *bytes)
{
    ls_status status = LS_OK;

    while (status == LS_OK && !stream->ended && stream->room.len < len &&
           !pauses(stream))
        status = read_some(stream, len - stream->room.len);
    *bytes = ls_slice_head(ls_buf_slice(&stream->room), len);
    /* What came before a failure counts; the next read fails again. */
    return status == LS_EIO && bytes->len ? LS_OK : status;
}

int ls_stream_next(ls_stream *stream, const ls_limits *limits, ls_block *block)
{
    size_t len = 0;

    *block = (ls_block){ 0 };
    drop_used(stream);
    while (len == 0) {
        ls_status status;

        if (stream->skipping)
            skip_line(stream);
        if (!stream->skipping)
            len = take_block(stream, limits, block);
        if (len || stream->ended)
            break;
        status = read_some(stream, limits->block);
        if (status != LS_OK)
            return status;
    }
    block->offset = stream->offset - block->nul;
    block->bytes = ls_slice_head(ls_buf_slice(&stream->room), len);
    block->read = len + block->nul;
    stream->used = len;
    return len || block->nul ? 1 : 0;
}

int ls_stream_take(ls_stream *stream, size_t len, ls_block *block)
{
    *block = (ls_block){ 0 };
    drop_used(stream);
    if (stream->room.len == 0 && !stream->ended) {
        ls_status status = read_some(stream, len);

        if (status != LS_OK)
            return status;
    }
    block->offset = stream->offset;
    block->bytes = ls_buf_slice(&stream->room);
    block->read = block->bytes.len;
    stream->used = block->bytes.len;
    return block->bytes.len ? 1 : 0;
}
