/* SPDX-License-Identifier: MIT */
/* The list of what to group by, as a user writes it. */

#include "tally/groups.h"

#include <logstat/nearest.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

ls_groups *ls_groups_new(void)
{
    return calloc(1, sizeof(ls_groups));
}

void ls_groups_free(ls_groups *groups)
{
    free(groups);
}

static ls_status refuse(ls_slice name, ls_error *err)
{
    ls_nearest nearest = ls_nearest_to(name);
    const ls_dimension *dimension;
    int len = name.len < 80 ? (int)name.len : 80;

    if (name.len == 0)
        return ls_fail(err, LS_ESYNTAX, 0,
                       "a field expected, as in 'path' or 'client,status'");
    for (size_t i = 0; (dimension = ls_dimension_at(i)) != NULL; i++)
        ls_nearest_offer(&nearest, dimension->name);
    if (nearest.name)
        return ls_fail(err, LS_ESYNTAX, 0,
                       "unknown field '%.*s'; did you mean '%s'?", len,
                       name.ptr, nearest.name);
    return ls_fail(err, LS_ESYNTAX, 0,
                   "unknown field '%.*s'; there are path, client, network, "
                   "vhost, site, status, method, agent, agent_family, "
                   "referer, day, hour, file and others",
                   len, name.ptr);
}

/* What may stand before the fields. */
static const struct prefix {
    const char *text;
    unsigned classes;
} prefixes[] = {
    { "errors:",
      1U << LS_CLASS_4XX | 1U << LS_CLASS_5XX | 1U << LS_CLASS_NONE },
    { "redirects:", 1U << LS_CLASS_3XX },
    { "", UINT_MAX }, /* none of these */
};

static const struct prefix *prefix_of(ls_slice fields)
{
    const struct prefix *prefix = prefixes;

    while (!ls_slice_starts(fields, ls_slice_of(prefix->text)))
        prefix++;
    return prefix;
}

ls_status ls_grouping_read(ls_grouping *grouping, ls_slice fields,
                           ls_error *err)
{
    ls_slice rest = ls_slice_trim(fields);
    const struct prefix *prefix = prefix_of(rest);
    bool more = true;

    *grouping = (ls_grouping){ .classes = prefix->classes, .by_code = true };
    rest = ls_slice_skip(rest, strlen(prefix->text));
    while (more) {
        ls_slice name = rest;
        const ls_dimension *dimension;

        more = ls_slice_cut(&rest, ',', &name);
        name = ls_slice_trim(more ? name : rest);
        dimension = ls_dimension_find(name);
        if (!dimension)
            return refuse(name, err);
        if (grouping->count == LS_GROUP_FIELDS)
            return ls_fail(err, LS_ESYNTAX, 0,
                           "no more than two fields go together, as in "
                           "'client,status'");
        grouping->dimensions[grouping->count++] = dimension;
        if (strcmp(dimension->name, "status") == 0)
            grouping->by_code = false;
    }
    (void)snprintf(grouping->by, sizeof(grouping->by), "%s%s%s%s", prefix->text,
                   grouping->dimensions[0]->name,
                   grouping->count > 1 ? "," : "",
                   grouping->count > 1 ? grouping->dimensions[1]->name : "");
    return LS_OK;
}

ls_status ls_groups_add(ls_groups *groups, ls_slice fields, ls_error *err)
{
    ls_grouping grouping;
    ls_status status = ls_grouping_read(&grouping, fields, err);

    if (status != LS_OK)
        return status;
    for (size_t i = 0; i < groups->count; i++)
        if (strcmp(groups->items[i].by, grouping.by) == 0)
            return LS_OK;
    if (groups->count == LS_SUMMARY_GROUPS)
        return ls_fail(err, LS_ESYNTAX, 0, "no more than %d groups at a time",
                       (int)LS_SUMMARY_GROUPS);
    groups->items[groups->count++] = grouping;
    return LS_OK;
}

ls_fields ls_groups_fields(const ls_groups *groups)
{
    ls_fields fields = 0;

    for (size_t i = 0; groups && i < groups->count; i++)
        for (size_t d = 0; d < groups->items[i].count; d++)
            fields |= groups->items[i].dimensions[d]->needs;
    return fields;
}
