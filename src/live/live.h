/* SPDX-License-Identifier: MIT */
#ifndef LIVE_LIVE_H
#define LIVE_LIVE_H

#include "live/newest.h"

#include <logstat/summary.h>

/*
 * The view of logs that are followed, on a terminal. It is shown summaries and
 * knows nothing of where they come from. There is one at a time.
 */
typedef struct ls_live ls_live;

/* What there is to be seen at one time; only for the time of a call. */
typedef struct ls_live_data {
    const char *name;         /* of what is followed */
    const ls_summary *total;  /* all that came; never NULL */
    const ls_summary *window; /* what came in the window; NULL: nothing */
    /* Of the window, what came last, and what came before that; the same. */
    const ls_summary *recent;
    const ls_summary *earlier;
    const ls_summary *const *steps; /* of the window, the newest first; the
                                       same for each */
    size_t step_count;
    double step_seconds;     /* how long one is */
    double seconds;          /* how much of the window has passed */
    const ls_newest *newest; /* errors; never NULL */
    const char *message;     /* the last one that was told; NULL: none */
} ls_live_data;

/* How it looks. */
typedef struct ls_live_look {
    bool colour;
    bool utf8; /* the terminal shows it, and the locale has it */
} ls_live_look;

/*
 * Takes over the terminal: `output` shows it, `input` has its keys; both stay
 * the caller's. NULL: it is none that this can be shown on.
 */
ls_live *ls_live_open(int output, int input, const ls_live_look *look);

/* Gives the terminal back as it was. NULL is allowed. */
void ls_live_close(ls_live *live);

/* Shows it. */
void ls_live_show(ls_live *live, const ls_live_data *data);

/* Whether the user wants to go on seeing what was shown last. */
bool ls_live_is_paused(const ls_live *live);

/* What a key asks for. */
typedef enum ls_live_wish {
    LS_LIVE_NOTHING, /* there is no key any more */
    LS_LIVE_REDRAW,
    LS_LIVE_NARROW, /* half of the window */
    LS_LIVE_WIDEN,  /* twice as much */
    LS_LIVE_QUIT,
} ls_live_wish;

/* Takes the next key that was pressed. */
ls_live_wish ls_live_key(ls_live *live);

#endif
