/* SPDX-License-Identifier: MIT */
#ifndef LIVE_PEN_H
#define LIVE_PEN_H

#include "live/live.h"

/* How something is to stand out. */
typedef enum ls_pen {
    LS_PEN_PLAIN,
    LS_PEN_STRONG,
    LS_PEN_FAINT,
    LS_PEN_CHOSEN,
    LS_PEN_GOOD,  /* 2xx */
    LS_PEN_OTHER, /* 1xx, 3xx */
    LS_PEN_WARN,  /* 4xx */
    LS_PEN_BAD,   /* 5xx, and none */
    LS_PENS
} ls_pen;

/* Gets the pens ready, of a terminal that curses has taken over. */
void ls_pen_init(const ls_live_look *look);

/* The pen of a class of codes. */
ls_pen ls_pen_of(unsigned code);

/*
 * Writes bytes of a log, or of anybody, from a place on, in at most `width`
 * columns: what would not stand still there, or be seen at all, is written as
 * \xHH. Returns the columns that it took.
 */
int ls_pen_bytes(ls_pen pen, int row, int column, int width, ls_slice bytes);

/* The same with words of our own, which are printable. */
int ls_pen_text(ls_pen pen, int row, int column, int width, const char *format,
                ...) LS_PRINTF(5, 6);

/* Blanks to the end of the row. */
void ls_pen_clear(int row);

/* A bar of `eighths` of a column, and one column as high as `eighth`, 0 to 8.
 */
void ls_pen_bar(ls_pen pen, int row, int column, int columns);
void ls_pen_spark(ls_pen pen, int row, int column, int eighth);

#endif
