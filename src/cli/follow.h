/* SPDX-License-Identifier: MIT */
#ifndef CLI_FOLLOW_H
#define CLI_FOLLOW_H

#include "cli/alerts.h"
#include "cli/count.h"
#include "cli/terminal.h"

#include <logstat/render.h>

/* What following logs takes. */
typedef struct ls_follow {
    const ls_terminal *terminal;
    const ls_count *count;
    const ls_alerts *alerts;
    const ls_render_options *look;
    ls_output *output; /* standard output */
} ls_follow;

/*
 * Whether what comes on standard input may be watched without --follow, as it
 * never may end: a pipe, for a person at a terminal.
 */
bool ls_follow_may(const ls_options *options);

/* Whether the options go with --follow; what is wrong has been told. */
ls_exit ls_follow_check(const ls_options *options, ls_notes *notes);

/*
 * Counts what comes until it ends or a signal does, and reports it on the way
 * and in the end.
 */
ls_exit ls_follow_logs(const ls_follow *what);

#endif
