/* SPDX-License-Identifier: MIT */
/*
 * Plans: what the lines of an input are read with. Only the input's own format
 * is compiled for the fields that a run wants, for reading no further than
 * needed is what makes the default report cheap: the head of a combined line
 * is a third of it. The others share what the set compiled for them.
 */

#include "parse/plan.h"

#include "parse/formats.h"
#include "parse/headers.h"
#include "parse/shortcut.h"

#include <stdlib.h>

/* Whether a regex has a named group that gives one of the fields. */
static bool gives_any(const char *text, ls_fields wanted)
{
    for (; (text = strstr(text, "(?<")) != NULL; text += 3) {
        ls_slice rest = ls_slice_of(text + 3);
        ls_slice name;
        ls_part part;

        if (!ls_slice_cut(&rest, '>', &name))
            continue;
        part = ls_part_of(name);
        if (ls_part_is_wanted(&part, wanted))
            return true;
    }
    return false;
}

/* How many of the format's tails reach to the last wanted field. */
static size_t needed_tails(const ls_format *format, ls_fields wanted)
{
    size_t needed = format->full_tails.count;

    while (needed && !gives_any(format->full_tails.items[needed - 1], wanted))
        needed--;
    return needed;
}

/* The groups of the plan's own expression that are wanted. */
static ls_status bind(ls_plans *plans, ls_plan *plan, ls_fields wanted)
{
    size_t groups = ls_regex_group_count(plan->regex);
    ls_binding *bindings =
        ls_arena_alloc(plans->arena, groups, sizeof(*bindings));

    if (!bindings)
        return LS_ENOMEM;
    plan->binding_count = 0;
    for (size_t i = 1; i < groups; i++) {
        const char *name = ls_regex_group_name(plan->regex, i);
        ls_part part = ls_part_of(ls_slice_of(name));

        if (name && ls_part_is_wanted(&part, wanted))
            bindings[plan->binding_count++] = (ls_binding){ i, part };
    }
    plan->bindings = bindings;
    return LS_OK;
}

static ls_status compile(ls_plans *plans, const ls_plan *plan, size_t tails)
{
    char *text = ls_format_build(plan->format, tails, plans->arena);

    if (!text)
        return LS_ENOMEM;
    /* The whole of it compiled before, so it is no syntax error. */
    return ls_format_new_regex(plan->format, plans->arena, text, &plans->regex,
                               NULL) == LS_OK
               ? LS_OK
               : LS_ENOMEM;
}

/* The plan that shares what the format has. */
static ls_plan shared_plan(const ls_format *format)
{
    return (ls_plan){
        .format = format,
        .regex = format->regex,
        .bindings = format->bindings,
        .binding_count = format->binding_count,
        .keymap = format->keymap,
    };
}

static ls_status tailor_keys(ls_plans *plans, ls_plan *plan, ls_fields wanted)
{
    ls_keymap *map;

    if (wanted == LS_FIELDS_ALL)
        return LS_OK; /* that is what the format has */
    map = ls_arena_alloc(plans->arena, 1, sizeof(*map));
    if (!map)
        return LS_ENOMEM;
    plan->keymap = map;
    /* It worked for all fields, so only memory can lack. */
    return ls_keymap_make(map, plans->arena, plan->format, wanted, NULL) ==
                   LS_OK
               ? LS_OK
               : LS_ENOMEM;
}

static ls_status tailor_text(ls_plans *plans, ls_plan *plan, ls_fields wanted)
{
    size_t tails = needed_tails(plan->format, wanted);

    if (tails < plan->format->full_tails.count) {
        if (compile(plans, plan, tails) != LS_OK)
            return LS_ENOMEM;
        plan->regex = plans->regex;
    }
    if (bind(plans, plan, wanted) != LS_OK)
        return LS_ENOMEM;
    return ls_short_cut_new(plan->format, tails, wanted, &plan->short_cut);
}

/* Adds the input's own format, compiled for the wanted fields. */
static ls_status add_own(ls_plans *plans, const ls_format *format,
                         ls_fields wanted)
{
    ls_plan *plan = &plans->items[plans->count++];

    plans->has_own = true;
    wanted |= LS_HAS(LS_FIELD_STATUS);
    *plan = shared_plan(format);
    return format->keymap ? tailor_keys(plans, plan, wanted)
                          : tailor_text(plans, plan, wanted);
}

/* Whether a line that does not fit one of them does not fit the other. */
static bool is_same_head(const ls_format *a, const ls_format *b)
{
    return a->core && b->core && strcmp(a->core, b->core) == 0;
}

/* Leaves out the plans from `start` on whose head is that of an earlier one. */
static void drop_same_heads(ls_plans *plans, size_t start)
{
    size_t kept = start;

    for (size_t i = start; i < plans->count; i++) {
        bool same = false;

        for (size_t k = 0; k < kept && !same; k++)
            same = is_same_head(plans->items[k].format, plans->items[i].format);
        if (!same)
            plans->items[kept++] = plans->items[i];
    }
    plans->count = kept;
}

/* How much a format says about a line, and asks of it. */
static size_t weight(const ls_format *format)
{
    if (format->keymap)
        return format->needs.count * LS_KEY_ROWS + format->keymap->count;
    return format->binding_count;
}

static int by_weight(const void *left, const void *right)
{
    const ls_plan *a = left;
    const ls_plan *b = right;
    size_t of_a = weight(a->format);
    size_t of_b = weight(b->format);

    if (of_a != of_b)
        return of_a < of_b ? 1 : -1;
    return strcmp(a->format->name, b->format->name);
}

/* Adds the formats of the family, or those that are not of it. */
static void add_others(ls_plans *plans, const ls_formats *formats,
                       const char *family, bool inside)
{
    size_t start = plans->count;

    for (size_t i = 0; i < ls_formats_count(formats); i++) {
        const ls_format *other = ls_formats_at(formats, i);
        bool of_family = strcmp(other->family, family) == 0;

        if (!other->refusal && !other->wraps && of_family == inside &&
            (start == 0 || other != plans->items[0].format))
            plans->items[plans->count++] = shared_plan(other);
    }
    qsort(plans->items + start, plans->count - start, sizeof(*plans->items),
          by_weight);
    drop_same_heads(plans, start);
}

static ls_status add_wraps(ls_plans *plans, const ls_formats *formats,
                           const ls_found *found)
{
    size_t total = ls_formats_count(formats);

    plans->wraps =
        ls_arena_alloc(plans->arena, LS_DETECT_WRAPS, sizeof(ls_plan));
    plans->wrappers = ls_arena_alloc(plans->arena, total + 1, sizeof(ls_plan));
    if (!plans->wraps || !plans->wrappers)
        return LS_ENOMEM;
    for (size_t i = 0; i < total; i++)
        if (ls_formats_at(formats, i)->wraps)
            plans->wrappers[plans->wrapper_count++] =
                shared_plan(ls_formats_at(formats, i));
    for (size_t i = 0; found && i < found->wrap_count; i++)
        plans->wraps[plans->wrap_count++] = shared_plan(found->wraps[i]);
    return LS_OK;
}

static ls_status reserve(ls_plans *plans, size_t count)
{
    *plans = (ls_plans){ .arena = ls_arena_new() };
    if (plans->arena)
        plans->items =
            ls_arena_alloc(plans->arena, count, sizeof(*plans->items));
    return plans->items ? LS_OK : LS_ENOMEM;
}

ls_status ls_plans_init(ls_plans *plans, const ls_formats *formats,
                        const ls_found *found, ls_fields wanted)
{
    const ls_format *format = found ? found->format : NULL;
    const char *family = format ? format->family : "";
    ls_status status = reserve(plans, ls_formats_count(formats) + 1);

    if (status == LS_OK && format)
        status = add_own(plans, format, wanted);
    if (status == LS_OK) {
        add_others(plans, formats, family, true);
        if (!found || !found->given)
            add_others(plans, formats, family, false);
        status = add_wraps(plans, formats, found);
    }
    if (status != LS_OK)
        ls_plans_release(plans);
    else
        ls_headers_note(plans);
    return status;
}

ls_status ls_plans_init_one(ls_plans *plans, const ls_format *format,
                            ls_fields wanted)
{
    ls_status status = reserve(plans, 1);

    if (status == LS_OK)
        status = add_own(plans, format, wanted);
    if (status != LS_OK)
        ls_plans_release(plans);
    else
        ls_headers_note(plans);
    return status;
}

void ls_plans_release(ls_plans *plans)
{
    if (plans->items && plans->count)
        ls_short_cut_free(plans->items[0].short_cut);
    ls_regex_free(plans->regex);
    ls_arena_free(plans->arena);
    *plans = (ls_plans){ 0 };
}
