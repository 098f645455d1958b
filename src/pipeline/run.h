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
    ls_tally *added; /* of summaries that are inputs, while others count */
    ls_summary_select select; /* the options', or that of the first summary */
    bool adopts;              /* nothing says yet what is selected: no option,
                                 nor anything that was read */
    uint64_t summed;          /* lines of all summaries that were added */
    ls_arena *arena;          /* texts of inputs and of `select` */
    ls_input_list inputs;
    ls_example_list examples;
    ls_outcome *outcome; /* of the last input goes here too, unless NULL */
};

/*
 * Starts a run of its own that adds up summaries of one input, those that can
 * be added to this one. LS_ENOMEM.
 */
ls_status ls_run_start_sum(const ls_run *run, ls_run **sum) LS_MUST_USE;

/*
 * Adds what such a run holds; its counts to `added`. LS_ESYNTAX with words that
 * go on after the input's name, and nothing was added; LS_ENOMEM.
 */
ls_status ls_run_take_sum(ls_run *run, const ls_run *sum,
                          ls_error *err) LS_MUST_USE;

/* Forgets all that was counted. LS_ENOMEM, and nothing was forgotten. */
ls_status ls_run_begin_anew(ls_run *run) LS_MUST_USE;

/* Takes what `added` holds into the tally. LS_ENOMEM. */
ls_status ls_run_settle(ls_run *run) LS_MUST_USE;

/* Whether two selections are the same. */
bool ls_select_equal(const ls_summary_select *a, const ls_summary_select *b);

#endif
