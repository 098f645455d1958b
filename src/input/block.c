/* SPDX-License-Identifier: MIT */
/*
 * Blocks of a regular file, each read by itself with pread. A line belongs to
 * the block in which it starts, so a block begins after the first line end at
 * or before its first byte and goes on to the end of its last line.
 */

#include "input/block.h"

#include "base/page.h"

#include <errno.h>
#include <unistd.h>

enum {
    STEP = 4096
}; /* bytes read at a time to find the end of a line */

size_t ls_nul_run(ls_slice s)
{
    size_t run = 0;

    while (run < s.len && s.ptr[run] == '\0')
        run++;
    return run;
}

ls_status ls_bytes_read(int file, uint64_t offset, size_t len, ls_buf *room)
{
    size_t want = room->len + len;
    size_t start = room->len;

    if (ls_buf_reserve(room, want) != LS_OK)
        return LS_ENOMEM;
    while (room->len < want) {
        ssize_t got = pread(file, room->ptr + room->len, want - room->len,
                            (off_t)(offset + (room->len - start)));

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return LS_EIO;
        if (got == 0)
            break;
        room->len += (size_t)got;
    }
    return LS_OK;
}

/* Where the last line of a buffer starts, behind `lead` at the earliest; it has
   no line end. */
static size_t last_line(const ls_buf *room, size_t lead)
{
    size_t at = room->len;

    while (at > lead && room->ptr[at - 1] != '\n')
        at--;
    return at;
}

/*
 * Drops the NULs that `room` holds from `from` on: a hole in a file can be
 * larger than memory.
 */
static void drop_hole(ls_buf *room, size_t from, uint64_t *nul)
{
    size_t run = ls_nul_run(ls_slice_skip(ls_buf_slice(room), from));

    memmove(room->ptr + from, room->ptr + from + run, room->len - from - run);
    room->len -= run;
    *nul += run;
}

uint64_t ls_block_count(const ls_file *file)
{
    uint64_t size = file->size - file->start;
    size_t block = file->limits.block;

    return size / block + (size % block != 0);
}

ls_status ls_file_end_at_line(ls_file *file)
{
    ls_buf room = { 0 };
    uint64_t end = file->size;
    ls_status status = LS_OK;

    file->size = file->start;
    while (status == LS_OK && end > file->start) {
        uint64_t rest = end - file->start;
        size_t len = rest < STEP ? (size_t)rest : STEP;

        end -= len;
        room.len = 0;
        status = ls_bytes_read(file->descriptor, end, len, &room);
        if (last_line(&room, 0)) {
            file->size = end + last_line(&room, 0);
            break;
        }
    }
    ls_buf_release(&room);
    return status;
}

/* Appends the next bytes of a line, up to its end if that is among them. */
static ls_status read_step(const ls_file *file, uint64_t *offset, ls_buf *room,
                           bool *ended, bool *truncated)
{
    uint64_t rest = file->size - *offset;
    size_t len = rest < STEP ? (size_t)rest : STEP;
    size_t from = room->len;
    const char *end;
    ls_status status = ls_bytes_read(file->descriptor, *offset, len, room);

    if (status != LS_OK)
        return status;
    end = memchr(room->ptr + from, '\n', room->len - from);
    *truncated = !end && room->len - from < len;
    *offset += room->len - from;
    if (end)
        room->len = (size_t)(end - room->ptr) + 1;
    *ended = end || *truncated;
    return LS_OK;
}

/* Reads on to the end of the last line. */
static ls_status finish_line(const ls_file *file, uint64_t offset, ls_buf *room,
                             size_t lead, ls_block *block)
{
    size_t line = last_line(room, lead);
    size_t nul = ls_nul_run(ls_slice_skip(ls_buf_slice(room), line));
    const uint64_t start = offset;
    bool ended = false;

    while (!ended && offset < file->size &&
           room->len - line <= file->limits.max_line + nul) {
        size_t from = room->len;
        ls_status status =
            read_step(file, &offset, room, &ended, &block->truncated);

        if (status != LS_OK)
            return status;
        if (nul == from - line) /* nothing else so far */
            drop_hole(room, from, &block->nul);
    }
    if (block->truncated) /* no block follows to count these */
        block->read += offset - start;
    return LS_OK;
}

/* Cuts the last line to one byte more than is allowed, if it is longer. */
static void cut_line(const ls_limits *limits, ls_buf *room, size_t lead)
{
    size_t line = last_line(room, lead);
    size_t nul = ls_nul_run(ls_slice_skip(ls_buf_slice(room), line));

    if (room->len - line - nul > limits->max_line + 1)
        room->len = line + nul + limits->max_line + 1;
}

/* Reads some bytes of a file to where in the room that is fast. */
static ls_status read_to_page(const ls_file *file, uint64_t from, size_t len,
                              ls_buf *room, size_t *lead)
{
    if (ls_buf_reserve(room, LS_PAGE + len) != LS_OK)
        return LS_ENOMEM;
    *lead = ls_page_lead(room->ptr, from);
    room->len = *lead;
    return ls_bytes_read(file->descriptor, from, len, room);
}

/* How many of the first bytes are of a line that starts before them. */
static size_t skip_line(ls_slice bytes)
{
    const char *end = bytes.len ? memchr(bytes.ptr, '\n', bytes.len) : NULL;

    return end ? (size_t)(end - bytes.ptr) + 1 : bytes.len;
}

ls_status ls_block_read(const ls_file *file, uint64_t number, ls_buf *room,
                        ls_block *block)
{
    uint64_t start = file->start + number * file->limits.block;
    uint64_t end = file->size - start < file->limits.block
                       ? file->size
                       : start + file->limits.block;
    uint64_t from = number ? start - 1 : start;
    size_t lead = 0;
    size_t skip;
    ls_slice got;
    ls_status status;

    *block = (ls_block){ .offset = end, .read = end - start };
    status = read_to_page(file, from, (size_t)(end - from), room, &lead);
    if (status != LS_OK)
        return status;
    got = ls_slice_skip(ls_buf_slice(room), lead);
    block->truncated = got.len < end - from;
    if (block->truncated)
        block->read = from + got.len > start ? from + got.len - start : 0;
    skip = number ? skip_line(got) : 0;
    if (skip >= got.len)
        return LS_OK; /* no line starts here */
    if (got.ptr[got.len - 1] != '\n' && !block->truncated) {
        status = finish_line(file, end, room, lead, block);
        cut_line(&file->limits, room, lead);
    }
    block->offset = from + skip;
    block->bytes = ls_slice_skip(ls_buf_slice(room), lead + skip);
    return status;
}
