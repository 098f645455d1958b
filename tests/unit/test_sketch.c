/* SPDX-License-Identifier: MIT */
/*
 * Sketches: exact while there are no more keys than slots, within their bounds
 * after that, and the same whatever the random key of their table.
 */

#include "test.h"

#include "property/random.h"
#include "tally/sketch.h"

#include <stdio.h>

enum {
    KEYS = 5000,
    KEY_ROOM = 32
};

/* True counts, to compare with. */
struct truth {
    uint64_t counts[KEYS];
    uint64_t total;
};

static ls_sketch *new_sketch(void)
{
    ls_sketch *sketch = ls_sketch_new();

    assert_non_null(sketch);
    return sketch;
}

/* Keys of many lengths, some of which begin with another. */
static ls_slice key_of(size_t number, char *room)
{
    int len = number % 7
                  ? snprintf(room, KEY_ROOM, "/p/%zu", number)
                  : snprintf(room, KEY_ROOM, "/a/long/one/%zu.html", number);

    return (ls_slice){ room, (size_t)len };
}

static size_t number_of(ls_slice key)
{
    const char *digits = "0123456789";
    char text[KEY_ROOM] = { 0 };

    memcpy(text, key.ptr, key.len);
    return (size_t)strtoul(text + strcspn(text, digits), NULL, 10);
}

static void add(ls_sketch *sketch, size_t number)
{
    char room[KEY_ROOM];

    assert_int_equal(ls_sketch_add(sketch, key_of(number, room)), LS_OK);
}

/* Low numbers come more often, as paths of a log do. */
static void add_many(ls_sketch *sketch, uint64_t seed, size_t adds, size_t keys,
                     struct truth *truth)
{
    random_source random = { seed };

    for (size_t i = 0; i < adds; i++) {
        size_t most = 1 + random_below(&random, keys);
        size_t number = random_below(&random, most);

        add(sketch, number);
        truth->counts[number]++;
        truth->total++;
    }
}

static void sketch__is_exact_up_to_its_slots(void **state)
{
    static struct truth truth;
    ls_sketch *sketch = new_sketch();
    const ls_slot *slot = NULL;
    size_t listed = 0;

    (void)state;
    assert_int_equal(ls_sketch_count(sketch), 0);
    assert_null(ls_sketch_next(sketch, NULL));
    for (size_t i = 0; i < LS_SKETCH_SLOTS; i++) {
        add(sketch, i);
        truth.counts[i]++;
    }
    add_many(sketch, 41, 50000, LS_SKETCH_SLOTS, &truth);
    assert_int_equal(ls_sketch_count(sketch), LS_SKETCH_SLOTS);
    while ((slot = ls_sketch_next(sketch, slot)) != NULL) {
        size_t number = number_of(ls_sketch_key(slot));

        assert_true(slot->count == truth.counts[number]);
        assert_true(slot->over == 0);
        listed++;
    }
    assert_int_equal(listed, LS_SKETCH_SLOTS);
    ls_sketch_free(sketch);
}

static void demand_bounds(const ls_sketch *sketch, const struct truth *truth)
{
    static bool held[KEYS];
    const ls_slot *slot = NULL;
    uint64_t sum = 0;

    memset(held, 0, sizeof(held));
    assert_int_equal(ls_sketch_count(sketch), LS_SKETCH_SLOTS);
    while ((slot = ls_sketch_next(sketch, slot)) != NULL) {
        size_t number = number_of(ls_sketch_key(slot));
        uint64_t count = truth->counts[number];

        assert_false(held[number]);
        held[number] = true;
        assert_true(count <= slot->count && slot->count <= count + slot->over);
        assert_true(slot->over < slot->count);
        sum += slot->count;
    }
    assert_true(sum == truth->total); /* nothing that came was left out */
    for (size_t i = 0; i < KEYS; i++)
        if (truth->counts[i] > truth->total / LS_SKETCH_SLOTS)
            assert_true(held[i]);
}

static void sketch__keeps_its_bounds_when_it_is_full(void **state)
{
    static struct truth truth;
    ls_sketch *sketch = new_sketch();

    (void)state;
    for (size_t i = 0; i < 10; i++) {
        add_many(sketch, 43 + i, 20000, KEYS, &truth);
        demand_bounds(sketch, &truth);
    }
    ls_sketch_free(sketch);
}

/* A new key takes the place of the rarest one, and says so. */
static void sketch__gives_the_smallest_slot_away(void **state)
{
    ls_sketch *sketch = new_sketch();
    const ls_slot *slot = NULL;
    bool has_rare = false;
    bool has_new = false;

    (void)state;
    for (size_t i = 0; i < LS_SKETCH_SLOTS; i++)
        for (size_t times = i == 500 ? 3 : 5; times > 0; times--)
            add(sketch, i);
    add(sketch, LS_SKETCH_SLOTS);
    while ((slot = ls_sketch_next(sketch, slot)) != NULL) {
        size_t number = number_of(ls_sketch_key(slot));

        has_rare = has_rare || number == 500;
        if (number == LS_SKETCH_SLOTS) {
            has_new = true;
            assert_true(slot->count == 4 && slot->over == 3);
        } else {
            assert_true(slot->count == 5 && slot->over == 0);
        }
    }
    assert_true(has_new && !has_rare);
    ls_sketch_free(sketch);
}

static int by_key(const void *left, const void *right)
{
    const ls_slot *const *a = left;
    const ls_slot *const *b = right;
    ls_slice x = ls_sketch_key(*a);
    ls_slice y = ls_sketch_key(*b);
    int by = memcmp(x.ptr, y.ptr, x.len < y.len ? x.len : y.len);

    return by ? by : (x.len > y.len) - (x.len < y.len);
}

static void list_slots(const ls_sketch *sketch, const ls_slot **slots)
{
    const ls_slot *slot = NULL;
    size_t count = 0;

    while ((slot = ls_sketch_next(sketch, slot)) != NULL)
        slots[count++] = slot;
    assert_int_equal(count, ls_sketch_count(sketch));
    qsort(slots, count, sizeof(const ls_slot *), by_key);
}

static void demand_same(const ls_sketch *a, const ls_sketch *b)
{
    static const ls_slot *first[LS_SKETCH_SLOTS];
    static const ls_slot *second[LS_SKETCH_SLOTS];

    assert_int_equal(ls_sketch_count(a), ls_sketch_count(b));
    list_slots(a, first);
    list_slots(b, second);
    for (size_t i = 0; i < ls_sketch_count(a); i++) {
        assert_true(
            ls_slice_equal(ls_sketch_key(first[i]), ls_sketch_key(second[i])));
        assert_true(first[i]->count == second[i]->count);
        assert_true(first[i]->over == second[i]->over);
    }
}

/* Each sketch has a table with a random key of its own. */
static void sketch__does_not_depend_on_hashes(void **state)
{
    static struct truth truth;

    (void)state;
    for (uint64_t seed = 0; seed < 10; seed++) {
        ls_sketch *a = new_sketch();
        ls_sketch *b = new_sketch();

        add_many(a, seed, 30000, KEYS, &truth);
        add_many(b, seed, 30000, KEYS, &truth);
        demand_same(a, b);
        ls_sketch_free(a);
        ls_sketch_free(b);
    }
}

/* Keys that all come once: every eviction is between equals. */
static void sketch__decides_ties_by_the_keys(void **state)
{
    ls_sketch *a = new_sketch();
    ls_sketch *b = new_sketch();

    (void)state;
    for (size_t i = 0; i < KEYS; i++) {
        add(a, i);
        add(b, i);
        if (i % 500 == 0)
            demand_same(a, b);
    }
    demand_same(a, b);
    ls_sketch_free(a);
    ls_sketch_free(b);
}

/* The first slots were filled in another order: equals stay equals. */
static void sketch__order_of_the_first_keys_does_not_matter(void **state)
{
    ls_sketch *a = new_sketch();
    ls_sketch *b = new_sketch();

    (void)state;
    for (size_t i = 0; i < LS_SKETCH_SLOTS; i++) {
        add(a, i);
        add(b, LS_SKETCH_SLOTS - 1 - i);
    }
    for (size_t i = LS_SKETCH_SLOTS; i < 2 * LS_SKETCH_SLOTS; i++) {
        add(a, i);
        add(b, i);
    }
    demand_same(a, b);
    ls_sketch_free(a);
    ls_sketch_free(b);
}

/* Same length, same last 16 bytes: their first bytes alone differ. */
static void sketch__ties_of_like_keys_are_decided_too(void **state)
{
    ls_sketch *a = new_sketch();
    ls_sketch *b = new_sketch();

    (void)state;
    for (size_t i = 0; i < 3 * LS_SKETCH_SLOTS; i++) {
        char text[KEY_ROOM];
        int len = snprintf(text, sizeof(text), "/%06zu/0123456789abcdef", i);
        ls_slice key = { text, (size_t)len };

        assert_int_equal(ls_sketch_add(a, key), LS_OK);
        assert_int_equal(ls_sketch_add(b, key), LS_OK);
    }
    demand_same(a, b);
    ls_sketch_free(a);
    ls_sketch_free(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sketch__is_exact_up_to_its_slots),
        cmocka_unit_test(sketch__keeps_its_bounds_when_it_is_full),
        cmocka_unit_test(sketch__gives_the_smallest_slot_away),
        cmocka_unit_test(sketch__does_not_depend_on_hashes),
        cmocka_unit_test(sketch__decides_ties_by_the_keys),
        cmocka_unit_test(sketch__order_of_the_first_keys_does_not_matter),
        cmocka_unit_test(sketch__ties_of_like_keys_are_decided_too),
    };

    return cmocka_run_group_tests_name("sketch", tests, NULL, NULL);
}
