/* SPDX-License-Identifier: MIT */
#ifndef PARSE_WALK_H
#define PARSE_WALK_H

#include "parse/steps.h"

/* Bytes behind a line that a walk looks at, but does not count. */
enum {
    LS_WALK_SLACK = LS_CLASS_WIDTH + LS_STEP_TEXT_MAX,
    LS_WALK_COPY = 1024 /* of a line that is copied to have these behind it */
};

/* What the usual steps took last: see ls_steps. Zeroed it is nothing. */
typedef struct ls_walk_memo {
    size_t len; /* of the bytes, which are in the room */
    size_t run; /* where the last of their runs is */
    size_t run_len;
    bool hit;        /* the last walk found the same again */
    const char *end; /* how far the last walk came */
    bool is_read;    /* for whoever keeps here what the run means: */
    bool has_time;
    int64_t time;
    char room[LS_CLASS_WIDTH];
} ls_walk_memo;

/*
 * Walks along a line, behind which LS_WALK_SLACK bytes can be read, whatever
 * they are. Returns how many of the steps the line fits, from the first on;
 * their runs go to their places in `groups`, which has LS_STEP_GROUPS + 1.
 * The memo is of the last walk with these steps.
 */
size_t ls_walk(ls_slice line, const ls_steps *steps, ls_slice *groups,
               ls_walk_memo *memo);

/* The same without vectors. */
size_t ls_walk_plain(ls_slice line, const ls_steps *steps, ls_slice *groups,
                     ls_walk_memo *memo);

#endif
