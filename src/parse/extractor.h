/* SPDX-License-Identifier: MIT */
#ifndef PARSE_EXTRACTOR_H
#define PARSE_EXTRACTOR_H

#include "base/json_list.h"

#include "parse/plan.h"
#include "parse/row.h"
#include "parse/walk.h"

/*
 * Takes one line apart with one plan, whatever kind of format that is for.
 * Belongs to one thread.
 */
typedef struct ls_extractor {
    ls_matcher *matcher;
    ls_json_reader *json;
    ls_json_list list; /* the values of `listed`, to be tried with more plans */
    ls_slice listed;
    ls_slice tried; /* a JSON line that one plan read by itself */
    ls_builder builder;
    ls_values values[LS_ROWS_MAX]; /* by line: most often there is one */
    ls_keyed keyed[LS_ROWS_MAX];
    ls_header header; /* that is in force, and rows under it, */
    ls_rows rows;
    size_t together;         /* of which so many are read next */
    const ls_format *format; /* of the last record */
    bool unlike; /* the line is known, but no request; only ever set here */
    bool limit;  /* matching was given up; only ever set here */
    const char *around;  /* memory that lines are read from, or NULL */
    size_t around_bound; /* a line that ends there before has a walk's slack */
    char copy[LS_WALK_COPY + LS_WALK_SLACK]; /* of a line from elsewhere */
    ls_walk walk;                            /* the last one, */
    const ls_short_cut *along;               /* and what it was along */
    bool has_usual_time; /* the time in its usual steps was read, */
    bool usual_is_time;  /* is one, */
    int64_t usual_time;  /* and is this */
} ls_extractor;

/* Of a zeroed one. `zone`: see ls_timer; `interpret`: see ls_matcher_new(). */
ls_status ls_extractor_init(ls_extractor *extractor, int zone,
                            bool interpret) LS_MUST_USE;
void ls_extractor_release(ls_extractor *extractor);

/* Says which memory lines come from: see ls_reader_around(). */
void ls_extractor_around(ls_extractor *extractor, ls_slice memory);

/* What was found out about the line before counts no more. */
void ls_extractor_forget(ls_extractor *extractor);

/*
 * Reads a line with a plan. `*fits` tells whether that gives what it is for: a
 * record or, of a format that wraps, its LS_PART_LINE. The record borrows from
 * the line and the extractor. LS_ENOMEM.
 */
ls_status ls_extract(ls_extractor *extractor, const ls_plan *plan,
                     ls_slice line, ls_record *record, bool *fits) LS_MUST_USE;

/*
 * The same without PCRE2, for lines of the usual form; else it does not fit.
 * The plan must have a short cut.
 */
bool ls_extract_shortly(ls_extractor *extractor, const ls_plan *plan,
                        ls_slice line, ls_record *record);

/*
 * Does so with LS_WALK_LINES lines at most: looks at them, and then reads them
 * in their order, from `first` on up to one that does not fit; how many do.
 * Nothing else may be read by a short cut meanwhile. If they are several, they
 * must be in the memory that lines come from, or none fits.
 */
void ls_extractor_look(ls_extractor *extractor, const ls_plan *plan,
                       const ls_slice *lines, size_t count);
size_t ls_extract_seen(ls_extractor *extractor, const ls_plan *plan,
                       size_t first, ls_record *records);

/*
 * The same for LS_ROWS_MAX rows at most under the header in force, one below
 * the other, none of which is a header itself or empty; how many fit, from the
 * first on. Behind them may be more that do. If the first one does not,
 * ls_extract() is to say what it is, or that memory lacked.
 */
size_t ls_extract_rows(ls_extractor *extractor, const ls_plan *plan,
                       const ls_slice *lines, size_t count, ls_record *records);

#endif
