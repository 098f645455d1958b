/* SPDX-License-Identifier: MIT */
/*
 * What --drill shows under each error, in any form: the rows of that error in
 * the tables of errors by status and one other field.
 */

#include "render/drill.h"

#include <stdio.h>
#include <string.h>

/* How these tables are named. */
static const char prefix[] = "errors:status,";

const char *ls_drill_field(const ls_render_options *look,
                           const ls_summary_group *group)
{
    size_t len = strlen(prefix);

    if (look->drill == 0 || strncmp(group->by, prefix, len) != 0)
        return NULL;
    return group->by + len;
}

bool ls_drill_takes(const ls_render_options *look,
                    const ls_summary_group *group)
{
    return ls_drill_field(look, group) ||
           (look->drill && strcmp(group->by, "redirects:client,path") == 0);
}

const ls_summary_row *ls_drill_next(const ls_summary_group *group,
                                    const ls_summary_code *code,
                                    const ls_summary_row *previous)
{
    char text[16] = "none";

    if (code->code)
        (void)snprintf(text, sizeof(text), "%03u", code->code);
    for (size_t i = previous ? (size_t)(previous - group->rows) + 1 : 0;
         i < group->row_count; i++)
        if (ls_slice_is(group->rows[i].values[0], text))
            return &group->rows[i];
    return NULL;
}
