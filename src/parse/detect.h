/* SPDX-License-Identifier: MIT */
#ifndef PARSE_DETECT_H
#define PARSE_DETECT_H

#include "parse/format.h"

/* How many lines detection looks at. */
enum {
    LS_DETECT_LINES = 256
};

/* How well a format fits some lines. */
typedef struct ls_fit {
    const ls_format *format;
    size_t lines;   /* whose head fits */
    size_t bytes;   /* explained by head and tail */
    size_t missing; /* groups that took no part */
    size_t groups;  /* that did */
} ls_fit;

/*
 * Ranks the formats by how well they fit the lines (blank ones are left out):
 * most lines, then most bytes explained, then fewest groups missing, then most
 * groups, then name. `fits` has room for all formats of the set. LS_ENOMEM.
 */
ls_status ls_detect_rank(const ls_formats *formats, const ls_slice *lines,
                         size_t count, ls_fit *fits) LS_MUST_USE;

/*
 * The format of the lines; NULL if none fits. A look-alike without status
 * codes is the answer only if no other format fits any line, and it fits half
 * of them.
 */
ls_status ls_detect(const ls_formats *formats, const ls_slice *lines,
                    size_t count, const ls_format **format) LS_MUST_USE;

#endif
