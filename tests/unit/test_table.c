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

static void take_step(ls_table *table, struct model *model, size_t number,
                      uint64_t what)
{
    char room[100];
    ls_slice key = make_key(room, sizeof(room), number);
    uint64_t *value = find(table, number);

    assert_int_equal(value != NULL, model->there[number]);
    if (what % 3 == 0 && value) {
        assert_true(*value == model->values[number]);
        ls_table_remove(table, value);
        model->there[number] = false;
        model->count--;
        return;
    }
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

static void table__agrees_with_an_array(void **state)
{
    static struct model model;
    random_source random = { 11 };
    ls_table *table = new_table(sizeof(uint64_t));

    (void)state;
    for (size_t i = 0; i < 50000; i++) {
        size_t number = random_below(&random, KEYS);

        take_step(table, &model, number, random_next(&random));
        assert_int_equal(ls_table_count(table), model.count);
    }
    for (size_t i = 0; i < KEYS; i++) {
        assert_int_equal(find(table, i) != NULL, model.there[i]);
        if (model.there[i])
            assert_true(*find(table, i) == model.values[i]);
    }
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

static void table__replace_gives_the_entry_to_another_key(void **state)
{
    static const char *const others[] = { "", "b", "as long as it",
                                          "longer than the first key by far" };

    (void)state;
    for (size_t i = 0; i < CASES(others); i++) {
        ls_table *table = new_table(sizeof(uint64_t));
        ls_slice key = ls_slice_of(others[i]);
        uint64_t *kept = ls_table_at(table, LS_SLICE("kept"));
        uint64_t *value = ls_table_at(table, LS_SLICE("first key"));

        *kept = 1;
        *value = 2;
        value = ls_table_replace(table, value, key, ls_table_hash(table, key));
        assert_non_null(value);
        assert_true(*value == 0);
        assert_ptr_equal(ls_table_find(table, key), value);
        assert_true(ls_slice_equal(ls_table_key(value), key));
        assert_null(ls_table_find(table, LS_SLICE("first key")));
        assert_true(*(uint64_t *)ls_table_find(table, LS_SLICE("kept")) == 1);
        assert_int_equal(ls_table_count(table), 2);
        ls_table_free(table);
    }
}

static void table__hash_finds_the_same_as_the_key(void **state)
{
    ls_table *table = new_table(sizeof(int));
    int *value = ls_table_at(table, LS_SLICE("k"));
    unsigned hash = ls_table_hash(table, LS_SLICE("k"));

    (void)state;
    assert_ptr_equal(ls_table_find_hashed(table, LS_SLICE("k"), hash), value);
    assert_null(ls_table_find_hashed(table, LS_SLICE("l"), hash));
    ls_table_free(table);
    ls_table_free(NULL);
}

/* 64 hashes of one key would be the same by chance once in 2^2000. */
static void table__each_has_a_hash_of_its_own(void **state)
{
    size_t same = 0;

    (void)state;
    for (size_t i = 0; i < 64; i++) {
        ls_table *a = new_table(1);
        ls_table *b = new_table(1);

        same +=
            ls_table_hash(a, LS_SLICE("/")) == ls_table_hash(b, LS_SLICE("/"));
        ls_table_free(a);
        ls_table_free(b);
    }
    assert_true(same < 4);
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
        cmocka_unit_test(table__replace_gives_the_entry_to_another_key),
        cmocka_unit_test(table__hash_finds_the_same_as_the_key),
        cmocka_unit_test(table__each_has_a_hash_of_its_own),
        cmocka_unit_test(hash__is_siphash_2_4),
        cmocka_unit_test(hash__public_key_never_changes),
    };

    return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
