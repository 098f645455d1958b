/* SPDX-License-Identifier: MIT */
#ifndef LIVE_VIEW_H
#define LIVE_VIEW_H

#include "live/rows.h"

/* What the user has chosen to see. */
typedef struct ls_view {
    unsigned code; /* that is chosen; LS_VIEW_NONE: the first */
    size_t first;  /* row that is shown, if not all are */
    ls_live_order order;
    bool is_open; /* the chosen code has all the room */
    bool has_help;
    bool is_paused;
    bool is_finding; /* what is typed goes to `find` */
    char find[32];
} ls_view;

enum {
    LS_VIEW_NONE = 1000
};

/* Moves what is chosen by so many rows. */
void ls_view_move(ls_view *view, const ls_live_row *rows, size_t count, int by);

/* Draws all of the screen. */
void ls_view_draw(ls_view *view, const ls_live_data *data,
                  const ls_live_row *rows, size_t count);

/* How many rows a page has. */
int ls_view_page(const ls_view *view, size_t count);

#endif
