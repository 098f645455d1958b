/* SPDX-License-Identifier: MIT */
#ifndef PARSE_NOTATION_H
#define PARSE_NOTATION_H

#include "parse/format.h"

/* What reading a pattern file keeps track of. */
typedef struct ls_notation {
    ls_format *format;
    ls_arena *arena;
    size_t expected;     /* samples before this count have their `expect` */
    size_t sampled;      /* samples so far */
    size_t key_line;     /* where the current key stands */
    const char *problem; /* what is wrong with its value */
} ls_notation;

/* Takes the value of a key; LS_ESYNTAX sets `problem`. */
typedef ls_status ls_notation_setter(ls_notation *n, const char *value);

/* What takes the values of a key; NULL: there is no such key. */
ls_notation_setter *ls_notation_find(ls_slice name);

#endif
