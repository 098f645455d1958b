/* SPDX-License-Identifier: MIT */
/* A bookmark and what it says about a file's content. */

#include "state/bookmark.h"

ls_position ls_bookmark_position(const ls_bookmark *bookmark)
{
    ls_position position = {
        .offset = bookmark->offset,
        .lines = bookmark->lines,
        .format = bookmark->format,
        .server = bookmark->server,
        .header = bookmark->header,
        .date = bookmark->date,
    };

    for (size_t i = 0; i < LS_POSITION_WRAPS; i++)
        position.wraps[i] = bookmark->wraps[i];
    return position;
}

static bool copy(ls_arena *arena, const char *text, const char **to)
{
    *to = text ? ls_arena_copy(arena, ls_slice_of(text)) : NULL;
    return !text || *to;
}

static bool copy_line(ls_arena *arena, ls_slice line, ls_slice *to)
{
    to->len = line.len;
    to->ptr = line.len ? ls_arena_copy(arena, line) : NULL;
    return !line.len || to->ptr;
}

ls_status ls_bookmark_advance(ls_bookmark *bookmark,
                              const ls_position *position, ls_arena *arena)
{
    bookmark->offset = position->offset;
    bookmark->lines = position->lines;
    for (size_t i = 0; i < LS_POSITION_WRAPS; i++)
        if (!copy(arena, position->wraps[i], &bookmark->wraps[i]))
            return LS_ENOMEM;
    return copy(arena, position->format, &bookmark->format) &&
                   copy(arena, position->server, &bookmark->server) &&
                   copy_line(arena, position->header, &bookmark->header) &&
                   copy_line(arena, position->date, &bookmark->date)
               ? LS_OK
               : LS_ENOMEM;
}

ls_status ls_bookmark_copy(const ls_bookmark *from, ls_arena *arena,
                           ls_bookmark *to)
{
    const ls_position position = ls_bookmark_position(from);

    *to = *from;
    return copy(arena, from->input, &to->input) &&
                   copy(arena, from->path, &to->path)
               ? ls_bookmark_advance(to, &position, arena)
               : LS_ENOMEM;
}

static bool prefix_fits(const ls_bookmark *bookmark, const ls_content *content)
{
    ls_digest prefix;

    if (bookmark->prefix_len > content->prefix_len)
        return false;
    prefix = ls_content_prefix(content, (size_t)bookmark->prefix_len);
    return ls_digest_equal(&prefix, &bookmark->prefix);
}

ls_status ls_bookmark_fits(const ls_bookmark *bookmark, ls_content *content,
                           bool *fits, ls_error *err)
{
    ls_digest marker;
    bool there = false;
    ls_status status;

    *fits = prefix_fits(bookmark, content);
    if (!*fits || bookmark->offset == 0)
        return LS_OK;
    status = ls_content_marker(content, bookmark->offset, &marker, &there, err);
    *fits =
        status == LS_OK && there && ls_digest_equal(&marker, &bookmark->marker);
    return status;
}

ls_status ls_bookmark_learn(ls_bookmark *bookmark, ls_content *content,
                            bool *there, ls_error *err)
{
    *there = true;
    bookmark->prefix_len = content->prefix_len;
    bookmark->prefix = ls_content_prefix(content, content->prefix_len);
    if (bookmark->offset == 0) {
        bookmark->marker = ls_digest_of(LS_SLICE(""));
        return LS_OK;
    }
    return ls_content_marker(content, bookmark->offset, &bookmark->marker,
                             there, err);
}
