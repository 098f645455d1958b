/* SPDX-License-Identifier: MIT */
#ifndef CLI_GROUPING_H
#define CLI_GROUPING_H

#include "cli/exit.h"
#include "cli/notes.h"
#include "cli/options.h"

#include <logstat/groups.h>
#include <logstat/summary.h>

/*
 * Reads --by; what is wrong with it has been told. NULL if there is none.
 * The groups are the caller's.
 */
ls_exit ls_grouping_make(ls_groups **groups, const ls_options *options,
                         ls_notes *notes);

/* Tells which groups a summary has not that were asked for. */
void ls_grouping_tell(const ls_options *options, const ls_summary *summary,
                      ls_notes *notes);

#endif
