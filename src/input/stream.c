/* SPDX-License-Identifier: MIT */
/*
 * Blocks of a stream: what has been read but not handed out is carried until
 * its line ends. A line that grows past the limit is handed out cut, and its
 * rest is skipped without being kept.
 *
 * A block is read straight into the room of its caller. To put what is carried
 * before it, room and carry change places; only the start of the line behind a
 * block is copied.
 */

#include "input/stream.h"

void ls_stream_init(ls_stream *stream, int descriptor, const ls_limits *limits,
                    int stop)
{
    *stream = (ls_stream){ .limits = *limits };
    ls_decoder_init(&stream->decoder, descriptor, stop);
}

void ls_stream_release(ls_stream *stream)
{
    ls_decoder_release(&stream->decoder);
    ls_buf_release(&stream->carry);
}

static bool has_ended(const ls_stream *stream)
{
    return stream->decoder.ended || stream->failed;
}

/* Reads once. A failure is kept for when all before it was handed out. */
static ls_status read_more(ls_stream *stream, size_t len, ls_buf *room)
{
    ls_status status =
        ls_decoder_read(&stream->decoder, len, room, &stream->failure);

    if (status != LS_EIO)
        return status;
    stream->failed = true;
    return LS_OK;
}

/* The status of a stream of which nothing is left. */
static ls_status end(const ls_stream *stream, ls_error *err)
{
    if (!stream->failed)
        return LS_OK;
    if (err)
        *err = stream->failure;
    return LS_EIO;
}

static ls_status no_memory(ls_error *err)
{
    return ls_fail(err, LS_ENOMEM, 0, "no memory");
}

/* Puts what is carried into the room. */
static void start_block(ls_stream *stream, ls_buf *room, ls_block *block)
{
    ls_buf empty = *room;

    *room = stream->carry;
    stream->carry = empty;
    stream->carry.len = 0;
    *block = (ls_block){ 0 };
}

/*
 * The first `len` bytes of the room are the block; the others are carried. It
 * stands for all bytes from `start` on, those of a line that was too long too.
 */
static int finish_block(ls_stream *stream, uint64_t start, size_t len,
                        const ls_buf *room, ls_block *block)
{
    ls_slice all = ls_buf_slice(room);

    if (ls_buf_append(&stream->carry, ls_slice_skip(all, len)) != LS_OK)
        return LS_ENOMEM;
    block->offset = stream->offset - block->nul;
    block->bytes = ls_slice_head(all, len);
    stream->offset += len;
    block->read = stream->offset - start;
    return block->read ? 1 : 0;
}

/* Removes `len` bytes at the start. */
static void drop(ls_buf *room, size_t len)
{
    if (len)
        memmove(room->ptr, room->ptr + len, room->len - len);
    room->len -= len;
}

/* Goes on to the end of a line that is too long. */
static void skip_line(ls_stream *stream, ls_buf *room)
{
    const char *end = room->len ? memchr(room->ptr, '\n', room->len) : NULL;
    size_t len = end ? (size_t)(end - room->ptr) + 1 : room->len;

    drop(room, len);
    stream->offset += len;
    stream->skipping = end == NULL;
}

/*
 * The bytes up to the last line end, that included; 0 without one. None is
 * among those that were searched before.
 */
static size_t whole_lines(ls_slice s, size_t searched)
{
    while (s.len > searched && s.ptr[s.len - 1] != '\n')
        s.len--;
    return s.len > searched ? s.len : 0;
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
static size_t block_len(ls_stream *stream, const ls_buf *room, size_t searched)
{
    size_t max_line = stream->limits.max_line;
    size_t lines = whole_lines(ls_buf_slice(room), searched);
    size_t nul = ls_nul_run(ls_slice_skip(ls_buf_slice(room), lines));

    if (has_ended(stream))
        return room->len;
    if (room->len - lines - nul > max_line) {
        stream->skipping = true;
        return lines + nul + max_line + 1;
    }
    return lines;
}

/* Keeps one NUL of a hole that fills the room, and drops the others. */
static void drop_hole(ls_stream *stream, ls_buf *room, ls_block *block)
{
    size_t run = ls_nul_run(ls_buf_slice(room));

    if (run < 2 || run < room->len || run < stream->limits.block)
        return;
    drop(room, run - 1);
    stream->offset += run - 1;
    block->nul += run - 1;
}

/* Whether the next block is in the room, and how long it is. */
static size_t take_block(ls_stream *stream, ls_buf *room, size_t searched,
                         ls_block *block)
{
    size_t len = 0;

    drop_hole(stream, room, block);
    if (block->nul) /* the line of a hole is a block of its own */
        len = first_line(ls_buf_slice(room));
    return len ? len : block_len(stream, room, searched);
}

/* Whether the writer pauses where somebody waits for what it has written. */
static bool pauses(const ls_stream *stream)
{
    return stream->pause && whole_lines(ls_buf_slice(&stream->carry), 0) &&
           ls_feed_pauses(&stream->decoder.feed, stream->pause);
}

ls_status ls_stream_peek(ls_stream *stream, size_t len, ls_slice *bytes,
                         ls_error *err)
{
    ls_buf *carry = &stream->carry;

    while (!has_ended(stream) && carry->len < len && !pauses(stream)) {
        if (read_more(stream, len - carry->len, carry) != LS_OK)
            return no_memory(err);
    }
    *bytes = ls_slice_head(ls_buf_slice(carry), len);
    return bytes->len ? LS_OK : end(stream, err);
}

ls_status ls_stream_skip(ls_stream *stream, uint64_t offset, ls_error *err)
{
    ls_buf *carry = &stream->carry;

    while (stream->offset < offset) {
        uint64_t rest = offset - stream->offset;
        size_t len = rest < carry->len ? (size_t)rest : carry->len;

        drop(carry, len);
        stream->offset += len;
        if (len == 0 && has_ended(stream))
            return end(stream, err);
        if (len == 0 && read_more(stream, stream->limits.block, carry) != LS_OK)
            return no_memory(err);
    }
    return LS_OK;
}

int ls_stream_next(ls_stream *stream, ls_buf *room, ls_block *block,
                   ls_error *err)
{
    size_t searched = 0; /* a line may be long and come in many pieces */
    uint64_t start = stream->offset;
    size_t len = 0;
    int got;

    start_block(stream, room, block);
    while (len == 0) {
        if (stream->skipping)
            skip_line(stream, room);
        if (!stream->skipping)
            len = take_block(stream, room, searched, block);
        if (len || has_ended(stream))
            break;
        searched = stream->skipping ? 0 : room->len;
        if (read_more(stream, stream->limits.block, room) != LS_OK)
            return no_memory(err);
    }
    got = finish_block(stream, start, len, room, block);
    if (got < 0)
        return no_memory(err);
    return got ? got : end(stream, err);
}

int ls_stream_take(ls_stream *stream, ls_buf *room, ls_block *block,
                   ls_error *err)
{
    int got;

    start_block(stream, room, block);
    if (room->len == 0 && !has_ended(stream) &&
        read_more(stream, stream->limits.block, room) != LS_OK)
        return no_memory(err);
    got = finish_block(stream, stream->offset, room->len, room, block);
    return got ? got : end(stream, err);
}
