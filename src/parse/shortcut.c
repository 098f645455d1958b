/* SPDX-License-Identifier: MIT */
/*
 * The short cut of a plan. A regex is `(?: plain | head )` and then tails that
 * may lack. Where the steps of `plain` fit, PCRE2 would take that alternative
 * too, and then tail after tail as far as they fit: the same groups come out.
 * Where they do not, nothing is said, and PCRE2 decides.
 */

#include "parse/plan.h"

#include "parse/shortcut.h"

#include <stdlib.h>

static const size_t UNBOUND = SIZE_MAX; /* a step whose bytes nobody wants */

/* Gives the wanted groups of the steps their bindings. */
static bool bind(ls_short_cut *cut, ls_steps *steps, ls_fields wanted)
{
    for (size_t i = 0; i < steps->count; i++) {
        ls_step *step = &steps->items[i];
        ls_part part = ls_part_of(ls_slice_of(step->group));

        step->binding = UNBOUND;
        if (!step->group || !ls_part_is_wanted(&part, wanted))
            continue;
        if (cut->binding_count == LS_SHORT_CUT_GROUPS)
            return false;
        step->binding = cut->binding_count++;
        cut->bindings[step->binding].part = part;
    }
    return true;
}

static ls_status make_steps(ls_short_cut *cut, const char *pattern,
                            ls_fields wanted, ls_steps *steps)
{
    ls_status status = ls_steps_make(cut->arena, ls_slice_of(pattern), steps);

    if (status == LS_OK && !bind(cut, steps, wanted))
        status = LS_ESYNTAX;
    return status;
}

static ls_status make_tails(ls_short_cut *cut, const ls_format *format,
                            size_t tails, ls_fields wanted)
{
    cut->bound = ls_arena_alloc(cut->arena, tails + 1, sizeof(*cut->bound));
    cut->tails = ls_arena_alloc(cut->arena, tails + 1, sizeof(*cut->tails));
    if (!cut->tails || !cut->bound)
        return LS_ENOMEM;
    cut->tail_count = tails;
    cut->bound[0] = cut->binding_count;
    for (size_t i = 0; i < tails; i++) {
        ls_status status = make_steps(cut, format->full_tails.items[i], wanted,
                                      &cut->tails[i]);

        if (status != LS_OK)
            return status;
        cut->bound[i + 1] = cut->binding_count;
    }
    return LS_OK;
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
        status = make_steps(cut, format->full_plain, wanted, &cut->head);
    if (status == LS_OK)
        status = make_tails(cut, format, tails, wanted);
    if (status == LS_OK && is_simple(cut)) {
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

/* Takes all the steps at `*at`, or none. */
static bool take(const ls_steps *steps, ls_slice line, size_t *at,
                 ls_slice *groups)
{
    size_t end = *at;

    for (size_t i = 0; i < steps->count; i++) {
        const ls_step *step = &steps->items[i];
        const char *start = line.ptr + end;
        size_t run;

        if (!ls_step_take(step, line, &end, &run))
            return false;
        if (step->binding != UNBOUND)
            groups[step->binding] = (ls_slice){ start, run };
    }
    *at = end;
    return true;
}

size_t ls_short_cut_match(const ls_short_cut *cut, ls_slice line,
                          ls_slice *groups)
{
    size_t at = 0;
    size_t tails = 0;

    if (!take(&cut->head, line, &at, groups))
        return 0;
    while (tails < cut->tail_count &&
           take(&cut->tails[tails], line, &at, groups))
        tails++;
    return cut->bound[tails];
}
