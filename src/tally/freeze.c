/* SPDX-License-Identifier: MIT */
/*
 * From a tally to a summary: copies the counts in an order that does not
 * depend on how they were made.
 */

#include "summary/derive.h"
#include "tally/counts.h"
#include "tally/rank.h"

#include <stdlib.h>

/* Copies the paths that are kept. */
static ls_status copy_paths(const ls_sketch *from, const bool *kept,
                            ls_arena *arena, ls_summary_code *to)
{
    size_t most = ls_sketch_count(from);
    const ls_slot *slot = NULL;
    ls_summary_path *paths;

    if (most > LS_SKETCH_SLOTS)
        most = LS_SKETCH_SLOTS;
    paths = ls_arena_alloc(arena, most, sizeof(*paths));
    if (!paths)
        return LS_ENOMEM;
    for (size_t i = 0; (slot = ls_sketch_next(from, slot)) != NULL; i++) {
        ls_slice key = ls_sketch_key(slot);

        if (!kept[i])
            continue;
        key.ptr = ls_arena_copy(arena, key);
        if (!key.ptr)
            return LS_ENOMEM;
        paths[to->path_count++] =
            (ls_summary_path){ key, slot->count, slot->over };
    }
    to->paths = paths;
    return ls_rank_paths(paths, to->path_count);
}

static ls_status freeze_paths(const ls_code_tally *from, ls_arena *arena,
                              ls_summary_code *to)
{
    ls_status status = LS_ENOMEM;
    bool *kept;

    if (!from->paths || !ls_sketch_count(from->paths))
        return LS_OK;
    kept = malloc(ls_sketch_count(from->paths) * sizeof(*kept));
    if (kept && ls_sketch_choose(from->paths, kept) == LS_OK)
        status = copy_paths(from->paths, kept, arena, to);
    free(kept);
    return status;
}

static int by_substatus(const void *left, const void *right)
{
    const ls_summary_substatus *a = left;
    const ls_summary_substatus *b = right;

    return ls_rank_numbers(a->substatus, b->substatus);
}

static ls_status freeze_substatuses(const ls_code_tally *from, ls_arena *arena,
                                    ls_summary_code *to)
{
    size_t count = from->substatuses ? ls_table_count(from->substatuses) : 0;
    ls_summary_substatus *items;
    const uint64_t *requests = NULL;

    if (count == 0)
        return LS_OK;
    items = ls_arena_alloc(arena, count, sizeof(*items));
    if (!items)
        return LS_ENOMEM;
    for (size_t i = 0; i < count; i++) {
        uint32_t substatus;

        requests = ls_table_next(from->substatuses, requests);
        memcpy(&substatus, ls_table_key(requests).ptr, sizeof(substatus));
        items[i] = (ls_summary_substatus){ substatus, *requests };
    }
    qsort(items, count, sizeof(*items), by_substatus);
    to->substatuses = items;
    to->substatus_count = count;
    return LS_OK;
}

static int by_origin(const void *left, const void *right)
{
    const ls_summary_origin *a = left;
    const ls_summary_origin *b = right;
    int by = ls_rank_numbers(b->requests, a->requests);

    return by ? by : strcmp(a->origin, b->origin);
}

static ls_status freeze_origins(const ls_code_tally *from, ls_arena *arena,
                                ls_summary_code *to)
{
    ls_summary_origin *items =
        ls_arena_alloc(arena, LS_MAX_ORIGINS, sizeof(*items));
    size_t count = 0;

    if (!items)
        return LS_ENOMEM;
    while (count < LS_MAX_ORIGINS && from->origins[count].row) {
        items[count].origin = from->origins[count].row->origin;
        items[count].requests = from->origins[count].requests;
        count++;
    }
    qsort(items, count, sizeof(*items), by_origin);
    to->origins = items;
    to->origin_count = count;
    return LS_OK;
}

static ls_status freeze_timeline(const ls_tally *tally, ls_code_tally *from,
                                 ls_arena *arena, const uint64_t **timeline)
{
    if (from->first == LS_NO_TIME)
        return LS_OK;
    return ls_series_freeze(&from->timeline, &tally->axis, arena, timeline);
}

static ls_status freeze_code(const ls_tally *tally, ls_code_tally *from,
                             ls_arena *arena, ls_summary_code *to)
{
    size_t methods = ls_method_count() * sizeof(*from->methods);
    ls_slice bytes = { (const char *)from->methods, methods };

    *to = (ls_summary_code){
        .code = from->code,
        .requests = from->requests,
        .first = from->first,
        .last = from->last,
    };
    memcpy(to->senders, from->senders, sizeof(to->senders));
    to->methods = (const uint64_t *)(void *)ls_arena_copy(arena, bytes);
    if (!to->methods || freeze_origins(from, arena, to) != LS_OK ||
        freeze_substatuses(from, arena, to) != LS_OK ||
        freeze_timeline(tally, from, arena, &to->timeline) != LS_OK ||
        ls_histogram_freeze(&from->durations, arena, &to->duration) != LS_OK)
        return LS_ENOMEM;
    return freeze_paths(from, arena, to);
}

static int by_code(const void *left, const void *right)
{
    const ls_summary_code *a = left;
    const ls_summary_code *b = right;

    return ls_rank_numbers(a->code, b->code);
}

static ls_status freeze_codes(const ls_tally *tally, ls_arena *arena,
                              ls_summary *summary)
{
    size_t count = ls_table_count(tally->codes);
    ls_summary_code *codes = ls_arena_alloc(arena, count + 1, sizeof(*codes));
    ls_code_tally *from = NULL;

    if (!codes)
        return LS_ENOMEM;
    for (size_t i = 0; i < count; i++) {
        from = ls_table_next(tally->codes, from);
        if (freeze_code(tally, from, arena, &codes[i]) != LS_OK)
            return LS_ENOMEM;
    }
    qsort(codes, count, sizeof(*codes), by_code);
    summary->codes = codes;
    summary->code_count = count;
    return LS_OK;
}

static ls_status freeze_clients(const ls_tally *tally, ls_arena *arena,
                                ls_summary_clients *clients)
{
    ls_buf text = { 0 };
    ls_status status = LS_OK;

    *clients = (ls_summary_clients){ 0 };
    if (ls_distinct_is_empty(&tally->clients))
        return LS_OK;
    clients->distinct = ls_distinct_count(&tally->clients);
    clients->is_estimate = ls_distinct_is_estimate(&tally->clients);
    status = ls_distinct_write(&tally->clients, &text);
    if (status == LS_OK) {
        clients->sketch.len = text.len;
        clients->sketch.ptr = ls_arena_copy(arena, ls_buf_slice(&text));
        status = clients->sketch.ptr ? LS_OK : LS_ENOMEM;
    }
    ls_buf_release(&text);
    return status;
}

static void freeze_axis(const ls_tally *tally, ls_summary *summary)
{
    const ls_axis *axis = &tally->axis;
    const ls_code_tally *code = NULL;
    int64_t first;

    summary->first = tally->first;
    summary->last = tally->last;
    while ((code = ls_table_next(tally->codes, code)) != NULL)
        ls_widen_by(&summary->first, &summary->last, code->first, code->last);
    summary->axis = (ls_summary_axis){ 0 };
    if (!axis->used)
        return;
    first = ls_axis_bucket(axis, axis->first);
    summary->axis.seconds = (uint64_t)ls_axis_seconds(axis);
    summary->axis.start = first * ls_axis_seconds(axis);
    summary->axis.count =
        (size_t)(ls_axis_bucket(axis, axis->last) - first) + 1;
}

ls_status ls_tally_freeze(ls_tally *tally, ls_arena *arena, ls_summary *summary)
{
    summary->bytes = tally->bytes;
    summary->odd_times = tally->odd_times;
    freeze_axis(tally, summary);
    if (freeze_clients(tally, arena, &summary->clients) != LS_OK ||
        freeze_codes(tally, arena, summary) != LS_OK ||
        ls_week_freeze(&tally->week, arena, summary) != LS_OK ||
        ls_group_list_freeze(&tally->groups, arena, summary) != LS_OK ||
        ls_summary_derive(arena, summary) != LS_OK)
        return LS_ENOMEM;
    return ls_answers_freeze(&tally->answers, &tally->axis, arena, summary);
}
