/* SPDX-License-Identifier: MIT */
#ifndef TESTS_FROZEN_H
#define TESTS_FROZEN_H

/* The summary of a tally alone, without inputs. */

#include "test.h"

#include "tally/tally.h"

/* To be freed with ls_summary_free(). */
static inline ls_summary *freeze(ls_tally *tally)
{
    ls_summary *summary = calloc(1, sizeof(*summary));

    assert_non_null(summary);
    summary->memory = ls_arena_new();
    assert_non_null(summary->memory);
    assert_int_equal(ls_tally_freeze(tally, summary->memory, summary), LS_OK);
    return summary;
}

#endif
