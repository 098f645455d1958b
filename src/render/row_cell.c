/* SPDX-License-Identifier: MIT */
/* What people are told of a row beside its counts. */

#include "render/row_cell.h"

/*
 * Most errors of a class are of this code, or of none if another might have
 * more: rows of a summary that tells no codes may have been added.
 */
static unsigned worst_of(const ls_summary_row *row, ls_class class_)
{
    uint64_t untold = row->classes[class_];
    ls_summary_row_error worst = { 0, 0 };

    for (size_t i = 0; i < row->error_count; i++) {
        const ls_summary_row_error *error = &row->errors[i];

        if (ls_class_of(error->code) != class_)
            continue;
        untold -= error->requests;
        if (error->requests > worst.requests)
            worst = *error;
    }
    return worst.requests < untold ? 0 : worst.code;
}

unsigned ls_row_worst(const ls_summary_row *row)
{
    return worst_of(row,
                    row->classes[LS_CLASS_5XX] ? LS_CLASS_5XX : LS_CLASS_4XX);
}

bool ls_group_has_worst(const ls_summary_group *group)
{
    for (size_t i = 0; i < group->row_count; i++)
        if (ls_row_worst(&group->rows[i]))
            return true;
    return false;
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
