/* SPDX-License-Identifier: MIT */
#ifndef CLI_SELECTION_H
#define CLI_SELECTION_H

#include "cli/count.h"

#include <logstat/run.h>

/* Which requests count and what they are grouped by, as the options say. */
typedef struct ls_selection {
    ls_filter *filter;        /* NULL: every one */
    ls_groups *groups;        /* NULL: nothing */
    ls_summary_select select; /* the same for the summary */
    int64_t now;              /* seconds since the epoch */
    ls_moment_text since;
    ls_moment_text until;
} ls_selection;

/*
 * Reads the options; what is wrong with them has been told. Release it in every
 * case; it must not move until then.
 */
ls_exit ls_selection_make(ls_selection *selection, const ls_options *options,
                          ls_notes *notes);
void ls_selection_release(ls_selection *selection);

/*
 * A run of these requests, without anybody who is told of anything. `format`:
 * of all inputs, or NULL.
 */
ls_run_options ls_selection_run(const ls_selection *selection,
                                const ls_count *count, const ls_format *format);

#endif
