/* SPDX-License-Identifier: MIT */
#ifndef CLI_VERDICT_H
#define CLI_VERDICT_H

#include "cli/exit.h"
#include "cli/notes.h"

#include <logstat/run.h>

/* Whether an input with this verdict is in the summary. `found`: nobody named
   it. */
bool ls_verdict_counts(ls_verdict verdict, bool found);

/*
 * Tells what became of an input, if there is anything to tell, and what that
 * means for the exit status. `only`: there is no other input.
 */
ls_exit ls_verdict_tell(ls_notes *notes, const char *title,
                        const ls_outcome *outcome, bool only);

#endif
