/* SPDX-License-Identifier: MIT */
#ifndef CLI_ONE_LINE_H
#define CLI_ONE_LINE_H

#include <logstat/render.h>

/*
 * A sink that puts a JSON document on one line: no string in one has a line end
 * in it, so those between values can go, and the blanks behind them.
 */
typedef struct ls_one_line {
    const ls_sink *to;
    bool is_start; /* of a line: blanks are left out */
} ls_one_line;

/* Valid as long as both are. */
ls_sink ls_one_line_sink(ls_one_line *line, const ls_sink *to);

#endif
