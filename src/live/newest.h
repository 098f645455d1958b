/* SPDX-License-Identifier: MIT */
#ifndef LIVE_NEWEST_H
#define LIVE_NEWEST_H

#include <logstat/error.h>
#include <logstat/record.h>

#include <pthread.h>

enum {
    LS_NEWEST_CODES = 1000,
    LS_NEWEST_LINES = 5,  /* that are kept of a code */
    LS_NEWEST_ROOM = 200, /* bytes of one */
};

/* One request: when, by whom, of what. Its bytes are the log's. */
typedef struct ls_newest_line {
    char text[LS_NEWEST_ROOM];
    size_t len;
} ls_newest_line;

/* Those of a code: each new one takes the place of the oldest. */
typedef struct ls_newest_lines {
    ls_newest_line items[LS_NEWEST_LINES];
    uint64_t count; /* all that ever came */
} ls_newest_lines;

/*
 * The newest errors of each code. The thread that counts notes them, and that
 * which draws takes a copy.
 */
typedef struct ls_newest {
    pthread_mutex_t lock;                    /* guards what follows */
    ls_newest_lines *codes[LS_NEWEST_CODES]; /* NULL: none came */
    int zone; /* of the times: minutes east of UTC */
} ls_newest;

/* False: it cannot be had. */
bool ls_newest_init(ls_newest *newest, int zone);
void ls_newest_release(ls_newest *newest);

/* Notes a record if it is an error: 4xx, 5xx or without a status. LS_ENOMEM. */
ls_status ls_newest_note(ls_newest *newest,
                         const ls_record *record) LS_MUST_USE;

/* Makes `copy` hold what `newest` holds. LS_ENOMEM: not all of it. */
ls_status ls_newest_copy(ls_newest *copy, ls_newest *newest) LS_MUST_USE;

/* The line of a code that came `age` lines before the last; NULL: none did. */
const ls_newest_line *ls_newest_at(const ls_newest *newest, unsigned code,
                                   size_t age);

#endif
