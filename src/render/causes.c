/* SPDX-License-Identifier: MIT */
/* The sub-statuses of a code that are shown, and in which order. */

#include "render/causes.h"

bool ls_has_substatuses(const ls_summary_code *code)
{
    return code->substatus_count > 1 ||
           (code->substatus_count == 1 && code->substatuses[0].substatus);
}

const ls_summary_substatus *ls_substatus_next(
    const ls_summary_code *code, const ls_summary_substatus *previous)
{
    const ls_summary_substatus *best = NULL;

    for (size_t i = 0; i < code->substatus_count; i++) {
        const ls_summary_substatus *sub = &code->substatuses[i];

        if (previous &&
            (sub->requests > previous->requests ||
             (sub->requests == previous->requests && sub <= previous)))
            continue;
        if (!best || sub->requests > best->requests)
            best = sub;
    }
    return best;
}
