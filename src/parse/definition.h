/* SPDX-License-Identifier: MIT */
#ifndef PARSE_DEFINITION_H
#define PARSE_DEFINITION_H

#include "parse/format.h"

/*
 * Makes a format of an Apache LogFormat or nginx log_format string, or of the
 * whole line of a configuration that defines one. LS_ESYNTAX says what cannot
 * be read, and at which column.
 */
ls_status ls_definition_read(ls_format *format, ls_arena *arena,
                             ls_slice string, ls_error *err) LS_MUST_USE;

#endif
