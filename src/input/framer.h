/* SPDX-License-Identifier: MIT */
#ifndef INPUT_FRAMER_H
#define INPUT_FRAMER_H

#include "input/block.h"

/* Cuts a block into lines. */
typedef struct ls_framer {
    const ls_block *block;
    ls_slice rest;
    size_t max_line;
    uint64_t nul; /* NUL bytes skipped at the start of lines */
} ls_framer;

/* A line of a block. */
typedef struct ls_line {
    ls_slice text;   /* without LF, one CR before it, and NULs at its start */
    uint64_t offset; /* in the input, of its first byte, NULs included */
    uint64_t number; /* from 1; 0: of the line after the one before */
    bool too_long;   /* `text` is only its beginning */
} ls_line;

/* Starts at the first line. The block must outlive the framer. */
void ls_framer_init(ls_framer *framer, const ls_block *block, size_t max_line);

/* False when there is no line any more. */
bool ls_framer_next(ls_framer *framer, ls_line *line);

#endif
