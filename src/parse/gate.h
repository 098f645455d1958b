/* SPDX-License-Identifier: MIT */
#ifndef PARSE_GATE_H
#define PARSE_GATE_H

#include "parse/byteset.h"

/*
 * What all lines that an expression matches have in common, found out from its
 * text. Most lines lack something of it, and then need not be matched.
 */

enum {
    LS_GATE_ORDER = 12
};

typedef struct ls_gate {
    ls_byteset first;          /* one of these starts the line */
    ls_byteset holds;          /* all of these are in it */
    char order[LS_GATE_ORDER]; /* and these in this order, not overlapping */
    size_t order_len;
} ls_gate;

/* A gate that lets every line through. */
void ls_gate_open(ls_gate *gate);

/* The gate of an expression (extended notation, dots match all bytes). */
void ls_gate_make(ls_gate *gate, ls_slice pattern);

/*
 * Whether a pattern fits anywhere and takes nothing: all it does is look
 * around, if it can.
 */
bool ls_gate_is_void(ls_slice pattern);

/* Lets through also what another gate would. */
void ls_gate_widen(ls_gate *gate, const ls_gate *other);

/* Whether a line might be matched; `holds` is what ls_byteset_of() says. */
bool ls_gate_lets(const ls_gate *gate, ls_slice line, const ls_byteset *holds);

#endif
