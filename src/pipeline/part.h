/* SPDX-License-Identifier: MIT */
#ifndef PIPELINE_PART_H
#define PIPELINE_PART_H

#include "pipeline/worker.h"

/*
 * Hands out what the worker, the only one, has counted of a stream since the
 * last time, if it is wanted. LS_ENOMEM.
 */
ls_status ls_part_offer(ls_worker *worker) LS_MUST_USE;

/* The same for as long as the stream keeps the worker waiting. */
void ls_part_offer_idle(ls_worker *worker);

#endif
