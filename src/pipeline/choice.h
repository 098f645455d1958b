/* SPDX-License-Identifier: MIT */
#ifndef PIPELINE_CHOICE_H
#define PIPELINE_CHOICE_H

#include "input/elements.h"
#include "parse/detect.h"
#include "pipeline/run.h"

/* What an input turned out to be. */
typedef struct ls_choice {
    ls_document document;       /* whether it is JSON that is no lines */
    ls_found found;             /* how to read it; no format: by any */
    const ls_format *lookalike; /* what it looks like, or NULL */
    const char *const *servers; /* that may have written it, best first */
    size_t server_count;
} ls_choice;

/* Whether more bytes of the input than these first ones change no choice. */
bool ls_choice_is_sure(const ls_run *run, ls_slice head);

/* Chooses by the first bytes of an input. LS_ENOMEM; release it either way. */
ls_status ls_choice_make(ls_choice *choice, const ls_run *run,
                         ls_slice head) LS_MUST_USE;
void ls_choice_release(ls_choice *choice);

/*
 * Chooses what a position names. `*known`: it names a format, which there is;
 * else as ls_choice_make() has to say.
 */
void ls_choice_remember(ls_choice *choice, const ls_run *run,
                        const ls_position *position, bool *known);

/*
 * Appends what the format is called, and what its lines are inside of; nothing
 * without a format; then a NUL. LS_ENOMEM.
 */
ls_status ls_choice_title(const ls_choice *choice, ls_buf *title) LS_MUST_USE;

#endif
