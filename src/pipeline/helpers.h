/* SPDX-License-Identifier: MIT */
#ifndef PIPELINE_HELPERS_H
#define PIPELINE_HELPERS_H

#include "pipeline/worker.h"

/* Threads that count besides the caller's. */
typedef struct ls_helpers ls_helpers;

/* What each of them does, with a worker of its own. */
typedef void ls_helper_work(void *context, ls_worker *worker);

/*
 * Starts threads, as many as can be up to `most`, which may be none; each is
 * running then. NULL: there is no memory for any.
 */
ls_helpers *ls_helpers_start(ls_run *run, size_t most, ls_helper_work *work,
                             void *context);

/*
 * Waits until their work is done, and adds what they counted to the tally of
 * the run. NULL is allowed. LS_ENOMEM.
 */
ls_status ls_helpers_end(ls_helpers *helpers) LS_MUST_USE;

#endif
