/* SPDX-License-Identifier: MIT */
#ifndef RENDER_ROW_ORDER_H
#define RENDER_ROW_ORDER_H

#include <logstat/render.h>

/*
 * The row that follows `previous` (NULL: the first) when they are sorted, or
 * NULL. Of those that are the same the order is that of the summary.
 */
const ls_summary_row *ls_row_next(const ls_summary_group *group, ls_sort sort,
                                  const ls_summary_row *previous);

/* Whether the rows are spans of time, which follow one another. */
bool ls_group_is_of_times(const ls_summary_group *group);

/* How many rows are shown; `top`: as many as were asked for, or 0. */
size_t ls_group_shown(const ls_summary_group *group, size_t top);

#endif
