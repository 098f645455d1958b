/* SPDX-License-Identifier: MIT */
#ifndef PIPELINE_SUMMARIES_H
#define PIPELINE_SUMMARIES_H

#include "input/source.h"

#include <logstat/summary.h>

/* The longest document that is read as a summary, in bytes. */
#define LS_SUMMARY_LONGEST ((size_t)64 * 1024 * 1024)

/* The summaries of one input. A zeroed list is empty. */
typedef struct ls_summary_list {
    ls_summary **items;
    size_t count;
} ls_summary_list;

void ls_summary_list_release(ls_summary_list *list);

/*
 * Reads all of an input, which holds one summary behind the other. LS_EIO or
 * LS_ESYNTAX with words that go on after its name: those before the one that
 * could not be read are in the list. LS_ENOMEM.
 */
ls_status ls_summary_list_read(ls_summary_list *list, ls_source *source,
                               ls_error *err) LS_MUST_USE;

#endif
