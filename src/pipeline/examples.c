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

static int compare(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int compare_bytes(ls_slice a, ls_slice b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int by = len ? memcmp(a.ptr, b.ptr, len) : 0;

    return by ? by : compare(a.len, b.len);
}

int ls_example_order(const ls_summary_unparsed *a, const ls_summary_unparsed *b)
{
    int by = strcmp(a->input, b->input);

    if (by == 0)
        by = compare(a->offset, b->offset);
    if (by == 0)
        by = compare(a->line, b->line);
    if (by == 0)
        by = compare_bytes(a->text, b->text);
    return by ? by : strcmp(a->reason, b->reason);
}

/* The last of an input's, or of all if that is NULL; how many: `*count`. */
static ls_summary_unparsed *find_last(ls_example_list *list, const char *input,
                                      size_t *count)
{
    ls_summary_unparsed *last = NULL;

    *count = 0;
    for (size_t i = 0; i < list->count; i++) {
        ls_summary_unparsed *item = &list->items[i];

        if (input && strcmp(item->input, input) != 0)
            continue;
        ++*count;
        if (!last || ls_example_order(item, last) > 0)
            last = item;
    }
    return last;
}

/*
 * Where a line may be kept: behind the others or, once there is no place any
 * more, instead of the last in order. NULL if it is that itself.
 */
static ls_summary_unparsed *find_place(ls_example_list *list,
                                       const ls_summary_unparsed *line)
{
    size_t count;
    ls_summary_unparsed *last = find_last(list, line->input, &count);

    if (count < LS_EXAMPLES_PER_INPUT) {
        if (list->count < LS_EXAMPLES_IN_ALL)
            return &list->items[list->count++];
        last = find_last(list, NULL, &count);
    }
    return ls_example_order(line, last) < 0 ? last : NULL;
}

ls_status ls_example_list_put(ls_example_list *list, ls_arena *arena,
                              const ls_summary_unparsed *line)
{
    ls_summary_unparsed *place = find_place(list, line);

    if (!place)
        return LS_OK;
    *place = *line;
    place->reason = ls_arena_copy(arena, ls_slice_of(line->reason));
    place->text.ptr = ls_arena_copy(arena, line->text);
    if (place->reason && place->text.ptr)
        return LS_OK;
    *place = list->items[--list->count];
    return LS_ENOMEM;
}

ls_status ls_example_list_add(ls_example_list *list, ls_arena *arena,
                              const char *input, const ls_examples *examples)
{
    for (size_t i = 0; i < examples->count; i++) {
        const ls_misfit *misfit = &examples->items[i].misfit;
        ls_summary_unparsed line = {
            .input = input,
            .line = misfit->line,
            .offset = examples->items[i].offset,
            .column = misfit->column,
            .reason = misfit->reason,
            .text = { misfit->text, misfit->len },
        };

        if (ls_example_list_put(list, arena, &line) != LS_OK)
            return LS_ENOMEM;
    }
    return LS_OK;
}
