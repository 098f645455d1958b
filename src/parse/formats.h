/* SPDX-License-Identifier: MIT */
#ifndef PARSE_FORMATS_H
#define PARSE_FORMATS_H

#include "parse/format.h"

/*
 * Whether the groups of a compiled format make sense: each is a field, and
 * there is a status if and only if the format is not refused.
 */
ls_status ls_format_validate(const ls_format *format,
                             ls_error *err) LS_MUST_USE;

#endif
