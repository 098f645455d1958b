/* SPDX-License-Identifier: MIT */
#ifndef PARSE_TIMESTAMP_H
#define PARSE_TIMESTAMP_H

#include <logstat/slice.h>

/* How a format writes its times. */
typedef enum ls_time_kind {
    LS_TIME_CLF, /* 10/Oct/2000:13:55:36 -0700; fraction and zone may lack */
    LS_TIME_KINDS
} ls_time_kind;

/* The kind of this name ("clf"), or LS_TIME_KINDS. */
ls_time_kind ls_time_kind_find(ls_slice name);

/*
 * Reads times of one log. Neighbouring lines nearly always share their minute
 * and zone, so those of the last time are remembered. Belongs to one thread.
 */
typedef struct ls_timer {
    int zone;        /* of times without one: minutes east of UTC */
    char minute[18]; /* "10/Oct/2000:13:55:" as last read; "" at first */
    char offset[5];  /* "-0700" that stood behind the seconds */
    int64_t base;    /* seconds since the epoch of that minute */
} ls_timer;

/* False, and *ms as it was, if the text is no time of this kind. */
bool ls_timer_read(ls_timer *timer, ls_time_kind kind, ls_slice text,
                   int64_t *ms);

#endif
