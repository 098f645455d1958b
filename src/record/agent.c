/* SPDX-License-Identifier: MIT */
/*
 * Families of user agents. The table is agents.tsv, compiled in; the first row
 * decides whose token a word of the text begins with.
 */

#include "record/agent.h"

enum {
    LOOKED_AT = 1024 /* bytes of a text: they are of any length */
};

static const ls_agent agents[] = {
#define ROW(family_, kind_, token_, sample_)                                   \
    { (family_), (kind_), (token_), (sample_) },
#include "agents.inc"
#undef ROW
    { "other", "other", NULL, NULL },
};

enum {
    OTHER = sizeof(agents) / sizeof(agents[0]) - 1
};

const ls_agent *ls_agent_at(size_t index)
{
    return index <= OTHER ? &agents[index] : NULL;
}

static bool is_of_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z');
}

/* The first row before `end` whose token the text begins with, or `end`. */
static size_t row_of(ls_slice text, size_t end)
{
    for (size_t row = 0; row < end; row++)
        if (agents[row].token[0] == text.ptr[0] &&
            ls_slice_starts(text, ls_slice_of(agents[row].token)))
            return row;
    return end;
}

const ls_agent *ls_agent_find(ls_slice text)
{
    size_t row = OTHER;
    bool in_word = false;

    if (text.len > LOOKED_AT)
        text = ls_slice_head(text, LOOKED_AT);
    for (; text.len && row; text = ls_slice_skip(text, 1)) {
        if (!in_word)
            row = row_of(text, row);
        in_word = is_of_word(text.ptr[0]);
    }
    return &agents[row];
}
