/* SPDX-License-Identifier: MIT */
#ifndef PARSE_FORMATS_H
#define PARSE_FORMATS_H

#include "parse/format.h"

/* The format of this very name, no other name; or NULL. */
const ls_format *ls_formats_named(const ls_formats *formats, const char *name);

/* Compiles one format, whose memory is the arena's, in its set. */
ls_status ls_format_compile(ls_format *format, const ls_formats *formats,
                            ls_arena *arena, ls_error *err) LS_MUST_USE;

/*
 * Whether the values that a compiled format gives make sense: each is a part
 * of a record, and there is a status, or a line inside, unless the format is
 * refused.
 */
ls_status ls_format_validate(const ls_format *format,
                             ls_error *err) LS_MUST_USE;

#endif
