/* SPDX-License-Identifier: MIT */
/*
 * The names that formats give to values: those of the fields, and a few for
 * what is only a part of a field, or a line of its own.
 */

#include "parse/part.h"

static const struct row {
    const char *name;
    ls_part part;
} rows[] = {
    { "time", { LS_PART_TIME, NULL, LS_HAS(LS_FIELD_TIME) } },
    { "date", { LS_PART_DATE, NULL, LS_HAS(LS_FIELD_TIME) } },
    { "query", { LS_PART_QUERY, NULL, LS_HAS(LS_FIELD_TARGET) } },
    { "line", { LS_PART_LINE, NULL, 0 } },
};

ls_part ls_part_of(ls_slice name)
{
    ls_part part = { .kind = LS_PART_FIELD };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (ls_slice_is(name, rows[i].name))
            return rows[i].part;
    part.set = ls_setter_find(name);
    part.fields = ls_setter_fields(name);
    if (!part.set)
        part.kind = LS_PART_NONE;
    return part;
}
