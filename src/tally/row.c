/* SPDX-License-Identifier: MIT */
/*
 * The numbers of a row. Durations are counted in coarse buckets, one number
 * each: a row has a few of them, but which ones nobody knows before.
 */

#include "tally/row.h"

#include "summary/sums.h"

#include <string.h>

/* Where they stand. */
enum {
    CLASSES = 0,
    BYTES = LS_CLASS_COUNT,
    DURATIONS = LS_ROW_NARROW
};

static bool has(const ls_record *record, ls_field field)
{
    return (record->has & LS_HAS(field)) != 0;
}

size_t ls_row_width(const ls_record *record)
{
    return has(record, LS_FIELD_DURATION) ? LS_ROW_WIDE : LS_ROW_NARROW;
}

void ls_row_add(uint64_t *numbers, const ls_record *record)
{
    numbers[CLASSES + ls_class_of(record->code)]++;
    if (has(record, LS_FIELD_BYTES))
        ls_add_saturating(&numbers[BYTES], record->bytes);
    if (has(record, LS_FIELD_DURATION))
        numbers[DURATIONS + ls_coarse_bucket(record->duration)]++;
}

static ls_status freeze_durations(const uint64_t *numbers, ls_arena *arena,
                                  ls_summary_coarse *to)
{
    ls_summary_bucket *buckets;
    size_t used = 0;

    for (size_t i = 0; i < LS_COARSE_BUCKETS; i++) {
        used += numbers[i] != 0;
        ls_add_saturating(&to->count, numbers[i]);
    }
    if (used == 0)
        return LS_OK;
    buckets = ls_arena_alloc(arena, used, sizeof(*buckets));
    if (!buckets)
        return LS_ENOMEM;
    to->buckets = buckets;
    for (size_t i = 0; i < LS_COARSE_BUCKETS; i++)
        if (numbers[i])
            buckets[to->bucket_count++] = (ls_summary_bucket){ i, numbers[i] };
    ls_coarse_rank(to);
    return LS_OK;
}

ls_status ls_row_freeze(const uint64_t *numbers, size_t width, ls_arena *arena,
                        ls_summary_row *row)
{
    memcpy(row->classes, &numbers[CLASSES], sizeof(row->classes));
    row->bytes = numbers[BYTES];
    row->duration = (ls_summary_coarse){ .count = 0 };
    if (width < LS_ROW_WIDE)
        return LS_OK;
    return freeze_durations(&numbers[DURATIONS], arena, &row->duration);
}

size_t ls_row_thaw(const ls_summary_row *row, uint64_t *numbers)
{
    const ls_summary_coarse *duration = &row->duration;

    memset(numbers, 0, LS_ROW_WIDE * sizeof(*numbers));
    memcpy(&numbers[CLASSES], row->classes, sizeof(row->classes));
    numbers[BYTES] = row->bytes;
    for (size_t i = 0; i < duration->bucket_count; i++)
        numbers[DURATIONS + duration->buckets[i].bucket] +=
            duration->buckets[i].requests;
    return duration->bucket_count ? LS_ROW_WIDE : LS_ROW_NARROW;
}
