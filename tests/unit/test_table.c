/* SPDX-License-Identifier: MIT */
/*
 * Tables against a plain array, over many random steps. That crafted keys do
 * not slow them down is in tests/property/prop_table.c.
 */

#include "test.h"

#include "base/hash.h"
#include "base/table.h"
#include "property/random.h"

#include <stdio.h>

enum {
    KEYS = 500
};

/* The array that a table is compared with. */
struct model {
    bool there[KEYS];
    uint64_t values[KEYS];
    size_t count;
};

static ls_table *new_table(size_t value_size)
{
    ls_table *table = ls_table_new(value_size);

    assert_non_null(table);
    return table;
}

/* Keys of every length from 0 on; each differs from all others. */
static ls_slice make_key(char *room, size_t size, size_t number)
{
    int len = snprintf(room, size, "%zu", number);

    memset(room + len, 'k', number % 50);
    return (ls_slice){ room, number ? (size_t)len + number % 50 : 0 };
}

static uint64_t *find(const ls_table *table, size_t number)
{
    char room[100];

    return ls_table_find(table, make_key(room, sizeof(room), number));
}

static void add_or_change(ls_table *table, struct model *model, size_t number,
                          uint64_t what)
{
    char room[100];
    ls_slice key = make_key(room, sizeof(room), number);
    uint64_t *value = find(table, number);

    assert_int_equal(value != NULL, model->there[number]);
    value = ls_table_at(table, key);
    assert_non_null(value);
    if (!model->there[number]) {
        assert_true(*value == 0);
        model->there[number] = true;
        model->count++;
    }
    *value = what;
    model->values[number] = what;
}

/* Keeps each entry by a chance of `part` in 8; 8: all. */
static void keep_some(ls_table *table, struct model *model,
                      random_source *random, size_t part)
{
    bool kept[KEYS] = { false };
    uint64_t values[KEYS];
    uint64_t *value = NULL;
    size_t count = 0;
    size_t left = 0;

    for (size_t i = 0; i < ls_table_count(table); i++)
        kept[i] = random_below(random, 8) < part;
    while ((value = ls_table_next(table, value)) != NULL) {
        if (kept[count++])
            values[left++] = *value;
    }
    assert_int_equal(ls_table_keep(table, kept), LS_OK);
    assert_int_equal(ls_table_count(table), left);
    memset(model->there, 0, sizeof(model->there));
    model->count = left;
    for (size_t i = 0; i < left; i++) {
        value = ls_table_next(table, value);
        assert_true(*value == values[i]); /* the same order */
    }
    for (size_t i = 0; i < KEYS; i++)
        model->there[i] = find(table, i) != NULL;
}

static void demand_agreement(const ls_table *table, const struct model *model)
{
    size_t count = 0;

    for (size_t i = 0; i < KEYS; i++) {
        uint64_t *value = find(table, i);
        char room[100];

        if (!value)
            continue;
        count++;
        assert_true(*value == model->values[i]);
        assert_true(ls_slice_equal(ls_table_key(value),
                                   make_key(room, sizeof(room), i)));
    }
    assert_int_equal(count, ls_table_count(table));
}

static void table__agrees_with_an_array(void **state)
{
    static struct model model;
    random_source random = { 11 };
    ls_table *table = new_table(sizeof(uint64_t));

    (void)state;
    for (size_t i = 0; i < 50000; i++) {
        size_t number = random_below(&random, KEYS);

        add_or_change(table, &model, number, random_next(&random));
        assert_int_equal(ls_table_count(table), model.count);
        if (i % 700 == 0) {
            keep_some(table, &model, &random, random_below(&random, 9));
            demand_agreement(table, &model);
        }
    }
    demand_agreement(table, &model);
    ls_table_free(table);
}

static void table__lists_every_entry_once_with_its_key(void **state)
{
    ls_table *table = new_table(sizeof(size_t));
    size_t *value = NULL;
    size_t listed = 0;
    bool seen[KEYS] = { false };

    (void)state;
    assert_null(ls_table_next(table, NULL));
    for (size_t i = 0; i < KEYS; i++) {
        char room[100];

        value = ls_table_at(table, make_key(room, sizeof(room), i));
        assert_non_null(value);
        *value = i;
    }
    for (value = NULL; (value = ls_table_next(table, value)) != NULL;) {
        char room[100];
        ls_slice want = make_key(room, sizeof(room), *value);

        assert_true(ls_slice_equal(ls_table_key(value), want));
        assert_false(seen[*value]);
        seen[*value] = true;
        listed++;
    }
    assert_int_equal(listed, KEYS);
    ls_table_free(table);
}

static void table__values_do_not_move_when_it_grows(void **state)
{
    ls_table *table = new_table(3);
    char *first = ls_table_at(table, LS_SLICE("first"));

    (void)state;
    memcpy(first, "abc", 3);
    for (size_t i = 0; i < KEYS; i++) {
        char room[100];

        assert_non_null(ls_table_at(table, make_key(room, sizeof(room), i)));
    }
    assert_ptr_equal(ls_table_find(table, LS_SLICE("first")), first);
    assert_memory_equal(first, "abc", 3);
    ls_table_free(table);
}

static void table__keys_are_bytes_and_copied(void **state)
{
    ls_table *table = new_table(sizeof(int));
    char bytes[] = { 'a', '\0', 'b' };
    int *value = ls_table_at(table, (ls_slice){ bytes, 3 });

    (void)state;
    *value = 5;
    bytes[2] = 'c';
    assert_null(ls_table_find(table, (ls_slice){ bytes, 3 }));
    assert_null(ls_table_find(table, LS_SLICE("a")));
    assert_ptr_equal(ls_table_find(table, LS_SLICE("a\0b")), value);
    ls_table_free(table);
}

static void table__empty_slice_is_a_key_whatever_it_points_to(void **state)
{
    ls_table *table = new_table(sizeof(int));
    int *value = ls_table_at(table, (ls_slice){ 0 });

    (void)state;
    assert_non_null(value);
    assert_ptr_equal(ls_table_find(table, (ls_slice){ 0 }), value);
    assert_ptr_equal(ls_table_at(table, LS_SLICE("")), value);
    assert_int_equal(ls_table_count(table), 1);
    ls_table_free(table);
}

/* Keys of all sizes, above that of a chunk of its memory, too. */
static void table__keeps_what_is_to_be_kept_of_any_size(void **state)
{
    static char bytes[100000];
    static const size_t lens[] = { 0, 40000, 3, 99999, 900, 32768, 1, 70000 };
    ls_table *table = new_table(sizeof(size_t));

    (void)state;
    memset(bytes, 'k', sizeof(bytes));
    for (unsigned mask = 0; mask < 1U << CASES(lens); mask++) {
        bool kept[CASES(lens)];

        for (size_t i = 0; i < CASES(lens); i++) {
            size_t *value = ls_table_at(table, (ls_slice){ bytes, lens[i] });

            assert_non_null(value);
            *value = lens[i];
        }
        for (size_t i = 0; i < CASES(lens); i++)
            kept[i] = mask >> i & 1;
        assert_int_equal(ls_table_keep(table, kept), LS_OK);
        for (size_t *value = NULL; (value = ls_table_next(table, value));) {
            ls_slice key = { bytes, *value };

            assert_true(ls_slice_equal(ls_table_key(value), key));
            assert_ptr_equal(ls_table_find(table, key), value);
        }
    }
    ls_table_free(table);
    ls_table_free(NULL);
}

static void table__empty_one_can_be_emptied(void **state)
{
    ls_table *table = new_table(1);

    (void)state;
    assert_int_equal(ls_table_keep(table, NULL), LS_OK);
    assert_int_equal(ls_table_count(table), 0);
    ls_table_free(table);
}

/* Some of the 64 test vectors that its authors publish; bytes 0, 1, 2 ... */
static const struct {
    size_t len;
    uint64_t hash;
} vectors[] = {
    { 0, UINT64_C(0x726fdb47dd0e0e31) },
    { 1, UINT64_C(0x74f839c593dc67fd) },
    { 15, UINT64_C(0xa129ca6149be45e5) },
    { 63, UINT64_C(0x958a324ceb064572) },
};

static void hash__is_siphash_2_4(void **state)
{
    ls_hash_key key;
    char bytes[64];

    (void)state;
    for (size_t i = 0; i < sizeof(key.bytes); i++)
        key.bytes[i] = (unsigned char)i;
    for (size_t i = 0; i < sizeof(bytes); i++)
        bytes[i] = (char)i;
    for (size_t i = 0; i < CASES(vectors); i++) {
        ls_slice text = { bytes, vectors[i].len };

        assert_true(ls_hash(&key, text) == vectors[i].hash);
    }
}

/* What machines agreed on yesterday, they must agree on tomorrow. */
static void hash__public_key_never_changes(void **state)
{
    const ls_hash_key key = ls_hash_key_public();

    (void)state;
    assert_memory_equal(key.bytes, "logstat public/", 16);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(table__agrees_with_an_array),
        cmocka_unit_test(table__lists_every_entry_once_with_its_key),
        cmocka_unit_test(table__values_do_not_move_when_it_grows),
        cmocka_unit_test(table__keys_are_bytes_and_copied),
        cmocka_unit_test(table__empty_slice_is_a_key_whatever_it_points_to),
        cmocka_unit_test(table__keeps_what_is_to_be_kept_of_any_size),
        cmocka_unit_test(table__empty_one_can_be_emptied),
        cmocka_unit_test(hash__is_siphash_2_4),
        cmocka_unit_test(hash__public_key_never_changes),
    };

    return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
