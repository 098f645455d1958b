/* SPDX-License-Identifier: MIT */
#ifndef RENDER_ROW_CELL_H
#define RENDER_ROW_CELL_H

#include "render/word.h"

#include <logstat/summary.h>

/* Whether ls_row_worst() can be told of any row. */
bool ls_group_has_worst(const ls_summary_group *group);

/*
 * The code of most of a row's errors: of its 5xx, which the site itself caused,
 * or if it has none of its 4xx. 0 if it has no errors, or of so many the code
 * is not known that it could be another.
 */
unsigned ls_row_worst(const ls_summary_row *row);

/* Its three digits; "-" for 0. */
ls_word ls_row_worst_word(const ls_summary_row *row);

/* Whether it is known of any row how long requests took. */
bool ls_group_has_durations(const ls_summary_group *group);

/* The 95th percentile of a row: "12 ms"; "-" if it is not known. */
ls_word ls_row_p95(const ls_summary_row *row);

#endif
