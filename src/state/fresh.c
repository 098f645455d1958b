/* SPDX-License-Identifier: MIT */
/*
 * Files of which no bookmark says anything: a copy of another one, something
 * that only looks like a rotated log, what was there before the first run, or a
 * new generation.
 */

#include "state/state.h"

/* Whether `part` holds nothing that `whole` does not hold. */
static ls_status is_part(ls_state *state, ls_candidate *part,
                         ls_candidate *whole, bool *result)
{
    ls_content *first;
    ls_content *second;
    ls_error err = { 0 };
    ls_status status = ls_candidate_look(state, part, &first);

    *result = false;
    if (status == LS_OK)
        status = ls_candidate_look(state, whole, &second);
    if (status != LS_OK || !first || !second)
        return status;
    status = ls_content_is_part(first, second, result, &err);
    return status == LS_EIO ? LS_OK : status;
}

/*
 * Whether some other file holds all that this one does. Of two that hold the
 * same, the one that is known is kept, or else the first that is plain.
 */
static ls_status find_whole(ls_state *state, ls_candidate *candidate)
{
    ls_look *look = &state->look;

    for (size_t i = 0; i < look->count && !candidate->is_copy; i++) {
        ls_candidate *other = &look->candidates[i];

        if (other == candidate || other->is_copy ||
            (!other->bookmark && !other->is_named && !other->is_rotated))
            continue;
        if (is_part(state, candidate, other, &candidate->is_copy) != LS_OK)
            return LS_ENOMEM;
    }
    return LS_OK;
}

/* What was named is read, whatever else holds the same. */
static ls_status mark_copies(ls_state *state, bool compressed)
{
    ls_look *look = &state->look;

    for (size_t i = 0; i < look->count; i++) {
        ls_candidate *candidate = &look->candidates[i];
        ls_content *content;

        if (candidate->bookmark || candidate->is_named)
            continue;
        if (ls_candidate_look(state, candidate, &content) != LS_OK)
            return LS_ENOMEM;
        if (content && content->is_compressed == compressed &&
            find_whole(state, candidate) != LS_OK)
            return LS_ENOMEM;
    }
    return LS_OK;
}

/* A generation that nobody knew, from its start. */
static ls_status meet(ls_state *state, ls_candidate *candidate)
{
    ls_look *look = &state->look;
    ls_bookmark *bookmark = &look->bookmarks[look->bookmark_count];
    bool is_old = candidate->is_first && !candidate->is_named;
    ls_content *content;
    bool there;
    ls_status status = ls_candidate_look(state, candidate, &content);

    if (status != LS_OK || !content)
        return status;
    if (content->is_unsure)
        return ls_state_tell(&look->notes, look->arena, true, candidate->path,
                             "is too short to say what it is: left for the "
                             "next run");
    if (candidate->size == 0 && !candidate->is_live && !is_old)
        return LS_OK; /* until something comes */
    *bookmark = (ls_bookmark){
        .input = candidate->input,
        .path = candidate->path,
        .is_old = is_old,
        .is_final = is_old,
    };
    status = ls_bookmark_learn(bookmark, content, &there, NULL);
    if (status != LS_OK)
        return status == LS_EIO ? LS_OK : status;
    candidate->bookmark = bookmark;
    look->bookmark_count++;
    return LS_OK;
}

ls_status ls_look_meet(ls_state *state)
{
    ls_look *look = &state->look;

    if (mark_copies(state, true) != LS_OK || mark_copies(state, false) != LS_OK)
        return LS_ENOMEM;
    for (size_t i = 0; i < look->count; i++) {
        ls_candidate *candidate = &look->candidates[i];

        if (candidate->bookmark || candidate->is_copy ||
            (!candidate->is_named && !candidate->is_rotated))
            continue;
        if (meet(state, candidate) != LS_OK)
            return LS_ENOMEM;
    }
    return LS_OK;
}
