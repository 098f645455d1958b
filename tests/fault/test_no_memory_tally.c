/* SPDX-License-Identifier: MIT */
/* Memory that runs out while requests are counted, and counts added up. */

#include "test.h"

#include "base/distinct.h"
#include "fault/points.h"
#include "tally/sketch.h"
#include "tally/tally.h"

#include <stdio.h>

/* Counts keys from `first` on; each is longer than the ones before. */
static ls_status add_keys(ls_sketch *sketch, size_t first, size_t count)
{
    for (size_t i = first; i < first + count; i++) {
        char key[100];
        int len = snprintf(key, sizeof(key), "%0*zu", 5 + (int)(i / 40), i);

        if (ls_sketch_add(sketch, (ls_slice){ key, (size_t)len }, NULL) !=
            LS_OK)
            return LS_ENOMEM;
    }
    return LS_OK;
}

/* More keys than there is room for, in one and again when two are merged. */
static ls_status work_sketch(uint64_t *result)
{
    ls_sketch *sketch = ls_sketch_new(0);
    ls_sketch *other = ls_sketch_new(0);
    ls_status status = LS_ENOMEM;

    if (sketch && other)
        status = add_keys(sketch, 0, LS_SKETCH_ROOM + 20);
    if (status == LS_OK)
        status = add_keys(other, LS_SKETCH_SLOTS, LS_SKETCH_ROOM);
    if (status == LS_OK)
        status = ls_sketch_merge(sketch, other);
    if (status == LS_OK)
        *result = ls_sketch_count(sketch);
    ls_sketch_free(sketch);
    ls_sketch_free(other);
    return status;
}

/* A record of everything that a tally keeps. */
static ls_record make_record(unsigned code, int64_t time)
{
    ls_record record = {
        .has = LS_FIELDS_ALL,
        .code = (uint16_t)code,
        .substatus = 7,
        .time = time,
        .bytes = 1,
    };

    record.text[LS_FIELD_CLIENT] = LS_SLICE("192.0.2.1");
    record.text[LS_FIELD_TARGET] = LS_SLICE("/\x1b");
    return record;
}

static ls_status add_records(ls_tally *tally, int64_t time)
{
    for (unsigned code = 199; code < 600; code += 50) {
        ls_record record = make_record(code, time);

        if (ls_tally_add(tally, &record) != LS_OK)
            return LS_ENOMEM;
    }
    return LS_OK;
}

/* Into one with the same codes, and into an empty one. */
static ls_status work_merge(uint64_t *result)
{
    ls_groups *groups = ls_groups_new();
    ls_tally *first = NULL;
    ls_tally *second = NULL;
    ls_tally *empty = ls_tally_new(0, NULL);
    ls_status status = LS_ENOMEM;

    if (groups)
        status = ls_groups_add(groups, LS_SLICE("client,path"), NULL);
    if (status == LS_OK)
        first = ls_tally_new(0, groups);
    if (status == LS_OK)
        second = ls_tally_new(0, groups);
    status = LS_ENOMEM;
    if (first && second && empty)
        status = add_records(first, INT64_C(1700000000000));
    if (status == LS_OK)
        status = add_records(second, INT64_C(1750000000000));
    if (status == LS_OK)
        status = ls_tally_merge(first, second);
    if (status == LS_OK)
        status = ls_tally_merge(empty, first);
    *result = status == LS_OK;
    ls_tally_free(first);
    ls_tally_free(second);
    ls_tally_free(empty);
    ls_groups_free(groups);
    return status;
}

static ls_status add_clients(ls_distinct *clients, uint64_t first)
{
    for (uint64_t i = first; i < first + LS_DISTINCT_FEW; i++) {
        ls_slice key = { (const char *)&i, sizeof(i) };

        if (ls_distinct_add(clients, key) != LS_OK)
            return LS_ENOMEM;
    }
    return LS_OK;
}

/* Few in two, and many in what they are merged into; as a text and back. */
static ls_status work_clients(uint64_t *result)
{
    ls_distinct first = { 0 };
    ls_distinct second = { 0 };
    ls_distinct third = { 0 };
    ls_buf text = { 0 };
    ls_status status = add_clients(&first, 0);

    if (status == LS_OK)
        status = add_clients(&second, 500);
    if (status == LS_OK)
        status = ls_distinct_merge(&first, &second);
    if (status == LS_OK)
        status = ls_distinct_write(&first, &text);
    if (status == LS_OK)
        status = ls_distinct_read(&third, ls_buf_slice(&text));
    if (status == LS_OK)
        status = ls_distinct_merge(&second, &third);
    *result = ls_distinct_count(&second);
    ls_distinct_release(&first);
    ls_distinct_release(&second);
    ls_distinct_release(&third);
    ls_buf_release(&text);
    return status;
}

static void no_memory__to_count_clients(void **state)
{
    (void)state;
    try_all_points(work_clients, 5);
}

static void no_memory__to_keep_top_paths(void **state)
{
    (void)state;
    try_all_points(work_sketch, 20);
}

static void no_memory__to_merge_tallies(void **state)
{
    (void)state;
    try_all_points(work_merge, 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_memory__to_count_clients),
        cmocka_unit_test(no_memory__to_keep_top_paths),
        cmocka_unit_test(no_memory__to_merge_tallies),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
