/* SPDX-License-Identifier: MIT */
#ifndef PIPELINE_EXAMPLES_H
#define PIPELINE_EXAMPLES_H

#include "base/buf.h"
#include "parse/misfit.h"

#include <logstat/run.h>

/* How many unparsed lines are kept, and how much of each. */
enum {
    LS_EXAMPLES_PER_INPUT = 5,
    LS_EXAMPLES_IN_ALL = 50,
    LS_EXAMPLE_BYTES = sizeof(((ls_misfit *)0)->text) - 1,
};

/* An unparsed line that is kept. */
typedef struct ls_example {
    uint64_t offset;
    ls_misfit misfit;
} ls_example;

/* Those of one input that come first in it, in their order. */
typedef struct ls_examples {
    ls_example items[LS_EXAMPLES_PER_INPUT];
    size_t count;
} ls_examples;

/* A line that did not parse. */
typedef struct ls_bad_line {
    ls_slice text;
    uint64_t number; /* from 1 */
    uint64_t offset;
    const char *reason; /* NULL: find out where the formats stop fitting */
} ls_bad_line;

/* Lines from this offset on are not kept any more. */
uint64_t ls_examples_limit(const ls_examples *examples);

/* Finds out all about a line. LS_ENOMEM. */
ls_status ls_example_make(ls_example *example, ls_misfits *finder,
                          const ls_plans *plans,
                          const ls_bad_line *line) LS_MUST_USE;

/* Puts an example in its place, if it is among the first. */
void ls_examples_add(ls_examples *examples, const ls_example *example);

/* A line that is kept. */
typedef struct ls_kept_example {
    ls_summary_unparsed line;
    const char *spelled; /* its text as documents have it */
    ls_buf texts;        /* all that these point to */
} ls_kept_example;

/*
 * Those of a run: the first by input name, then offset, in that order, which
 * does not tell in which one they came. A zeroed one is empty.
 */
typedef struct ls_example_list {
    ls_kept_example items[LS_EXAMPLES_IN_ALL];
    size_t count;
} ls_example_list;

void ls_example_list_release(ls_example_list *list);

/*
 * Copies a line, if it is among the first of its input and of all; the name of
 * its input as documents have it. LS_ENOMEM.
 */
ls_status ls_example_list_put(ls_example_list *list,
                              const ls_summary_unparsed *line) LS_MUST_USE;

/* The same with those of an input of this name. */
ls_status ls_example_list_add(ls_example_list *list, const char *input,
                              const ls_examples *examples) LS_MUST_USE;

#endif
