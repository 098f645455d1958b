/* SPDX-License-Identifier: MIT */
/* The inputs of a run, bounded: a million files must not fill the memory. */

#include "pipeline/inputs.h"

void ls_lines_add(ls_lines *to, const ls_lines *from)
{
    to->counted += from->counted;
    to->filtered += from->filtered;
    to->comment += from->comment;
    to->blank += from->blank;
    to->unparsed += from->unparsed;
}

static ls_status grow(ls_input_list *inputs, ls_arena *arena)
{
    size_t cap = inputs->cap ? inputs->cap * 2 : 8;
    ls_summary_input *items = ls_arena_alloc(arena, cap, sizeof(*items));

    if (!items)
        return LS_ENOMEM;
    if (inputs->count)
        memcpy(items, inputs->items, inputs->count * sizeof(*items));
    inputs->items = items;
    inputs->cap = cap;
    return LS_OK;
}

static void fold(ls_summary_input *other, const ls_summary_input *input)
{
    other->bytes += input->bytes;
    other->unread += input->unread;
    other->nul += input->nul;
    other->gap += input->gap;
    other->fallback += input->fallback;
    ls_lines_add(&other->lines, &input->lines);
}

ls_status ls_input_list_add(ls_input_list *inputs, ls_arena *arena,
                            const ls_summary_input *input)
{
    if (inputs->count == LS_INPUT_LIST_MAX + 1) {
        fold(&inputs->items[LS_INPUT_LIST_MAX], input);
        return LS_OK;
    }
    if (inputs->count == inputs->cap && grow(inputs, arena) != LS_OK)
        return LS_ENOMEM;
    inputs->items[inputs->count] = *input;
    if (inputs->count == LS_INPUT_LIST_MAX) {
        ls_summary_input *other = &inputs->items[LS_INPUT_LIST_MAX];

        other->name = "other";
        other->format = "";
        other->title = "";
        other->servers = NULL;
        other->server_count = 0;
    }
    inputs->count++;
    return LS_OK;
}
