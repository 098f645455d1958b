/* SPDX-License-Identifier: MIT */
#ifndef RENDER_TREND_H
#define RENDER_TREND_H

#include "render/page.h"

/* A time axis redrawn in the columns at hand; `columns` 0: nothing to draw. */
typedef struct ls_trend {
    const ls_summary_axis *axis;
    int zone;         /* minutes east of UTC, so that a day is a local day */
    uint64_t seconds; /* of one column: a multiple of the axis' */
    size_t columns;
} ls_trend;

/* The finest trend that needs at most `room` columns. */
ls_trend ls_trend_fit(const ls_summary_axis *axis, int zone, size_t room);

/* "PER HOUR", "PER 10 MINUTES" */
ls_word ls_trend_title(const ls_trend *trend);

/*
 * When its columns were, for the line above its bars, which begin at the column
 * `left`: what begins at a column begins at that time.
 */
void ls_trend_scale(ls_page *page, const ls_trend *trend, size_t left);

/* A line of bars, its highest the most of this timeline; NULL draws none. */
void ls_trend_draw(ls_page *page, const ls_trend *trend,
                   const uint64_t *timeline);

/* A bar that fills `room` columns if `part` is all of `whole`. */
void ls_bar_draw(ls_page *page, uint64_t part, uint64_t whole, size_t room);

#endif
