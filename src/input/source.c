/* SPDX-License-Identifier: MIT */
/*
 * Where bytes come from: what a path or a descriptor is, and its blocks. The
 * difference between files and streams ends here.
 */

#include "input/source.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* What cannot be read is said when it is read for its lines. */
static bool is_compressed(int file)
{
    char head[16];
    ssize_t got = pread(file, head, sizeof(head), 0);
    bool unsure;

    return got > 0 && ls_codec_of((ls_slice){ head, (size_t)got }, &unsure);
}

ls_status ls_source_attach(ls_source *source, int descriptor,
                           const ls_limits *limits, int stop, ls_error *err)
{
    struct stat info;

    *source = (ls_source){
        .file = { .descriptor = descriptor, .limits = *limits },
    };
    if (fstat(descriptor, &info) != 0)
        return ls_fail_io(err, errno);
    if (S_ISDIR(info.st_mode))
        return ls_fail(err, LS_ENOENT, 0, "is a directory");
    ls_stream_init(&source->stream, descriptor, limits, stop);
    /* A file as standard input may have been read in part: `< file`. */
    if (S_ISREG(info.st_mode) && lseek(descriptor, 0, SEEK_CUR) == 0)
        source->size = (uint64_t)info.st_size;
    source->splittable = source->size && !is_compressed(descriptor);
    if (source->splittable)
        source->file.size = source->size;
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
        return ls_fail_io(err, errno);
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
    ls_stream_release(&source->stream);
    *source = (ls_source){ .file.descriptor = -1 };
}

void ls_source_hurry(ls_source *source)
{
    source->stream.pause = LS_FEED_PAUSE;
}

void ls_source_on_idle(ls_source *source, void (*idle)(void *context),
                       void *context)
{
    source->stream.decoder.feed.idle = idle;
    source->stream.decoder.feed.context = context;
}

uint64_t ls_source_position(const ls_source *source)
{
    return source->splittable ? source->bytes
                              : ls_decoder_position(&source->stream.decoder);
}

bool ls_source_is_splittable(const ls_source *source)
{
    return source->splittable;
}

/* What reading by offset came to, with words if it failed. */
static ls_status say(ls_status status, ls_error *err)
{
    if (status == LS_EIO)
        return ls_fail_io(err, errno);
    return status == LS_OK ? LS_OK : ls_fail(err, status, 0, "no memory");
}

ls_status ls_source_head(ls_source *source, size_t len, ls_buf *room,
                         ls_slice *head, ls_error *err)
{
    const ls_file *file = &source->file;
    ls_status status;

    if (!source->splittable)
        return ls_stream_peek(&source->stream, len, head, err);
    room->len = 0;
    status = ls_bytes_read(file->descriptor, 0,
                           file->size < len ? (size_t)file->size : len, room);
    *head = ls_buf_slice(room);
    return say(status, err);
}

/* Says that what was read before is not there any more. */
static ls_status too_short(uint64_t from, ls_error *err)
{
    return ls_fail(err, LS_EIO, 0, "is shorter than the %llu bytes read before",
                   (unsigned long long)from);
}

ls_status ls_source_set_range(ls_source *source, uint64_t from, uint64_t to,
                              ls_error *err)
{
    ls_file *file = &source->file;

    if (!source->splittable) {
        ls_status status = ls_stream_skip(&source->stream, from, err);

        source->bytes = source->stream.offset;
        return status == LS_OK && source->bytes < from ? too_short(from, err)
                                                       : status;
    }
    if (from > file->size)
        return too_short(from, err);
    file->start = from;
    source->bytes = from;
    if (to < file->size)
        file->size = to > from ? to : from;
    return LS_OK;
}

ls_status ls_source_end_at_line(ls_source *source, ls_error *err)
{
    return source->splittable ? say(ls_file_end_at_line(&source->file), err)
                              : LS_OK;
}

uint64_t ls_source_block_count(const ls_source *source)
{
    return ls_block_count(&source->file);
}

uint64_t ls_source_end(const ls_source *source)
{
    return source->splittable ? source->file.size : source->stream.offset;
}

ls_status ls_source_block(const ls_source *source, uint64_t number,
                          ls_buf *room, ls_block *block, ls_error *err)
{
    return say(ls_block_read(&source->file, number, room, block), err);
}

static int next_of_file(ls_source *source, ls_buf *room, ls_block *block,
                        ls_error *err)
{
    uint64_t number = source->next++;
    ls_status status;

    if (number >= ls_source_block_count(source))
        return 0;
    status = ls_source_block(source, number, room, block, err);
    if (status != LS_OK)
        return status;
    source->bytes += block->read;
    if (block->truncated) /* nothing can stand behind */
        source->file.size = source->file.start;
    return 1;
}

int ls_source_next(ls_source *source, ls_buf *room, ls_block *block,
                   ls_error *err)
{
    int got;

    if (source->splittable)
        return next_of_file(source, room, block, err);
    got = ls_stream_next(&source->stream, room, block, err);
    source->bytes = source->stream.offset;
    return got;
}

static int take_of_file(ls_source *source, ls_buf *room, ls_block *block,
                        ls_error *err)
{
    const ls_file *file = &source->file;
    uint64_t rest = file->size - source->bytes;
    size_t len = rest < file->limits.block ? (size_t)rest : file->limits.block;
    ls_status status;

    *block = (ls_block){ .offset = source->bytes };
    if (rest == 0)
        return 0;
    room->len = 0;
    status = ls_bytes_read(file->descriptor, source->bytes, len, room);
    if (status != LS_OK)
        return say(status, err);
    block->bytes = ls_buf_slice(room);
    block->read = block->bytes.len;
    block->truncated = block->bytes.len < len;
    source->bytes += block->read;
    if (block->truncated) /* nothing can stand behind */
        source->file.size = source->bytes;
    return 1;
}

int ls_source_take(ls_source *source, ls_buf *room, ls_block *block,
                   ls_error *err)
{
    int got;

    if (source->splittable)
        return take_of_file(source, room, block, err);
    got = ls_stream_take(&source->stream, room, block, err);
    source->bytes = source->stream.offset;
    return got;
}
