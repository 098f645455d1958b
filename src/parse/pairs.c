/* SPDX-License-Identifier: MIT */
/* Pairs of key and value; what is between them is taken apart here. */

#include "parse/pairs.h"

#include "record/request.h"

static bool take(ls_keyed *keyed, ls_slice name, ls_slice value)
{
    const ls_key *key = ls_keymap_find(keyed->map, name);

    if (!ls_is_token(name))
        return false;
    if (key)
        ls_keyed_set(keyed, key, value);
    return true;
}

static bool is_done(ls_keyed *keyed)
{
    return (keyed->record->has & LS_HAS(LS_FIELD_STATUS)) &&
           ls_keyed_is_complete(keyed);
}

bool ls_ltsv_read(ls_keyed *keyed, ls_slice line)
{
    while (line.len) {
        ls_slice value = line;
        ls_slice name;

        if (!ls_slice_cut(&line, '\t', &value))
            line.len = 0;
        /* A line that was cut in a label counts up to there. */
        if (!ls_slice_cut(&value, ':', &name) || !take(keyed, name, value))
            break;
    }
    return is_done(keyed);
}

/* Cuts a value off the start of `line`, without the quotes around it. */
static ls_slice cut_value(ls_slice *line)
{
    ls_slice value = *line;
    size_t at = 1;

    if (line->len == 0 || line->ptr[0] != '"') {
        if (!ls_slice_cut(line, ' ', &value))
            line->len = 0;
        return value;
    }
    while (at < line->len && line->ptr[at] != '"')
        at += line->ptr[at] == '\\' ? 2 : 1;
    if (at > line->len)
        at = line->len;
    value = (ls_slice){ line->ptr + 1, at - 1 };
    *line = ls_slice_skip(*line, at < line->len ? at + 1 : at);
    return value;
}

/* Words without a value, such as a flag, are passed over. */
static bool cut_name(ls_slice *line, ls_slice *name)
{
    size_t start = 0;
    size_t at = 0;

    for (; at < line->len && line->ptr[at] != '='; at++)
        if (line->ptr[at] == ' ')
            start = at + 1;
    if (at == line->len)
        return false;
    *name = (ls_slice){ line->ptr + start, at - start };
    *line = ls_slice_skip(*line, at + 1);
    return true;
}

bool ls_logfmt_read(ls_keyed *keyed, ls_slice line)
{
    ls_slice name;
    ls_slice rest = line;

    /* Text that merely holds a key=value somewhere is none of this. */
    if (!ls_slice_cut(&rest, '=', &name) || !ls_is_token(name))
        return false;
    while (cut_name(&line, &name)) {
        ls_slice value = cut_value(&line);

        if (!take(keyed, name, value))
            break;
    }
    return is_done(keyed);
}
