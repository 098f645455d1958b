/* SPDX-License-Identifier: MIT */
#ifndef CLI_MISFIT_H
#define CLI_MISFIT_H

#include <logstat/run.h>

enum {
    LS_MISFIT_WIDTH = 76, /* columns that a picture takes at most */
};

/* A line and, below it, a mark at the place where it stops fitting. */
typedef struct ls_picture {
    char line[5 * LS_MISFIT_WIDTH]; /* safe to print */
    size_t mark; /* columns from the start of `line` to the place */
} ls_picture;

/*
 * Draws a line that no format fits: escaped, at most LS_MISFIT_WIDTH columns
 * wide, and cut at the left if the place would not be seen else. Without
 * `utf8` it is ASCII. Needs the locale that `utf8` speaks of.
 */
void ls_picture_draw(ls_picture *picture, const ls_misfit *misfit, bool utf8);

#endif
