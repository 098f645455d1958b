/* SPDX-License-Identifier: MIT */
/*
 * The first lines that did not parse, each with the column where it stops
 * fitting and what was expected there. Finding that out is slow, so it is done
 * for lines that are kept only.
 */

#include "pipeline/examples.h"

#include <stdio.h>

enum {
    MISFITS = sizeof((ls_outcome){ 0 }.misfits) / sizeof(ls_misfit)
};

void ls_examples_start(ls_examples *examples)
{
    examples->of_input = 0;
    examples->misfit_count = 0;
}

void ls_examples_drop(ls_examples *examples, const char *input)
{
    size_t kept = 0;

    for (size_t i = 0; i < examples->count; i++)
        if (examples->items[i].input != input)
            examples->items[kept++] = examples->items[i];
    examples->count = kept;
    ls_examples_start(examples);
}

int ls_examples_order(const ls_summary_unparsed *a,
                      const ls_summary_unparsed *b)
{
    int by = strcmp(a->input, b->input);

    return by ? by : (a->offset > b->offset) - (a->offset < b->offset);
}

/*
 * Where a line of `input` may be kept: behind the others or, once there is no
 * place any more, instead of the last in order. NULL if it is that itself.
 */
static ls_summary_unparsed *find_place(ls_examples *examples, const char *input)
{
    ls_summary_unparsed *last = examples->items;

    if (examples->of_input == LS_EXAMPLES_PER_INPUT)
        return NULL;
    if (examples->count < LS_EXAMPLES_IN_ALL)
        return &examples->items[examples->count];
    for (size_t i = 1; i < examples->count; i++)
        if (ls_examples_order(&examples->items[i], last) > 0)
            last = &examples->items[i];
    return strcmp(input, last->input) < 0 ? last : NULL;
}

static bool wants_misfit(const ls_examples *examples)
{
    return examples->misfit_count < MISFITS;
}

bool ls_examples_wants(ls_examples *examples, const char *input)
{
    return find_place(examples, input) || wants_misfit(examples);
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
                   why->nearest ? why->nearest->head_name : "");
    if (text.len)
        memcpy(misfit->text, text.ptr, text.len);
}

static ls_status keep_example(ls_examples *examples, ls_summary_unparsed *place,
                              const ls_summary_unparsed *example)
{
    const char *why =
        ls_arena_copy(examples->arena, ls_slice_of(example->reason));
    const char *text = ls_arena_copy(examples->arena, example->text);

    if (!why || !text)
        return LS_ENOMEM;
    if (place == &examples->items[examples->count])
        examples->count++;
    *place = *example;
    place->reason = why;
    place->text.ptr = text;
    examples->of_input++;
    return LS_OK;
}

ls_status ls_examples_add(ls_examples *examples, const ls_plans *plans,
                          const char *input, const ls_bad_line *line)
{
    ls_misfit_reason why = { .column = 1 };
    char reason[sizeof(((ls_misfit *)0)->reason)];
    ls_summary_unparsed *place = find_place(examples, input);
    ls_summary_unparsed example = {
        .input = input,
        .line = line->number,
        .offset = line->offset,
        .reason = reason,
        .text = ls_slice_head(line->text, LS_EXAMPLE_BYTES),
    };

    if (line->reason) {
        (void)snprintf(reason, sizeof(reason), "%s", line->reason);
    } else {
        if (ls_misfit_find(examples->finder, plans, line->text, &why) != LS_OK)
            return LS_ENOMEM;
        (void)snprintf(reason, sizeof(reason), "expected %s", why.expected);
    }
    if (wants_misfit(examples))
        keep_misfit(examples, line, &why, reason);
    example.column = why.column;
    return place ? keep_example(examples, place, &example) : LS_OK;
}
