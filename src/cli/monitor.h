/* SPDX-License-Identifier: MIT */
#ifndef CLI_MONITOR_H
#define CLI_MONITOR_H

#include "cli/alarms.h"
#include "cli/parts.h"
#include "cli/selection.h"
#include "cli/window.h"

/* What the parts come to: in all, since the last report, in the window. */
typedef struct ls_monitor {
    ls_run_options how;
    ls_run *total;
    ls_run *since; /* the last report; NULL: nobody asks for it */
    ls_window window;
    ls_alarms alarms;
    double began;
    bool is_due; /* the window has changed since it was judged */
    bool has_any;
} ls_monitor;

/* LS_ENOMEM. Release it in every case. */
ls_status ls_monitor_init(ls_monitor *monitor, const ls_run_options *how,
                          const ls_options *options,
                          const ls_alerts *alerts) LS_MUST_USE;
void ls_monitor_release(ls_monitor *monitor);

/* Adds a part. LS_ENOMEM, or LS_ESYNTAX: there has been too much. */
ls_status ls_monitor_add(ls_monitor *monitor, const ls_part *part) LS_MUST_USE;

/* Judges the conditions, if there is anything new to judge by. LS_ENOMEM. */
ls_status ls_monitor_judge(ls_monitor *monitor, ls_notes *notes) LS_MUST_USE;

/*
 * What is to be reported now, the caller's: all, or what is new since the last
 * time. LS_ENOMEM.
 */
ls_status ls_monitor_report(ls_monitor *monitor,
                            ls_summary **summary) LS_MUST_USE;

#endif
