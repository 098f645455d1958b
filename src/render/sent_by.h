/* SPDX-License-Identifier: MIT */
#ifndef RENDER_SENT_BY_H
#define RENDER_SENT_BY_H

#include "render/word.h"

#include <logstat/record.h>
#include <logstat/summary.h>

/* Who sent a status, in words, and how often. */
typedef struct ls_sent_by {
    ls_word name; /* "the upstream"; may hold what stands in a summary */
    uint64_t requests;
} ls_sent_by;

/* All that sent this code; 0 of them if the log does not tell. */
size_t ls_sent_by_of(const ls_summary *summary, const ls_summary_code *code,
                     ls_sent_by all[LS_SENDER_COUNT]);

#endif
