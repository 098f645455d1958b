/* SPDX-License-Identifier: MIT */
#ifndef PARSE_DETECT_H
#define PARSE_DETECT_H

#include "parse/fit.h"

/* How much detection looks at: lines, bytes of them, wraps in each other. */
enum {
    LS_DETECT_LINES = 256,
    LS_DETECT_BYTES = 65536,
    LS_DETECT_WRAPS = 3
};

/* What an input is made of. */
typedef struct ls_found {
    const ls_format *format;                 /* NULL: no known one */
    const ls_format *wraps[LS_DETECT_WRAPS]; /* the outermost first */
    size_t wrap_count;
    ls_arena *arena; /* of a format that was made for these lines; or NULL */
    bool given;      /* the user named the format: lines of others are none */
} ls_found;

/*
 * Ranks the formats that wrap, or those that do not, by how well they fit the
 * lines (blank ones are left out): ls_fit_order(). `fits` has room for all
 * formats of the set. LS_ENOMEM.
 */
ls_status ls_detect_rank(const ls_formats *formats, bool wraps,
                         const ls_slice *lines, size_t count,
                         ls_fit *fits) LS_MUST_USE;

/*
 * The best of those that do not wrap, if it is an answer; else a zeroed one. It
 * is found out without a look at all lines for all formats. LS_ENOMEM.
 */
ls_status ls_detect_best(const ls_formats *formats, const ls_slice *lines,
                         size_t count, ls_fit *best) LS_MUST_USE;

/*
 * The format of the lines, which is `only` unless that is NULL, and what wraps
 * them. A look-alike without status codes is the answer only if no other
 * format fits any line, and it fits half of them. What was
 * found is to be released, whatever is returned. LS_ENOMEM.
 */
ls_status ls_detect(const ls_formats *formats, const ls_format *only,
                    const ls_slice *lines, size_t count,
                    ls_found *found) LS_MUST_USE;
void ls_found_release(ls_found *found);

#endif
