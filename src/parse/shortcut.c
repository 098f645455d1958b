/* SPDX-License-Identifier: MIT */
/*
 * The short cut of a plan. A regex is `(?: plain | head )` and then tails that
 * may lack. Where the steps of `plain` fit, PCRE2 would take that alternative
 * too, and then tail after tail as far as they fit: the same groups come out.
 * Where they do not, nothing is said, and PCRE2 decides; nor where a line does
 * not fit the steps of a tail that are only a part of it.
 */

#include "parse/shortcut.h"

#include "parse/gate.h"

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
    size_t had = cut->steps.count;
    size_t count = had + more->count;
    ls_step *items = ls_arena_alloc(cut->arena, count + 1, sizeof(*items));
    ls_walk_end *ends = ls_arena_alloc(cut->arena, count + 1, sizeof(*ends));

    if (!items || !ends)
        return LS_ENOMEM;
    if (had) {
        memcpy(items, cut->steps.items, had * sizeof(*items));
        memcpy(ends, cut->ends, (had + 1) * sizeof(*ends));
    }
    if (more->count)
        memcpy(items + had, more->items, more->count * sizeof(*items));
    for (size_t i = had + 1; i <= count; i++)
        ends[i].bound = cut->binding_count;
    cut->steps = (ls_steps){ .items = items, .count = count };
    cut->ends = ends;
    return LS_OK;
}

/*
 * A tail that begins with what the step before has looked at already: it is
 * taken with that step, which then ends beyond what it is a step of.
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
    cut->ends[cut->steps.count].is_end = false;
    tail->items++;
    tail->count--;
}

static ls_status make_steps(ls_short_cut *cut, const char *pattern,
                            ls_steps *steps)
{
    return ls_steps_make(cut->arena, ls_slice_of(pattern), steps);
}

/* Adds the steps of the head or a tail. */
static ls_status add(ls_short_cut *cut, ls_steps *steps, ls_fields wanted)
{
    size_t first = cut->steps.count;

    join_tail(cut, steps);
    if (append(cut, steps) != LS_OK)
        return LS_ENOMEM;
    for (size_t i = first; steps->is_part && i < cut->steps.count; i++)
        cut->ends[i].bound = 0;
    if (!bind(cut, first, wanted))
        return LS_ESYNTAX;
    cut->ends[cut->steps.count] = (ls_walk_end){ cut->binding_count, true };
    return LS_OK;
}

/*
 * Adds a look at the byte that a tail begins with: a line that has another
 * there does not have the tail. LS_ESYNTAX if it may begin with any.
 */
static ls_status add_guard(ls_short_cut *cut, const char *tail)
{
    ls_step step = {
        .kind = LS_STEP_AHEAD,
        .max = 1,
        .binding = LS_STEP_UNBOUND,
    };
    const ls_steps steps = { .items = &step, .count = 1 };
    ls_gate any;
    ls_gate gate;

    ls_gate_open(&any);
    ls_gate_make(&gate, ls_slice_of(tail));
    if (ls_byteset_covers(&gate.first, &any.first))
        return LS_ESYNTAX;
    step.takes = gate.first;
    if (append(cut, &steps) != LS_OK)
        return LS_ENOMEM;
    cut->ends[cut->steps.count].bound = 0;
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
    ls_steps steps;
    ls_status status = make_steps(cut, format->full_plain, &steps);

    if (status == LS_OK)
        status = add(cut, &steps, wanted);
    for (size_t i = 0; i < tails && status == LS_OK; i++) {
        status = make_steps(cut, format->full_tails.items[i], &steps);
        if (status == LS_OK)
            status = add(cut, &steps, wanted);
    }
    return status;
}

/*
 * The same of all fields and tails, of which some may not be steps, or only a
 * part of them: before these stands a guard. `*goes_on`: this one is steps.
 */
static ls_status add_tail(ls_short_cut *cut, const char *tail, bool *goes_on)
{
    ls_steps steps;
    ls_status status = make_steps(cut, tail, &steps);

    if (status == LS_ENOMEM)
        return status;
    *goes_on = status == LS_OK;
    if (!*goes_on || steps.is_part)
        status = add_guard(cut, tail);
    return *goes_on && status == LS_OK ? add(cut, &steps, LS_FIELDS_ALL)
                                       : status;
}

static ls_status add_for_trial(ls_short_cut *cut, const ls_format *format)
{
    ls_status status = add_all(cut, format, 0, LS_FIELDS_ALL);
    bool goes_on = true;

    for (size_t i = 0; i < format->full_tails.count && goes_on; i++) {
        status = add_tail(cut, format->full_tails.items[i], &goes_on);
        if (status != LS_OK)
            return status;
    }
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

static ls_short_cut *new_cut(void)
{
    ls_short_cut *cut = calloc(1, sizeof(*cut));

    if (!cut)
        return NULL;
    cut->arena = ls_arena_new();
    if (!cut->arena) {
        free(cut);
        return NULL;
    }
    return cut;
}

/* What comes of it: the cut, or none if a tail cannot be steps. */
static ls_status finish(ls_short_cut *cut, ls_status status, bool is_usable,
                        ls_short_cut **short_cut)
{
    if (status != LS_OK || !is_usable) {
        ls_short_cut_free(cut);
        return status == LS_ENOMEM ? LS_ENOMEM : LS_OK;
    }
    find_usual(cut);
    *short_cut = cut;
    return LS_OK;
}

ls_status ls_short_cut_new(const ls_format *format, size_t tails,
                           ls_fields wanted, ls_short_cut **short_cut)
{
    ls_short_cut *cut;
    ls_status status;

    *short_cut = NULL;
    if (!format->full_plain)
        return LS_OK;
    cut = new_cut();
    if (!cut)
        return LS_ENOMEM;
    status = add_all(cut, format, tails, wanted);
    return finish(cut, status, is_simple(cut), short_cut);
}

ls_status ls_short_cut_new_trial(const ls_format *format,
                                 ls_short_cut **short_cut)
{
    ls_short_cut *cut;
    ls_status status;

    *short_cut = NULL;
    if (!format->full_plain)
        return LS_OK;
    cut = new_cut();
    if (!cut)
        return LS_ENOMEM;
    status = add_for_trial(cut, format);
    return finish(cut, status, true, short_cut);
}

void ls_short_cut_free(ls_short_cut *cut)
{
    if (!cut)
        return;
    ls_arena_free(cut->arena);
    free(cut);
}

size_t ls_short_cut_try(const ls_short_cut *cut, ls_slice line,
                        ls_walk_room *room, size_t *taken)
{
    ls_walk *walk = &room->walk;
    ls_walk_end end;

    if (!cut || line.len > LS_WALK_COPY)
        return 0;
    if (line.len)
        memcpy(room->copy, line.ptr, line.len);
    line.ptr = room->copy;
    ls_walk_along(walk, &cut->steps, &line, 1, ls_vectors_best());
    end = cut->ends[walk->taken[0]];
    *taken = (size_t)(ls_walk_reached(walk, 0) - room->copy);
    return end.is_end ? end.bound : 0;
}
