/* SPDX-License-Identifier: MIT */
#ifndef LIVE_DETAIL_H
#define LIVE_DETAIL_H

#include "live/rows.h"

/* Draws what is known of a code from one row up to, not including, another. */
void ls_detail_draw(const ls_live_data *data, const ls_live_row *code, int row,
                    int end);

/* Draws how many came in each step, of a code or of all (view.c). */
void ls_view_curve(const ls_live_data *data, unsigned code, int row);

#endif
