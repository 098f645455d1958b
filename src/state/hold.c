/* SPDX-License-Identifier: MIT */
/*
 * Logs that are kept open from look to look by whoever follows them in one run:
 * so what was written to one before it was deleted, or is written to it still,
 * can be read though it has no name any more.
 */

#include "state/state.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

void ls_state_let_go(ls_state *state)
{
    for (size_t i = 0; i < state->held_count; i++)
        (void)close(state->held[i].file);
    free(state->held);
    state->held = NULL;
    state->held_count = 0;
}

/* The bookmark in the memo of what a candidate holds; NULL: it needs none. */
static const ls_bookmark *find_open(const ls_memo *memo,
                                    const ls_candidate *candidate)
{
    const ls_identity *identity = &candidate->identity;

    for (size_t i = 0; i < memo->bookmark_count; i++) {
        const ls_bookmark *bookmark = &memo->bookmarks[i];

        if (bookmark->identity.inode == identity->inode &&
            bookmark->identity.device == identity->device &&
            !bookmark->is_final)
            return bookmark;
    }
    return NULL;
}

/* Where a descriptor is to be had no more, the name must do. */
static void hold(ls_held *held, size_t *count, const ls_candidate *candidate,
                 const ls_bookmark *bookmark)
{
    int file = fcntl(candidate->file, F_DUPFD_CLOEXEC, 0);

    if (file >= 0)
        held[(*count)++] = (ls_held){
            .file = file,
            .path = bookmark->path,
            .input = bookmark->input,
        };
}

ls_status ls_state_hold(ls_state *state, const ls_memo *memo)
{
    const ls_look *look = &state->look;
    ls_held *held = calloc(look->count + 1, sizeof(*held));
    size_t count = 0;

    if (!held)
        return LS_ENOMEM;
    for (size_t i = 0; i < look->count; i++) {
        const ls_bookmark *bookmark = find_open(memo, &look->candidates[i]);

        if (bookmark)
            hold(held, &count, &look->candidates[i], bookmark);
    }
    ls_state_let_go(state);
    state->held = held;
    state->held_count = count;
    return LS_OK;
}

void ls_look_add_held(ls_state *state)
{
    for (size_t i = 0; i < state->held_count; i++) {
        const ls_held *held = &state->held[i];
        int file = fcntl(held->file, F_DUPFD_CLOEXEC, 0);

        if (file >= 0)
            ls_look_add(state, (ls_candidate){
                                   .path = held->path,
                                   .input = held->input,
                                   .file = file,
                                   .is_rotated = true,
                               });
    }
}
