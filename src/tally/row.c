/* SPDX-License-Identifier: MIT */
/*
 * The numbers of a row. Durations are counted in coarse buckets, and errors by
 * code, one number each: a row has a few of them, but which ones nobody knows
 * before.
 */

#include "tally/row.h"

#include "summary/sums.h"

#include <string.h>

/* Where they stand. */
enum {
    CLASSES = 0,
    BYTES = LS_CLASS_COUNT,
    ERRORS = LS_ROW_NARROW,
    DURATIONS = LS_ROW_ERRORS
};

static bool has(const ls_record *record, ls_field field)
{
    return (record->has & LS_HAS(field)) != 0;
}

static bool is_error(unsigned code)
{
    return code >= LS_ERROR_FIRST && code <= LS_ERROR_LAST;
}

size_t ls_row_width(const ls_record *record, bool by_code)
{
    if (has(record, LS_FIELD_DURATION))
        return LS_ROW_WIDE;
    return by_code && is_error(record->code) ? LS_ROW_ERRORS : LS_ROW_NARROW;
}

void ls_row_add(uint64_t *numbers, const ls_record *record, bool by_code)
{
    numbers[CLASSES + ls_class_of(record->code)]++;
    if (has(record, LS_FIELD_BYTES))
        ls_add_saturating(&numbers[BYTES], record->bytes);
    if (by_code && is_error(record->code))
        numbers[ERRORS + record->code - LS_ERROR_FIRST]++;
    if (has(record, LS_FIELD_DURATION))
        numbers[DURATIONS + ls_coarse_bucket(record->duration)]++;
}

static size_t used(const uint64_t *numbers, size_t count)
{
    size_t used = 0;

    for (size_t i = 0; i < count; i++)
        used += numbers[i] != 0;
    return used;
}

static ls_status freeze_errors(const uint64_t *numbers, ls_arena *arena,
                               ls_summary_row *row)
{
    size_t count = used(numbers, DURATIONS - ERRORS);
    ls_summary_row_error *errors;

    if (count == 0)
        return LS_OK;
    errors = ls_arena_alloc(arena, count, sizeof(*errors));
    if (!errors)
        return LS_ENOMEM;
    row->errors = errors;
    for (unsigned i = 0; i < DURATIONS - ERRORS; i++)
        if (numbers[i])
            errors[row->error_count++] =
                (ls_summary_row_error){ LS_ERROR_FIRST + i, numbers[i] };
    return LS_OK;
}

static ls_status freeze_durations(const uint64_t *numbers, ls_arena *arena,
                                  ls_summary_coarse *to)
{
    ls_summary_bucket *buckets;
    size_t count = used(numbers, LS_COARSE_BUCKETS);

    if (count == 0)
        return LS_OK;
    buckets = ls_arena_alloc(arena, count, sizeof(*buckets));
    if (!buckets)
        return LS_ENOMEM;
    to->buckets = buckets;
    for (size_t i = 0; i < LS_COARSE_BUCKETS; i++)
        if (numbers[i]) {
            buckets[to->bucket_count++] = (ls_summary_bucket){ i, numbers[i] };
            ls_add_saturating(&to->count, numbers[i]);
        }
    ls_coarse_rank(to);
    return LS_OK;
}

ls_status ls_row_freeze(const uint64_t *numbers, size_t width, ls_arena *arena,
                        ls_summary_row *row)
{
    memcpy(row->classes, &numbers[CLASSES], sizeof(row->classes));
    row->bytes = numbers[BYTES];
    row->errors = NULL;
    row->error_count = 0;
    row->duration = (ls_summary_coarse){ .count = 0 };
    if (width >= LS_ROW_ERRORS &&
        freeze_errors(&numbers[ERRORS], arena, row) != LS_OK)
        return LS_ENOMEM;
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
    for (size_t i = 0; i < row->error_count; i++)
        numbers[ERRORS + row->errors[i].code - LS_ERROR_FIRST] =
            row->errors[i].requests;
    for (size_t i = 0; i < duration->bucket_count; i++)
        numbers[DURATIONS + duration->buckets[i].bucket] +=
            duration->buckets[i].requests;
    if (duration->bucket_count)
        return LS_ROW_WIDE;
    return row->error_count ? LS_ROW_ERRORS : LS_ROW_NARROW;
}
