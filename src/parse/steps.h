/* SPDX-License-Identifier: MIT */
#ifndef PARSE_STEPS_H
#define PARSE_STEPS_H

#include "base/arena.h"
#include "base/byte_class.h"
#include "parse/byteset.h"

/*
 * A short cut for expressions that are a mere sequence of bytes and of
 * possessive runs of byte classes, each of which may be a named group:
 * `(?<client> [^ ,"]++ ) [ ] \[`. Such a sequence leaves nothing to choose,
 * so walking it gives what PCRE2 would give, without PCRE2.
 *
 * Of an expression that is `(?: A | B )` as a whole A is taken, if it is such a
 * sequence: where that fits, PCRE2 would take it, too.
 */

/* What a step takes first. */
typedef enum ls_step_kind {
    LS_STEP_TEXT,  /* nothing: its text follows at once */
    LS_STEP_UNTIL, /* a run that may be long, and takes all but some of ASCII */
    LS_STEP_DIGITS, /* a run of digits */
    LS_STEP_CLASS,  /* a run of bytes of any class */
    LS_STEP_AHEAD,  /* nothing, but a byte of a class must follow: (?= ) */
} ls_step_kind;

enum {
    LS_STEP_TEXT_MAX = 8, /* the bytes of a text that one step can hold */
    LS_STEP_GROUPS = 16,  /* runs that can be bound */
    /* The binding of a run that nobody wants, as of all new steps: its place
       is behind the others. */
    LS_STEP_UNBOUND = LS_STEP_GROUPS,
};

/* One step: from `min` to `max` bytes of a class, and then a text. */
typedef struct ls_step {
    ls_step_kind kind;
    unsigned char text_len;
    unsigned char take_len; /* of the text: the rest is only looked at */
    char text[LS_STEP_TEXT_MAX];
    char mask[LS_STEP_TEXT_MAX]; /* all bits of each byte of the text */
    bool or_end;                 /* of LS_STEP_AHEAD: or nothing follows */
    size_t min;
    size_t max;
    size_t binding;      /* which of the groups the run is, see walk.h */
    ls_byteset takes;    /* the class */
    ls_byte_class stops; /* of LS_STEP_UNTIL: all others */
    const char *group;   /* name of the run, or NULL */
} ls_step;

typedef struct ls_steps {
    ls_step *items;
    size_t count;
    bool is_part; /* lines that do not fit these may fit the expression */
    /* Steps whose bytes are mostly the same as in the line before, from one up
       to, not including, another. Of their runs only the last may be bound,
       and a text that is taken must tell where that ends. */
    size_t usual;
    size_t usual_end;
} ls_steps;

/*
 * Turns a pattern into steps; they point into the arena. An expression that is
 * more than such a sequence is LS_ESYNTAX.
 */
ls_status ls_steps_make(ls_arena *arena, ls_slice pattern,
                        ls_steps *steps) LS_MUST_USE;

#endif
