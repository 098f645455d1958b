/* SPDX-License-Identifier: MIT */
#ifndef PARSE_FORMATS_H
#define PARSE_FORMATS_H

#include "parse/format.h"

/* The format of this very name, no other name; or NULL. */
const ls_format *ls_formats_named(const ls_formats *formats, const char *name);

/* Adds a format of whose text the tests of logstat know that it is right. */
ls_status ls_formats_add_tested(ls_formats *formats, ls_slice text,
                                const char *origin, ls_error *err) LS_MUST_USE;

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

/*
 * The expression of `text`, which is the format's head and some of its tails;
 * of a tested format it is compiled when it is first used. The text and the
 * arena must outlive it.
 */
ls_status ls_format_new_regex(const ls_format *format, ls_arena *arena,
                              const char *text, ls_regex **regex,
                              ls_error *err) LS_MUST_USE;

#endif
