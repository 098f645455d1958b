/* SPDX-License-Identifier: MIT */
#ifndef INPUT_FRAMER_H
#define INPUT_FRAMER_H

#include "input/block.h"

/* A line of a block. */
typedef struct ls_line {
    ls_slice text;   /* without LF, one CR before it, and NULs at its start */
    uint64_t offset; /* in the input, of its first byte, NULs included */
    uint64_t number; /* from 1, of those of the block or the document */
    uint64_t nul;    /* how many NULs there are */
    bool too_long;   /* `text` is only its beginning */
} ls_line;

/* The lines of one block after the other. A zeroed one has none. */
typedef struct ls_framer {
    ls_block block;
    size_t max_line;
    ls_buf ends;  /* uint32_t each: one before the first line's first byte, then
                     the offsets of the line ends */
    size_t ended; /* lines that have one */
    size_t count; /* of all lines */
    /* What is in them, so that most need not be looked at for it. */
    bool starts[256]; /* with this byte, the LF of an empty one: at least one */
    bool has_cr;      /* before an LF */
} ls_framer;

void ls_framer_release(ls_framer *framer);

/*
 * Finds the lines of a block, whose bytes must stay as long as they are looked
 * at. LS_ENOMEM, and there are none.
 */
ls_status ls_framer_start(ls_framer *framer, const ls_block *block,
                          size_t max_line) LS_MUST_USE;

/* Where a line starts in the block. */
static inline size_t ls_framer_start_of(const ls_framer *framer, size_t index)
{
    const uint32_t *ends = (const uint32_t *)(const void *)framer->ends.ptr;

    return (uint32_t)(ends[index] + 1);
}

/* The first byte of a line, the LF of an empty one, or NUL of a hole. */
static inline char ls_framer_first(const ls_framer *framer, size_t index)
{
    return framer->block.bytes.ptr[ls_framer_start_of(framer, index)];
}

/*
 * The texts of `count` lines from one on, if no more than a CR is left out of
 * them, as of most; else they are empty.
 */
void ls_framer_usual(const ls_framer *framer, size_t first, size_t count,
                     ls_slice *texts);

/* The line with this index, from 0 and below the count. */
void ls_framer_line(const ls_framer *framer, size_t index, ls_line *line);

#endif
