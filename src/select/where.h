/* SPDX-License-Identifier: MIT */
#ifndef SELECT_WHERE_H
#define SELECT_WHERE_H

#include "base/arena.h"
#include "base/regex.h"
#include "select/operand.h"

/* An expression as a tree. All of it belongs to one arena but the regexes. */

typedef enum ls_node_kind {
    LS_NODE_TEST,
    LS_NODE_NOT, /* of `left` */
    LS_NODE_AND,
    LS_NODE_OR,
} ls_node_kind;

/* Compares a field with one value, or with several: one of them is it. */
typedef struct ls_test {
    const ls_operand *operand;
    ls_token_kind sign;
    size_t count; /* of the values */
    ls_slice *texts;
    uint64_t *numbers;
    ls_regex *regex;
} ls_test;

typedef struct ls_node {
    ls_node_kind kind;
    struct ls_node *left;
    struct ls_node *right;
    ls_test test;
    struct ls_node *made_before; /* all nodes, to release their regexes */
} ls_node;

typedef struct ls_where {
    ls_arena *arena;
    ls_node *root; /* NULL: no expression */
    ls_node *last_made;
    ls_fields needs;
} ls_where;

/*
 * Reads an expression. LS_ESYNTAX with a column, or LS_ENOMEM. Release it in
 * every case.
 */
ls_status ls_where_read(ls_where *where, ls_slice expression,
                        const ls_clock *clock, ls_error *err) LS_MUST_USE;
void ls_where_release(ls_where *where);

/* Whether it holds for a record. LS_ENOMEM (judge.c). */
ls_status ls_where_judge(const ls_node *node, ls_matcher *matcher,
                         const ls_record *record,
                         ls_filter_answer *answer) LS_MUST_USE;

#endif
