/* SPDX-License-Identifier: MIT */
/*
 * From what a pattern file says to what lines are read with: takes over what
 * the formats say that this one extends, and compiles the expression or the
 * map of keys.
 */

#include "parse/formats.h"

#include "parse/keymap.h"
#include "parse/pieces.h"
#include "parse/shortcut.h"

enum {
    MAX_EXTENDS = 8
}; /* formats on the way to the one with the head */

static ls_status add_all(ls_strings *list, const ls_strings *more,
                         ls_arena *arena)
{
    for (size_t i = 0; i < more->count; i++)
        if (ls_strings_add(list, arena, more->items[i]) != LS_OK)
            return LS_ENOMEM;
    return LS_OK;
}

/* Takes over what the next format on the way from the root says. */
static ls_status inherit_one(ls_arena *arena, ls_format *format,
                             const ls_format *from)
{
    format->tested = format->tested && from->builtin;
    if (from->lead) {
        format->full_head =
            ls_arena_join(arena, from->lead, '\n', format->full_head);
        format->head_name = from->name;
        if (!format->full_head)
            return LS_ENOMEM;
        if (!ls_gate_is_void(ls_slice_of(from->lead)))
            format->core = format->full_head;
    }
    /* A lead makes the inherited one wrong. */
    if (from->lead || from->plain)
        format->full_plain = from->plain;
    if (from->time)
        format->time_form = ls_time_form_of(from->time);
    return add_all(&format->full_tails, &from->tails, arena);
}

/* Takes over what the formats before `format` on its line say. */
static ls_status inherit(ls_arena *arena, ls_format *format,
                         const ls_format *const *line, size_t count)
{
    const ls_format *root = line[count - 1];
    ls_status status = LS_OK;

    format->tested = true;
    format->family = root->name;
    format->head_name = root->name;
    format->full_head = root->head;
    format->core = root->head;
    format->full_plain = root->plain;
    format->full_tails = (ls_strings){ 0 };
    format->time_form.kind = LS_TIME_KINDS;
    for (size_t i = count; i-- > 0 && status == LS_OK;)
        status = inherit_one(arena, format, line[i]);
    return status;
}

static ls_status resolve(const ls_formats *formats, ls_arena *arena,
                         ls_format *format, ls_error *err)
{
    const ls_format *line[MAX_EXTENDS] = { format };
    size_t count = 1;

    while (line[count - 1]->extends) {
        const char *name = line[count - 1]->extends;
        const ls_format *next = ls_formats_named(formats, name);

        if (!next)
            return ls_fail(err, LS_ESYNTAX, 0,
                           "%s: extends '%s', which does not exist",
                           format->origin, name);
        if (next->keys)
            return ls_fail(err, LS_ESYNTAX, 0,
                           "%s: extends '%s', which has no regex",
                           format->origin, name);
        if (count == MAX_EXTENDS)
            return ls_fail(err, LS_ESYNTAX, 0,
                           "%s: extends too many formats, or itself",
                           format->origin);
        line[count++] = next;
    }
    if (inherit(arena, format, line, count) != LS_OK)
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

/* Which part of a record each named group gives. */
static ls_status bind_groups(ls_arena *arena, ls_format *format)
{
    size_t groups = ls_regex_group_count(format->regex);

    format->binding_count = 0;
    format->bindings = ls_arena_alloc(arena, groups, sizeof(*format->bindings));
    if (!format->bindings)
        return LS_ENOMEM;
    for (size_t i = 1; i < groups; i++) {
        const char *name = ls_regex_group_name(format->regex, i);
        ls_binding *binding = &format->bindings[format->binding_count];

        if (!name)
            continue;
        *binding = (ls_binding){ i, ls_part_of(ls_slice_of(name)) };
        format->wraps = format->wraps || binding->part.kind == LS_PART_LINE;
        format->binding_count++;
    }
    return LS_OK;
}

ls_status ls_format_new_regex(const ls_format *format, ls_arena *arena,
                              const char *text, ls_regex **regex, ls_error *err)
{
    const char **names;
    size_t count;

    if (!format->tested)
        return ls_regex_new(text, regex, err);
    if (ls_pieces_groups(arena, ls_slice_of(text), &names, &count) != LS_OK)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    *regex = ls_regex_later(text, names, count);
    return *regex ? LS_OK : ls_fail(err, LS_ENOMEM, 0, "no memory");
}

/* What lines must have to be tried with the format. */
static void make_gate(ls_format *format, const ls_format *root)
{
    static const char marks[LS_KIND_COUNT] = {
        [LS_KIND_JSON] = '{',
        [LS_KIND_LTSV] = ':',
        [LS_KIND_LOGFMT] = '=',
    };
    ls_gate plain;

    ls_gate_open(&format->gate);
    if (marks[format->kind])
        ls_byteset_put(&format->gate.holds, (unsigned char)marks[format->kind]);
    if (format->kind != LS_KIND_TEXT)
        return;
    if (root != format && format->full_head == root->full_head &&
        format->full_plain == root->full_plain) {
        format->gate = root->gate;
        return;
    }
    ls_gate_make(&format->gate, ls_slice_of(format->full_head));
    if (!format->full_plain)
        return;
    ls_gate_make(&plain, ls_slice_of(format->full_plain));
    ls_gate_widen(&format->gate, &plain);
}

static ls_status compile_text(ls_arena *arena, ls_format *format, ls_error *err)
{
    ls_error inner = { 0 };
    ls_status status;

    format->regex_text =
        ls_format_build(format, format->full_tails.count, arena);
    if (!format->regex_text)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    ls_regex_free(format->regex);
    ls_short_cut_free(format->trial_cut);
    format->regex = NULL;
    format->trial_cut = NULL;
    status = ls_format_new_regex(format, arena, format->regex_text,
                                 &format->regex, &inner);
    if (status != LS_OK)
        return ls_fail(err, status, 0, "%s: %s", format->origin, inner.message);
    if (bind_groups(arena, format) != LS_OK ||
        ls_short_cut_new_trial(format, &format->trial_cut) != LS_OK)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    return format->tested ? LS_OK : check_parts(format, err);
}

static ls_status compile_keys(ls_arena *arena, ls_format *format, ls_error *err)
{
    ls_keymap *map = ls_arena_alloc(arena, 1, sizeof(*map));
    ls_error inner = { 0 };
    ls_status status;

    if (!map)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    status = ls_keymap_make(map, arena, format, LS_FIELDS_ALL, &inner);
    if (status != LS_OK)
        return ls_fail(err, status, 0, "%s: %s", format->origin, inner.message);
    for (size_t i = 0; i < map->count; i++)
        format->wraps = format->wraps || map->keys[i].part.kind == LS_PART_LINE;
    format->keymap = map;
    return LS_OK;
}

ls_status ls_format_compile(ls_format *format, const ls_formats *formats,
                            ls_arena *arena, ls_error *err)
{
    ls_status status = resolve(formats, arena, format, err);

    if (status != LS_OK)
        return status;
    format->wraps = false;
    make_gate(format, format->extends
                          ? ls_formats_named(formats, format->family)
                          : format);
    return format->kind == LS_KIND_TEXT ? compile_text(arena, format, err)
                                        : compile_keys(arena, format, err);
}
