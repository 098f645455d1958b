/* SPDX-License-Identifier: MIT */
#ifndef BASE_REGEX_H
#define BASE_REGEX_H

#include <logstat/error.h>
#include <logstat/slice.h>

/*
 * Regular expressions for log lines: PCRE2 on bytes (no UTF mode), anchored,
 * extended notation, unnamed groups do not capture. Matching is bounded in
 * time and memory whatever the line holds.
 */

/*
 * An expression. Threads may share it: what it matches never changes, and how
 * that is found out only becomes faster.
 */
typedef struct ls_regex ls_regex;

/* What matching needs besides the expression; one for each thread. */
typedef struct ls_matcher ls_matcher;

/* LS_ESYNTAX says what is wrong, and before which part of `pattern`. */
ls_status ls_regex_new(const char *pattern, ls_regex **regex,
                       ls_error *err) LS_MUST_USE;

/*
 * The expression of a pattern that is known to be right, compiled when it is
 * first used; `names` are those of its groups by number, NULL for one that has
 * none, as PCRE2 would give them. Both must outlive it. NULL: no memory.
 */
ls_regex *ls_regex_later(const char *pattern, const char *const *names,
                         size_t group_count);

/* Whether ls_regex_new() would take the pattern, found out at less cost. */
ls_status ls_regex_check(const char *pattern, ls_error *err) LS_MUST_USE;
void ls_regex_free(ls_regex *regex);

/* Whether there can be machine code; if not, matching is slower. */
bool ls_regex_jit_works(void);

/* How many groups there are, the whole match (number 0) included. */
size_t ls_regex_group_count(const ls_regex *regex);

/* The name of group `number`, or NULL. Valid as long as the expression. */
const char *ls_regex_group_name(const ls_regex *regex, size_t number);

/* `interpret`: never use machine code. NULL if there is no memory. */
ls_matcher *ls_matcher_new(bool interpret);
void ls_matcher_free(ls_matcher *matcher);

/* What ls_matcher_match() found out. */
enum {
    LS_MATCH_NONE = 0,
    LS_MATCH_FOUND = 1,
    LS_MATCH_LIMIT = 2, /* given up: neither a match nor none */
};

/*
 * Matches `line` from its first byte on: one of the above, or LS_ENOMEM.
 * `line` must stay as it is while ls_matcher_group() is used.
 */
int ls_matcher_match(ls_matcher *matcher, const ls_regex *regex, ls_slice line);

/* Group `number` of the last match found; false if it took no part in it. */
bool ls_matcher_group(const ls_matcher *matcher, size_t number,
                      ls_slice *group);

/* The name of the last (*MARK:NAME) that the match passed, or NULL. */
const char *ls_matcher_mark(const ls_matcher *matcher);

#endif
