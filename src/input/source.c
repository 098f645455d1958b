/* SPDX-License-Identifier: MIT */
/*
 * Where bytes come from: what a path or a descriptor is, and its blocks one
 * after the other. The difference between files and streams ends here.
 */

#include "input/source.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static ls_status fail_io(ls_error *err, int number)
{
    char text[128] = "cannot be read";

    (void)strerror_r(number, text, sizeof(text));
    return ls_fail(err, LS_EIO, 0, "%s", text);
}

ls_status ls_source_attach(ls_source *source, int descriptor,
                           const ls_limits *limits, int stop, ls_error *err)
{
    struct stat info;
    off_t at;

    *source = (ls_source){
        .file = { .descriptor = descriptor, .limits = *limits },
    };
    if (fstat(descriptor, &info) != 0)
        return fail_io(err, errno);
    if (S_ISDIR(info.st_mode))
        return ls_fail(err, LS_ENOENT, 0, "is a directory");
    ls_stream_init(&source->stream, descriptor, stop);
    /* A file as standard input may have been read in part: `< file`. */
    at = S_ISREG(info.st_mode) ? lseek(descriptor, 0, SEEK_CUR) : -1;
    if (at == 0 && info.st_size > 0) {
        source->regular = true;
        source->file.size = (uint64_t)info.st_size;
    }
    return LS_OK;
}

ls_status ls_source_open(ls_source *source, const char *path,
                         const ls_limits *limits, int stop, ls_error *err)
{
    /* Without O_NONBLOCK a FIFO that nobody writes to would hang here. */
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    ls_status status;

    *source = (ls_source){ .file.descriptor = -1 };
    if (descriptor < 0)
        return fail_io(err, errno);
    status = ls_source_attach(source, descriptor, limits, stop, err);
    source->owned = true;
    if (status != LS_OK)
        ls_source_release(source);
    return status;
}

void ls_source_release(ls_source *source)
{
    if (source->owned)
        (void)close(source->file.descriptor);
    ls_buf_release(&source->room);
    ls_stream_release(&source->stream);
    *source = (ls_source){ .file.descriptor = -1 };
}

void ls_source_hurry(ls_source *source)
{
    source->stream.pause = 250;
}

static ls_status head_of_file(ls_source *source, ls_slice *head)
{
    uint64_t size = source->file.size;
    size_t len = size < LS_HEAD_BYTES ? (size_t)size : LS_HEAD_BYTES;
    ls_status status;

    source->room.len = 0;
    status = ls_bytes_read(source->file.descriptor, 0, len, &source->room);
    *head = ls_buf_slice(&source->room);
    return status;
}

ls_status ls_source_head(ls_source *source, ls_slice *head, ls_error *err)
{
    ls_status status =
        source->regular ? head_of_file(source, head)
                        : ls_stream_peek(&source->stream, LS_HEAD_BYTES, head);

    if (status == LS_EIO)
        return fail_io(err, errno);
    if (status != LS_OK)
        return ls_fail(err, status, 0, "no memory");
    return LS_OK;
}

static int next_of_file(ls_source *source, ls_block *block, ls_error *err)
{
    uint64_t number = source->next++;
    ls_status status;

    if (number * source->file.limits.block >= source->file.size)
        return 0;
    status = ls_block_read(&source->file, number, &source->room, block);
    if (status == LS_EIO)
        return fail_io(err, errno);
    if (status != LS_OK)
        return ls_fail(err, status, 0, "no memory");
    source->bytes += block->read;
    if (block->truncated) /* nothing can stand behind */
        source->file.size = 0;
    return 1;
}

static int next_of_stream(ls_source *source, int got, ls_error *err)
{
    source->bytes = source->stream.offset + source->stream.used;
    if (got == LS_EIO)
        return fail_io(err, errno);
    if (got < 0)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    return got;
}

int ls_source_next(ls_source *source, ls_block *block, ls_error *err)
{
    if (source->regular)
        return next_of_file(source, block, err);
    return next_of_stream(
        source, ls_stream_next(&source->stream, &source->file.limits, block),
        err);
}

static int take_of_file(ls_source *source, ls_block *block, ls_error *err)
{
    const ls_file *file = &source->file;
    uint64_t rest = file->size - source->bytes;
    size_t len = rest < file->limits.block ? (size_t)rest : file->limits.block;
    ls_status status;

    *block = (ls_block){ .offset = source->bytes };
    if (rest == 0)
        return 0;
    source->room.len = 0;
    status = ls_bytes_read(file->descriptor, source->bytes, len, &source->room);
    if (status == LS_EIO)
        return fail_io(err, errno);
    if (status != LS_OK)
        return ls_fail(err, status, 0, "no memory");
    block->bytes = ls_buf_slice(&source->room);
    block->read = block->bytes.len;
    block->truncated = block->bytes.len < len;
    source->bytes += block->read;
    if (block->truncated) /* nothing can stand behind */
        source->file.size = source->bytes;
    return 1;
}

int ls_source_take(ls_source *source, ls_block *block, ls_error *err)
{
    const ls_limits *limits = &source->file.limits;

    if (source->regular)
        return take_of_file(source, block, err);
    return next_of_stream(
        source, ls_stream_take(&source->stream, limits->block, block), err);
}
