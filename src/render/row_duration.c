/* SPDX-License-Identifier: MIT */
/* How long the requests of a row took, for people. */

#include "render/row_duration.h"

bool ls_group_has_durations(const ls_summary_group *group)
{
    for (size_t i = 0; i < group->row_count; i++)
        if (group->rows[i].duration.count)
            return true;
    return false;
}

ls_word ls_row_p95(const ls_summary_row *row)
{
    const ls_word unknown = { "-" };

    if (row->duration.count == 0)
        return unknown;
    return ls_word_duration(row->duration.p95);
}
