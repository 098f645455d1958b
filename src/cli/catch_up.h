/* SPDX-License-Identifier: MIT */
#ifndef CLI_CATCH_UP_H
#define CLI_CATCH_UP_H

#include "cli/followed.h"
#include "cli/said.h"
#include "cli/selection.h"

#include <logstat/state.h>

/* Counts what is new in logs since the last time, once or again and again. */
typedef struct ls_catch_up {
    ls_state *state;
    const ls_count *count;
    ls_notes *notes;
    const ls_format *format;
    ls_selection selection;
    ls_words files; /* whose logs are looked at; none: those of the state */
    ls_followed *followed; /* where these come from; NULL: the user */
    ls_progress progress;
    ls_run *run;     /* what is new, after ls_catch_up_read() */
    bool again;      /* that cannot be trusted: the logs changed meanwhile */
    bool is_patient; /* it is one round of many: what was said in the one before
                        is not said again, and a log that is not there may come
                      */
    ls_said said;

    /* Of the last try: */
    size_t reading_count;
    ls_outcome *outcomes; /* by reading */
    ls_run_input *inputs; /* that the run reads, */
    size_t *readings;     /* which readings they are, */
    size_t input_count;   /* and how many */

    char **damaged; /* paths that are left out */
    size_t damaged_count;
} ls_catch_up;

/*
 * Gets ready to read what the options say; what is wrong has been told. It is
 * to be released in any case, and must not move until then.
 */
ls_exit ls_catch_up_init(ls_catch_up *work, ls_state *state,
                         const ls_count *count);
void ls_catch_up_release(ls_catch_up *work);

/*
 * Reads what is new into `run`; what is wrong with it has been told. There is
 * no run if that failed, and nothing to be trusted in it if `again` is set.
 */
ls_exit ls_catch_up_read(ls_catch_up *work);

/* Adds what is missing. LS_ENOMEM. */
ls_status ls_catch_up_add_gaps(ls_catch_up *work, ls_error *err) LS_MUST_USE;

/* Forgets what was read last. */
void ls_catch_up_end(ls_catch_up *work);

#endif
