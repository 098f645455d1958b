/* SPDX-License-Identifier: MIT */
/* The list of findings, and what its rules ask of a summary. */

#include "insight/finding_list.h"

bool ls_is_much(uint64_t part, uint64_t whole, uint64_t least, double percent)
{
    return part >= least && (double)part * 100 >= (double)whole * percent;
}

ls_finding *ls_finding_add(ls_finding_list *list, ls_rule rule)
{
    ls_finding *finding = &list->items[list->count];

    if (list->count == LS_FINDINGS)
        return NULL;
    *finding = (ls_finding){
        .rule = rule,
        .from = LS_NO_TIME,
        .until = LS_NO_TIME,
    };
    list->count++;
    return finding;
}

const ls_summary_code *ls_finding_code(const ls_summary *summary, unsigned code)
{
    for (size_t i = 0; i < summary->code_count; i++)
        if (summary->codes[i].code == code)
            return &summary->codes[i];
    return NULL;
}

uint64_t ls_finding_requests(const ls_summary *summary, unsigned code)
{
    const ls_summary_code *found = ls_finding_code(summary, code);

    return found ? found->requests : 0;
}
