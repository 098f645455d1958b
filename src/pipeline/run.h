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
    ls_example_list examples;
    ls_outcome *outcome; /* of the last input goes here too, unless NULL */
};

#endif
