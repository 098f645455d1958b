/* SPDX-License-Identifier: MIT */
/*
 * A set of formats. Formats are added as texts and compiled when all are
 * there, so that their order does not matter and a user's file can replace any
 * of them.
 */

#include "parse/formats.h"

#include "parse/conf.h"
#include "parse/definition.h"
#include "parse/shortcut.h"

#include <stdlib.h>

struct ls_formats {
    ls_arena *arena;
    ls_format **items; /* by name */
    size_t count;
    size_t cap;
};

ls_formats *ls_formats_new(void)
{
    ls_formats *formats = calloc(1, sizeof(*formats));

    if (formats)
        formats->arena = ls_arena_new();
    if (formats && !formats->arena) {
        free(formats);
        return NULL;
    }
    return formats;
}

/* Frees what is not the arena's. */
static void release(ls_format *format)
{
    ls_regex_free(format->regex);
    ls_short_cut_free(format->trial_cut);
}

void ls_formats_free(ls_formats *formats)
{
    if (!formats)
        return;
    for (size_t i = 0; i < formats->count; i++)
        release(formats->items[i]);
    free(formats->items);
    ls_arena_free(formats->arena);
    free(formats);
}

size_t ls_formats_count(const ls_formats *formats)
{
    return formats->count;
}

const ls_format *ls_formats_at(const ls_formats *formats, size_t index)
{
    return formats->items[index];
}

/* Where a format of this name is, or belongs. */
static size_t find_place(const ls_formats *formats, const char *name,
                         bool *found)
{
    size_t at = 0;

    while (at < formats->count && strcmp(formats->items[at]->name, name) < 0)
        at++;
    *found = at < formats->count && strcmp(formats->items[at]->name, name) == 0;
    return at;
}

static bool has_name(const ls_format *format, ls_slice name)
{
    if (ls_slice_is(name, format->name))
        return true;
    for (size_t i = 0; i < format->aliases.count; i++)
        if (ls_slice_is(name, format->aliases.items[i]))
            return true;
    return false;
}

const ls_format *ls_formats_named(const ls_formats *formats, const char *name)
{
    bool found;
    size_t at = find_place(formats, name, &found);

    return found ? formats->items[at] : NULL;
}

const ls_format *ls_formats_find(const ls_formats *formats, ls_slice name)
{
    for (size_t i = 0; i < formats->count; i++)
        if (ls_slice_is(name, formats->items[i]->name))
            return formats->items[i];
    for (size_t i = 0; i < formats->count; i++)
        if (has_name(formats->items[i], name))
            return formats->items[i];
    return NULL;
}

static ls_status insert(ls_formats *formats, ls_format *format)
{
    bool found;
    size_t at = find_place(formats, format->name, &found);

    if (found) {
        release(formats->items[at]);
        formats->items[at] = format;
        return LS_OK;
    }
    if (formats->count == formats->cap) {
        size_t cap = formats->cap ? formats->cap * 2 : 32;
        ls_format **items = realloc(formats->items, cap * sizeof(ls_format *));

        if (!items)
            return LS_ENOMEM;
        formats->items = items;
        formats->cap = cap;
    }
    memmove(formats->items + at + 1, formats->items + at,
            (formats->count - at) * sizeof(ls_format *));
    formats->items[at] = format;
    formats->count++;
    return LS_OK;
}

static ls_status add(ls_formats *formats, ls_slice text, const char *origin,
                     bool builtin, ls_error *err)
{
    ls_format *format = ls_arena_alloc(formats->arena, 1, sizeof(*format));
    ls_error inner = { 0 };
    ls_status status;

    if (!format)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    format->builtin = builtin;
    format->origin = ls_arena_copy(formats->arena, ls_slice_of(origin));
    if (!format->origin)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    status = ls_notation_read(format, formats->arena, text, &inner);
    if (status != LS_OK && inner.line)
        return ls_fail(err, status, inner.line, "%s: line %zu: %s", origin,
                       inner.line, inner.message);
    if (status != LS_OK)
        return ls_fail(err, status, 0, "%s: %s", origin, inner.message);
    if (insert(formats, format) != LS_OK)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    return LS_OK;
}

ls_status ls_formats_add(ls_formats *formats, ls_slice text, const char *origin,
                         ls_error *err)
{
    return add(formats, text, origin, false, err);
}

ls_status ls_formats_add_tested(ls_formats *formats, ls_slice text,
                                const char *origin, ls_error *err)
{
    return add(formats, text, origin, true, err);
}

enum {
    MAX_DEFINITION = 4096
}; /* bytes: longer than any, and no expression from it is too large */

ls_status ls_formats_define(ls_formats *formats, ls_slice string,
                            const ls_format **format, ls_error *err)
{
    ls_format *made = ls_arena_alloc(formats->arena, 1, sizeof(*made));
    ls_status status;

    if (!made)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    if (string.len > MAX_DEFINITION)
        return ls_fail(err, LS_ESYNTAX, 0, "the string has more than %d bytes",
                       MAX_DEFINITION);
    made->origin = "custom";
    status = ls_definition_read(made, formats->arena, string, err);
    if (status != LS_OK)
        return status;
    if (insert(formats, made) != LS_OK)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    *format = made;
    return LS_OK;
}

ls_status ls_formats_define_from(ls_formats *formats, ls_slice place,
                                 const ls_format **format, ls_error *err)
{
    const char *line = NULL;
    ls_error inner = { 0 };
    ls_status status;

    if (place.len == 0)
        return ls_fail(err, LS_ESYNTAX, 0,
                       "@ stands before the name of a configuration file");
    status = ls_conf_find(formats->arena, place, &line, err);
    if (status != LS_OK)
        return status;
    status = ls_formats_define(formats, ls_slice_of(line), format, &inner);
    if (status != LS_OK)
        return ls_fail(err, status, 0, "%.*s: %s: %s", (int)place.len,
                       place.ptr, line, inner.message);
    return LS_OK;
}

/* Compiles those that extend others, or those that do not. */
static ls_status compile(ls_formats *formats, bool extend, ls_error *err)
{
    for (size_t i = 0; i < formats->count; i++) {
        ls_format *format = formats->items[i];
        ls_status status;

        if ((format->extends != NULL) != extend)
            continue;
        status = ls_format_compile(format, formats, formats->arena, err);
        if (status == LS_OK)
            status = ls_format_validate(format, err);
        if (status != LS_OK)
            return status;
    }
    return LS_OK;
}

ls_status ls_formats_compile(ls_formats *formats, ls_error *err)
{
    ls_status status = compile(formats, false, err);

    return status == LS_OK ? compile(formats, true, err) : status;
}

bool ls_formats_have_jit(void)
{
    return ls_regex_jit_works();
}
