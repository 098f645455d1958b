/* SPDX-License-Identifier: MIT */
#ifndef PARSE_CELLS_H
#define PARSE_CELLS_H

#include "base/vector.h"

#include <stdbool.h>
#include <stdint.h>

#include <logstat/slice.h>

/* Cells of a row, one after the other, in quotes or not. */
typedef struct ls_cells {
    ls_slice rest;
    char separator;
    bool wide; /* a quoted cell may hold separators */
    bool over;
} ls_cells;

/* The next cell, without the quotes around it; false behind the last one. */
bool ls_cells_next(ls_cells *cells, ls_slice *cell);

/* Whether a row has more than `count` cells, if no quotes count. */
bool ls_cells_exceed(ls_slice row, char separator, size_t count);

/*
 * Where the cells of a row start, all at once: most are short, and to search
 * for the end of each would cost more than what stands in it is worth.
 */
enum {
    LS_CELLS_MAX = 64,
    LS_CELLS_ROOM = 2 * LS_CELLS_MAX + 1, /* of the starts: some are too many */
    LS_CELLS_SLACK = 64 /* bytes behind a row that are looked at */
};

/*
 * Writes where the cells start, and behind them where one more would; returns
 * how many there are. 0: more than LS_CELLS_MAX, or a quote or the byte `odd`
 * is in the row, or it has 4 GiB; it is then to be read in another way. With
 * vectors, LS_CELLS_SLACK bytes behind the row can be read, whatever they are.
 */
size_t ls_cells_find(ls_slice row, char separator, char odd, uint32_t *starts,
                     ls_vectors vectors);

#endif
