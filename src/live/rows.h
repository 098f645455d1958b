/* SPDX-License-Identifier: MIT */
#ifndef LIVE_ROWS_H
#define LIVE_ROWS_H

#include "live/live.h"

/* A status code in the view. */
typedef struct ls_live_row {
    unsigned code;
    bool is_new; /* none came before what came last */
    const char *name;
    const ls_summary_code *window; /* NULL: none came in it */
    const ls_summary_code *total;
    uint64_t requests; /* in the window */
    double rate;       /* of them, a second */
    double share;      /* of the window's requests */
    double change; /* the rate is so many times what it was; 0: it is the same,
                      as far as can be told */
    double since;  /* seconds for which it has been so, about; 0: it has not */
} ls_live_row;

/* What rows are in the order of. */
typedef enum ls_live_order {
    LS_LIVE_BY_REQUESTS,
    LS_LIVE_BY_CHANGE,
    LS_LIVE_BY_CODE,
    LS_LIVE_ORDERS
} ls_live_order;

enum {
    LS_LIVE_ROWS = 1000 /* there are no more codes */
};

/* The requests of a code in a summary, or NULL; of which there may be none. */
const ls_summary_code *ls_live_code(const ls_summary *summary, unsigned code);

/*
 * Makes the rows of all codes whose number or name has `find` in it, which may
 * be empty; how many.
 */
size_t ls_live_rows(const ls_live_data *data, ls_live_order order,
                    const char *find, ls_live_row rows[LS_LIVE_ROWS]);

/* How many requests came; NULL: none. */
uint64_t ls_live_requests(const ls_summary *summary);

#endif
