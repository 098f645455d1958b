/* SPDX-License-Identifier: MIT */
#ifndef TALLY_COUNTS_H
#define TALLY_COUNTS_H

#include "base/buf.h"
#include "base/table.h"
#include "tally/axis.h"
#include "tally/sketch.h"
#include "tally/tally.h"

/* What a tally holds: for tally.c, which fills it, and freeze.c. */

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
    uint64_t requests;
    uint64_t *methods; /* by method number */
    uint64_t senders[LS_SENDER_COUNT];
    ls_origin_tally origins[LS_MAX_ORIGINS];
    ls_table *substatuses; /* uint32_t to uint64_t; NULL while there is none */
    int64_t first;         /* ms, or LS_NO_TIME */
    int64_t last;
    ls_series timeline;
    ls_sketch *paths; /* NULL while there is none */
} ls_code_tally;

enum {
    LS_CODES = 1000
};

struct ls_tally {
    int64_t earliest; /* ms: times before are odd */
    int64_t latest;   /* ms: times after are odd */
    const char *const *servers;
    size_t server_count;
    const ls_code *meanings[LS_CODES]; /* of the servers; NULL: not asked yet */
    ls_table *codes;                   /* code to ls_code_tally */
    ls_code_tally *recent[LS_CODES];   /* where the table has each code */
    uint64_t bytes;
    uint64_t odd_times;
    int64_t first; /* ms, or LS_NO_TIME */
    int64_t last;
    ls_axis axis;
    ls_buf key; /* room for one path */
};

#endif
