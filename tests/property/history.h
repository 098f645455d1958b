/* SPDX-License-Identifier: MIT */
#ifndef TESTS_PROPERTY_HISTORY_H
#define TESTS_PROPERTY_HISTORY_H

#include "property/random.h"

#include <stdbool.h>

/*
 * What a log goes through: a model of the files in the working folder, which
 * knows what each of them holds, and does to them what it does to itself.
 *
 * What nobody can miss is a log that came and went between two runs, or of
 * which the one before saw nothing but that it was empty.
 */

enum {
    HISTORY_FILES = 40,    /* at a time */
    HISTORY_RECORDS = 600, /* in all */
    HISTORY_TRACE = 4000
};

/* A file, and which records it holds, by the order in which they were made. */
typedef struct history_file {
    char name[40];
    short records[HISTORY_RECORDS];
    size_t count;
    size_t runs;    /* that saw it rotated away */
    bool is_cut;    /* its last line lacks its end */
    bool is_packed; /* compressed */
    bool is_known;  /* a run saw something of what it holds */
    bool is_seen;   /* a run saw that it is there */
    bool is_gone;   /* it has no name any more, but is held open */
} history_file;

typedef struct log_history {
    random_source *random;
    bool is_linked; /* the log is a symbolic link, which is switched */
    bool is_held;   /* what a run saw is open until the next one */
    size_t days;    /* names with dates that were given */
    char log[40];   /* the file that is written to */
    history_file files[HISTORY_FILES];
    size_t count;

    uint64_t part; /* the number of the record that was put in part */
    uint64_t base; /* the number of the record before the first */
    bool is_counted[HISTORY_RECORDS];
    uint64_t lines; /* that are to be counted, by now */
    uint64_t bytes;
    bool has_lost;    /* a record that could be missed, since the last run */
    bool has_deleted; /* something, ever */
    char trace[HISTORY_TRACE]; /* what happened, in words */
} log_history;

/* What is to be given to a run as the log's name. */
const char *history_name(const log_history *history);

/* A log with a few records, in an empty folder. */
void history_begin(log_history *history, random_source *random, bool is_linked,
                   bool is_held);

/* Does something at random to the log or those that were rotated away. */
void history_step(log_history *history);

/* A run has been: all that is in any file is to be counted from now on. */
void history_run(log_history *history);

#endif
