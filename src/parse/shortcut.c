/* SPDX-License-Identifier: MIT */
/*
 * The short cut of a plan. A regex is `(?: plain | head )` and then tails that
 * may lack. Where the steps of `plain` fit, PCRE2 would take that alternative
 * too, and then tail after tail as far as they fit: the same groups come out.
 * Where they do not, nothing is said, and PCRE2 decides; nor where a line does
 * not fit the steps of a tail that are only a part of it.
 */

#include "parse/plan.h"

#include "parse/shortcut.h"

#include "parse/walk.h"

#include <stdlib.h>

/* Gives the wanted groups of the steps from `first` on their bindings. */
static bool bind(ls_short_cut *cut, size_t first, ls_fields wanted)
{
    for (size_t i = first; i < cut->steps.count; i++) {
        ls_step *step = &cut->steps.items[i];
        ls_part part = ls_part_of(ls_slice_of(step->group));

        if (!step->group || !ls_part_is_wanted(&part, wanted))
            continue;
        if (cut->binding_count == LS_STEP_GROUPS)
            return false;
        step->binding = cut->binding_count++;
        cut->bindings[step->binding].part = part;
    }
    return true;
}

/* Whether the step's run is the time. */
static bool is_time(const ls_short_cut *cut, const ls_step *step)
{
    return step->binding != LS_STEP_UNBOUND &&
           cut->bindings[step->binding].part.kind == LS_PART_TIME;
}

/* Appends steps. Up to the last of them only what came before is bound. */
static ls_status append(ls_short_cut *cut, const ls_steps *more)
{
    size_t count = cut->steps.count + more->count;
    ls_step *items = ls_arena_alloc(cut->arena, count + 1, sizeof(*items));
    size_t *bound = ls_arena_alloc(cut->arena, count + 1, sizeof(*bound));

    if (!items || !bound)
        return LS_ENOMEM;
    for (size_t i = 0; i < count; i++)
        bound[i] = i < cut->steps.count ? cut->bound[i] : cut->binding_count;
    if (cut->steps.count)
        memcpy(items, cut->steps.items, cut->steps.count * sizeof(*items));
    if (more->count)
        memcpy(items + cut->steps.count, more->items,
               more->count * sizeof(*items));
    cut->steps = (ls_steps){ .items = items, .count = count };
    cut->bound = bound;
    return LS_OK;
}

/*
 * A tail that begins with what the step before has looked at already: it is
 * taken with that step.
 */
static void join_tail(ls_short_cut *cut, ls_steps *tail)
{
    ls_step *last =
        cut->steps.count ? &cut->steps.items[cut->steps.count - 1] : NULL;
    const ls_step *first = tail->items;

    if (!last || tail->count < 2 || first->kind != LS_STEP_TEXT ||
        last->take_len || first->text_len != last->text_len ||
        first->take_len != first->text_len ||
        memcmp(first->text, last->text, first->text_len) != 0)
        return;
    last->take_len = last->text_len;
    tail->items++;
    tail->count--;
}

/* Adds the steps of the head or a tail. */
static ls_status add_steps(ls_short_cut *cut, const char *pattern,
                           ls_fields wanted)
{
    size_t first = cut->steps.count;
    ls_steps steps;
    ls_status status =
        ls_steps_make(cut->arena, ls_slice_of(pattern), &steps, &cut->stops);

    if (status != LS_OK)
        return status;
    join_tail(cut, &steps);
    status = append(cut, &steps);
    if (status != LS_OK)
        return status;
    for (size_t i = first; steps.is_part && i < cut->steps.count; i++)
        cut->bound[i] = 0;
    if (!bind(cut, first, wanted))
        return LS_ESYNTAX;
    cut->bound[cut->steps.count] = cut->binding_count;
    return LS_OK;
}

/*
 * Lines that follow one another mostly have the same second, and the same in
 * front of it but for the client: these steps are usual.
 */
static void find_usual(ls_short_cut *cut)
{
    ls_steps *steps = &cut->steps;
    size_t time = 0;

    while (time < steps->count && !is_time(cut, &steps->items[time]))
        time++;
    steps->usual = time ? 1 : 0;
    steps->usual_end = time + 1;
    for (size_t i = steps->usual; i < time && time < steps->count; i++)
        if (steps->items[i].binding != LS_STEP_UNBOUND)
            time = steps->count;
    if (time == steps->count || steps->items[time].take_len == 0)
        steps->usual_end = steps->usual = 0;
}

static ls_status add_all(ls_short_cut *cut, const ls_format *format,
                         size_t tails, ls_fields wanted)
{
    ls_status status = add_steps(cut, format->full_plain, wanted);

    for (size_t i = 0; i < tails && status == LS_OK; i++)
        status = add_steps(cut, format->full_tails.items[i], wanted);
    return status;
}

/* Whether no value is only a part of a field. */
static bool is_simple(const ls_short_cut *cut)
{
    for (size_t i = 0; i < cut->binding_count; i++) {
        ls_part_kind kind = cut->bindings[i].part.kind;

        if (kind != LS_PART_FIELD && kind != LS_PART_TIME)
            return false;
    }
    return true;
}

ls_status ls_short_cut_new(const ls_format *format, size_t tails,
                           ls_fields wanted, ls_short_cut **short_cut)
{
    ls_short_cut *cut;
    ls_status status = LS_ENOMEM;

    *short_cut = NULL;
    if (!format->full_plain)
        return LS_OK;
    cut = calloc(1, sizeof(*cut));
    if (!cut)
        return LS_ENOMEM;
    cut->arena = ls_arena_new();
    if (cut->arena)
        status = add_all(cut, format, tails, wanted);
    if (status == LS_OK && is_simple(cut)) {
        cut->steps.stops = &cut->stops;
        find_usual(cut);
        *short_cut = cut;
        return LS_OK;
    }
    ls_short_cut_free(cut);
    /* A tail that steps cannot do: this format has no short cut. */
    return status == LS_ENOMEM ? LS_ENOMEM : LS_OK;
}

void ls_short_cut_free(ls_short_cut *cut)
{
    if (!cut)
        return;
    ls_arena_free(cut->arena);
    free(cut);
}

size_t ls_short_cut_match(const ls_short_cut *cut, ls_slice line,
                          ls_slice *groups, ls_walk_memo *memo)
{
    return cut->bound[ls_walk(line, &cut->steps, groups, memo)];
}
