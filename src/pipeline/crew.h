/* SPDX-License-Identifier: MIT */
#ifndef PIPELINE_CREW_H
#define PIPELINE_CREW_H

#include "pipeline/run.h"

/*
 * Reads all the inputs with as many workers as the run has jobs, and adds what
 * they count to the run. LS_ENOMEM, or what a callback returned.
 */
ls_status ls_crew_read(ls_run *run, const ls_run_input *inputs,
                       size_t count) LS_MUST_USE;

#endif
