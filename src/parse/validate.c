/* SPDX-License-Identifier: MIT */
/* Whether a compiled format can be read into records. */

#include "parse/formats.h"

#include "parse/keymap.h"

/* What the parts of a format are, taken together. */
struct sum {
    bool status;
    bool time;
    bool line;
};

static void add_part(struct sum *sum, const ls_part *part)
{
    sum->status = sum->status || (part->fields & LS_HAS(LS_FIELD_STATUS));
    sum->time = sum->time || (part->fields & LS_HAS(LS_FIELD_TIME));
    sum->line = sum->line || part->kind == LS_PART_LINE;
}

static ls_status sum_groups(const ls_format *format, struct sum *sum,
                            ls_error *err)
{
    for (size_t i = 0; i < format->binding_count; i++) {
        const ls_binding *binding = &format->bindings[i];

        if (binding->part.kind == LS_PART_NONE)
            return ls_fail(err, LS_ESYNTAX, 0, "%s: the group '%s' is no field",
                           format->origin,
                           ls_regex_group_name(format->regex, binding->group));
        add_part(sum, &binding->part);
    }
    return LS_OK;
}

static void sum_keys(const ls_keymap *map, struct sum *sum)
{
    for (size_t i = 0; i < map->count; i++)
        add_part(sum, &map->keys[i].part);
}

ls_status ls_format_validate(const ls_format *format, ls_error *err)
{
    const char *what = format->keymap ? "key" : "group";
    struct sum sum = { 0 };
    ls_status status = LS_OK;

    if (format->keymap)
        sum_keys(format->keymap, &sum);
    else
        status = sum_groups(format, &sum, err);
    if (status != LS_OK)
        return status;
    if (!sum.status && !sum.line && !format->refusal)
        return ls_fail(err, LS_ESYNTAX, 0, "%s: no %s is the status",
                       format->origin, what);
    if (sum.status && sum.line)
        return ls_fail(err, LS_ESYNTAX, 0, "%s: has a status and a line inside",
                       format->origin);
    if (sum.time && format->time_form.kind == LS_TIME_KINDS)
        return ls_fail(err, LS_ESYNTAX, 0, "%s: has times, but no time key",
                       format->origin);
    return LS_OK;
}
