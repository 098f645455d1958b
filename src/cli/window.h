/* SPDX-License-Identifier: MIT */
#ifndef CLI_WINDOW_H
#define CLI_WINDOW_H

#include <logstat/run.h>

enum {
    LS_WINDOW_STEPS = 60 /* the most that a window is divided into */
};

/* What came in one step of time. */
typedef struct ls_window_step {
    int64_t number;      /* of the step, since the clock began */
    ls_run *run;         /* what has come so far; NULL: nothing */
    ls_summary *summary; /* the same, once it was asked for */
} ls_window_step;

/* What came in the time just past. */
typedef struct ls_window {
    ls_run_options how; /* of runs that add up; nobody is told of anything */
    double width;       /* of a step, in seconds */
    size_t count;       /* of steps */
    int64_t now;        /* number of the newest */
    ls_window_step steps[LS_WINDOW_STEPS]; /* by number modulo `count` */
} ls_window;

/* `seconds` long, from 1 on, at `now` of a clock that only goes on. */
void ls_window_init(ls_window *window, const ls_run_options *how,
                    double seconds, double now);
void ls_window_release(ls_window *window);

/* Forgets what is too old; whether that was anything. */
bool ls_window_advance(ls_window *window, double now);

/* Adds what has just come. LS_ENOMEM, or LS_ESYNTAX: too much has. */
ls_status ls_window_add(ls_window *window, double now,
                        const ls_summary *part) LS_MUST_USE;

/*
 * What came in the steps of an age from `from` up to, not including, `to`; the
 * newest has the age 0. The caller's; NULL: nothing. LS_ENOMEM.
 */
ls_status ls_window_sum(ls_window *window, size_t from, size_t to,
                        ls_summary **sum) LS_MUST_USE;

/* What came in one step, the window's; NULL: nothing, or no memory. */
const ls_summary *ls_window_at(ls_window *window, size_t age);

#endif
