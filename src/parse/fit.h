/* SPDX-License-Identifier: MIT */
#ifndef PARSE_FIT_H
#define PARSE_FIT_H

#include "parse/format.h"
#include "parse/walk.h"

/* Lines that formats are tried on. */
typedef struct ls_trial {
    const ls_slice *lines;
    ls_byteset *holds; /* what ls_byteset_of() says about each */
    size_t count;
    ls_matcher *matcher;
    char copy[LS_WALK_COPY + LS_WALK_SLACK]; /* room for a line */
} ls_trial;

/* The lines must outlive the trial. LS_ENOMEM. */
ls_status ls_trial_init(ls_trial *trial, const ls_slice *lines,
                        size_t count) LS_MUST_USE;
void ls_trial_release(ls_trial *trial);

/* How well a format fits some lines. */
typedef struct ls_fit {
    const ls_format *format;
    size_t lines;   /* that it takes */
    size_t bytes;   /* of them that it explains */
    size_t missing; /* values that were not there */
    size_t groups;  /* that were */
} ls_fit;

/* Adds to `fit` what its format takes of the lines; blank ones are left out.
   LS_ENOMEM. */
ls_status ls_fit_lines(ls_fit *fit, ls_trial *trial) LS_MUST_USE;

#endif
