/* SPDX-License-Identifier: MIT */
#ifndef CLI_VIEWER_H
#define CLI_VIEWER_H

#include "cli/monitor.h"
#include "cli/terminal.h"
#include "live/live.h"

/* The view on the terminal, and what it shows until there is more. */
typedef struct ls_viewer {
    ls_live *live; /* NULL: there is none */
    int keys;      /* the terminal's, to be read; -1: none */
    const char *name;
    size_t steps; /* of the window that are shown */
    ls_summary *total;
    ls_summary *window;
    ls_summary *recent;
    ls_summary *earlier;
    ls_newest *source; /* of the newest errors, the counting thread's, too */
    ls_newest newest;  /* those that are shown */
} ls_viewer;

/* Whether it could be opened here, as far as can be told. */
bool ls_viewer_can_open(const ls_options *options);

/* Opens it; false: it is no terminal for it. `newest` must outlive it. */
bool ls_viewer_open(ls_viewer *viewer, const ls_terminal *terminal,
                    const char *name, ls_newest *newest);

/* Gives the terminal back. A zeroed one is allowed. */
void ls_viewer_close(ls_viewer *viewer);

/* Shows what there is now; `message`: the last one, or "". LS_ENOMEM. */
ls_status ls_viewer_show(ls_viewer *viewer, ls_monitor *monitor,
                         const char *message) LS_MUST_USE;

/* Does what keys ask for; false: that is to end. */
bool ls_viewer_obey(ls_viewer *viewer, ls_monitor *monitor,
                    const char *message);

#endif
