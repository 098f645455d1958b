/* SPDX-License-Identifier: MIT */
#ifndef PIPELINE_JOB_H
#define PIPELINE_JOB_H

#include "pipeline/worker.h"

/*
 * Reads a block of the input that the worker is at, and counts it: of a
 * splittable input the one with the job's number, else the next. `*over`: there
 * was none any more. LS_ENOMEM, or what a callback returned.
 */
ls_status ls_job_do(ls_job *job, ls_worker *worker, bool *over) LS_MUST_USE;

#endif
