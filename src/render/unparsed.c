/* SPDX-License-Identifier: MIT */
/* Where lines stand that were not understood, in words. */

#include "render/unparsed.h"

#include <stdio.h>

ls_word ls_unparsed_place(const ls_summary_unparsed *line)
{
    uint64_t at = line->line ? line->line : line->offset;
    ls_word word;

    (void)snprintf(word.text, sizeof(word.text), "%s %.26s, column %zu",
                   line->line ? "line" : "byte", ls_word_count(at).text,
                   line->column);
    return word;
}
