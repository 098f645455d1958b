/* SPDX-License-Identifier: MIT */
/*
 * Sketches: exact while there are no more keys than slots, within their bounds
 * after that, and the same whatever the random key of their table.
 */

#include "test.h"

#include "property/random.h"
#include "tally/doorkeeper.h"
#include "tally/sketch.h"

#include <stdio.h>

enum {
    KEYS = 9000,
    KEY_ROOM = 32
};

/* True counts, to compare with. */
struct truth {
    uint64_t counts[KEYS];
    uint64_t total;
};

static ls_sketch *new_sketch(void)
{
    ls_sketch *sketch = ls_sketch_new(0);

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

    assert_int_equal(ls_sketch_add(sketch, key_of(number, room), NULL), LS_OK);
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

static void sketch__is_exact_while_it_has_room(void **state)
{
    static struct truth truth;
    ls_sketch *sketch = new_sketch();
    const ls_slot *slot = NULL;
    size_t listed = 0;

    (void)state;
    assert_int_equal(ls_sketch_count(sketch), 0);
    assert_null(ls_sketch_next(sketch, NULL));
    for (size_t i = 0; i < LS_SKETCH_ROOM; i++) {
        add(sketch, i);
        truth.counts[i]++;
    }
    add_many(sketch, 41, 50000, LS_SKETCH_ROOM, &truth);
    assert_int_equal(ls_sketch_count(sketch), LS_SKETCH_ROOM);
    while ((slot = ls_sketch_next(sketch, slot)) != NULL) {
        size_t number = number_of(ls_sketch_key(slot));

        assert_true(slot->count == truth.counts[number]);
        assert_true(slot->over == 0);
        listed++;
    }
    assert_int_equal(listed, LS_SKETCH_ROOM);
    ls_sketch_free(sketch);
}

static void demand_bounds(const ls_sketch *sketch, const struct truth *truth,
                          size_t most)
{
    static bool held[KEYS];
    const ls_slot *slot = NULL;

    memset(held, 0, sizeof(held));
    assert_in_range(ls_sketch_count(sketch), LS_SKETCH_SLOTS, most);
    while ((slot = ls_sketch_next(sketch, slot)) != NULL) {
        size_t number = number_of(ls_sketch_key(slot));
        uint64_t count = truth->counts[number];

        assert_false(held[number]);
        held[number] = true;
        assert_true(count <= slot->count && slot->count <= count + slot->over);
        assert_true(slot->over < slot->count);
        assert_true(slot->over <= truth->total / LS_SKETCH_SLOTS);
    }
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
        demand_bounds(sketch, &truth, LS_SKETCH_ROOM);
    }
    ls_sketch_free(sketch);
}

/*
 * The rarest go: some of the keys come twice, one of these once more, but less
 * often than the rest.
 */
static void sketch__gives_the_smallest_slots_away(void **state)
{
    enum {
        RARE = 500
    };
    ls_sketch *sketch = new_sketch();
    const ls_slot *slot = NULL;
    bool has_rare = false;

    (void)state;
    for (size_t i = 0; i < LS_SKETCH_ROOM; i++)
        for (size_t times = i < LS_SKETCH_KEPT - 1 ? 5 : 2; times > 0; times--)
            add(sketch, i);
    add(sketch, LS_SKETCH_ROOM - RARE);
    add(sketch, LS_SKETCH_ROOM);
    assert_int_equal(ls_sketch_count(sketch), LS_SKETCH_KEPT);
    while ((slot = ls_sketch_next(sketch, slot)) != NULL) {
        size_t number = number_of(ls_sketch_key(slot));

        has_rare = has_rare || number == LS_SKETCH_ROOM - RARE;
        assert_true(slot->over == 0);
        assert_true(number < LS_SKETCH_KEPT - 1 ? slot->count == 5
                                                : slot->count == 3);
    }
    assert_true(has_rare);
    add(sketch, LS_SKETCH_ROOM); /* comes back */
    while ((slot = ls_sketch_next(sketch, slot)) != NULL) {
        if (number_of(ls_sketch_key(slot)) == LS_SKETCH_ROOM)
            assert_true(slot->count == 3 && slot->over == 2);
    }
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
    static const ls_slot *first[LS_SKETCH_MERGED];
    static const ls_slot *second[LS_SKETCH_MERGED];

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

/* While all are equal, nothing but the keys decides. */
static void sketch__order_of_the_first_keys_does_not_matter(void **state)
{
    ls_sketch *a = new_sketch();
    ls_sketch *b = new_sketch();

    (void)state;
    for (size_t i = 0; i <= LS_SKETCH_ROOM; i++) {
        add(a, i);
        add(b, LS_SKETCH_ROOM - i);
    }
    demand_same(a, b);
    assert_int_equal(ls_sketch_count(a), LS_SKETCH_KEPT);
    ls_sketch_free(a);
    ls_sketch_free(b);
}

/*
 * Of keys that come once none gets a slot any more, whatever their number. That
 * raises the floor by one for each time that the doorkeeper forgets them, and
 * no count is below it.
 */
static void sketch__turns_away_what_comes_once(void **state)
{
    enum {
        TIMES = 4,
        OTHERS = TIMES * LS_DOORKEEPER_GUESTS
    };
    ls_sketch *sketch = new_sketch();
    const ls_slot *slot = NULL;
    uint64_t floor = 1 + TIMES;
    size_t kept = 0;

    (void)state;
    for (size_t i = 0; i < LS_SKETCH_ROOM / 2; i++)
        for (size_t times = 100; times > 0; times--)
            add(sketch, i);
    for (size_t i = 0; i < OTHERS; i++)
        add(sketch, LS_SKETCH_ROOM + i);
    while ((slot = ls_sketch_next(sketch, slot)) != NULL) {
        assert_true(slot->count >= floor - 1);
        assert_true(slot->over <= floor);
        if (number_of(ls_sketch_key(slot)) < LS_SKETCH_ROOM / 2) {
            assert_true(slot->count == 100);
            assert_true(slot->over == 0);
            kept++;
        }
    }
    assert_int_equal(kept, LS_SKETCH_ROOM / 2);
    ls_sketch_free(sketch);
}

static void merge(ls_sketch *sketch, const ls_sketch *from)
{
    assert_int_equal(ls_sketch_merge(sketch, from), LS_OK);
}

/* Whatever of the parts is full. */
static void sketch__merged_ones_keep_their_bounds(void **state)
{
    static struct truth truth;
    ls_sketch *sum = new_sketch();

    (void)state;
    for (size_t i = 0; i < 12; i++) {
        ls_sketch *part = new_sketch();
        size_t adds = i % 4 ? 9000 * i : 900;

        add_many(part, 100 + i, adds, i % 3 ? KEYS : KEYS / 9, &truth);
        merge(sum, part);
        if (ls_sketch_count(sum) >= LS_SKETCH_SLOTS)
            demand_bounds(sum, &truth, LS_SKETCH_MERGED);
        ls_sketch_free(part);
    }
    demand_bounds(sum, &truth, LS_SKETCH_MERGED);
    add_many(sum, 99, 100000, KEYS, &truth); /* some of them are new */
    demand_bounds(sum, &truth, LS_SKETCH_ROOM);
    ls_sketch_free(sum);
}

static void sketch__merging_adds_while_there_is_room(void **state)
{
    static struct truth truth;
    ls_sketch *whole = new_sketch();
    ls_sketch *left = new_sketch();
    ls_sketch *right = new_sketch();

    (void)state;
    merge(left, right);
    assert_int_equal(ls_sketch_count(left), 0);
    add_many(left, 1, 20000, LS_SKETCH_ROOM, &truth);
    add_many(right, 2, 3000, LS_SKETCH_ROOM, &truth);
    add_many(whole, 2, 3000, LS_SKETCH_ROOM, &truth);
    add_many(whole, 1, 20000, LS_SKETCH_ROOM, &truth);
    merge(left, right);
    demand_same(left, whole);
    ls_sketch_free(whole);
    ls_sketch_free(left);
    ls_sketch_free(right);
}

/* Nothing is decided by which of two was the larger, or the first. */
static void sketch__merging_can_be_turned_round(void **state)
{
    static struct truth truth;

    (void)state;
    for (size_t i = 0; i < 6; i++) {
        ls_sketch *sums[2];

        for (size_t turned = 0; turned < 2; turned++) {
            ls_sketch *left = new_sketch();
            ls_sketch *right = new_sketch();

            add_many(left, i, 30000, KEYS, &truth);
            add_many(right, i + 1, 3000 * i, KEYS, &truth);
            merge(turned ? right : left, turned ? left : right);
            sums[turned] = turned ? right : left;
            ls_sketch_free(turned ? left : right);
        }
        demand_same(sums[0], sums[1]);
        ls_sketch_free(sums[0]);
        ls_sketch_free(sums[1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sketch__is_exact_while_it_has_room),
        cmocka_unit_test(sketch__keeps_its_bounds_when_it_is_full),
        cmocka_unit_test(sketch__gives_the_smallest_slots_away),
        cmocka_unit_test(sketch__does_not_depend_on_hashes),
        cmocka_unit_test(sketch__decides_ties_by_the_keys),
        cmocka_unit_test(sketch__order_of_the_first_keys_does_not_matter),
        cmocka_unit_test(sketch__turns_away_what_comes_once),
        cmocka_unit_test(sketch__merged_ones_keep_their_bounds),
        cmocka_unit_test(sketch__merging_adds_while_there_is_room),
        cmocka_unit_test(sketch__merging_can_be_turned_round),
    };

    return cmocka_run_group_tests_name("sketch", tests, NULL, NULL);
}
