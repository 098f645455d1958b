/* SPDX-License-Identifier: MIT */
#ifndef INPUT_FRAMER_H
#define INPUT_FRAMER_H

#include "input/block.h"

/* A line of a block. */
typedef struct ls_line {
    ls_slice text;   /* without LF, one CR before it, and NULs at its start */
    uint64_t offset; /* in the input, of its first byte, NULs included */
    uint64_t number; /* from 1, or 0: not known */
    uint64_t nul;    /* how many NULs there are */
    bool too_long;   /* `text` is only its beginning */
} ls_line;

/* The lines of one block after the other. A zeroed one has none. */
typedef struct ls_framer {
    ls_block block;
    size_t max_line;
    ls_buf ends;  /* offsets of the line ends, uint32_t each */
    size_t ended; /* lines that have one */
    size_t count; /* of all lines */
} ls_framer;

void ls_framer_release(ls_framer *framer);

/*
 * Finds the lines of a block, whose bytes must stay as long as they are looked
 * at. LS_ENOMEM, and there are none.
 */
ls_status ls_framer_start(ls_framer *framer, const ls_block *block,
                          size_t max_line) LS_MUST_USE;

/* The first byte of a line, the LF of an empty one, or NUL of a hole. */
static inline char ls_framer_first(const ls_framer *framer, size_t index)
{
    const uint32_t *ends = (const uint32_t *)(const void *)framer->ends.ptr;

    return framer->block.bytes.ptr[index ? ends[index - 1] + 1 : 0];
}

/* The line with this index, from 0 and below the count. */
void ls_framer_line(const ls_framer *framer, size_t index, ls_line *line);

#endif
