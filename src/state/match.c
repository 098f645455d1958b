/* SPDX-License-Identifier: MIT */
/*
 * Which file holds which generation. A file that is the one it was, and holds
 * what it held, is that generation. If it holds something else it was truncated
 * or written anew, and what it held may be in a copy; so what is left of both
 * sides is matched by content alone, plain files before compressed ones.
 */

#include "state/state.h"

enum {
    ENOUGH = 1024, /* bytes that no two logs begin with */
    TIMED = 48     /* bytes of a line, which probably have its time */
};

/* A file that cannot be read fits nothing. */
static ls_status fits(ls_state *state, const ls_bookmark *bookmark,
                      ls_candidate *candidate, bool *fit)
{
    ls_content *content;
    ls_error err = { 0 };
    ls_status status = ls_candidate_look(state, candidate, &content);

    *fit = false;
    if (status != LS_OK || !content)
        return status;
    status = ls_bookmark_fits(bookmark, content, fit, &err);
    return status == LS_EIO ? LS_OK : status;
}

static void pair(ls_look *look, size_t known, ls_candidate *candidate)
{
    ls_bookmark *bookmark = &look->bookmarks[known];

    candidate->bookmark = bookmark;
    candidate->is_unchanged =
        ls_identity_equal(&bookmark->identity, &candidate->identity) &&
        bookmark->size == candidate->size &&
        bookmark->modified == candidate->modified;
    look->found[known] = true;
}

/*
 * To look into a compressed file again that has not been touched is dear; and
 * so it is for one run that looks at many rotated logs many times a second.
 */
static bool is_settled(const ls_state *state, const ls_bookmark *bookmark,
                       const ls_candidate *candidate)
{
    bool may_be =
        bookmark->is_final ||
        (state->rotate_wait && bookmark->is_rotated && !candidate->is_live);

    return may_be && bookmark->size == candidate->size &&
           bookmark->modified == candidate->modified;
}

static ls_status match_file(ls_state *state, ls_candidate *candidate)
{
    ls_look *look = &state->look;

    for (size_t i = 0; i < look->known; i++) {
        const ls_bookmark *bookmark = &look->bookmarks[i];
        bool fit = true;

        if (look->found[i] ||
            !ls_identity_equal(&bookmark->identity, &candidate->identity))
            continue;
        if (!is_settled(state, bookmark, candidate) &&
            fits(state, bookmark, candidate, &fit) != LS_OK)
            return LS_ENOMEM;
        if (!fit)
            continue;
        pair(look, i, candidate);
        return LS_OK;
    }
    return LS_OK;
}

/*
 * Whether it tells anything that a file begins as the generation did: it must
 * have had a whole line, which has a time in it, or most of one; of one that
 * was there before the first run, and is never read, rather more, for a log may
 * begin with a header like all others.
 */
static bool is_telling(const ls_bookmark *bookmark,
                       const ls_candidate *candidate)
{
    size_t len = (size_t)bookmark->prefix_len;
    const ls_content *content = candidate->content;

    if (bookmark->is_old)
        return len >= ENOUGH && !candidate->is_live;
    return len <= content->prefix_len &&
           (len >= TIMED || memchr(content->prefix, '\n', len));
}

/* Else only a file that is just as long may be the generation. */
static ls_status may_be(const ls_bookmark *bookmark,
                        const ls_candidate *candidate, bool *may)
{
    ls_error err = { 0 };
    uint64_t length = 0;
    ls_status status = LS_OK;

    *may = is_telling(bookmark, candidate);
    if (*may || candidate->is_live)
        return LS_OK;
    status = ls_content_length(candidate->content, &length, &err);
    *may = status == LS_OK && length == bookmark->prefix_len;
    return status == LS_EIO ? LS_OK : status;
}

/* The candidates of one kind that hold what a generation held. */
static ls_status match_content(ls_state *state, size_t known, bool compressed)
{
    ls_look *look = &state->look;
    const ls_bookmark *bookmark = &look->bookmarks[known];

    for (size_t i = 0; i < look->count; i++) {
        ls_candidate *candidate = &look->candidates[i];
        ls_content *content = NULL;
        bool fit = false;

        if (candidate->bookmark)
            continue;
        if (ls_candidate_look(state, candidate, &content) != LS_OK)
            return LS_ENOMEM;
        if (!content || content->is_compressed != compressed)
            continue;
        if (may_be(bookmark, candidate, &fit) != LS_OK)
            return LS_ENOMEM;
        if (fit && fits(state, bookmark, candidate, &fit) != LS_OK)
            return LS_ENOMEM;
        if (!fit)
            continue;
        pair(look, known, candidate);
        return LS_OK;
    }
    return LS_OK;
}

/* Of those not found the one that has been counted farthest; or none. */
static size_t next_lost(const ls_look *look, const bool *tried)
{
    size_t best = look->known;

    for (size_t i = 0; i < look->known; i++)
        if (!look->found[i] && !tried[i] && look->bookmarks[i].prefix_len &&
            (best == look->known ||
             look->bookmarks[i].offset > look->bookmarks[best].offset))
            best = i;
    return best;
}

static ls_status match_contents(ls_state *state)
{
    ls_look *look = &state->look;
    bool *tried = ls_arena_alloc(look->arena, look->known + 1, sizeof(*tried));
    size_t next;

    if (!tried)
        return LS_ENOMEM;
    while ((next = next_lost(look, tried)) < look->known) {
        tried[next] = true;
        if (match_content(state, next, false) != LS_OK)
            return LS_ENOMEM;
        if (!look->found[next] && match_content(state, next, true) != LS_OK)
            return LS_ENOMEM;
    }
    return LS_OK;
}

ls_status ls_look_match(ls_state *state)
{
    ls_look *look = &state->look;

    for (size_t i = 0; i < look->count; i++)
        if (match_file(state, &look->candidates[i]) != LS_OK)
            return LS_ENOMEM;
    return match_contents(state);
}
