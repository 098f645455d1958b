/* SPDX-License-Identifier: MIT */
#ifndef PARSE_PLAN_H
#define PARSE_PLAN_H

#include "parse/format.h"
#include "parse/steps.h"
#include "record/fields.h"

/* What is done with a group of a match. */
typedef struct ls_binding {
    size_t group;
    ls_setter *set; /* NULL: the group is the time */
} ls_binding;

/* Named groups that a short cut has at most. */
enum {
    LS_SHORT_CUT_GROUPS = 16
};

/*
 * The format's plain head and the tails as steps: what the regex would give
 * for most lines, found without it.
 */
typedef struct ls_short_cut {
    ls_arena *arena;
    ls_steps head;
    ls_steps *tails;
    size_t tail_count;
    size_t *bound; /* by number of tails that fit: how many bindings apply */
    ls_binding bindings[LS_SHORT_CUT_GROUPS]; /* `group` is not used */
    size_t binding_count;
} ls_short_cut;

/*
 * How to read lines of one format when only some fields are wanted: the
 * expression goes no further than the last of them. Immutable, so threads may
 * share it.
 */
typedef struct ls_plan {
    const ls_format *format;
    ls_regex *regex;
    ls_binding *bindings; /* of the regex's groups */
    size_t binding_count;
    ls_short_cut *short_cut; /* NULL: none */
} ls_plan;

/*
 * The formats that the lines of one input are tried with, in their order: the
 * input's own, then the rest of its family; without one all that there are.
 * Formats whose head is the same as an earlier one's are left out.
 */
typedef struct ls_plans {
    ls_plan *items;
    size_t count;
    size_t group_count; /* the most that any expression has */
} ls_plans;

/* `format` NULL: unknown. The status is always read, wanted or not. */
ls_status ls_plans_init(ls_plans *plans, const ls_formats *formats,
                        const ls_format *format, ls_fields wanted) LS_MUST_USE;

/* The plan for lines of just this format, refused or not. */
ls_status ls_plans_init_one(ls_plans *plans, const ls_format *format,
                            ls_fields wanted) LS_MUST_USE;
void ls_plans_release(ls_plans *plans);

/* Reads the lines of an input; belongs to one thread. */
typedef struct ls_reader ls_reader;

/* `zone`: see ls_timer. The plans must outlive the reader. */
ls_reader *ls_reader_new(const ls_plans *plans, int zone, bool interpret);
void ls_reader_free(ls_reader *reader);

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
 * Reads one line, without its line end. The record borrows it. LS_ENOMEM is
 * the only failure.
 */
ls_status ls_reader_read(ls_reader *reader, ls_slice line, ls_record *record,
                         ls_line_kind *kind) LS_MUST_USE;

#endif
