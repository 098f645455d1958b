/* SPDX-License-Identifier: MIT */
#ifndef PIPELINE_SUMMARIES_H
#define PIPELINE_SUMMARIES_H

#include "input/source.h"

#include <logstat/run.h>

/* The longest document that is read as a summary, in bytes. */
#define LS_SUMMARY_LONGEST ((size_t)64 * 1024 * 1024)

/* What the documents of one input add up to. Zeroed it is nothing. */
typedef struct ls_summaries {
    ls_run *sum;      /* of those that are taken */
    size_t documents; /* in the input, what is no summary among them */
    size_t wrong;     /* of these, left out */
    size_t first;     /* of those the number, from 1, */
    ls_error why;     /* and words that go on after its name */
} ls_summaries;

void ls_summaries_release(ls_summaries *summaries);

/*
 * Reads all of an input, which holds one summary behind the other; what cannot
 * be added to the run is left out. Nothing of the run changes. LS_EIO with
 * words that go on after the input's name: those before what could not be read
 * are taken. LS_ENOMEM.
 */
ls_status ls_summaries_read(ls_summaries *summaries, const ls_run *run,
                            ls_source *source, ls_error *err) LS_MUST_USE;

#endif
