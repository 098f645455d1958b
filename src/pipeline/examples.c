/* SPDX-License-Identifier: MIT */
/*
 * The first lines that did not parse, each with the column where it stops
 * fitting and what was expected there. Finding that out is slow, so it is done
 * for lines that are kept only.
 */

#include "pipeline/examples.h"

#include "parse/misfit.h"

#include <stdio.h>

enum {
    MISFITS = sizeof((ls_outcome){ 0 }.misfits) / sizeof(ls_misfit)
};

void ls_examples_start(ls_examples *examples)
{
    examples->of_input = 0;
    examples->misfit_count = 0;
}

void ls_examples_drop(ls_examples *examples)
{
    examples->count -= examples->of_input;
    ls_examples_start(examples);
}

static bool has_room(const ls_examples *examples)
{
    return examples->of_input < LS_EXAMPLES_PER_INPUT &&
           examples->count < LS_EXAMPLES_IN_ALL;
}

static bool wants_misfit(const ls_examples *examples)
{
    return examples->misfit_count < MISFITS;
}

bool ls_examples_wants(const ls_examples *examples)
{
    return has_room(examples) || wants_misfit(examples);
}

static void keep_misfit(ls_examples *examples, const ls_bad_line *line,
                        const ls_misfit_reason *why, const char *reason)
{
    ls_misfit *misfit = &examples->misfits[examples->misfit_count++];
    ls_slice text = ls_slice_head(line->text, LS_EXAMPLE_BYTES);

    *misfit = (ls_misfit){
        .line = line->number,
        .column = why->column,
        .len = text.len,
    };
    (void)snprintf(misfit->reason, sizeof(misfit->reason), "%s", reason);
    (void)snprintf(misfit->nearest, sizeof(misfit->nearest), "%s",
                   why->nearest ? ls_format_name(why->nearest) : "");
    if (text.len)
        memcpy(misfit->text, text.ptr, text.len);
}

static ls_status keep_example(ls_examples *examples, const char *input,
                              const ls_bad_line *line, size_t column,
                              const char *reason)
{
    ls_slice text = ls_slice_head(line->text, LS_EXAMPLE_BYTES);
    const char *why = ls_arena_copy(examples->arena, ls_slice_of(reason));
    const char *copy = ls_arena_copy(examples->arena, text);

    if (!why || !copy)
        return LS_ENOMEM;
    examples->items[examples->count++] = (ls_summary_unparsed){
        .input = input,
        .line = line->number,
        .offset = line->offset,
        .column = column,
        .reason = why,
        .text = { copy, text.len },
    };
    examples->of_input++;
    return LS_OK;
}

ls_status ls_examples_add(ls_examples *examples, const ls_plans *plans,
                          const char *input, const ls_bad_line *line)
{
    ls_misfit_reason why = { .column = 1 };
    char reason[sizeof(((ls_misfit *)0)->reason)];

    if (line->reason) {
        (void)snprintf(reason, sizeof(reason), "%s", line->reason);
    } else {
        if (ls_misfit_find(plans, line->text, &why) != LS_OK)
            return LS_ENOMEM;
        (void)snprintf(reason, sizeof(reason), "expected %s", why.expected);
    }
    if (wants_misfit(examples))
        keep_misfit(examples, line, &why, reason);
    if (!has_room(examples))
        return LS_OK;
    return keep_example(examples, input, line, why.column, reason);
}
