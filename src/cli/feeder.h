/* SPDX-License-Identifier: MIT */
#ifndef CLI_FEEDER_H
#define CLI_FEEDER_H

#include "cli/count.h"
#include "cli/parts.h"

/* The thread that counts what comes, and hands it out in parts. */
typedef struct ls_feeder {
    const ls_count *count;
    ls_parts *parts;
    ls_notes notes; /* its own; they count as errors of the result */
    ls_exit result;
    pthread_t thread;
} ls_feeder;

/*
 * Starts it: on standard input if no file is named, else on the files, through
 * rotation. It ends when `count->stop` becomes readable, or its input does.
 * False: it cannot be had.
 */
bool ls_feeder_start(ls_feeder *feeder, const ls_count *count, ls_parts *parts);

/* Waits for its end. */
ls_exit ls_feeder_join(ls_feeder *feeder);

#endif
