/* SPDX-License-Identifier: MIT */
#ifndef PIPELINE_INPUTS_H
#define PIPELINE_INPUTS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/table.h"
#include "summary/sums.h"

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
    ls_table *places; /* name, NUL, format: to size_t, the index plus 1 */
    ls_buf key;
} ls_input_list;

void ls_input_list_release(ls_input_list *inputs);

/*
 * Adds an input, of which copies are kept, its name as documents have it. Those
 * of the same name and format are one.
 */
ls_status ls_input_list_add(ls_input_list *inputs, ls_arena *arena,
                            const ls_summary_input *input) LS_MUST_USE;

#endif
