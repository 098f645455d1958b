/* SPDX-License-Identifier: MIT */
#ifndef CLI_KEPT_H
#define CLI_KEPT_H

#include "cli/exit.h"
#include "cli/notes.h"
#include "cli/options.h"

#include <logstat/state.h>

/*
 * Options that say what is counted must be the same in all runs: a new state
 * keeps those that were given, and of another one they are put in force. What
 * differs from it is refused, and has been told.
 */
ls_exit ls_kept_agree(ls_state *state, ls_options *options, ls_notes *notes);

#endif
