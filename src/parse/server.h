/* SPDX-License-Identifier: MIT */
#ifndef PARSE_SERVER_H
#define PARSE_SERVER_H

#include "parse/format.h"

/*
 * Whether it can be told which of a format's servers wrote the lines, and
 * the index of that one in its list. LS_ENOMEM is the only failure.
 */
ls_status ls_server_guess(const ls_format *format, const ls_slice *lines,
                          size_t count, size_t *index, bool *known) LS_MUST_USE;

#endif
