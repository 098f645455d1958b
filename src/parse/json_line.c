/* SPDX-License-Identifier: MIT */
/*
 * JSON objects as log lines: what their keys are for, a map says. An object
 * that is broken is no record, wherever it breaks: what stands before may be
 * half of a number.
 */

#include "parse/json_line.h"

/* What values are handed to. */
struct sink {
    const ls_keymap *map;
    ls_keyed *keyed;
    ls_builder *builder;
    ls_record *record;
};

static void take(void *context, ls_slice path, ls_json_type type, ls_slice text)
{
    const struct sink *sink = context;
    const ls_key *key = ls_keymap_find(sink->map, path);

    if (!key)
        return;
    if (type == LS_JSON_NULL)
        text.len = 0;
    ls_keyed_set(sink->keyed, key, text, sink->builder, sink->record);
}

bool ls_json_line_is(ls_slice line)
{
    line = ls_slice_trim(line);
    return line.len && line.ptr[0] == '{';
}

ls_status ls_json_line_read(ls_json_reader *json, const ls_keymap *map,
                            ls_slice line, ls_keyed *keyed, ls_builder *builder,
                            ls_record *record, bool *fits)
{
    struct sink sink = { map, keyed, builder, record };

    *fits = false;
    if (!ls_json_line_is(line))
        return LS_OK;
    if (ls_json_read(json, line, take, &sink, fits) != LS_OK)
        return LS_ENOMEM;
    *fits = *fits && ls_keyed_is_complete(keyed, map);
    return LS_OK;
}

bool ls_json_line_take(const ls_json_list *list, const ls_keymap *map,
                       ls_keyed *keyed, ls_builder *builder, ls_record *record)
{
    struct sink sink = { map, keyed, builder, record };

    if (!list->valid)
        return false;
    ls_json_list_visit(list, take, &sink);
    return ls_keyed_is_complete(keyed, map);
}
