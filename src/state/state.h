/* SPDX-License-Identifier: MIT */
#ifndef STATE_STATE_H
#define STATE_STATE_H

#include "state/document.h"
#include "state/file.h"

#include <logstat/state.h>

/* A file that may hold a generation of a log. */
typedef struct ls_candidate {
    const char *path;
    const char *input; /* whose name led to it */
    int file;          /* -1: it is closed */
    ls_identity identity;
    uint64_t size;
    uint64_t modified;
    int64_t touched;   /* when it was last written to or renamed, a time */
    bool is_named;     /* by the user */
    bool is_live;      /* the log itself: named, and no rotated log */
    bool is_rotated;   /* a name of a rotated log */
    bool is_first;     /* no run has looked at its input before */
    bool is_unchanged; /* since it was last seen */

    bool is_copy;          /* of what another one holds */
    ls_content *content;   /* NULL: not looked at yet */
    ls_bookmark *bookmark; /* of its generation; NULL: nobody knows it */
} ls_candidate;

/* A file that is read in this run, and how far it got. */
typedef struct ls_state_reading {
    ls_candidate *candidate;
    ls_position position; /* where it begins, for the run */
    ls_bookmark before;   /* as it was found */
    bool is_taken;
} ls_state_reading;

/* An input that is looked at. */
typedef struct ls_watched {
    const char *name;
    bool is_first;   /* no run has looked at it before */
    bool is_missing; /* there is no file of its name */
    bool is_refused; /* what has its name is no file */
    bool is_hidden;  /* a file of it could not be read */
    bool lives;      /* a generation of it was found */
} ls_watched;

/* What one look has found; its arrays are the arena's. */
typedef struct ls_look {
    ls_arena *arena; /* NULL: there was none yet */
    const char *rotated;
    ls_watched *inputs;
    size_t input_count;
    ls_candidate *candidates;
    size_t count;
    size_t cap;
    ls_bookmark *bookmarks; /* all there will be, if all is read */
    size_t bookmark_count;
    size_t known; /* of them: those of earlier runs; the rest is new */
    bool *found;  /* of the known ones: whether a candidate has it */
    ls_state_reading *readings;
    ls_run_input *run_inputs;
    size_t reading_count;
    ls_buf notes; /* ls_state_note each */
    ls_summary *gaps;
} ls_look;

/* A log that is kept open between looks. */
typedef struct ls_held {
    int file;
    const char *path;  /* the memo's */
    const char *input; /* as above */
} ls_held;

struct ls_state {
    const char *path;
    int64_t now;
    int64_t rotate_wait; /* 0: see is_final() */
    bool without_handles;
    bool is_ending; /* see ls_state_end() */
    int lock;
    bool is_new;
    bool is_damaged; /* the file is, and was not read */
    ls_memo memo;
    ls_summary *summary;
    ls_summary_select select; /* of the summary, also if that is not used */
    ls_look look;
    const char *fallback; /* what was read in place of the file, in words */
    ls_held *held;        /* see hold.c */
    size_t held_count;
};

/* Adds a note to a list; LS_ENOMEM. The subject must outlive it. */
ls_status ls_state_tell(ls_buf *notes, ls_arena *arena, bool is_error,
                        const char *subject, const char *text) LS_MUST_USE;

/* The input of this name; NULL: it is not looked at. */
ls_watched *ls_look_input(ls_look *look, const char *name);

/* Frees what a look has found, and closes its files. */
void ls_look_release(ls_look *look);

/* Keeps the files open that something may still come to; LS_ENOMEM (hold.c). */
ls_status ls_state_hold(ls_state *state, const ls_memo *memo) LS_MUST_USE;

/* Adds those to a look that it has not found under any name. */
void ls_look_add_held(ls_state *state);

/* Closes them. */
void ls_state_let_go(ls_state *state);

/* Adds the file of an open descriptor, which is the look's from here on; it is
   closed if it is of no use (scan.c). */
void ls_look_add(ls_state *state, ls_candidate candidate);

/*
 * Finds and opens all files that may hold generations of the inputs (scan.c).
 * LS_ENOMEM is the only failure, here and below.
 */
ls_status ls_look_scan(ls_state *state) LS_MUST_USE;

/* The content of a candidate; NULL with a note: it cannot be read. */
ls_status ls_candidate_look(ls_state *state, ls_candidate *candidate,
                            ls_content **content) LS_MUST_USE;

/* Finds out which candidate is which generation (match.c). */
ls_status ls_look_match(ls_state *state) LS_MUST_USE;

/* Makes bookmarks of generations that nobody knew (fresh.c). */
ls_status ls_look_meet(ls_state *state) LS_MUST_USE;

/* Says what is missing (gaps.c). */
ls_status ls_look_miss(ls_state *state) LS_MUST_USE;

/* Chooses what is read (plan.c). */
ls_status ls_look_plan(ls_state *state) LS_MUST_USE;

#endif
