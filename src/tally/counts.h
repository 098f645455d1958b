/* SPDX-License-Identifier: MIT */
#ifndef TALLY_COUNTS_H
#define TALLY_COUNTS_H

#include "base/buf.h"
#include "base/distinct.h"
#include "base/table.h"
#include "summary/sums.h"
#include "tally/answers.h"
#include "tally/axis.h"
#include "tally/group.h"
#include "tally/histogram.h"
#include "tally/sketch.h"
#include "tally/tally.h"
#include "tally/week.h"

/* What a tally holds: for tally.c, which fills it, merge.c and freeze.c. */

/* Requests whose code has the meaning of one origin. */
typedef struct ls_origin_tally {
    const ls_code *row; /* NULL: the end */
    uint64_t requests;
} ls_origin_tally;

/* More than any code has rows in the database; tests check it. */
enum {
    LS_MAX_ORIGINS = 16
};

/* All about one code. Key of its table: the code, two bytes. */
typedef struct ls_code_tally {
    unsigned code;
    bool has_causes;  /* somebody will ask for the paths */
    bool is_answered; /* ls_answers_has() */
    uint64_t requests;
    uint64_t *methods; /* by method number */
    uint64_t senders[LS_SENDER_COUNT];
    ls_origin_tally *origin; /* by the servers; NULL: to be asked for */
    ls_origin_tally origins[LS_MAX_ORIGINS];
    ls_table *substatuses; /* uint32_t to uint64_t; NULL while there is none */
    uint32_t substatus;    /* the last one, */
    uint64_t *substatus_requests; /* and where it is counted; NULL: none yet */
    int64_t first;                /* ms, or LS_NO_TIME */
    int64_t last;
    int64_t from; /* times (ms) from here */
    int64_t end;  /* up to here are counted where the last one was: in the
                     timeline, and in the week */
    uint64_t *in_week;
    ls_series timeline;
    ls_sketch *paths; /* NULL while there is none */
    ls_histogram durations;
} ls_code_tally;

enum {
    LS_CODES = 1000
};

struct ls_tally {
    int64_t earliest; /* ms: times before are odd */
    int64_t latest;   /* ms: times after are odd */
    const char *const *servers;
    size_t server_count;
    ls_table *codes;                 /* code to ls_code_tally */
    ls_code_tally *recent[LS_CODES]; /* where the table has each code */
    uint64_t bytes;
    uint64_t odd_times;
    int64_t first; /* of summaries that were added: ms, or LS_NO_TIME; */
    int64_t last;  /* of requests each code has its own */
    ls_axis axis;
    ls_answers answers;
    ls_week week;
    ls_distinct clients;
    ls_group_list groups;
    ls_place place;
    ls_buf key; /* room for one path */
};

/* The counts of a code, made if there are none; NULL: no memory. */
ls_code_tally *ls_tally_code(ls_tally *tally, unsigned code);

/* The count of those whose code has this meaning. */
ls_origin_tally *ls_code_tally_origin(ls_code_tally *count, const ls_code *row);

ls_status ls_code_tally_add_substatus(ls_code_tally *count, uint32_t substatus,
                                      uint64_t requests) LS_MUST_USE;

/* Takes a time into a span that is LS_NO_TIME on both ends while it is empty */
static inline void ls_widen(int64_t *first, int64_t *last, int64_t time)
{
    if (*first == LS_NO_TIME || time < *first)
        *first = time;
    if (*last == LS_NO_TIME || time > *last)
        *last = time;
}

/* Takes a span into another one; either may be empty. */
static inline void ls_widen_by(int64_t *first, int64_t *last,
                               int64_t from_first, int64_t from_last)
{
    if (from_first == LS_NO_TIME)
        return;
    ls_widen(first, last, from_first);
    ls_widen(first, last, from_last);
}

#endif
