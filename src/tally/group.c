/* SPDX-License-Identifier: MIT */
/*
 * Counting requests by the values of fields, in bounded memory: a sketch a
 * group, whose keys are the values as ls_key_make() writes them. Its further
 * numbers are few until the first record needs more: an error, or one with a
 * duration.
 */

#include "tally/group.h"

#include "tally/key.h"
#include "tally/rank.h"
#include "tally/row.h"

#include <stdlib.h>

/* Stands between the values of a row; no key has it, for it is a control byte.
 */
#define BETWEEN "\t"

static ls_status add_group(ls_group_list *list, const ls_grouping *grouping)
{
    ls_group_tally *group = &list->items[list->count];

    *group = (ls_group_tally){ .grouping = *grouping,
                               .rows = ls_sketch_new(LS_ROW_NARROW) };
    if (!group->rows)
        return LS_ENOMEM;
    list->count++;
    return LS_OK;
}

ls_status ls_group_list_init(ls_group_list *list, const ls_groups *groups)
{
    ls_status status = LS_OK;

    *list = (ls_group_list){ .count = 0 };
    for (size_t i = 0; groups && i < groups->count && status == LS_OK; i++)
        status = add_group(list, &groups->items[i]);
    return status;
}

static void drop_all(ls_group_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        ls_sketch_free(list->items[i].rows);
    list->count = 0;
}

void ls_group_list_release(ls_group_list *list)
{
    drop_all(list);
    ls_buf_release(&list->key);
    ls_buf_release(&list->part);
}

/* --- Counting. */

static ls_status add_value(ls_group_list *list, size_t index, ls_slice value)
{
    ls_slice key;
    ls_status status = ls_key_make(value, &list->part, &key);

    if (status == LS_OK && index)
        status = ls_buf_append(&list->key, LS_SLICE(BETWEEN));
    return status == LS_OK ? ls_buf_append(&list->key, key) : status;
}

/* Makes the key of a record's row; `*has`: there is one. */
static ls_status make_key(ls_group_list *list, const ls_grouping *grouping,
                          const ls_place *place, const ls_record *record,
                          bool *has)
{
    *has = true;
    list->key.len = 0;
    for (size_t i = 0; i < grouping->count; i++) {
        ls_value_room room;
        ls_slice value;

        *has = grouping->dimensions[i]->value(place, record, &room, &value);
        if (!*has)
            return LS_OK;
        if (add_value(list, i, value) != LS_OK)
            return LS_ENOMEM;
    }
    return LS_OK;
}

static ls_status add_to_row(ls_group_tally *group, ls_slice key,
                            const ls_record *record)
{
    const bool by_code = group->grouping.by_code;
    uint64_t *numbers;

    group->requests++;
    if (ls_sketch_widen(group->rows, ls_row_width(record, by_code)) != LS_OK ||
        ls_sketch_add(group->rows, key, &numbers) != LS_OK)
        return LS_ENOMEM;
    if (numbers)
        ls_row_add(numbers, record, by_code);
    return LS_OK;
}

ls_status ls_group_list_add(ls_group_list *list, const ls_place *place,
                            const ls_record *record)
{
    const ls_class class_ = ls_class_of(record->code);

    if (list->is_adopted)
        drop_all(list);
    for (size_t i = 0; i < list->count; i++) {
        ls_group_tally *group = &list->items[i];
        bool has;

        if (!(group->grouping.classes & 1U << class_))
            continue;
        if (make_key(list, &group->grouping, place, record, &has) != LS_OK)
            return LS_ENOMEM;
        if (has && add_to_row(group, ls_buf_slice(&list->key), record) != LS_OK)
            return LS_ENOMEM;
    }
    return LS_OK;
}

/* --- Adding up. */

static const ls_group_tally *find(const ls_group_list *list, const char *by)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].grouping.by, by) == 0)
            return &list->items[i];
    return NULL;
}

static ls_status adopt(ls_group_list *list, const ls_group_list *from)
{
    list->is_adopted = true;
    for (size_t i = 0; i < from->count; i++)
        if (add_group(list, &from->items[i].grouping) != LS_OK)
            return LS_ENOMEM;
    return LS_OK;
}

static void drop(ls_group_list *list, size_t index)
{
    ls_sketch_free(list->items[index].rows);
    for (size_t i = index + 1; i < list->count; i++)
        list->items[i - 1] = list->items[i];
    list->count--;
}

ls_status ls_group_list_merge(ls_group_list *list, const ls_group_list *from,
                              bool is_new)
{
    if (is_new && list->count == 0 && adopt(list, from) != LS_OK)
        return LS_ENOMEM;
    for (size_t i = list->count; i-- > 0;) {
        ls_group_tally *group = &list->items[i];
        const ls_group_tally *other = find(from, group->grouping.by);

        if (!other) {
            drop(list, i);
            continue;
        }
        group->requests += other->requests;
        if (ls_sketch_merge(group->rows, other->rows) != LS_OK)
            return LS_ENOMEM;
    }
    return LS_OK;
}

/* --- To a summary. */

static int by_requests(const void *left, const void *right)
{
    const ls_summary_row *a = left;
    const ls_summary_row *b = right;
    int by = ls_rank_numbers(b->requests, a->requests);

    for (size_t i = 0; i < LS_GROUP_FIELDS && by == 0; i++)
        by = ls_rank_bytes(a->values[i], b->values[i]);
    return by;
}

static ls_status freeze_row(const ls_slot *slot, size_t width, ls_arena *arena,
                            ls_summary_row *row)
{
    ls_slice key = ls_sketch_key(slot);
    ls_slice rest = { ls_arena_copy(arena, key), key.len };

    if (!rest.ptr)
        return LS_ENOMEM;
    *row = (ls_summary_row){ .requests = slot->count, .over = slot->over };
    if (ls_slice_cut(&rest, BETWEEN[0], &row->values[0]))
        row->values[1] = rest;
    else
        row->values[0] = rest;
    return ls_row_freeze(ls_sketch_more(slot), width, arena, row);
}

static ls_status freeze_group(const ls_group_tally *group, ls_arena *arena,
                              ls_summary_group *to)
{
    size_t count = ls_sketch_count(group->rows);
    size_t width = ls_sketch_width(group->rows);
    ls_summary_row *rows = ls_arena_alloc(arena, count + 1, sizeof(*rows));
    const ls_slot *slot = NULL;

    *to = (ls_summary_group){
        .by = ls_arena_copy(arena, ls_slice_of(group->grouping.by)),
        .value_count = group->grouping.count,
        .requests = group->requests,
        .rows = rows,
        .row_count = count < LS_SUMMARY_ROWS ? count : LS_SUMMARY_ROWS,
    };
    if (!rows || !to->by)
        return LS_ENOMEM;
    for (size_t i = 0; i < count; i++) {
        slot = ls_sketch_next(group->rows, slot);
        if (freeze_row(slot, width, arena, &rows[i]) != LS_OK)
            return LS_ENOMEM;
    }
    qsort(rows, count, sizeof(*rows), by_requests);
    return LS_OK;
}

ls_status ls_group_list_freeze(const ls_group_list *list, ls_arena *arena,
                               ls_summary *summary)
{
    ls_summary_group *groups =
        ls_arena_alloc(arena, list->count + 1, sizeof(*groups));

    if (!groups)
        return LS_ENOMEM;
    for (size_t i = 0; i < list->count; i++)
        if (freeze_group(&list->items[i], arena, &groups[i]) != LS_OK)
            return LS_ENOMEM;
    summary->groups = groups;
    summary->group_count = list->count;
    return LS_OK;
}

/* --- And back. */

static ls_status thaw_row(ls_group_list *list, ls_group_tally *group,
                          const ls_summary_row *row)
{
    const ls_slot slot = { row->requests, row->over };
    uint64_t numbers[LS_ROW_WIDE];

    if (ls_sketch_widen(group->rows, ls_row_thaw(row, numbers)) != LS_OK)
        return LS_ENOMEM;
    list->key.len = 0;
    for (size_t i = 0; i < group->grouping.count; i++)
        if (add_value(list, i, row->values[i]) != LS_OK)
            return LS_ENOMEM;
    return ls_sketch_restore(group->rows, ls_buf_slice(&list->key), slot,
                             numbers);
}

static ls_status thaw_group(ls_group_list *list, const ls_summary_group *from)
{
    ls_grouping grouping;
    ls_group_tally *group = &list->items[list->count];
    ls_status status;

    if (ls_grouping_read(&grouping, ls_slice_of(from->by), NULL) != LS_OK ||
        (from->row_count && grouping.count != from->value_count) ||
        find(list, grouping.by))
        return LS_OK;
    status = add_group(list, &grouping);
    if (status != LS_OK)
        return status;
    group->requests = from->requests;
    for (size_t i = 0; i < from->row_count && status == LS_OK; i++)
        status = thaw_row(list, group, &from->rows[i]);
    ls_sketch_complete(group->rows, from->requests);
    return status;
}

ls_status ls_group_list_thaw(ls_group_list *list, const ls_summary *summary)
{
    ls_status status = LS_OK;

    for (size_t i = 0; i < summary->group_count && status == LS_OK; i++)
        status = thaw_group(list, &summary->groups[i]);
    return status;
}
