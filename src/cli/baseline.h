/* SPDX-License-Identifier: MIT */
#ifndef CLI_BASELINE_H
#define CLI_BASELINE_H

#include "cli/count.h"

#include <logstat/render.h>

/* What --baseline compares with; the summary is its own. */
typedef struct ls_compared {
    ls_summary *summary; /* NULL: nothing */
    ls_baseline baseline;
    ls_options options; /* of the run that made it, */
    const char *files[1];
    ls_moment_text since; /* and its window */
    ls_moment_text until;
} ls_compared;

/*
 * Reads the baseline, with the options that select what `count` counts; what is
 * wrong has been told. Release it in every case; it must not move until then.
 */
ls_exit ls_compared_read(ls_compared *compared, const ls_count *count);
void ls_compared_release(ls_compared *compared);

#endif
