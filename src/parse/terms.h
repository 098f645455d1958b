/* SPDX-License-Identifier: MIT */
#ifndef PARSE_TERMS_H
#define PARSE_TERMS_H

#include "base/arena.h"
#include "base/buf.h"

/*
 * A log format in the words of a server's configuration, taken apart: bytes as
 * they stand and values, in turn. Two values may stand together.
 */

/* How the values of a directive or variable look. */
typedef enum ls_shape {
    LS_SHAPE_TEXT,    /* anything */
    LS_SHAPE_WORD,    /* no blanks */
    LS_SHAPE_NUMBER,  /* digits, dots, or - */
    LS_SHAPE_MARK,    /* a question mark, or nothing */
    LS_SHAPE_LIST,    /* words, with commas between */
    LS_SHAPE_STATUS,  /* a status, or what stands for none */
    LS_SHAPE_REQUEST, /* the request line */
    LS_SHAPE_TIME,    /* as its layout says */
} ls_shape;

/* What is known about a directive or variable. */
typedef struct ls_meaning {
    const char *name;
    ls_shape shape;
    const char *field; /* what it gives (part.h); NULL: nothing */
    int rank;          /* of several that give one field the lowest is taken */
    char start;        /* what a value that is not empty starts with; 0: any */
} ls_meaning;

typedef struct ls_term {
    const ls_meaning *meaning; /* NULL: bytes */
    ls_slice text;             /* the bytes */
    const char *field;         /* that the value gives in the end, or NULL */
    const char *layout;        /* of a time: of strftime; NULL: a number */
    bool ended;                /* a time of the end of the request */
} ls_term;

/* How a server writes quotes inside of values. */
typedef enum ls_quoting {
    LS_QUOTING_ESCAPED, /* with a backslash before, or as \x22 */
    LS_QUOTING_NONE,    /* as they are */
} ls_quoting;

/* All memory but that of `bytes` is the arena's. */
typedef struct ls_terms {
    ls_arena *arena;
    ls_term *items;
    size_t count;
    size_t cap;
    ls_buf bytes;      /* that come before the next value */
    const char *start; /* of the string, to count columns from */
    ls_quoting quoting;
} ls_terms;

/* Appends bytes to those before the next value. LS_ENOMEM. */
ls_status ls_terms_bytes(ls_terms *terms, ls_slice bytes) LS_MUST_USE;

/* Appends a value. LS_ENOMEM. */
ls_status ls_terms_value(ls_terms *terms,
                         const ls_meaning *meaning) LS_MUST_USE;

/* Appends a time; it becomes one with a time that stands right before it. */
ls_status ls_terms_time(ls_terms *terms, const ls_meaning *meaning,
                        const char *layout, bool ended) LS_MUST_USE;

/*
 * Takes a backslash and what it stands for off the start of `rest`, as both
 * servers do in their strings: \" \' \\ \t \n \r; others stay as they are.
 */
ls_status ls_terms_escape(ls_terms *terms, ls_slice *rest) LS_MUST_USE;

/* No more terms will come. */
ls_status ls_terms_end(ls_terms *terms) LS_MUST_USE;

/*
 * Decides which term gives which field: each is given once, by the best. The
 * name of the way that times are written goes to `*time`, or NULL: no time.
 */
ls_status ls_terms_choose(ls_terms *terms, const char **time) LS_MUST_USE;

/* Appends the terms of an Apache LogFormat. LS_ESYNTAX names the column. */
ls_status ls_apache_read(ls_terms *terms, ls_slice string,
                         ls_error *err) LS_MUST_USE;

/* Appends the terms of a piece of an nginx log_format, likewise. */
ls_status ls_nginx_read(ls_terms *terms, ls_slice string,
                        ls_error *err) LS_MUST_USE;

#endif
