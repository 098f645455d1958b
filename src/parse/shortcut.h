/* SPDX-License-Identifier: MIT */
#ifndef PARSE_SHORTCUT_H
#define PARSE_SHORTCUT_H

#include "parse/plan.h"
#include "parse/walk.h"

/*
 * Makes the short cut of a format and its first `tails` tails; NULL where it
 * cannot have one. LS_ENOMEM is the only failure.
 */
ls_status ls_short_cut_new(const ls_format *format, size_t tails,
                           ls_fields wanted,
                           ls_short_cut **short_cut) LS_MUST_USE;
void ls_short_cut_free(ls_short_cut *cut);

/*
 * Matches a line, behind which LS_WALK_SLACK bytes can be read: how many of the
 * bindings apply, whose values `groups` gets (it has room for
 * LS_STEP_GROUPS + 1); 0 if the regex must be asked.
 */
size_t ls_short_cut_match(const ls_short_cut *cut, ls_slice line,
                          ls_slice *groups, ls_walk_memo *memo);

#endif
