/* SPDX-License-Identifier: MIT */
#ifndef TESTS_PROPERTY_LAWS_H
#define TESTS_PROPERTY_LAWS_H

#include "base/buf.h"

#include <logstat/render.h>
#include <logstat/run.h>

/*
 * What must hold for every log, whatever it holds; for tests of any kind. A
 * law that is broken is answered with words, one that holds with NULL.
 */

/* The formats that are compiled in, ready to use; never freed. */
const ls_formats *builtin_formats(void);

/* Things to group by that most logs have; never freed. */
const ls_groups *common_groups(void);

/* A file without a name that holds the bytes, read from its start. */
int file_of(ls_slice bytes);

/*
 * Reads a descriptor under the name "log" and takes the summary, which is the
 * caller's. Ends the program if it cannot be done: for want of memory.
 */
ls_summary *read_log(const ls_run_options *options, int descriptor,
                     ls_outcome *outcome);

/* Sinks for ls_render_...(): into an ls_buf. */
ls_sink sink_to(ls_buf *out);

/*
 * Whether there are so many lines, the way a person would count them; of a JSON
 * document, so many elements when it is cut in one piece. Some documents may be
 * either.
 */
bool may_have_lines(ls_slice log, uint64_t count);

/* Whether all the sums of a summary agree. */
const char *accounting_problem(const ls_summary *summary);

/*
 * Whether two summaries count the same: all but names of inputs, and but for
 * paths of codes where either has counts that are not exact.
 */
const char *difference(const ls_summary *a, const ls_summary *b);

/*
 * Renders a summary as JSON and as text and checks both. `*json` gets the
 * document and is the caller's to release; it may be NULL.
 */
const char *output_problem(const ls_summary *summary, ls_buf *json);

#endif
