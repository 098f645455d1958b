/* SPDX-License-Identifier: MIT */
/*
 * Plans: formats compiled for the fields that a run wants. Reading no further
 * than needed is what makes the default report cheap: the head of a combined
 * line is a third of it.
 */

#include "parse/plan.h"

#include "parse/formats.h"
#include "parse/shortcut.h"

#include <assert.h>
#include <stdlib.h>

/* Whether a regex has a named group that sets one of the fields. */
static bool sets_any(const char *text, ls_fields wanted)
{
    for (; (text = strstr(text, "(?<")) != NULL; text += 3) {
        ls_slice rest = ls_slice_of(text + 3);
        ls_slice name;

        if (ls_slice_cut(&rest, '>', &name) &&
            (ls_setter_fields(name) & wanted))
            return true;
    }
    return false;
}

/* How many of the format's tails reach to the last wanted field. */
static size_t needed_tails(const ls_format *format, ls_fields wanted)
{
    size_t needed = format->full_tails.count;

    while (needed && !sets_any(format->full_tails.items[needed - 1], wanted))
        needed--;
    return needed;
}

static ls_status bind(ls_plan *plan, ls_fields wanted)
{
    size_t groups = ls_regex_group_count(plan->regex);

    plan->bindings = calloc(groups, sizeof(*plan->bindings));
    if (!plan->bindings)
        return LS_ENOMEM;
    for (size_t i = 1; i < groups; i++) {
        const char *text = ls_regex_group_name(plan->regex, i);
        ls_slice name = ls_slice_of(text);
        ls_binding binding = { i, ls_setter_find(name) };

        if (text && (ls_setter_fields(name) & wanted))
            plan->bindings[plan->binding_count++] = binding;
    }
    return LS_OK;
}

static ls_status compile(ls_plan *plan, size_t tails)
{
    ls_arena *arena = ls_arena_new();
    char *text = arena ? ls_format_build(plan->format, tails, arena) : NULL;
    ls_status status = LS_ENOMEM;

    if (text)
        status = ls_regex_new(text, &plan->regex, NULL);
    ls_arena_free(arena);
    /* The whole of it compiled before, so it is no syntax error. */
    return status == LS_OK ? LS_OK : LS_ENOMEM;
}

static ls_status add_plan(ls_plans *plans, const ls_format *format,
                          ls_fields wanted)
{
    ls_plan *plan = &plans->items[plans->count++];
    size_t tails;

    wanted |= LS_HAS(LS_FIELD_STATUS);
    tails = needed_tails(format, wanted);
    plan->format = format;
    if (compile(plan, tails) != LS_OK || bind(plan, wanted) != LS_OK)
        return LS_ENOMEM;
    if (plans->group_count < ls_regex_group_count(plan->regex))
        plans->group_count = ls_regex_group_count(plan->regex);
    return ls_short_cut_new(format, tails, wanted, &plan->short_cut);
}

static bool has_head(const ls_plans *plans, const ls_format *format)
{
    for (size_t i = 0; i < plans->count; i++) {
        const ls_format *earlier = plans->items[i].format;

        assert(earlier);
        if (strcmp(earlier->full_head, format->full_head) == 0)
            return true;
    }
    return false;
}

static bool is_family(const ls_format *format, const ls_format *other)
{
    return !format || strcmp(format->family, other->family) == 0;
}

static ls_status add_family(ls_plans *plans, const ls_formats *formats,
                            const ls_format *format, ls_fields wanted)
{
    for (size_t i = 0; i < ls_formats_count(formats); i++) {
        const ls_format *other = ls_formats_at(formats, i);

        if (other->refusal || !is_family(format, other) ||
            has_head(plans, other))
            continue;
        if (add_plan(plans, other, wanted) != LS_OK)
            return LS_ENOMEM;
    }
    return LS_OK;
}

ls_status ls_plans_init(ls_plans *plans, const ls_formats *formats,
                        const ls_format *format, ls_fields wanted)
{
    ls_status status = LS_OK;

    *plans = (ls_plans){ 0 };
    plans->items = calloc(ls_formats_count(formats) + 1, sizeof(*plans->items));
    if (!plans->items)
        return LS_ENOMEM;
    if (format)
        status = add_plan(plans, format, wanted);
    if (status == LS_OK)
        status = add_family(plans, formats, format, wanted);
    if (status != LS_OK)
        ls_plans_release(plans);
    return status;
}

ls_status ls_plans_init_one(ls_plans *plans, const ls_format *format,
                            ls_fields wanted)
{
    ls_status status = LS_ENOMEM;

    *plans = (ls_plans){ 0 };
    plans->items = calloc(1, sizeof(*plans->items));
    if (plans->items)
        status = add_plan(plans, format, wanted);
    if (status != LS_OK)
        ls_plans_release(plans);
    return status;
}

void ls_plans_release(ls_plans *plans)
{
    for (size_t i = 0; plans->items && i < plans->count; i++) {
        ls_regex_free(plans->items[i].regex);
        free(plans->items[i].bindings);
        ls_short_cut_free(plans->items[i].short_cut);
    }
    free(plans->items);
    *plans = (ls_plans){ 0 };
}
