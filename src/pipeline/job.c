/* SPDX-License-Identifier: MIT */
/* A worker's job: getting one block of an input, and counting it. */

#include "pipeline/job.h"

#include "pipeline/part.h"

/* Reads a block of a file; one that cannot be read is empty. */
static int read_block(ls_worker *worker, ls_job *job)
{
    const ls_source *source = &worker->reading->source;
    uint64_t end = (job->number + 1) * source->file.limits.block;
    ls_error err = { 0 };
    ls_status status =
        ls_source_block(source, job->number, &worker->room, &job->block, &err);

    if (status == LS_ENOMEM)
        return LS_ENOMEM;
    if (status != LS_OK) {
        ls_result_damage(&worker->result, err.message);
        job->block = (ls_block){ .offset = job->block.offset };
    }
    job->position = end < source->size ? end : source->size;
    return 1;
}

/* Pulls what comes next; 1, 0 at the end, or LS_ENOMEM. */
static int pull(ls_worker *worker, ls_job *job)
{
    ls_reading *reading = worker->reading;
    ls_source *source = &reading->source;
    ls_error err = { 0 };
    int got = 0;

    (void)pthread_mutex_lock(&reading->pull);
    ls_part_offer_idle(worker);
    if (!reading->is_dry)
        got = ls_reading_is_whole(reading)
                  ? ls_source_take(source, &worker->room, &job->block, &err)
                  : ls_source_next(source, &worker->room, &job->block, &err);
    reading->is_dry = got <= 0;
    job->number = reading->next;
    reading->next += got > 0;
    job->position = ls_source_position(source);
    (void)pthread_mutex_unlock(&reading->pull);
    if (got == LS_EIO)
        ls_result_damage(&worker->result, err.message);
    return got == LS_EIO ? 0 : got;
}

ls_status ls_job_do(ls_job *job, ls_worker *worker, bool *over)
{
    ls_reading *reading = worker->reading;
    bool splittable = ls_reading_is_splittable(reading);
    int got = splittable ? read_block(worker, job) : pull(worker, job);
    ls_status status;

    *over = got == 0;
    if (got < 0 || worker->failed)
        return LS_ENOMEM;
    if (got == 0)
        return ls_worker_end(worker);
    status = ls_reading_is_whole(reading) ? ls_worker_count_bytes(worker, job)
                                          : ls_worker_count(worker, job);
    return status == LS_OK && !splittable ? ls_part_offer(worker) : status;
}
