/* SPDX-License-Identifier: MIT */
/* The further numbers of a sketch's keys: they stay with the key. */

#include "test.h"

#include "property/random.h"
#include "tally/sketch.h"

enum {
    KEYS = 20000
};

/* Its bytes are the key. */
static ls_slice key_of(const size_t *number)
{
    return (ls_slice){ (const char *)number, sizeof(*number) };
}

static size_t number_of(ls_slice key)
{
    size_t number;

    assert_int_equal(key.len, sizeof(number));
    memcpy(&number, key.ptr, sizeof(number));
    return number;
}

/* Adds `by` to the first number of a key, which has `width` of them. */
static void add_number(ls_sketch *sketch, size_t number, size_t width,
                       uint64_t by)
{
    uint64_t *more;

    assert_int_equal(ls_sketch_widen(sketch, width), LS_OK);
    assert_int_equal(ls_sketch_add(sketch, key_of(&number), &more), LS_OK);
    assert_non_null(more);
    more[0] += by;
    more[width - 1] += 1;
}

static void sketch__keeps_its_numbers_when_widened(void **state)
{
    ls_sketch *sketch = ls_sketch_new(2);
    ls_sketch *narrow = ls_sketch_new(2);
    const ls_slot *slot = NULL;

    (void)state;
    for (size_t i = 0; i < 1000; i++) {
        add_number(sketch, i, 2, i);
        add_number(narrow, i, 2, 1);
    }
    for (size_t i = 500; i < 1000; i++)
        add_number(sketch, i, 50, 7);
    assert_int_equal(ls_sketch_width(sketch), 50);
    assert_int_equal(ls_sketch_merge(narrow, sketch), LS_OK);
    assert_int_equal(ls_sketch_width(narrow), 50);
    assert_int_equal(ls_sketch_merge(narrow, sketch), LS_OK);
    while ((slot = ls_sketch_next(narrow, slot)) != NULL) {
        const uint64_t *more = ls_sketch_more(slot);
        size_t number = number_of(ls_sketch_key(slot));
        bool is_late = number >= 500;

        assert_int_equal(slot->count, is_late ? 5 : 3);
        assert_int_equal(more[0], 1 + 2 * (number + (is_late ? 7 : 0)));
        assert_int_equal(more[1], 3);
        assert_int_equal(more[49], is_late ? 2 : 0);
    }
    ls_sketch_free(sketch);
    ls_sketch_free(narrow);
}

/* Each request of a key that is held is among its numbers, and no other. */
static void sketch__gives_out_the_numbers_of_what_it_holds(void **state)
{
    ls_sketch *sketch = ls_sketch_new(1);
    const ls_slot *slot = NULL;
    random_source random = { 5 };
    size_t turned_away = 0;

    (void)state;
    for (size_t i = 0; i < 50000; i++) {
        size_t number = random_below(&random, 1 + random_below(&random, KEYS));
        uint64_t *more;

        assert_int_equal(ls_sketch_add(sketch, key_of(&number), &more), LS_OK);
        if (more)
            ++*more;
        turned_away += !more;
    }
    assert_true(turned_away > 0);
    while ((slot = ls_sketch_next(sketch, slot)) != NULL)
        assert_int_equal(*ls_sketch_more(slot), slot->count - slot->over);
    ls_sketch_free(sketch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sketch__keeps_its_numbers_when_widened),
        cmocka_unit_test(sketch__gives_out_the_numbers_of_what_it_holds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
