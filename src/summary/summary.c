/* SPDX-License-Identifier: MIT */
/* A summary: releasing it, and what follows from its counts. */

#include <logstat/summary.h>

#include "base/arena.h"

#include <stdlib.h>

uint64_t ls_lines_total(const ls_lines *lines)
{
    return lines->counted + lines->filtered + lines->comment + lines->blank +
           lines->unparsed;
}

void ls_summary_free(ls_summary *summary)
{
    if (!summary)
        return;
    ls_arena_free(summary->memory);
    free(summary);
}

const ls_code *ls_summary_code_text(const ls_summary_code *code)
{
    const ls_code *row = NULL;

    if (code->origin_count)
        row = ls_code_find(code->code, code->origins[0].origin);
    return row ? row : ls_code_explain(code->code, NULL);
}
