/* SPDX-License-Identifier: MIT */
/* "groups": requests by the values of what was asked for. */

#include "render/json.h"
#include "render/word.h"

static void put_errors(ls_json *json, const ls_summary_row *row)
{
    if (row->error_count == 0)
        return;
    ls_json_name(json, "errors");
    ls_json_open(json, "{");
    for (size_t i = 0; i < row->error_count; i++)
        ls_json_name_count(json, ls_word_code(row->errors[i].code).text,
                           row->errors[i].requests);
    ls_json_close(json, "}");
}

static void put_row(ls_json *json, const ls_summary_group *group,
                    const ls_summary_row *row)
{
    ls_json_open(json, "{");
    ls_json_name(json, "values");
    ls_json_open(json, "[");
    for (size_t i = 0; i < group->value_count; i++)
        ls_json_bytes(json, row->values[i]);
    ls_json_close(json, "]");
    ls_json_name_count(json, "requests", row->requests);
    ls_json_name_count(json, "over", row->over);
    ls_json_name(json, "classes");
    ls_json_open(json, "{");
    for (ls_class c = 0; c < LS_CLASS_COUNT; c++)
        if (row->classes[c])
            ls_json_name_count(json, ls_class_label(c), row->classes[c]);
    ls_json_close(json, "}");
    put_errors(json, row);
    ls_json_name_count(json, "bytes", row->bytes);
    ls_json_coarse(json, &row->duration);
    ls_json_close(json, "}");
}

void ls_json_groups(ls_json *json, const ls_summary *summary)
{
    if (summary->group_count == 0)
        return;
    ls_json_name(json, "groups");
    ls_json_open(json, "[");
    for (size_t i = 0; i < summary->group_count; i++) {
        const ls_summary_group *group = &summary->groups[i];

        ls_json_open(json, "{");
        ls_json_name_text(json, "by", group->by);
        ls_json_name_count(json, "requests", group->requests);
        ls_json_name(json, "rows");
        ls_json_open(json, "[");
        for (size_t r = 0; r < group->row_count; r++)
            put_row(json, group, &group->rows[r]);
        ls_json_close(json, "]");
        ls_json_close(json, "}");
    }
    ls_json_close(json, "]");
}
