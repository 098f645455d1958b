/* SPDX-License-Identifier: MIT */
#ifndef PIPELINE_EXAMPLES_H
#define PIPELINE_EXAMPLES_H

#include "base/arena.h"
#include "parse/misfit.h"

#include <logstat/run.h>

/* How many unparsed lines are kept, and how much of each. */
enum {
    LS_EXAMPLES_PER_INPUT = 5,
    LS_EXAMPLES_IN_ALL = 50,
    LS_EXAMPLE_BYTES = 256,
};

/* The first unparsed lines of a run: those that come first by
   ls_examples_order(), kept in any order. */
typedef struct ls_examples {
    ls_arena *arena;    /* keeps their texts */
    ls_misfits *finder; /* tells where they stop fitting */
    ls_summary_unparsed items[LS_EXAMPLES_IN_ALL];
    size_t count;
    size_t of_input;      /* of them from the input being read */
    ls_misfit misfits[3]; /* the first of that input */
    size_t misfit_count;
} ls_examples;

/* A line that did not parse. */
typedef struct ls_bad_line {
    ls_slice text;
    uint64_t number; /* from 1 */
    uint64_t offset;
    const char *reason; /* NULL: find out where the formats stop fitting */
} ls_bad_line;

/* What follows is of another input. */
void ls_examples_start(ls_examples *examples);

/* Forgets the lines of the input that was read, known by its very name. */
void ls_examples_drop(ls_examples *examples, const char *input);

/* By input name, then offset: it does not tell in which order they came. */
int ls_examples_order(const ls_summary_unparsed *a,
                      const ls_summary_unparsed *b);

/* Whether ls_examples_add() would keep a line. */
bool ls_examples_wants(ls_examples *examples, const char *input);

/* Keeps a line if there is room; `input` must live as long as the run. */
ls_status ls_examples_add(ls_examples *examples, const ls_plans *plans,
                          const char *input,
                          const ls_bad_line *line) LS_MUST_USE;

#endif
