/* SPDX-License-Identifier: MIT */
/*
 * The inputs of a run, bounded: a million files, or summaries of them, must not
 * fill the memory. What is kept of them depends on the order in which they come
 * only where there are more than can be told apart.
 */

#include "pipeline/inputs.h"

#include "base/escape.h"

#include <stdlib.h>

enum {
    MOST_SERVERS = 64 /* of an input; there are fewer with a name */
};

void ls_input_list_release(ls_input_list *inputs)
{
    ls_table_free(inputs->places);
    ls_buf_release(&inputs->key);
}

static ls_status grow(ls_input_list *inputs, ls_arena *arena)
{
    size_t cap = inputs->cap ? inputs->cap * 2 : 8;
    ls_summary_input *items = ls_arena_alloc(arena, cap, sizeof(*items));

    if (!items)
        return LS_ENOMEM;
    if (inputs->items)
        memcpy(items, inputs->items, inputs->count * sizeof(*items));
    inputs->items = items;
    inputs->cap = cap;
    return LS_OK;
}

/*
 * Makes the key of an input: its name as documents have it, which it is from
 * there on, NUL, its format.
 */
static ls_status make_key(ls_buf *key, const char *name, const char *format)
{
    key->len = 0;
    if (ls_escape_append(key, ls_slice_of(name), LS_ESCAPE_CONTROL) != LS_OK ||
        ls_buf_append(key, (ls_slice){ "", 1 }) != LS_OK)
        return LS_ENOMEM;
    return ls_buf_append(key, ls_slice_of(format));
}

/* --- Servers. */

static int by_name(const void *left, const void *right)
{
    const char *const *a = left;
    const char *const *b = right;

    return strcmp(*a, *b);
}

static bool has_same_servers(const ls_summary_input *a,
                             const ls_summary_input *b)
{
    if (a->server_count != b->server_count)
        return false;
    for (size_t i = 0; i < a->server_count; i++)
        if (strcmp(a->servers[i], b->servers[i]) != 0)
            return false;
    return true;
}

/* Takes out what comes twice in a row. */
static size_t drop_twins(const char **names, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        if (kept == 0 || strcmp(names[kept - 1], names[i]) != 0)
            names[kept++] = names[i];
    return kept;
}

/* Sets the servers of an input to copies of these. */
static ls_status set_servers(ls_summary_input *input, ls_arena *arena,
                             const char *const *names, size_t count)
{
    const char **copies = ls_arena_alloc(arena, count + 1, sizeof(*copies));

    for (size_t i = 0; copies && i < count; i++) {
        copies[i] = ls_arena_copy(arena, ls_slice_of(names[i]));
        if (!copies[i])
            return LS_ENOMEM;
    }
    input->servers = copies;
    input->server_count = count;
    return copies ? LS_OK : LS_ENOMEM;
}

/* All servers of both, of which then nobody says any more which is best. */
static ls_status join_servers(ls_summary_input *sum, ls_arena *arena,
                              const ls_summary_input *input)
{
    size_t count = sum->server_count + input->server_count;
    const char **names = calloc(count, sizeof(*names));
    ls_summary_input joined = *sum;
    ls_status status;

    if (!names)
        return LS_ENOMEM;
    for (size_t i = 0; i < sum->server_count; i++)
        names[i] = sum->servers[i];
    for (size_t i = 0; i < input->server_count; i++)
        names[sum->server_count + i] = input->servers[i];
    qsort(names, count, sizeof(*names), by_name);
    count = drop_twins(names, count);
    joined.servers = names;
    joined.server_count = count < MOST_SERVERS ? count : MOST_SERVERS;
    status = has_same_servers(sum, &joined)
                 ? LS_OK
                 : set_servers(sum, arena, names, joined.server_count);
    free(names);
    return status;
}

/* --- Adding. */

static void fold(ls_summary_input *sum, const ls_summary_input *input)
{
    ls_add_saturating(&sum->bytes, input->bytes);
    ls_add_saturating(&sum->unread, input->unread);
    ls_add_saturating(&sum->nul, input->nul);
    ls_add_saturating(&sum->gap, input->gap);
    sum->gap_unknown = sum->gap_unknown || input->gap_unknown;
    ls_add_saturating(&sum->fallback, input->fallback);
    ls_lines_add(&sum->lines, &input->lines);
    sum->detected = sum->detected && input->detected;
}

/* The input that the key stands for, or NULL. */
static ls_summary_input *find(const ls_input_list *inputs)
{
    const size_t *place =
        inputs->places
            ? ls_table_find(inputs->places, ls_buf_slice(&inputs->key))
            : NULL;

    return place && *place ? &inputs->items[*place - 1] : NULL;
}

/* An input without counts that the key stands for from now on. */
static ls_summary_input *start(ls_input_list *inputs, ls_arena *arena,
                               const char *format, const char *title)
{
    ls_summary_input *input;
    size_t *place;

    if (!inputs->places)
        inputs->places = ls_table_new(sizeof(size_t));
    if ((!inputs->items || inputs->count == inputs->cap) &&
        grow(inputs, arena) != LS_OK)
        return NULL;
    place = inputs->places
                ? ls_table_at(inputs->places, ls_buf_slice(&inputs->key))
                : NULL;
    if (!place)
        return NULL;
    input = &inputs->items[inputs->count];
    *input = (ls_summary_input){
        .name = ls_arena_copy(arena, ls_slice_of(inputs->key.ptr)),
        .format = ls_arena_copy(arena, ls_slice_of(format)),
        .title = ls_arena_copy(arena, ls_slice_of(title)),
        .detected = true,
    };
    if (!input->name || !input->format || !input->title)
        return NULL;
    *place = ++inputs->count;
    return input;
}

/* Those that there is no place for are one, as a file of that name would be. */
static ls_status add_to_other(ls_input_list *inputs, ls_arena *arena,
                              const ls_summary_input *input)
{
    ls_summary_input *other;

    if (make_key(&inputs->key, "other", "") != LS_OK)
        return LS_ENOMEM;
    other = find(inputs);
    if (!other)
        other = start(inputs, arena, "", "");
    if (!other)
        return LS_ENOMEM;
    fold(other, input);
    return LS_OK;
}

ls_status ls_input_list_add(ls_input_list *inputs, ls_arena *arena,
                            const ls_summary_input *input)
{
    ls_summary_input *sum;

    if (make_key(&inputs->key, input->name, input->format) != LS_OK)
        return LS_ENOMEM;
    sum = find(inputs);
    if (sum) {
        fold(sum, input);
        return has_same_servers(sum, input) ? LS_OK
                                            : join_servers(sum, arena, input);
    }
    if (inputs->count >= LS_INPUT_LIST_MAX)
        return add_to_other(inputs, arena, input);
    sum = start(inputs, arena, input->format, input->title);
    if (!sum)
        return LS_ENOMEM;
    fold(sum, input);
    return set_servers(sum, arena, input->servers, input->server_count);
}
