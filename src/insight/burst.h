/* SPDX-License-Identifier: MIT */
#ifndef INSIGHT_BURST_H
#define INSIGHT_BURST_H

#include <logstat/summary.h>

/* A while in which a code was much more frequent than in the rest. */
typedef struct ls_burst {
    size_t first;       /* buckets of the summary's axis */
    size_t end;         /* behind the last */
    uint64_t part;      /* requests of the code in it, */
    uint64_t whole;     /* and of all codes */
    uint64_t rest_part; /* the same of all other times */
    uint64_t rest_whole;
} ls_burst;

/* The clearest burst of a code; false: it has none. */
bool ls_burst_find(const ls_summary *summary, const ls_summary_code *code,
                   ls_burst *burst);

#endif
