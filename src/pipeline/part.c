/* SPDX-License-Identifier: MIT */
/*
 * Parts of a stream that may never end: what has been counted so far is handed
 * out as a summary, between two blocks, by the thread that counts; so nothing
 * has to be guarded, and nobody waits for whoever takes it.
 */

#include "pipeline/part.h"

/* What the worker has found goes into the run. */
static ls_status collect(ls_worker *worker)
{
    ls_reading *reading = worker->reading;

    (void)pthread_mutex_lock(reading->lock);
    ls_reading_add(reading, &worker->result);
    (void)pthread_mutex_unlock(reading->lock);
    worker->result = (ls_result){ .bytes = 0 };
    return ls_reading_report(reading);
}

static ls_status hand_out(ls_worker *worker)
{
    ls_run *run = worker->run;
    ls_summary *part = NULL;
    ls_status status = collect(worker);

    if (status == LS_OK)
        status = ls_run_summary(run, &part, NULL);
    if (status == LS_OK)
        status = ls_run_begin_anew(run);
    if (status != LS_OK) {
        ls_summary_free(part);
        return LS_ENOMEM;
    }
    ls_worker_set_tally(worker, run->tally);
    run->options.on_part(run->options.context, part);
    return LS_OK;
}

ls_status ls_part_offer(ls_worker *worker)
{
    const ls_run_options *options = &worker->run->options;

    return options->on_part && worker->result.bytes &&
                   options->wants_part(options->context)
               ? hand_out(worker)
               : LS_OK;
}

static void offer(void *context)
{
    ls_worker *worker = context;

    if (ls_part_offer(worker) != LS_OK)
        worker->failed = true;
}

void ls_part_offer_idle(ls_worker *worker)
{
    if (worker->run->options.on_part)
        ls_source_on_idle(&worker->reading->source, offer, worker);
}
