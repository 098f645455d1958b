/* SPDX-License-Identifier: MIT */
/*
 * JSON objects as log lines: what their keys are for, a map says. An object
 * that is broken is no record, wherever it breaks: what stands before may be
 * half of a number. Values that merely lack their quotes do not break it.
 */

#include "parse/json_line.h"

#include "base/json_plain.h"

static inline void take(void *context, ls_slice path, ls_json_type type,
                        ls_slice text)
{
    ls_keyed *keyed = context;
    const ls_key *key = ls_keymap_find(keyed->map, path);

    if (!key)
        return;
    if (type == LS_JSON_NULL)
        text.len = 0;
    ls_keyed_set(keyed, key, text);
}

/* False if the object is not plain; then nothing was taken. */
static bool read_plain(ls_json_reader *json, ls_slice line, ls_keyed *keyed)
{
    const ls_json_plain *plain = ls_json_read_plain(json, line);

    for (size_t i = 0; plain && i < plain->count; i++) {
        const ls_json_member *member = &plain->members[i];

        take(keyed, member->path, member->type, member->text);
    }
    return plain != NULL;
}

bool ls_json_line_is(ls_slice line)
{
    line = ls_slice_trim(line);
    return line.len && line.ptr[0] == '{';
}

ls_status ls_json_line_read(ls_json_reader *json, ls_slice line,
                            ls_keyed *keyed, bool *fits)
{
    *fits = false;
    if (!ls_json_line_is(line))
        return LS_OK;
    *fits = read_plain(json, line, keyed);
    if (!*fits && ls_json_parse(json, line, take, keyed, fits) != LS_OK)
        return LS_ENOMEM;
    if (!*fits) {
        ls_values_start(keyed->values, keyed->record);
        ls_keyed_start(keyed, keyed->map, keyed->values, keyed->record);
        if (ls_json_read_loosely(json, line, take, keyed, fits) != LS_OK)
            return LS_ENOMEM;
    }
    *fits = *fits && ls_keyed_is_complete(keyed);
    return LS_OK;
}

bool ls_json_line_take(const ls_json_list *list, ls_keyed *keyed)
{
    if (!list->valid)
        return false;
    ls_json_list_visit(list, take, keyed);
    return ls_keyed_is_complete(keyed);
}
