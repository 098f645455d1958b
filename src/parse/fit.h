/* SPDX-License-Identifier: MIT */
#ifndef PARSE_FIT_H
#define PARSE_FIT_H

#include "parse/format.h"

/* How well a format fits some lines. */
typedef struct ls_fit {
    const ls_format *format;
    size_t lines;   /* that it takes */
    size_t bytes;   /* of them that it explains */
    size_t missing; /* values that were not there */
    size_t groups;  /* that were */
} ls_fit;

/*
 * Adds to `fit` what its format takes of the lines; blank ones are left out.
 * `holds` has what ls_byteset_of() says about each line. LS_ENOMEM.
 */
ls_status ls_fit_lines(ls_fit *fit, const ls_slice *lines,
                       const ls_byteset *holds, size_t count) LS_MUST_USE;

#endif
