/* SPDX-License-Identifier: MIT */
#ifndef PARSE_LOOK_H
#define PARSE_LOOK_H

#include <logstat/slice.h>

/* What a value alone may be known by. */
typedef enum ls_look {
    LS_LOOK_STATUS,  /* 0, or 100 to 599 */
    LS_LOOK_METHOD,  /* one of the known methods, or "-" */
    LS_LOOK_REQUEST, /* method and target, as in a request line */
    LS_LOOK_TARGET,  /* a path, or a URL of http or https */
    LS_LOOK_TIME,    /* a date with a time of day */
    LS_LOOK_COUNT
} ls_look;

bool ls_looks_like(ls_look look, ls_slice value);

#endif
