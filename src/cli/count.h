/* SPDX-License-Identifier: MIT */
#ifndef CLI_COUNT_H
#define CLI_COUNT_H

#include "cli/exit.h"
#include "cli/notes.h"
#include "cli/options.h"
#include "cli/output.h"

#include "live/newest.h"

#include <logstat/format.h>
#include <logstat/summary.h>

/* What is needed to read logs. */
typedef struct ls_count {
    const ls_options *options;
    const ls_formats *formats;
    ls_notes *notes;
    int stop;           /* readable when a stream has to stop, or -1 */
    int zone;           /* of times without one: minutes east of UTC */
    ls_output *records; /* gets each record while it is read; NULL: none do */
    ls_newest *newest;  /* gets the errors; NULL: nobody looks at them */
} ls_count;

/*
 * Reads all inputs and tells what is to be told about them. `*summary`, the
 * caller's, stays NULL if there is nothing to report. Reading ends early if
 * the records cannot be written, of which nothing is told here.
 */
ls_exit ls_count_inputs(const ls_count *count, ls_summary **summary);

#endif
