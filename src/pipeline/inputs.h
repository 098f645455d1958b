/* SPDX-License-Identifier: MIT */
#ifndef PIPELINE_INPUTS_H
#define PIPELINE_INPUTS_H

#include "base/arena.h"

#include <logstat/summary.h>

/* The most inputs that are told apart; those beyond are one, named "other". */
enum {
    LS_INPUT_LIST_MAX = 1000
};

/* What has been read so far. A zeroed one is empty. */
typedef struct ls_input_list {
    ls_summary_input *items; /* belong to the arena */
    size_t count;
    size_t cap;
} ls_input_list;

/* Adds an input, whose strings must live as long as the arena. */
ls_status ls_input_list_add(ls_input_list *inputs, ls_arena *arena,
                            const ls_summary_input *input) LS_MUST_USE;

/* Adds the counts of `from` to those of `to`. */
void ls_lines_add(ls_lines *to, const ls_lines *from);

#endif
