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
 * Where the cells of rows start, all at once: most are short, and to search for
 * the end of each would cost more than what stands in it is worth.
 */
enum {
    LS_CELLS_ROOM = 16 * 256 + 64, /* of the starts, for 16 rows and to spare */
    LS_CELLS_SLACK = 64 /* bytes behind the rows that are looked at */
};

/*
 * Writes where the cells start in rows that stand one below the other, each
 * behind a separator or a line end, and behind those of the last row where one
 * more would; returns how many were written. They end early where there is no
 * room for more, and where a quote or the byte `odd` is among the next 64
 * bytes: such a row is to be read in another way. 0: the rows have 4 GiB. With
 * vectors, LS_CELLS_SLACK bytes behind the rows can be read, whatever they are.
 */
size_t ls_cells_find(ls_slice rows, char separator, char odd, uint32_t *starts,
                     ls_vectors vectors);

#endif
