/* SPDX-License-Identifier: MIT */
#ifndef PARSE_PLAN_H
#define PARSE_PLAN_H

#include "parse/detect.h"
#include "parse/keymap.h"
#include "parse/shortcut.h"

/*
 * How to read lines of one format. Made for some fields, the expression goes
 * no further than the last of them; else it is the format's own. Immutable, so
 * threads may share it.
 */
typedef struct ls_plan {
    const ls_format *format;
    const ls_regex *regex; /* NULL for a kind that has none */
    const ls_binding *bindings;
    size_t binding_count;
    const ls_keymap *keymap;
    ls_short_cut *short_cut; /* NULL: none */
} ls_plan;

/*
 * What the lines of one input are tried with, in their order: the input's own
 * format, the rest of its family, and then, unless the user named the format,
 * all others, those that say the most about a line first. Formats whose head is
 * the same as an earlier one's are left out. A line is taken out of what wraps
 * it before.
 */
typedef struct ls_plans {
    ls_plan *items;
    size_t count;
    bool has_own;   /* the first is the input's own format */
    ls_plan *wraps; /* around every line, the outermost first */
    size_t wrap_count;
    ls_plan *wrappers; /* all there are, for single lines */
    size_t wrapper_count;
    bool has_headers;                 /* lines may name columns */
    unsigned char header_starts[256]; /* flags: first bytes of such lines */
    size_t header_name;               /* the longest first name of a row */
    ls_regex *regex; /* of the first plan, if it has one of its own */
    ls_arena *arena;
} ls_plans;

/*
 * `found` NULL: an unknown format, no wraps. The status is always read, wanted
 * or not.
 */
ls_status ls_plans_init(ls_plans *plans, const ls_formats *formats,
                        const ls_found *found, ls_fields wanted) LS_MUST_USE;

/* The plan for lines of just this format, refused or not. */
ls_status ls_plans_init_one(ls_plans *plans, const ls_format *format,
                            ls_fields wanted) LS_MUST_USE;
void ls_plans_release(ls_plans *plans);

#endif
