/* SPDX-License-Identifier: MIT */
/*
 * The first lines that did not parse, each with the column where it stops
 * fitting and what was expected there. Finding that out is slow, so it is done
 * for lines that are kept only.
 */

#include "pipeline/examples.h"

#include <stdio.h>

uint64_t ls_examples_limit(const ls_examples *examples)
{
    return examples->count < LS_EXAMPLES_PER_INPUT
               ? UINT64_MAX
               : examples->items[LS_EXAMPLES_PER_INPUT - 1].offset;
}

ls_status ls_example_make(ls_example *example, ls_misfits *finder,
                          const ls_plans *plans, const ls_bad_line *line)
{
    ls_misfit_reason why = { .column = 1 };
    ls_misfit *misfit = &example->misfit;
    ls_slice text = ls_slice_head(line->text, LS_EXAMPLE_BYTES);

    if (!line->reason &&
        ls_misfit_find(finder, plans, line->text, &why) != LS_OK)
        return LS_ENOMEM;
    *example = (ls_example){ .offset = line->offset };
    misfit->line = line->number;
    misfit->column = why.column;
    misfit->len = text.len;
    if (text.len)
        memcpy(misfit->text, text.ptr, text.len);
    if (line->reason)
        (void)snprintf(misfit->reason, sizeof(misfit->reason), "%s",
                       line->reason);
    else
        (void)snprintf(misfit->reason, sizeof(misfit->reason), "expected %s",
                       why.expected);
    (void)snprintf(misfit->nearest, sizeof(misfit->nearest), "%s",
                   why.nearest ? why.nearest->head_name : "");
    return LS_OK;
}

void ls_examples_add(ls_examples *examples, const ls_example *example)
{
    size_t place = examples->count;

    if (example->offset >= ls_examples_limit(examples))
        return;
    if (place == LS_EXAMPLES_PER_INPUT)
        place--;
    else
        examples->count++;
    for (; place && examples->items[place - 1].offset > example->offset;
         place--)
        examples->items[place] = examples->items[place - 1];
    examples->items[place] = *example;
}

int ls_example_order(const ls_summary_unparsed *a, const ls_summary_unparsed *b)
{
    int by = strcmp(a->input, b->input);

    return by ? by : (a->offset > b->offset) - (a->offset < b->offset);
}

/*
 * Where a line may be kept: behind the others or, once there is no place any
 * more, instead of the last in order. NULL if it is that itself.
 */
static ls_summary_unparsed *find_place(ls_example_list *list,
                                       const ls_summary_unparsed *line)
{
    ls_summary_unparsed *last = list->items;

    if (list->count < LS_EXAMPLES_IN_ALL)
        return &list->items[list->count++];
    for (size_t i = 1; i < list->count; i++)
        if (ls_example_order(&list->items[i], last) > 0)
            last = &list->items[i];
    return ls_example_order(line, last) < 0 ? last : NULL;
}

static ls_status add(ls_example_list *list, ls_arena *arena, const char *input,
                     const ls_example *example)
{
    const ls_misfit *misfit = &example->misfit;
    ls_summary_unparsed line = {
        .input = input,
        .line = misfit->line,
        .offset = example->offset,
        .column = misfit->column,
    };
    ls_summary_unparsed *place = find_place(list, &line);

    if (!place)
        return LS_OK;
    line.reason = ls_arena_copy(arena, ls_slice_of(misfit->reason));
    line.text.ptr =
        ls_arena_copy(arena, (ls_slice){ misfit->text, misfit->len });
    line.text.len = misfit->len;
    *place = line;
    return line.reason && line.text.ptr ? LS_OK : LS_ENOMEM;
}

ls_status ls_example_list_add(ls_example_list *list, ls_arena *arena,
                              const char *input, const ls_examples *examples)
{
    for (size_t i = 0; i < examples->count; i++)
        if (add(list, arena, input, &examples->items[i]) != LS_OK)
            return LS_ENOMEM;
    return LS_OK;
}
