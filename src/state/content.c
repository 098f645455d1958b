/* SPDX-License-Identifier: MIT */
/*
 * What a file holds, whether or not it is compressed, so that a generation of a
 * log is known again when it was copied, moved or compressed.
 */

#include "state/content.h"

#include "input/source.h"

#include <errno.h>
#include <unistd.h>

static const ls_limits limits = { .block = 256 * 1024, .max_line = 1 };

/* Starts reading at the start. A file that cannot be read in order is none. */
static ls_status open_source(const ls_content *content, ls_source *source,
                             ls_error *err)
{
    if (lseek(content->file, 0, SEEK_SET) != 0)
        return ls_fail_io(err, errno);
    return ls_source_attach(source, content->file, &limits, -1, err);
}

static void close_source(const ls_content *content, ls_source *source)
{
    ls_source_release(source);
    (void)lseek(content->file, 0, SEEK_SET);
}

/* A file that is damaged has less to be known by. */
static ls_status read_prefix(ls_content *content, ls_source *source,
                             ls_error *err)
{
    ls_buf room = { 0 };
    ls_slice head;
    ls_status status =
        ls_stream_peek(&source->stream, LS_PREFIX_MOST, &head, err);

    if (status == LS_EIO)
        status = LS_OK;
    else if (status == LS_OK) {
        content->prefix_len = head.len;
        memcpy(content->prefix, head.ptr, head.len);
    }
    ls_buf_release(&room);
    return status;
}

static ls_status read_plain(int file, uint64_t offset, size_t len, ls_buf *room,
                            ls_error *err)
{
    ls_status status = ls_bytes_read(file, offset, len, room);

    if (status == LS_EIO)
        return ls_fail_io(err, errno);
    return status == LS_OK ? LS_OK : ls_fail(err, status, 0, "no memory");
}

static ls_status read_plain_prefix(ls_content *content, ls_error *err)
{
    size_t len =
        content->size < LS_PREFIX_MOST ? (size_t)content->size : LS_PREFIX_MOST;
    ls_buf room = { 0 };
    ls_status status = read_plain(content->file, 0, len, &room, err);

    if (status == LS_OK && room.len)
        memcpy(content->prefix, room.ptr, room.len);
    content->prefix_len = room.len;
    ls_buf_release(&room);
    return status;
}

ls_status ls_content_init(ls_content *content, int file, ls_error *err)
{
    ls_source source = { .size = 0 };
    ls_status status;

    *content = (ls_content){ .file = file };
    status = open_source(content, &source, err);
    if (status != LS_OK)
        return status;
    content->size = source.size;
    content->is_compressed = source.size && !ls_source_is_splittable(&source);
    status = content->is_compressed ? read_prefix(content, &source, err)
                                    : read_plain_prefix(content, err);
    (void)ls_codec_of((ls_slice){ content->prefix, content->prefix_len },
                      &content->is_unsure);
    content->is_unsure =
        content->is_unsure && content->prefix_len && !content->is_compressed;
    close_source(content, &source);
    return status;
}

ls_digest ls_content_prefix(const ls_content *content, size_t len)
{
    return ls_digest_of((ls_slice){ content->prefix, len });
}

/* The last bytes that went by. */
struct tail {
    char bytes[LS_MARKER_MOST];
    size_t len;
};

static void pass(struct tail *tail, ls_slice bytes)
{
    size_t kept;

    if (bytes.len > LS_MARKER_MOST)
        bytes = ls_slice_skip(bytes, bytes.len - LS_MARKER_MOST);
    kept = LS_MARKER_MOST - bytes.len;
    if (tail->len > kept) {
        memmove(tail->bytes, tail->bytes + tail->len - kept, kept);
        tail->len = kept;
    }
    if (bytes.len)
        memcpy(tail->bytes + tail->len, bytes.ptr, bytes.len);
    tail->len += bytes.len;
}

/* Takes the bytes that come next, and the marker if its place is in them. */
static void measure_bytes(ls_content *content, struct tail *tail,
                          ls_slice bytes)
{
    uint64_t before = content->length;

    content->length += bytes.len;
    if (!content->has_marker && content->asked <= content->length) {
        size_t len = (size_t)(content->asked - before);

        pass(tail, ls_slice_head(bytes, len));
        bytes = ls_slice_skip(bytes, len);
        content->marker = ls_digest_of((ls_slice){ tail->bytes, tail->len });
        content->has_marker = true;
    }
    pass(tail, bytes);
}

/* Reads all of a compressed file, for its length and the marker at `offset`. */
static ls_status measure(ls_content *content, uint64_t offset, ls_error *err)
{
    struct tail tail = { .len = 0 };
    ls_buf room = { 0 };
    ls_source source;
    ls_block block;
    int got;
    ls_status status = open_source(content, &source, err);

    if (status != LS_OK)
        return status;
    content->asked = offset;
    content->has_marker = false;
    content->length = 0;
    measure_bytes(content, &tail, LS_SLICE(""));
    while ((got = ls_source_take(&source, &room, &block, err)) > 0)
        measure_bytes(content, &tail, block.bytes);
    content->is_measured = true;
    content->is_cut = got == LS_EIO;
    close_source(content, &source);
    ls_buf_release(&room);
    return got == LS_ENOMEM ? LS_ENOMEM : LS_OK;
}

static ls_status marker_of_plain(const ls_content *content, uint64_t offset,
                                 ls_digest *marker, bool *there, ls_error *err)
{
    size_t len = offset < LS_MARKER_MOST ? (size_t)offset : LS_MARKER_MOST;
    ls_buf room = { 0 };
    ls_status status = read_plain(content->file, offset - len, len, &room, err);

    *there = room.len == len;
    *marker = ls_digest_of(ls_buf_slice(&room));
    ls_buf_release(&room);
    return status;
}

ls_status ls_content_marker(ls_content *content, uint64_t offset,
                            ls_digest *marker, bool *there, ls_error *err)
{
    ls_status status = LS_OK;

    if (!content->is_compressed)
        return marker_of_plain(content, offset, marker, there, err);
    if (!content->is_measured || content->asked != offset)
        status = measure(content, offset, err);
    *there = content->has_marker;
    *marker = content->marker;
    return status;
}

ls_status ls_content_length(ls_content *content, uint64_t *length,
                            ls_error *err)
{
    ls_status status = LS_OK;

    if (content->is_compressed && !content->is_measured)
        status = measure(content, 0, err);
    *length = content->is_compressed ? content->length : content->size;
    return status;
}

ls_status ls_content_is_part(ls_content *part, ls_content *whole, bool *is_part,
                             ls_error *err)
{
    size_t len = part->prefix_len;
    ls_digest first = ls_content_prefix(part, len);
    ls_digest second;
    bool there = true;
    uint64_t length;
    ls_status status;

    *is_part = false;
    if (len == 0 || len > whole->prefix_len)
        return LS_OK;
    second = ls_content_prefix(whole, len);
    if (!ls_digest_equal(&first, &second))
        return LS_OK;
    status = ls_content_length(part, &length, err);
    if (status == LS_OK)
        status = ls_content_marker(part, length, &first, &there, err);
    if (status == LS_OK && there)
        status = ls_content_marker(whole, length, &second, &there, err);
    *is_part = status == LS_OK && there && ls_digest_equal(&first, &second);
    return status;
}
