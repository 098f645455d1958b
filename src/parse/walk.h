/* SPDX-License-Identifier: MIT */
#ifndef PARSE_WALK_H
#define PARSE_WALK_H

#include "parse/steps.h"

enum {
    LS_WALK_LINES = 16, /* that are walked along together */
    /* Bytes behind a line that a walk looks at, but does not count. */
    LS_WALK_SLACK = LS_CLASS_WIDTH + LS_STEP_TEXT_MAX,
    LS_WALK_COPY = 1024 /* of a line that is copied to have these behind it */
};

/* What the usual steps took last: see ls_steps. Zeroed it is nothing. */
typedef struct ls_walk_memo {
    size_t len; /* of the bytes, which are in the room */
    size_t run; /* where the last of their runs is */
    size_t run_len;
    char room[LS_CLASS_WIDTH];
} ls_walk_memo;

struct ls_walk_way;

/* A walk along several lines, of which only the memo need be zeroed before. */
typedef struct ls_walk {
    ls_walk_memo memo; /* of the last walk with the same steps */
    const ls_steps *steps;
    const struct ls_walk_way *way;
    size_t count;                       /* of the lines; and by line: */
    size_t taken[LS_WALK_LINES];        /* steps that fit, from the first on */
    const char *stopped[LS_WALK_LINES]; /* if not all fit: where */
    bool usual[LS_WALK_LINES];     /* usual steps took what they took last */
    const char *at[LS_WALK_LINES]; /* if all fit: how far it came */
    const char *ends[LS_WALK_LINES];
    /* The runs by binding; the last are nobody's. */
    ls_slice runs[LS_STEP_GROUPS + 1][LS_WALK_LINES];
} ls_walk;

/* How far the walk came. */
static inline const char *ls_walk_reached(const ls_walk *walk, size_t line)
{
    return walk->taken[line] < walk->steps->count ? walk->stopped[line]
                                                  : walk->at[line];
}

/*
 * Walks along LS_WALK_LINES lines at most, behind which LS_WALK_SLACK bytes can
 * be read, whatever they are. The processor must have the vectors.
 */
void ls_walk_along(ls_walk *walk, const ls_steps *steps, const ls_slice *lines,
                   size_t count, ls_vectors vectors);

#endif
