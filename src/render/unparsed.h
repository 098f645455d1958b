/* SPDX-License-Identifier: MIT */
#ifndef RENDER_UNPARSED_H
#define RENDER_UNPARSED_H

#include "render/word.h"

#include <logstat/summary.h>

/* Where a line that was not understood stands: "line 1,812, column 17". */
ls_word ls_unparsed_place(const ls_summary_unparsed *line);

#endif
