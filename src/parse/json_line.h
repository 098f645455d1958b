/* SPDX-License-Identifier: MIT */
#ifndef PARSE_JSON_LINE_H
#define PARSE_JSON_LINE_H

#include "base/json_list.h"
#include "parse/keymap.h"

/*
 * Takes the values of a JSON object; its keys are paths with dots between. The
 * record borrows from `json` until it reads again. LS_ENOMEM.
 */
ls_status ls_json_line_read(ls_json_reader *json, ls_slice line,
                            ls_keyed *keyed, bool *fits) LS_MUST_USE;

/* The same from the values of an object; the record borrows from the list. */
bool ls_json_line_take(const ls_json_list *list, ls_keyed *keyed);

/* Whether a line is worth a try. */
bool ls_json_line_is(ls_slice line);

#endif
