/* SPDX-License-Identifier: MIT */
#ifndef STATE_BOOKMARK_H
#define STATE_BOOKMARK_H

#include "base/arena.h"
#include "state/content.h"
#include "state/identity.h"

#include <logstat/run.h>

/*
 * How far a generation of a log has been counted: one file, under whatever
 * names it has had. What it points to is the arena's of its state.
 */
typedef struct ls_bookmark {
    const char *input; /* as the user named the log */
    const char *path;  /* where it was when it was last seen */
    ls_identity identity;
    uint64_t size;     /* of the file, in bytes, and */
    uint64_t modified; /* when it was changed, a stamp: as last seen */
    uint64_t seen;     /* when that was, seconds since the epoch */
    uint64_t prefix_len;
    ls_digest prefix; /* of so many of its first bytes */
    ls_digest marker; /* of the bytes before `offset` */
    uint64_t offset;  /* of the position, and the rest of it: */
    uint64_t lines;
    const char *format;
    const char *wraps[LS_POSITION_WRAPS];
    const char *server;
    ls_slice header;
    ls_slice date;
    bool is_old;     /* it was there before the first run: never counted */
    bool is_rotated; /* it was not the log itself when it was last seen */
    bool is_final;   /* it was rotated away, and nothing came any more */
    bool is_lost;    /* it was not found: what it had is missing */
    bool is_gone;    /* it is to be forgotten; not written */
} ls_bookmark;

/* The position, which borrows from the bookmark. */
ls_position ls_bookmark_position(const ls_bookmark *bookmark);

/* Takes over a position, copied to the arena. LS_ENOMEM. */
ls_status ls_bookmark_advance(ls_bookmark *bookmark,
                              const ls_position *position,
                              ls_arena *arena) LS_MUST_USE;

/* Copies a bookmark with all that it points to. LS_ENOMEM. */
ls_status ls_bookmark_copy(const ls_bookmark *from, ls_arena *arena,
                           ls_bookmark *to) LS_MUST_USE;

/*
 * Whether the content is that of the generation, as far as it has been counted.
 * LS_EIO with words in `err`, or LS_ENOMEM.
 */
ls_status ls_bookmark_fits(const ls_bookmark *bookmark, ls_content *content,
                           bool *fits, ls_error *err) LS_MUST_USE;

/*
 * Remembers what the content is, up to the bookmark's offset. `*there`: it goes
 * so far. As above.
 */
ls_status ls_bookmark_learn(ls_bookmark *bookmark, ls_content *content,
                            bool *there, ls_error *err) LS_MUST_USE;

#endif
