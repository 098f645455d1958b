/* SPDX-License-Identifier: MIT */
/* What people are told of a row beside its counts. */

#include "render/row_cell.h"

bool ls_group_has_worst(const ls_summary_group *group)
{
    for (size_t i = 0; i < group->row_count; i++)
        if (group->rows[i].error_count)
            return true;
    return false;
}

/* Whether an error is worse than another; NULL: than none. */
static bool is_worse(const ls_summary_row_error *error,
                     const ls_summary_row_error *than)
{
    if (!than)
        return true;
    if (ls_class_of(error->code) != ls_class_of(than->code))
        return ls_class_of(error->code) == LS_CLASS_5XX;
    return error->requests > than->requests;
}

unsigned ls_row_worst(const ls_summary_row *row)
{
    const ls_summary_row_error *worst = NULL;

    for (size_t i = 0; i < row->error_count; i++)
        if (is_worse(&row->errors[i], worst))
            worst = &row->errors[i];
    return worst ? worst->code : 0;
}

ls_word ls_row_worst_word(const ls_summary_row *row)
{
    const ls_word none = { "-" };
    unsigned worst = ls_row_worst(row);

    return worst ? ls_word_code(worst) : none;
}

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
