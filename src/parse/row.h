/* SPDX-License-Identifier: MIT */
#ifndef PARSE_ROW_H
#define PARSE_ROW_H

#include "parse/cells.h"
#include "parse/columns.h"

/*
 * Rows under a header that are read together: all give the cell of a column
 * before one of them gives the next, so that what a column is for is looked at
 * once for all of them.
 */
enum {
    LS_ROWS_MAX = 16
};

typedef struct ls_rows {
    const ls_slice *texts; /* that stand one below the other */
    size_t count;          /* LS_ROWS_MAX at most */
    ls_vectors
        vectors; /* only if LS_CELLS_SLACK bytes behind them can be read */
    /* Where what they say goes, by row; all were started. */
    ls_record *records;
    ls_values *values;
    ls_keyed *keyed;
    /* What is found, and need not be set: the cells of a column; where those of
       all rows start; the number of each row's first one among these, and of
       the one behind the last row; and how many cells a row has at least. */
    ls_slice cells[LS_ROWS_MAX];
    uint32_t starts[LS_CELLS_ROOM];
    uint32_t firsts[LS_ROWS_MAX + 1];
    size_t fewest;
} ls_rows;

/*
 * Reads the rows in their order, the first one at least if it is a row under
 * this header; returns how many were read. Those behind them are to be read
 * anew, as the first: they may be rows, too.
 */
size_t ls_rows_read(ls_rows *rows, ls_header *header);

#endif
