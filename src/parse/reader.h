/* SPDX-License-Identifier: MIT */
#ifndef PARSE_READER_H
#define PARSE_READER_H

#include "parse/plan.h"

/* Reads the lines of an input; belongs to one thread. */
typedef struct ls_reader ls_reader;

/* `zone`: see ls_timer. The plans must outlive the reader. */
ls_reader *ls_reader_new(const ls_plans *plans, int zone, bool interpret);
void ls_reader_free(ls_reader *reader);

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
 * What a line is depends on nothing but itself, and on the last line before it
 * that ls_reader_is_header() is true for; its time also on the last #Date line.
 */
ls_status ls_reader_read(ls_reader *reader, ls_slice line, ls_record *record,
                         ls_line_kind *kind) LS_MUST_USE;

/*
 * Takes a line out of the first plan's format, which wraps others. `*inner` is
 * valid until the next line.
 */
ls_status ls_reader_unwrap(ls_reader *reader, ls_slice line, ls_slice *inner,
                           bool *fits) LS_MUST_USE;

/* Whether a line names the columns of those below it. */
bool ls_reader_is_header(const ls_reader *reader, ls_slice line);

/* The format that the last record was read with. */
const ls_format *ls_reader_format(const ls_reader *reader);

/* How many bytes of the line the fields of the last record took. */
size_t ls_reader_explained(const ls_reader *reader);

/* Whether a header came that has no column for the status. */
bool ls_reader_lacks_status(const ls_reader *reader);

#endif
