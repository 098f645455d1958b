/* SPDX-License-Identifier: MIT */
/* One format: what it answers, and how its expression is put together. */

#include "parse/format.h"

#include "base/buf.h"

const char *ls_format_name(const ls_format *format)
{
    return format->name;
}

const char *ls_format_title(const ls_format *format)
{
    return format->title;
}

const char *ls_format_definition(const ls_format *format)
{
    return format->definition ? format->definition : "";
}

const char *ls_format_refusal(const ls_format *format)
{
    return format->refusal;
}

bool ls_format_wraps(const ls_format *format)
{
    return format->wraps;
}

const char *ls_format_regex(const ls_format *format)
{
    return format->regex_text ? format->regex_text : "";
}

const char *const *ls_format_needs(const ls_format *format, size_t *count)
{
    *count = format->needs.count;
    return format->needs.items;
}

const char *ls_format_keys(const ls_format *format)
{
    const char *keys = format->keys ? format->keys : "";

    return keys[0] == '\n' ? keys + 1 : keys;
}

const char *const *ls_format_servers(const ls_format *format, size_t *count)
{
    *count = format->servers.count;
    return format->servers.items;
}

const char *const *ls_format_aliases(const ls_format *format, size_t *count)
{
    *count = format->aliases.count;
    return format->aliases.items;
}

bool ls_format_is_kin(const ls_format *a, const ls_format *b)
{
    if (!a || !b)
        return a == b;
    return strcmp(a->family, b->family) == 0;
}

ls_status ls_strings_add(ls_strings *list, ls_arena *arena, const char *item)
{
    const char **items = ls_arena_alloc(arena, list->count + 2, sizeof(*items));

    if (!items)
        return LS_ENOMEM;
    if (list->count)
        memcpy(items, list->items, list->count * sizeof(*items));
    items[list->count++] = item;
    list->items = items;
    return LS_OK;
}

static ls_status append(ls_buf *out, const char *text)
{
    return ls_buf_append(out, ls_slice_of(text));
}

static ls_status append_head(ls_buf *out, const ls_format *format)
{
    if (!format->full_plain)
        return append(out, format->full_head);
    if (append(out, "(?:\n") != LS_OK ||
        append(out, format->full_plain) != LS_OK ||
        append(out, "\n|\n") != LS_OK ||
        append(out, format->full_head) != LS_OK)
        return LS_ENOMEM;
    return append(out, "\n)");
}

static ls_status append_regex(ls_buf *out, const ls_format *format,
                              size_t tails)
{
    ls_status status = append_head(out, format);

    for (size_t i = 0; i < tails && status == LS_OK; i++) {
        status = append(out, "\n(?:");
        if (status == LS_OK)
            status = append(out, format->full_tails.items[i]);
    }
    for (size_t i = 0; i < tails && status == LS_OK; i++)
        status = append(out, "\n)?+");
    return status;
}

char *ls_format_build(const ls_format *format, size_t tails, ls_arena *arena)
{
    ls_buf out = { 0 };
    char *text = NULL;

    if (append_regex(&out, format, tails) == LS_OK)
        text = ls_arena_copy(arena, ls_buf_slice(&out));
    ls_buf_release(&out);
    return text;
}
