/* SPDX-License-Identifier: MIT */
/*
 * Lines: they end at LF or at the end of the input, one CR before the LF is
 * dropped, and NULs at the start (the hole that a truncated log leaves) are
 * skipped. What a line is does not depend on how the bytes were read.
 *
 * All ends are found before the first line is looked at: that is faster than
 * one after the other, and says how many there are.
 */

#include "input/framer.h"

#include "base/hint.h"
#include "base/line_ends.h"

enum {
    STEP = 16384
}; /* bytes that ends are found in at a time */

void ls_framer_release(ls_framer *framer)
{
    ls_buf_release(&framer->ends);
    *framer = (ls_framer){ 0 };
}

static uint32_t *ends_of(const ls_framer *framer)
{
    return (uint32_t *)(void *)framer->ends.ptr;
}

/*
 * Notes what is around the line ends from one on. They were just found, so the
 * bytes are at hand. At the ends of the block the LF stands for what is not
 * there.
 */
static void note_ends(ls_framer *framer, size_t from)
{
    ls_slice bytes = framer->block.bytes;
    const uint32_t *ends = ends_of(framer) + 1;
    bool has_cr = framer->has_cr;

    for (size_t i = from; i < framer->ended; i++) {
        size_t end = ends[i];
        size_t next = end + (end + 1 < bytes.len);

        has_cr |= bytes.ptr[end - (end != 0)] == '\r';
        framer->starts[(unsigned char)bytes.ptr[next]] = true;
    }
    framer->has_cr = has_cr;
}

static ls_status find_ends(ls_framer *framer)
{
    ls_slice bytes = framer->block.bytes;
    const size_t before = 1;

    if (ls_buf_reserve(&framer->ends, sizeof(uint32_t)) != LS_OK)
        return LS_ENOMEM;
    ends_of(framer)[0] = UINT32_MAX;
    for (size_t at = 0; at < bytes.len; at += STEP) {
        size_t len = bytes.len - at < STEP ? bytes.len - at : STEP;
        size_t found = framer->ended;
        size_t room = before + found + len + 1;

        if (ls_buf_reserve(&framer->ends, room * sizeof(uint32_t)) != LS_OK)
            return LS_ENOMEM;
        framer->ended += ls_line_ends_find(bytes.ptr + at, len, (uint32_t)at,
                                           ends_of(framer) + before + found,
                                           ls_vectors_best());
        note_ends(framer, found);
    }
    return LS_OK;
}

ls_status ls_framer_start(ls_framer *framer, const ls_block *block,
                          size_t max_line)
{
    ls_slice bytes = block->bytes;

    framer->block = *block;
    framer->max_line = max_line;
    framer->ended = 0;
    framer->count = 0;
    framer->has_cr = false;
    memset(framer->starts, 0, sizeof(framer->starts));
    if (bytes.len)
        framer->starts[(unsigned char)bytes.ptr[0]] = true;
    if (find_ends(framer) != LS_OK)
        return LS_ENOMEM;
    framer->count = framer->ended;
    if (bytes.len && bytes.ptr[bytes.len - 1] != '\n')
        framer->count++;
    return LS_OK;
}

/* Leaves out a CR at the end, and all of a line that begins with NULs. */
LS_APART static void trim(ls_slice *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ls_slice *text = &texts[i];

        if (text->len && text->ptr[0] == '\0')
            text->len = 0;
        text->len -= text->len && text->ptr[text->len - 1] == '\r';
    }
}

void ls_framer_usual(const ls_framer *framer, size_t first, size_t count,
                     ls_slice *texts)
{
    const uint32_t *ends = ends_of(framer) + 1;
    size_t start = ls_framer_start_of(framer, first);
    size_t left = framer->ended - first; /* that have an end */
    size_t ended = left < count ? left : count;

    for (size_t i = 0; i < ended; i++) {
        size_t len = ends[first + i] - start;

        texts[i].ptr = framer->block.bytes.ptr + start;
        texts[i].len = len - 1 < framer->max_line ? len : 0;
        start += len + 1;
    }
    if (ended < count) /* the last line of all */
        texts[ended] = (ls_slice){ framer->block.bytes.ptr + start, 0 };
    if (framer->has_cr || framer->starts[0])
        trim(texts, count);
}

/* Leaves out NULs at the start. */
LS_APART static void skip_hole(ls_line *line)
{
    size_t run = ls_nul_run(line->text);

    line->text = ls_slice_skip(line->text, run);
    line->nul = run;
}

void ls_framer_line(const ls_framer *framer, size_t index, ls_line *line)
{
    const uint32_t *ends = ends_of(framer);
    ls_slice block = framer->block.bytes;
    bool ended = index < framer->ended;
    size_t start = ls_framer_start_of(framer, index);

    line->text.ptr = block.ptr + start;
    line->text.len = (ended ? ends[index + 1] : block.len) - start;
    line->offset = framer->block.offset + start;
    line->number = index + 1;
    line->nul = 0;
    if (line->text.len && line->text.ptr[0] == '\0')
        skip_hole(line);
    line->too_long = line->text.len > framer->max_line;
    if (line->too_long)
        line->text.len = framer->max_line;
    else if (ended && line->text.len &&
             line->text.ptr[line->text.len - 1] == '\r')
        line->text.len--;
}
