/* SPDX-License-Identifier: MIT */
/* Choosing the format of an input by its first lines. */

#include "pipeline/choice.h"

#include "input/framer.h"
#include "parse/server.h"

/*
 * Lines to detect a format from: those that end in the head, but the last if
 * the head may have cut it.
 */
static size_t sample_lines(const ls_run *run, ls_slice head, ls_slice *lines)
{
    ls_block block = { .bytes = head };
    ls_framer framer;
    ls_line line;
    size_t count = 0;
    size_t bytes = 0;

    if (head.len == LS_HEAD_BYTES)
        while (block.bytes.len && block.bytes.ptr[block.bytes.len - 1] != '\n')
            block.bytes.len--;
    ls_framer_init(&framer, &block, run->limits.max_line);
    while (count < LS_DETECT_LINES && bytes < LS_DETECT_BYTES &&
           ls_framer_next(&framer, &line)) {
        if (line.too_long || !ls_slice_trim(line.text).len)
            continue;
        lines[count++] = line.text;
        bytes += line.text.len;
    }
    return count;
}

/* The format's servers, or the one of them that wrote these lines. */
static ls_status choose_servers(ls_choice *choice, const ls_slice *lines,
                                size_t count)
{
    const ls_format *format = choice->found.format;
    size_t index = 0;
    bool known = false;

    choice->servers = ls_format_servers(format, &choice->server_count);
    if (ls_server_guess(format, lines, count, &index, &known) != LS_OK)
        return LS_ENOMEM;
    if (known) {
        choice->servers += index;
        choice->server_count = 1;
    }
    return LS_OK;
}

ls_status ls_choice_make(ls_choice *choice, const ls_run *run, ls_slice head)
{
    ls_slice lines[LS_DETECT_LINES];
    size_t count = sample_lines(run, head, lines);
    ls_found *found = &choice->found;

    *choice = (ls_choice){ 0 };
    if (ls_detect(run->options.formats, run->options.format, lines, count,
                  found) != LS_OK)
        return LS_ENOMEM;
    if (found->format && ls_format_refusal(found->format)) {
        /* Records may follow all the same, so the whole of it is read. */
        choice->lookalike = found->format;
        found->format = NULL;
    }
    return found->format ? choose_servers(choice, lines, count) : LS_OK;
}
