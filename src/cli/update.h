/* SPDX-License-Identifier: MIT */
#ifndef CLI_UPDATE_H
#define CLI_UPDATE_H

#include "cli/count.h"

#include <logstat/state.h>

/* --update: a summary that goes on from run to run. Zeroed it is not asked for.
 */
typedef struct ls_update {
    ls_state *state;
    ls_summary *total; /* what is to be saved; NULL: nothing is */
} ls_update;

/*
 * Opens the file, and puts the options of earlier runs in force. What is wrong
 * has been told. Release it in every case.
 */
ls_exit ls_update_open(ls_update *update, ls_options *options, ls_notes *notes);
void ls_update_release(ls_update *update);

/*
 * Reads what is new. `*summary`, the caller's, is what is to be reported; NULL:
 * nothing is.
 */
ls_exit ls_update_count(ls_update *update, const ls_count *count,
                        ls_summary **summary);

/* There is no report, so that nothing is to be saved. */
void ls_update_forget(ls_update *update);

/* Saves, once the report is known to be `written`; if not, says so. */
ls_exit ls_update_save(ls_update *update, bool written, ls_notes *notes);

#endif
