/* SPDX-License-Identifier: MIT */
/*
 * An arena hands out zeroed, aligned room that nothing else uses, of every
 * size.
 */

#include "test.h"

#include "base/arena.h"
#include "property/random.h"

#include <stdalign.h>

enum {
    THINGS = 3000
};

static ls_arena *new_arena(void)
{
    ls_arena *arena = ls_arena_new();

    assert_non_null(arena);
    return arena;
}

static bool is_filled(const unsigned char *bytes, size_t len, unsigned char by)
{
    for (size_t i = 0; i < len; i++)
        if (bytes[i] != by)
            return false;
    return true;
}

/* Small things mostly, some of a page, some larger than a chunk. */
static size_t any_size(random_source *random)
{
    switch (random_below(random, 10)) {
    case 0:
        return random_below(random, 5000);
    case 1:
        return random_below(random, 100) ? 0 : 50000;
    default:
        return random_below(random, 100);
    }
}

static void arena__things_are_zeroed_aligned_and_apart(void **state)
{
    static unsigned char *things[THINGS];
    static size_t sizes[THINGS];
    random_source random = { 7 };
    ls_arena *arena = new_arena();

    (void)state;
    for (size_t i = 0; i < THINGS; i++) {
        sizes[i] = any_size(&random);
        things[i] = ls_arena_alloc(arena, sizes[i], 1);
        assert_non_null(things[i]);
        assert_int_equal((uintptr_t)things[i] % alignof(max_align_t), 0);
        assert_true(is_filled(things[i], sizes[i], 0));
        memset(things[i], (int)(i % 255 + 1), sizes[i]);
    }
    for (size_t i = 0; i < THINGS; i++)
        assert_true(
            is_filled(things[i], sizes[i], (unsigned char)(i % 255 + 1)));
    ls_arena_free(arena);
}

static void arena__room_is_for_count_times_size(void **state)
{
    ls_arena *arena = new_arena();
    uint64_t *many = ls_arena_alloc(arena, 5000, sizeof(*many));

    (void)state;
    assert_non_null(many);
    for (size_t i = 0; i < 5000; i++)
        assert_true(many[i] == 0);
    memset(many, 0xff, 5000 * sizeof(*many));
    ls_arena_free(arena);
}

static void arena__large_thing_does_not_waste_the_chunk_in_use(void **state)
{
    const ptrdiff_t align = alignof(max_align_t);
    ls_arena *arena = new_arena();
    char *first = ls_arena_alloc(arena, 1, 1);
    char *large = ls_arena_alloc(arena, 1000000, 1);
    char *second = ls_arena_alloc(arena, 1, 1);

    (void)state;
    assert_non_null(large);
    assert_true(second - first == align);
    ls_arena_free(arena);
}

static void arena__refuses_products_that_overflow(void **state)
{
    ls_arena *arena = new_arena();

    (void)state;
    assert_null(ls_arena_alloc(arena, SIZE_MAX, 2));
    assert_null(ls_arena_alloc(arena, SIZE_MAX / 8 + 2, 8));
    assert_null(ls_arena_alloc(arena, 2, SIZE_MAX));
    assert_non_null(ls_arena_alloc(arena, 0, 8));
    assert_non_null(ls_arena_alloc(arena, 1, 8));
    ls_arena_free(arena);
}

static void arena__copy_has_a_nul_behind_it(void **state)
{
    ls_arena *arena = new_arena();
    char *bytes = malloc(3);
    char *copy;

    (void)state;
    assert_non_null(bytes);
    memcpy(bytes, "a\0b", 3);
    copy = ls_arena_copy(arena, (ls_slice){ bytes, 3 });
    free(bytes);
    assert_memory_equal(copy, "a\0b", 4);
    assert_string_equal(ls_arena_copy(arena, (ls_slice){ 0 }), "");
    ls_arena_free(arena);
}

static void arena__free_of_nothing_does_nothing(void **state)
{
    (void)state;
    ls_arena_free(NULL);
    ls_arena_free(new_arena());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena__things_are_zeroed_aligned_and_apart),
        cmocka_unit_test(arena__room_is_for_count_times_size),
        cmocka_unit_test(arena__large_thing_does_not_waste_the_chunk_in_use),
        cmocka_unit_test(arena__refuses_products_that_overflow),
        cmocka_unit_test(arena__copy_has_a_nul_behind_it),
        cmocka_unit_test(arena__free_of_nothing_does_nothing),
    };

    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
