/* SPDX-License-Identifier: MIT */
#ifndef RENDER_ROW_DURATION_H
#define RENDER_ROW_DURATION_H

#include "render/word.h"

#include <logstat/summary.h>

/* Whether it is known of any row how long requests took. */
bool ls_group_has_durations(const ls_summary_group *group);

/* The 95th percentile of a row: "12 ms"; "-" if it is not known. */
ls_word ls_row_p95(const ls_summary_row *row);

#endif
