/* SPDX-License-Identifier: MIT */
#ifndef PARSE_STEPS_H
#define PARSE_STEPS_H

#include "base/arena.h"
#include "base/scan.h"

/*
 * A short cut for expressions that are a mere sequence of bytes and of
 * possessive runs of byte classes, each of which may be a named group:
 * `(?<client> [^ ,"]++ ) [ ] \[`. Such a sequence leaves nothing to choose,
 * so walking it gives what PCRE2 would give, without PCRE2.
 */

/* What a step takes first. */
typedef enum ls_step_kind {
    LS_STEP_TEXT,  /* nothing: its text follows at once */
    LS_STEP_UNTIL, /* a run that ends at one of a few bytes */
    LS_STEP_CLASS, /* a run of bytes of a class */
    LS_STEP_AHEAD, /* nothing, but a byte of a class must follow: (?= ) */
} ls_step_kind;

/* The bytes of a text that one step can hold. */
enum {
    LS_STEP_TEXT_MAX = 8
};

/* One step: from `min` to `max` bytes of a class, and then a text. */
typedef struct ls_step {
    ls_step_kind kind;
    unsigned char text_len;
    char text[LS_STEP_TEXT_MAX];
    size_t min;
    size_t max;
    size_t binding;       /* of the run; for whoever uses the step */
    unsigned char *takes; /* the class: 256 flags by byte */
    const char *group;    /* name of the run, or NULL */
    ls_stops stops;       /* LS_STEP_UNTIL: what the class leaves out */
} ls_step;

typedef struct ls_steps {
    ls_step *items;
    size_t count;
} ls_steps;

/*
 * Turns a pattern into steps; they point into the arena. An expression that
 * is more than such a sequence is LS_ESYNTAX.
 */
ls_status ls_steps_make(ls_arena *arena, ls_slice pattern,
                        ls_steps *steps) LS_MUST_USE;

/* How many of the `max` bytes that `bytes` holds the step's run takes. */
static inline size_t ls_step_run(const ls_step *step, const char *bytes,
                                 size_t max)
{
    size_t run = 0;

    if (step->kind == LS_STEP_UNTIL)
        return ls_scan(&step->stops, bytes, max);
    while (run < max && step->takes[(unsigned char)bytes[run]])
        run++;
    return run;
}

/*
 * Takes the step at `*at`, which moves behind it; `*run` gets the length of
 * the run. False if the line does not fit.
 */
static inline bool ls_step_take(const ls_step *step, ls_slice line, size_t *at,
                                size_t *run)
{
    const char *bytes = line.ptr + *at;
    size_t rest = line.len - *at;

    *run = 0;
    if (step->kind != LS_STEP_TEXT) {
        *run = ls_step_run(step, bytes, rest < step->max ? rest : step->max);
        if (*run < step->min)
            return false;
        if (step->kind == LS_STEP_AHEAD)
            *run = 0;
    }
    bytes += *run;
    rest -= *run;
    if (rest < step->text_len)
        return false;
    for (size_t i = 0; i < step->text_len; i++)
        if (bytes[i] != step->text[i])
            return false;
    *at += *run + step->text_len;
    return true;
}

#endif
