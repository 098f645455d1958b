/* SPDX-License-Identifier: MIT */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "cli/options.h"

#include <logstat/run.h>

/* The progress line on standard error; zeroed it is never shown. */
typedef struct ls_progress {
    bool shown;
    size_t files;   /* how many there are in all */
    size_t file;    /* which of those that are not read yet, from 1 */
    double started; /* reading began, in seconds of a steady clock */
    double opened;  /* this file became the first of them */
    double drawn;   /* the line was last drawn */
    size_t width;   /* columns of the terminal */
    size_t len;     /* columns of the line that stands there now */
} ls_progress;

/* Seconds of a clock that never goes back. */
double ls_progress_clock(void);

/* Starts; the line appears only if reading takes long enough. */
void ls_progress_init(ls_progress *progress, ls_when when, size_t files);

/* A file has been read. */
void ls_progress_next(ls_progress *progress);

/* Shows how far an input has been read. */
void ls_progress_show(ls_progress *progress, const ls_progress_report *report);

/* Takes the line away, before anything else is printed. */
void ls_progress_clear(ls_progress *progress);

#endif
