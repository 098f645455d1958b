/* SPDX-License-Identifier: MIT */
/* Who else uses a number: what all outputs say of it, found in one place. */

#include "render/origin.h"

static bool is_counted(const ls_summary_code *code, const char *origin)
{
    for (size_t i = 0; i < code->origin_count; i++)
        if (strcmp(code->origins[i].origin, origin) == 0)
            return true;
    return strcmp(ls_summary_code_text(code)->origin, origin) == 0;
}

const ls_code *ls_origin_next(const ls_summary_code *code,
                              const ls_code *previous)
{
    for (size_t i = 0; i < ls_code_count(); i++) {
        const ls_code *row = ls_code_at(i);

        if (previous) {
            if (row == previous)
                previous = NULL;
            continue;
        }
        if (row->code == code->code && strcmp(row->origin, "any") != 0 &&
            !is_counted(code, row->origin))
            return row;
    }
    return NULL;
}

const char *ls_origin_vendor(const ls_code *text)
{
    if (strcmp(text->origin, "iana") == 0 || strcmp(text->origin, "any") == 0)
        return "";
    return text->origin;
}
