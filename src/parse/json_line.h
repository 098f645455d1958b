/* SPDX-License-Identifier: MIT */
#ifndef PARSE_JSON_LINE_H
#define PARSE_JSON_LINE_H

#include "base/json.h"
#include "parse/keymap.h"

/*
 * Takes the values of a JSON object; its keys are paths with dots between. The
 * record borrows from `json` until it reads again. LS_ENOMEM.
 */
ls_status ls_json_line_read(ls_json_reader *json, const ls_keymap *map,
                            ls_slice line, ls_keyed *keyed, ls_builder *builder,
                            ls_record *record, bool *fits) LS_MUST_USE;

#endif
