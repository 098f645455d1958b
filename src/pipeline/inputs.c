/* SPDX-License-Identifier: MIT */
/* The inputs of a run, bounded: a million files must not fill the memory. */

#include "pipeline/inputs.h"

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

static void fold(ls_summary_input *sum, const ls_summary_input *input)
{
    ls_add_saturating(&sum->bytes, input->bytes);
    ls_add_saturating(&sum->unread, input->unread);
    ls_add_saturating(&sum->nul, input->nul);
    ls_add_saturating(&sum->gap, input->gap);
    ls_add_saturating(&sum->fallback, input->fallback);
    ls_lines_add(&sum->lines, &input->lines);
    sum->detected = sum->detected && input->detected;
}

/* The servers that are known of both: who wrote only one is not known. */
static void fold_servers(ls_summary_input *sum, const ls_summary_input *input)
{
    if (input->server_count > sum->server_count) {
        sum->servers = input->servers;
        sum->server_count = input->server_count;
    }
}

/* Where the list has an input of this name and format; NULL: no memory. */
static size_t *place_of(ls_input_list *inputs, const ls_summary_input *input)
{
    ls_slice name = ls_slice_of(input->name);

    if (!inputs->places)
        inputs->places = ls_table_new(sizeof(size_t));
    inputs->key.len = 0;
    /* The name with the NUL behind it. */
    if (!inputs->places ||
        ls_buf_append(&inputs->key, (ls_slice){ name.ptr, name.len + 1 }) !=
            LS_OK ||
        ls_buf_append(&inputs->key, ls_slice_of(input->format)) != LS_OK)
        return NULL;
    return ls_table_at(inputs->places, ls_buf_slice(&inputs->key));
}

void ls_input_list_release(ls_input_list *inputs)
{
    ls_table_free(inputs->places);
    ls_buf_release(&inputs->key);
}

/* Those that there is no place for are one. */
static void start_other(ls_summary_input *other)
{
    other->name = "other";
    other->format = "";
    other->title = "";
    other->servers = NULL;
    other->server_count = 0;
}

ls_status ls_input_list_add(ls_input_list *inputs, ls_arena *arena,
                            const ls_summary_input *input)
{
    size_t *place;

    if (inputs->count == LS_INPUT_LIST_MAX + 1) {
        fold(&inputs->items[LS_INPUT_LIST_MAX], input);
        return LS_OK;
    }
    place = place_of(inputs, input);
    if (!place)
        return LS_ENOMEM;
    if (*place) {
        fold(&inputs->items[*place - 1], input);
        fold_servers(&inputs->items[*place - 1], input);
        return LS_OK;
    }
    if (inputs->count == inputs->cap && grow(inputs, arena) != LS_OK)
        return LS_ENOMEM;
    inputs->items[inputs->count] = *input;
    if (inputs->count == LS_INPUT_LIST_MAX)
        start_other(&inputs->items[LS_INPUT_LIST_MAX]);
    *place = ++inputs->count;
    return LS_OK;
}
