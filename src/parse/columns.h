/* SPDX-License-Identifier: MIT */
#ifndef PARSE_COLUMNS_H
#define PARSE_COLUMNS_H

#include "parse/keymap.h"

/*
 * Logs whose columns a line of the log itself names: W3C extended logs
 * (`#Fields:`, https://www.w3.org/TR/WD-logfile), Zeek's (`#fields`), and CSV
 * with a row of names. The header in force at any place is the last one above
 * it, so whoever knows that line can read the rows from there on.
 */

/* How cells are told apart. */
typedef enum ls_columns_kind {
    LS_COLUMNS_W3C, /* tabs if the row has any, else blanks */
    LS_COLUMNS_CSV, /* commas (RFC 4180) */
} ls_columns_kind;

/* A column that is asked for. */
typedef struct ls_column {
    const ls_key *key;
    size_t at;        /* which one it is, from 0 */
    bool is_sole;     /* its value need not be weighed against others */
    bool unlikes;     /* a cell may say that its row is no request, */
    bool starts[256]; /* if it starts with one of these bytes or is empty */
} ls_column;

/* A header: which key each column is. Zeroed it is none. */
typedef struct ls_header {
    bool is_there;        /* a header came, known or not */
    const ls_keymap *map; /* NULL: no header, or none that is known */
    ls_columns_kind kind;
    ls_column *columns; /* that are asked for, in their order */
    size_t count;
    size_t cap;
    size_t total; /* how many columns there are */
    bool has_status;
    bool has_date;
    char date[11];  /* of the last #Date line, for rows without one; "": none */
    char separator; /* of the last row: that of the next most likely */
} ls_header;

void ls_header_release(ls_header *header);

/*
 * Whether a line names columns of this kind; of CSV it does if its first cell
 * is a key of the map. `*names` gets the part with the names.
 */
bool ls_header_find(ls_columns_kind kind, const ls_keymap *map, ls_slice line,
                    ls_slice *names);

/* Whether these names are all that the map needs. */
bool ls_header_is_complete(ls_columns_kind kind, const ls_keymap *map,
                           ls_slice names);

/*
 * Puts a header in force. `*known` tells whether all that the map needs is
 * there; if not, the header is as it was. LS_ENOMEM.
 */
ls_status ls_header_set(ls_header *header, ls_columns_kind kind,
                        const ls_keymap *map, ls_slice names,
                        bool *known) LS_MUST_USE;

/* "2026-11-22": whoever has a date column writes dates into it. */
bool ls_header_is_date(ls_slice value);

/* Whether a line is a #Date line, and its date. */
bool ls_header_find_date(ls_slice line, ls_slice *date);

/*
 * Takes note of a #Date line, if it is one: rows of old IIS have only the time
 * of day, and it stands above them.
 */
void ls_header_date(ls_header *header, ls_slice line);

#endif
