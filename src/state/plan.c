/* SPDX-License-Identifier: MIT */
/* What is read of the files that were found, and what follows from that. */

#include "state/state.h"

#include <stdlib.h>

/* How many seconds after a log was renamed its server may still write to it. */
#define LATE 60

/*
 * Whether nothing will come any more, as far as can be told. A log that was
 * only just rotated away is given one run more, though nothing came: whoever
 * writes it may not have been told yet.
 */
static bool is_final(const ls_state *state, const ls_candidate *candidate)
{
    if (candidate->is_live)
        return false;
    if (candidate->content && candidate->content->is_compressed)
        return true;
    if (state->rotate_wait)
        return state->now - candidate->touched > state->rotate_wait;
    return (candidate->is_unchanged && candidate->bookmark->is_rotated) ||
           state->now - candidate->touched > LATE;
}

/* Takes over where the file is now, and how its content begins. */
static void see(ls_state *state, const ls_candidate *candidate)
{
    ls_bookmark *bookmark = candidate->bookmark;
    const ls_content *content = candidate->content;

    if (content && content->prefix_len > bookmark->prefix_len) {
        bookmark->prefix_len = content->prefix_len;
        bookmark->prefix = ls_content_prefix(content, content->prefix_len);
    }

    bookmark->path = candidate->path;
    bookmark->identity = candidate->identity;
    bookmark->size = candidate->size;
    bookmark->modified = candidate->modified;
    bookmark->seen = (uint64_t)state->now;
    bookmark->is_lost = false;
    bookmark->is_final = bookmark->is_old || is_final(state, candidate);
    bookmark->is_rotated = !candidate->is_live;
}

/* Whether there is anything behind what has been counted. */
static ls_status has_more(const ls_candidate *candidate, bool *more)
{
    const ls_bookmark *bookmark = candidate->bookmark;
    ls_content *content = candidate->content;
    uint64_t length = candidate->size;
    ls_error err = { 0 };
    ls_status status = LS_OK;

    *more = false;
    if (bookmark->is_old || (!content && candidate->is_unchanged))
        return LS_OK;
    if (content && content->is_compressed)
        status = ls_content_length(content, &length, &err);
    *more = length > bookmark->offset ||
            (content && content->is_compressed && content->is_cut);
    return status == LS_EIO ? LS_OK : status;
}

/* Those that were rotated away first, the oldest before; then the logs. */
static int by_age(const void *left, const void *right)
{
    const ls_candidate *a = ((const ls_state_reading *)left)->candidate;
    const ls_candidate *b = ((const ls_state_reading *)right)->candidate;

    if (a->is_live != b->is_live)
        return a->is_live - b->is_live;
    if (a->modified != b->modified)
        return a->modified < b->modified ? -1 : 1;
    return strcmp(a->path, b->path);
}

static ls_status add(ls_state *state, ls_candidate *candidate)
{
    ls_look *look = &state->look;
    ls_bookmark before = *candidate->bookmark;
    bool more;

    if (has_more(candidate, &more) != LS_OK)
        return LS_ENOMEM;
    see(state, candidate);
    if (more)
        look->readings[look->reading_count++] = (ls_state_reading){
            .candidate = candidate,
            .position = ls_bookmark_position(&before),
            .before = before,
        };
    return LS_OK;
}

static void make_inputs(const ls_state *state)
{
    const ls_look *look = &state->look;

    for (size_t i = 0; i < look->reading_count; i++) {
        const ls_state_reading *reading = &look->readings[i];
        const ls_candidate *candidate = reading->candidate;

        look->run_inputs[i] = (ls_run_input){
            .name = candidate->bookmark->input,
            .descriptor = candidate->file,
            .position = &reading->position,
            .is_growing = !candidate->bookmark->is_final && !state->is_ending,
        };
    }
}

static ls_status tell_missing(ls_look *look)
{
    for (size_t i = 0; i < look->input_count; i++) {
        const ls_watched *input = &look->inputs[i];
        ls_buf *notes = &look->notes;
        const char *text = NULL;

        if (input->is_refused)
            text = "is no regular file, and only such can be read on later";
        else if (input->is_missing && !input->lives)
            text = "is not there, nor a log that was rotated away from it";
        if (!text)
            continue;
        if (ls_state_tell(notes, look->arena, true, input->name, text) != LS_OK)
            return LS_ENOMEM;
        ((ls_state_note *)(void *)(notes->ptr + notes->len))[-1].is_absent =
            input->is_missing;
    }
    return LS_OK;
}

ls_status ls_look_plan(ls_state *state)
{
    ls_look *look = &state->look;

    look->readings =
        ls_arena_alloc(look->arena, look->count + 1, sizeof(*look->readings));
    look->run_inputs =
        ls_arena_alloc(look->arena, look->count + 1, sizeof(*look->run_inputs));
    if (!look->readings || !look->run_inputs)
        return LS_ENOMEM;
    for (size_t i = 0; i < look->count; i++)
        if (look->candidates[i].bookmark &&
            add(state, &look->candidates[i]) != LS_OK)
            return LS_ENOMEM;
    if (look->reading_count)
        qsort(look->readings, look->reading_count, sizeof(*look->readings),
              by_age);
    make_inputs(state);
    return tell_missing(look);
}
