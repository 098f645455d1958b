/* SPDX-License-Identifier: MIT */
#ifndef PARSE_FIT_H
#define PARSE_FIT_H

#include "parse/shortcut.h"

/* A line that formats are tried on. */
typedef struct ls_trial_line {
    ls_slice text;
    ls_byteset holds; /* what ls_byteset_of() says */
    size_t from_here; /* bytes of this line and all behind it */
} ls_trial_line;

/* These lines, without the blank ones. */
typedef struct ls_trial {
    ls_trial_line *lines;
    size_t count;
    ls_matcher *matcher;
    size_t least;      /* lines that a format must fit, or it does not matter */
    ls_walk_room room; /* for the short cut that is tried */
} ls_trial;

/* The lines must outlive the trial. LS_ENOMEM. */
ls_status ls_trial_init(ls_trial *trial, const ls_slice *lines,
                        size_t count) LS_MUST_USE;
void ls_trial_release(ls_trial *trial);

/* How well a format fits some lines. */
typedef struct ls_fit {
    const ls_format *format;
    size_t fields;  /* that a line can have at most */
    size_t lines;   /* that it takes */
    size_t bytes;   /* of them that it explains */
    size_t missing; /* values that were not there */
    size_t groups;  /* that were */
} ls_fit;

/*
 * The order of two fits of the same lines, the better one first: that of more
 * lines, then of more keys asked for, then of more bytes explained and fields
 * given, less those that are missing, then of fewer that are missing, then by
 * name. Negative, 0 or positive.
 */
int ls_fit_order(const ls_fit *a, const ls_fit *b);

/*
 * Adds to `fit` what its format takes of the lines; blank ones are left out.
 * With a rival (or NULL) only as long as it may still be the better one.
 * LS_ENOMEM.
 */
ls_status ls_fit_lines(ls_fit *fit, ls_trial *trial,
                       const ls_fit *rival) LS_MUST_USE;

#endif
