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
 * The text of a line, if no more than a CR is left out of it, as of most; else
 * it is empty.
 */
static inline ls_slice ls_framer_usual(const ls_framer *framer, size_t index)
{
    const uint32_t *ends = (const uint32_t *)(const void *)framer->ends.ptr;
    size_t start = ls_framer_start_of(framer, index);
    ls_slice text = { framer->block.bytes.ptr + start, 0 };
    size_t len;

    if (index >= framer->ended)
        return text;
    len = ends[index + 1] - start;
    if (len - 1 < framer->max_line &&
        !(framer->starts[0] && text.ptr[0] == '\0'))
        text.len = len - (framer->has_cr && text.ptr[len - 1] == '\r');
    return text;
}

/* The line with this index, from 0 and below the count. */
void ls_framer_line(const ls_framer *framer, size_t index, ls_line *line);

#endif
