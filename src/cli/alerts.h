/* SPDX-License-Identifier: MIT */
#ifndef CLI_ALERTS_H
#define CLI_ALERTS_H

#include "cli/exit.h"
#include "cli/notes.h"
#include "cli/options.h"

#include <logstat/insight.h>

/* The conditions of --fail-if, in their order. */
typedef struct ls_alerts {
    const ls_words *texts;
    ls_alert **items;
} ls_alerts;

/*
 * Reads the conditions; what is wrong with one has been told. Release them in
 * every case.
 */
ls_exit ls_alerts_make(ls_alerts *alerts, const ls_options *options,
                       ls_notes *notes);
void ls_alerts_release(ls_alerts *alerts);

/* Tells which of them hold: LS_EXIT_ALERT if there is one. */
ls_exit ls_alerts_judge(const ls_alerts *alerts, const ls_summary *summary,
                        ls_notes *notes);

#endif
