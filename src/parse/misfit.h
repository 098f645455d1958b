/* SPDX-License-Identifier: MIT */
#ifndef PARSE_MISFIT_H
#define PARSE_MISFIT_H

#include "parse/plan.h"

/* Why a line does not fit. */
typedef struct ls_misfit_reason {
    const ls_format *nearest; /* the format that explains the most of it */
    size_t column;            /* in bytes from 1: what could not be completed */
    char expected[64];        /* what that format wants there */
} ls_misfit_reason;

/* Keeps what was made to look at lines, as a format may come up again. */
typedef struct ls_misfits ls_misfits;

/* NULL if there is no memory. The formats must outlive it. */
ls_misfits *ls_misfits_new(void);
void ls_misfits_free(ls_misfits *misfits);

/*
 * Finds out how far the formats of the plans fit a line that none of them
 * fits. It is slow, and meant for the few lines that are shown. LS_ENOMEM.
 */
ls_status ls_misfit_find(ls_misfits *misfits, const ls_plans *plans,
                         ls_slice line, ls_misfit_reason *reason) LS_MUST_USE;

#endif
