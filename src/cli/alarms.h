/* SPDX-License-Identifier: MIT */
#ifndef CLI_ALARMS_H
#define CLI_ALARMS_H

#include "cli/alerts.h"

/* Conditions that are judged again and again: which hold now. */
typedef struct ls_alarms {
    const ls_alerts *alerts;
    double *since; /* by condition, on the clock: it has held; 0: it does not */
} ls_alarms;

/* The alerts must outlive them. LS_ENOMEM. */
ls_status ls_alarms_init(ls_alarms *alarms,
                         const ls_alerts *alerts) LS_MUST_USE;
void ls_alarms_release(ls_alarms *alarms);

/* Judges what came in the window, and tells what has changed by that. */
void ls_alarms_judge(ls_alarms *alarms, const ls_summary *window, double now,
                     ls_notes *notes);

/* LS_EXIT_ALERT if one of them holds. */
ls_exit ls_alarms_result(const ls_alarms *alarms);

#endif
