/* SPDX-License-Identifier: MIT */
/*
 * Lines: they end at LF or at the end of the input, one CR before the LF is
 * dropped, and NULs at the start (the hole that a truncated log leaves) are
 * skipped. What a line is does not depend on how the bytes were read.
 */

#include "input/framer.h"

void ls_framer_init(ls_framer *framer, const ls_block *block, size_t max_line)
{
    *framer = (ls_framer){
        .block = block,
        .rest = block->bytes,
        .max_line = max_line,
        .nul = block->nul,
    };
}

/* Cuts the next line off the rest; `*ended` tells whether it had an LF. */
static ls_slice cut_line(ls_framer *framer, bool *ended)
{
    ls_slice text = framer->rest;

    *ended = ls_slice_cut(&framer->rest, '\n', &text);
    if (!*ended)
        framer->rest.len = 0;
    return text;
}

bool ls_framer_next(ls_framer *framer, ls_line *line)
{
    ls_slice text;
    bool ended;

    if (framer->rest.len == 0)
        return false;
    text = cut_line(framer, &ended);
    line->offset =
        framer->block->offset + (uint64_t)(text.ptr - framer->block->bytes.ptr);
    if (text.len && text.ptr[0] == '\0') {
        size_t run = ls_nul_run(text);

        framer->nul += run;
        text = ls_slice_skip(text, run);
    }
    line->too_long = text.len > framer->max_line;
    if (line->too_long)
        text.len = framer->max_line;
    else if (ended && text.len && text.ptr[text.len - 1] == '\r')
        text.len--;
    line->number = 0;
    line->text = text;
    return true;
}
