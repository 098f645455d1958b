/* SPDX-License-Identifier: MIT */
#ifndef PIPELINE_RUN_H
#define PIPELINE_RUN_H

#include "input/source.h"
#include "parse/plan.h"
#include "pipeline/examples.h"
#include "pipeline/inputs.h"
#include "tally/tally.h"

#include <logstat/run.h>

/* What is inside a run: for the files of this folder. */
struct ls_run {
    ls_run_options options;
    ls_limits limits;
    ls_tally *tally;
    ls_arena *arena; /* names of inputs and unparsed lines */
    ls_input_list inputs;
    ls_examples examples;
};

/*
 * Reads an open source to its end. What is wrong with it stands in `outcome`;
 * only LS_ENOMEM and what a callback returned are failures. `found`: see
 * ls_run_found_file().
 */
ls_status ls_run_read(ls_run *run, ls_source *source, const char *name,
                      bool found, ls_outcome *outcome) LS_MUST_USE;

#endif
