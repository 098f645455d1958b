/* SPDX-License-Identifier: MIT */
#ifndef PARSE_READER_H
#define PARSE_READER_H

#include "parse/headers.h"
#include "parse/walk.h"

/* Reads the lines of an input; belongs to one thread. */
typedef struct ls_reader ls_reader;

/* `zone`: see ls_timer. The plans must outlive the reader. */
ls_reader *ls_reader_new(const ls_plans *plans, int zone, bool interpret);
void ls_reader_free(ls_reader *reader);

/* Bytes behind a line that a reader looks at, where it can. */
enum {
    LS_READER_SLACK = LS_WALK_SLACK,
    LS_READER_LINES = LS_WALK_LINES /* that a reader looks at together */
};

/*
 * Says that lines come from this memory, which lives until the next call: the
 * bytes behind a line may then be looked at, which is faster. Lines from
 * elsewhere can be read all the same.
 */
void ls_reader_around(ls_reader *reader, ls_slice memory);

/* What a line is. */
typedef enum ls_line_kind {
    LS_LINE_RECORD,
    LS_LINE_FALLBACK, /* a record, by another format than the input's own */
    LS_LINE_COMMENT,
    LS_LINE_BLANK,
    LS_LINE_UNPARSED,
    LS_LINE_LIMIT, /* unparsed: matching was given up (see base/regex.h) */
} ls_line_kind;

/*
 * Reads one line, without its line end. The record borrows it, and what the
 * reader keeps until the next line. LS_ENOMEM is the only failure.
 *
 * What a line is depends on nothing but itself, and on the lines before it
 * whose ls_reader_effect() says so.
 */
ls_status ls_reader_read(ls_reader *reader, ls_slice line, ls_record *record,
                         ls_line_kind *kind) LS_MUST_USE;

/*
 * The same faster: looks at LS_READER_LINES lines at most, which stand one
 * below the other in the memory that is around (an empty text may stand for a
 * line that is not to be looked at). Then they are read, in their order, by the
 * two below.
 */
void ls_reader_look(ls_reader *reader, const ls_slice *lines, size_t count);

/*
 * Reads lines of the usual form, of which most are, from `first` on: records by
 * the format of the input, as many as may be kept together. How many; if none,
 * ls_reader_read_odd() is to find out what that line is.
 */
size_t ls_reader_read_usual(ls_reader *reader, size_t first,
                            ls_record *records);

/* Reads any other line; as ls_reader_read(). */
ls_status ls_reader_read_odd(ls_reader *reader, ls_slice line,
                             ls_record *record, ls_line_kind *kind) LS_MUST_USE;

/*
 * Takes a line out of the first plan's format, which wraps others. `*inner` is
 * valid until the next line.
 */
ls_status ls_reader_unwrap(ls_reader *reader, ls_slice line, ls_slice *inner,
                           bool *fits) LS_MUST_USE;

/* What a line does to those below it. */
typedef struct ls_line_effect {
    ls_header_rank header;
    bool date; /* it has the date of rows that have none */
} ls_line_effect;

/*
 * What a line does to those below it, whatever came before: after the last
 * strong header nothing before that counts, and without any the first weak one
 * does. LS_ENOMEM.
 */
ls_status ls_reader_effect(ls_reader *reader, ls_slice line,
                           ls_line_effect *effect) LS_MUST_USE;

/* The format that the last record was read with. */
const ls_format *ls_reader_format(const ls_reader *reader);

/*
 * Whether the time of the last record that had one says by itself which moment
 * it is, whatever zone times without one are taken to be in.
 */
bool ls_reader_knows_zone(const ls_reader *reader);

/*
 * How many bytes of its line the fields of a record took, which was read by
 * ls_reader_read().
 */
size_t ls_reader_explained(const ls_reader *reader);

/* Whether a header came that has no column for the status. */
bool ls_reader_lacks_status(const ls_reader *reader);

#endif
