/* SPDX-License-Identifier: MIT */
/*
 * The inputs of a run: what is kept of those of one name, and what of those
 * that there is no place for.
 */

#include "test.h"

#include "pipeline/inputs.h"

#include <stdio.h>

static ls_summary_input make_input(const char *name, const char *format)
{
    return (ls_summary_input){
        .name = name,
        .format = format,
        .title = "A title",
        .detected = true,
        .bytes = 10,
        .lines = { .counted = 1 },
    };
}

static void add(ls_input_list *list, ls_arena *arena,
                const ls_summary_input *input)
{
    assert_int_equal(ls_input_list_add(list, arena, input), LS_OK);
}

static void add_named(ls_input_list *list, ls_arena *arena, const char *name)
{
    ls_summary_input input = make_input(name, "combined");

    add(list, arena, &input);
}

static void add_numbered(ls_input_list *list, ls_arena *arena, size_t from,
                         size_t to)
{
    for (size_t i = from; i < to; i++) {
        char name[32];

        (void)snprintf(name, sizeof(name), "%zu.log", i);
        add_named(list, arena, name);
    }
}

static void inputs__beyond_the_most_are_one(void **state)
{
    ls_arena *arena = ls_arena_new();
    ls_input_list list = { 0 };

    (void)state;
    assert_non_null(arena);
    add_numbered(&list, arena, 0, 1200);
    assert_int_equal(list.count, LS_SUMMARY_INPUTS);
    assert_string_equal(list.items[1000].name, "other");
    assert_string_equal(list.items[1000].format, "");
    assert_int_equal(list.items[1000].lines.counted, 200);
    assert_int_equal(list.items[1000].bytes, 2000);

    /* Those that have a place are found again. */
    add_numbered(&list, arena, 990, 1010);
    assert_int_equal(list.count, LS_SUMMARY_INPUTS);
    assert_int_equal(list.items[989].lines.counted, 1);
    assert_int_equal(list.items[990].lines.counted, 2);
    assert_int_equal(list.items[1000].lines.counted, 210);
    ls_input_list_release(&list);
    ls_arena_free(arena);
}

/* As those of a summary that had too many may be. */
static void inputs__have_one_for_all_others_only(void **state)
{
    ls_arena *arena = ls_arena_new();
    ls_input_list list = { 0 };
    ls_summary_input other = make_input("other", "");

    (void)state;
    assert_non_null(arena);
    add_numbered(&list, arena, 0, 3);
    add(&list, arena, &other);
    add_numbered(&list, arena, 3, 1200);
    assert_int_equal(list.count, LS_INPUT_LIST_MAX);
    assert_string_equal(list.items[3].name, "other");
    assert_int_equal(list.items[3].lines.counted, 1 + 201);
    ls_input_list_release(&list);
    ls_arena_free(arena);
}

static void inputs__are_one_by_name_and_format(void **state)
{
    static const char *const nginx[] = { "nginx" };
    static const char *const apache[] = { "nginx", "apache" };
    ls_arena *arena = ls_arena_new();
    ls_input_list list = { 0 };
    ls_summary_input input = make_input("a\x01", "combined");

    (void)state;
    assert_non_null(arena);
    input.servers = nginx;
    input.server_count = 1;
    add(&list, arena, &input);
    assert_int_equal(list.items[0].server_count, 1);

    input.name = "a\\x01"; /* as a document has it */
    input.servers = apache;
    input.server_count = 2;
    input.detected = false;
    input.bytes = UINT64_MAX;
    add(&list, arena, &input);
    assert_int_equal(list.count, 1);
    assert_string_equal(list.items[0].name, "a\\x01");
    assert_int_equal(list.items[0].server_count, 2);
    assert_string_equal(list.items[0].servers[0], "apache");
    assert_string_equal(list.items[0].servers[1], "nginx");
    assert_false(list.items[0].detected);
    assert_true(list.items[0].bytes == UINT64_MAX);

    input.format = "common";
    add(&list, arena, &input);
    assert_int_equal(list.count, 2);
    assert_string_equal(list.items[1].servers[0], "nginx");
    ls_input_list_release(&list);
    ls_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(inputs__beyond_the_most_are_one),
        cmocka_unit_test(inputs__have_one_for_all_others_only),
        cmocka_unit_test(inputs__are_one_by_name_and_format),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
