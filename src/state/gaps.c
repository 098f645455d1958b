/* SPDX-License-Identifier: MIT */
/*
 * Generations that are not found. One that had been read to its end, and to
 * which nothing came any more, may go; after a while it is forgotten, too. What
 * any other may have had that was not read is missing, and nobody knows how
 * much, but for what was seen of it and waited for its line end.
 */

#include "input/names.h"
#include "state/state.h"

#include <stdio.h>
#include <stdlib.h>

/* How long a generation is remembered that is not there any more: it may come
   back from a backup, and must not be counted again. */
#define REMEMBERED ((uint64_t)14 * 24 * 60 * 60)

/* One run that goes on meets no backups, and is to stay small. */
static uint64_t remembered(const ls_state *state)
{
    return state->rotate_wait ? (uint64_t)state->rotate_wait : REMEMBERED;
}

static bool is_new(const ls_look *look, const ls_bookmark *bookmark)
{
    return bookmark >= look->bookmarks + look->known;
}

/* Finds out which logs are there, under whatever names. */
static void mark_living(ls_look *look)
{
    for (size_t i = 0; i < look->count; i++) {
        const ls_candidate *candidate = &look->candidates[i];
        const ls_bookmark *bookmark = candidate->bookmark;
        ls_watched *input =
            bookmark ? ls_look_input(look, bookmark->input) : NULL;

        if (input && !bookmark->is_old &&
            (candidate->is_live || is_new(look, bookmark) ||
             !bookmark->is_final))
            input->lives = true;
    }
}

/*
 * Whether a compressed file that lacks its end may be what is looked for: it is
 * just being written, or never will be whole.
 */
static ls_status may_be_cut(ls_state *state, const ls_bookmark *bookmark,
                            ls_candidate *candidate, bool *may)
{
    ls_content *content;
    ls_error err = { 0 };
    uint64_t length;
    ls_digest prefix;
    ls_status status = ls_candidate_look(state, candidate, &content);

    *may = status == LS_OK && content &&
           (content->is_unsure ||
            (candidate->size == 0 &&
             ls_name_is_compressed(ls_slice_of(candidate->path))));
    if (status != LS_OK || *may || !content || !content->is_compressed)
        return status;
    status = ls_content_length(content, &length, &err);
    if (status != LS_OK || !content->is_cut)
        return status == LS_EIO ? LS_OK : status;
    *may = content->prefix_len < bookmark->prefix_len;
    if (*may)
        return LS_OK;
    prefix = ls_content_prefix(content, (size_t)bookmark->prefix_len);
    *may = ls_digest_equal(&prefix, &bookmark->prefix);
    return LS_OK;
}

static ls_status is_pending(ls_state *state, const ls_bookmark *bookmark,
                            bool *pending)
{
    ls_look *look = &state->look;
    ls_status status = LS_OK;

    *pending = false;
    for (size_t i = 0; i < look->count && status == LS_OK && !*pending; i++) {
        ls_candidate *candidate = &look->candidates[i];

        if (!candidate->bookmark || is_new(look, candidate->bookmark))
            status = may_be_cut(state, bookmark, candidate, pending);
    }
    return status;
}

/*
 * Whether a generation that was empty may have been compressed since, which
 * leaves nothing to know it by: there is a new one that is compressed, and one
 * that came before it has not been deleted, so that it has not been either.
 */
static bool may_be_compressed(const ls_look *look, const ls_bookmark *empty)
{
    bool has_new = false;
    bool has_older = false;

    for (size_t i = 0; i < look->count; i++) {
        const ls_candidate *candidate = &look->candidates[i];
        const ls_bookmark *bookmark = candidate->bookmark;

        if (!bookmark || strcmp(bookmark->input, empty->input) != 0)
            continue;
        if (!is_new(look, bookmark))
            has_older = true;
        else if (candidate->content && candidate->content->is_compressed)
            has_new = true;
    }
    return has_new && has_older;
}

static ls_status tell(ls_look *look, const ls_bookmark *bookmark)
{
    uint64_t unread = bookmark->size > bookmark->offset
                          ? bookmark->size - bookmark->offset
                          : 0;
    char text[400];

    (void)snprintf(text, sizeof(text),
                   "a part of it is gone that had not been read to its end: "
                   "what was written to it since the last run is missing, and "
                   "at least %llu bytes; it was last seen as %.200s",
                   (unsigned long long)unread, bookmark->path);
    return ls_state_tell(&look->notes, look->arena, true, bookmark->input,
                         text);
}

static ls_status lose(ls_state *state, ls_bookmark *bookmark)
{
    const ls_watched *input = ls_look_input(&state->look, bookmark->input);
    uint64_t now = (uint64_t)state->now;
    bool pending = false;
    ls_status status;

    if (!input)
        return LS_OK; /* nobody asks for it this time */
    if (bookmark->is_old || bookmark->is_final || bookmark->is_lost) {
        bookmark->is_gone = now > bookmark->seen + remembered(state);
        return LS_OK;
    }
    if (!input->lives || input->is_hidden)
        return LS_OK; /* it may be there the next time */
    status = is_pending(state, bookmark, &pending);
    if (status != LS_OK || pending)
        return status;
    if (bookmark->prefix_len == 0 &&
        may_be_compressed(&state->look, bookmark)) {
        bookmark->is_gone = true;
        return LS_OK;
    }
    bookmark->is_lost = true;
    return tell(&state->look, bookmark);
}

/* --- As a summary. */

static void put_gap(ls_summary_input *gap, const ls_bookmark *bookmark)
{
    *gap = (ls_summary_input){
        .name = bookmark->input,
        .format = bookmark->format ? bookmark->format : "",
        .title = "",
        .detected = true,
        .gap = bookmark->size > bookmark->offset
                   ? bookmark->size - bookmark->offset
                   : 0,
        .gap_unknown = true,
    };
}

static ls_status collect(ls_state *state, const bool *was_lost)
{
    ls_look *look = &state->look;
    ls_summary_input *inputs =
        ls_arena_alloc(look->arena, look->known + 1, sizeof(*inputs));
    size_t count = 0;

    if (!inputs)
        return LS_ENOMEM;
    for (size_t i = 0; i < look->known; i++)
        if (look->bookmarks[i].is_lost && !was_lost[i])
            put_gap(&inputs[count++], &look->bookmarks[i]);
    if (count == 0)
        return LS_OK;
    look->gaps = calloc(1, sizeof(*look->gaps));
    if (!look->gaps)
        return LS_ENOMEM;
    look->gaps->select = state->select;
    look->gaps->inputs = inputs;
    look->gaps->input_count =
        count < LS_SUMMARY_INPUTS ? count : LS_SUMMARY_INPUTS;
    look->gaps->first = LS_NO_TIME;
    look->gaps->last = LS_NO_TIME;
    return LS_OK;
}

ls_status ls_look_miss(ls_state *state)
{
    ls_look *look = &state->look;
    bool *was_lost =
        ls_arena_alloc(look->arena, look->known + 1, sizeof(*was_lost));
    ls_status status = was_lost ? LS_OK : LS_ENOMEM;

    mark_living(look);
    for (size_t i = 0; i < look->known && status == LS_OK; i++) {
        was_lost[i] = look->bookmarks[i].is_lost;
        if (!look->found[i])
            status = lose(state, &look->bookmarks[i]);
    }
    return status == LS_OK ? collect(state, was_lost) : status;
}
