/* SPDX-License-Identifier: MIT */
/*
 * A set of formats. Formats are added as texts; what refers to another format
 * (`extends`) is resolved when all are there, so that their order does not
 * matter and a user's file can replace any of them.
 */

#include "parse/formats.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    MAX_EXTENDS = 8
}; /* formats on the way to the one with the head */

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

void ls_formats_free(ls_formats *formats)
{
    if (!formats)
        return;
    for (size_t i = 0; i < formats->count; i++)
        ls_regex_free(formats->items[i]->regex);
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
    if (ls_slice_equal(ls_slice_of(format->name), name))
        return true;
    for (size_t i = 0; i < format->aliases.count; i++)
        if (ls_slice_equal(ls_slice_of(format->aliases.items[i]), name))
            return true;
    return false;
}

const ls_format *ls_formats_find(const ls_formats *formats, ls_slice name)
{
    for (size_t i = 0; i < formats->count; i++)
        if (ls_slice_equal(ls_slice_of(formats->items[i]->name), name))
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
        ls_regex_free(formats->items[at]->regex);
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

ls_status ls_formats_add(ls_formats *formats, ls_slice text, const char *origin,
                         ls_error *err)
{
    ls_format *format = ls_arena_alloc(formats->arena, 1, sizeof(*format));
    ls_error inner = { 0 };
    ls_status status;

    if (!format)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
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

/* Both texts, one a line. */
static const char *join(ls_arena *arena, const char *first, const char *second)
{
    size_t size = strlen(first) + strlen(second) + 2;
    char *text = ls_arena_alloc(arena, size, 1);

    if (text)
        (void)snprintf(text, size, "%s\n%s", first, second);
    return text;
}

static ls_status add_all(ls_strings *list, const ls_strings *more,
                         ls_arena *arena)
{
    for (size_t i = 0; i < more->count; i++)
        if (ls_strings_add(list, arena, more->items[i]) != LS_OK)
            return LS_ENOMEM;
    return LS_OK;
}

/* Takes over what the formats before `format` on its line say. */
static ls_status inherit(ls_formats *formats, ls_format *format,
                         const ls_format *const *line, size_t count)
{
    const ls_format *root = line[count - 1];

    format->family = root->name;
    format->full_head = root->head;
    format->full_plain = root->plain;
    format->full_tails = (ls_strings){ 0 };
    format->time_form.kind = LS_TIME_KINDS;
    for (size_t i = count; i-- > 0;) {
        const ls_format *from = line[i];

        if (from->lead)
            format->full_head =
                join(formats->arena, from->lead, format->full_head);
        if (from->lead ||
            from->plain) /* a lead makes the inherited one wrong */
            format->full_plain = from->plain;
        if (!format->full_head ||
            add_all(&format->full_tails, &from->tails, formats->arena) != LS_OK)
            return LS_ENOMEM;
        if (from->time)
            format->time_form = ls_time_form_of(from->time);
    }
    return LS_OK;
}

static ls_status resolve(ls_formats *formats, ls_format *format, ls_error *err)
{
    const ls_format *line[MAX_EXTENDS] = { format };
    size_t count = 1;

    while (line[count - 1]->extends) {
        const char *name = line[count - 1]->extends;
        bool found;
        size_t at = find_place(formats, name, &found);

        if (!found)
            return ls_fail(err, LS_ESYNTAX, 0,
                           "%s: extends '%s', which does not exist",
                           format->origin, name);
        if (count == MAX_EXTENDS)
            return ls_fail(err, LS_ESYNTAX, 0,
                           "%s: extends too many formats, or itself",
                           format->origin);
        line[count++] = formats->items[at];
    }
    if (inherit(formats, format, line, count) != LS_OK)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    return LS_OK;
}

/*
 * A run reads no further than it must, so the expression has to make sense
 * wherever a tail could be left out: "(" in one and ")" in the next does not.
 */
static ls_status check_parts(const ls_format *format, ls_error *err)
{
    ls_arena *arena = ls_arena_new();
    ls_status status = arena ? LS_OK : LS_ENOMEM;
    ls_error inner = { 0 };

    for (size_t i = 0; status == LS_OK && i < format->full_tails.count; i++) {
        const char *text = ls_format_build(format, i, arena);

        status = text ? ls_regex_check(text, &inner) : LS_ENOMEM;
    }
    ls_arena_free(arena);
    if (status == LS_ESYNTAX)
        return ls_fail(err, status, 0, "%s: where a tail lacks: %s",
                       format->origin, inner.message);
    return status == LS_OK ? LS_OK : ls_fail(err, status, 0, "no memory");
}

static ls_status compile(ls_formats *formats, ls_format *format, ls_error *err)
{
    ls_error inner = { 0 };
    ls_status status = resolve(formats, format, err);

    if (status != LS_OK)
        return status;
    format->regex_text =
        ls_format_build(format, format->full_tails.count, formats->arena);
    if (!format->regex_text)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    ls_regex_free(format->regex);
    format->regex = NULL;
    status = ls_regex_new(format->regex_text, &format->regex, &inner);
    if (status != LS_OK)
        return ls_fail(err, status, 0, "%s: %s", format->origin, inner.message);
    return check_parts(format, err);
}

ls_status ls_formats_compile(ls_formats *formats, ls_error *err)
{
    for (size_t i = 0; i < formats->count; i++) {
        ls_status status = compile(formats, formats->items[i], err);

        if (status == LS_OK)
            status = ls_format_validate(formats->items[i], err);
        if (status != LS_OK)
            return status;
    }
    return LS_OK;
}

bool ls_formats_have_jit(const ls_formats *formats)
{
    for (size_t i = 0; i < formats->count; i++)
        if (formats->items[i]->regex &&
            !ls_regex_has_jit(formats->items[i]->regex))
            return false;
    return true;
}
