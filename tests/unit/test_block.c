/* SPDX-License-Identifier: MIT */
/*
 * Blocks of a file, each read by itself. That lines do not depend on how they
 * are read is in prop_framing.c.
 */

#include "test.h"

#include "base/page.h"
#include "input/block.h"
#include "property/laws.h"

#include <unistd.h>

static void block__can_be_read_in_any_order(void **state)
{
    static const char *const blocks[] = { "a\nbcdefgh\n", "", "ij\n", "\nk" };
    static const uint64_t offsets[] = { 0, 0, 10, 13 };
    int descriptor = file_of(LS_SLICE("a\nbcdefgh\nij\n\nk"));
    const ls_file file = { .descriptor = descriptor,
                           .size = 15,
                           .limits = { 4, 100 } };
    ls_buf room = { 0 };

    (void)state;
    for (size_t i = CASES(blocks); i-- > 0;) {
        ls_block block;

        assert_int_equal(ls_block_read(&file, i, &room, &block), LS_OK);
        assert_slice_equal(block.bytes, blocks[i]);
        if (block.bytes.len)
            assert_int_equal(block.offset, offsets[i]);
        assert_int_equal(block.read, i < 3 ? 4 : 3);
    }
    ls_buf_release(&room);
    (void)close(descriptor);
}

/* Else copying them takes up to three times as long. */
static void block__keeps_its_place_in_a_page(void **state)
{
    int descriptor = file_of(LS_SLICE("a\nbcdefgh\nij\n\nk"));
    ls_buf room = { 0 };

    (void)state;
    for (uint64_t start = 0; start <= 2; start += 2)
        for (uint64_t number = 0; number < 2; number++) {
            const ls_file file = { .descriptor = descriptor,
                                   .start = start,
                                   .size = 15,
                                   .limits = { 9, 100 } };
            ls_block block;

            assert_int_equal(ls_block_read(&file, number, &room, &block),
                             LS_OK);
            assert_true(block.bytes.len > 0);
            assert_int_equal((uintptr_t)block.bytes.ptr % LS_PAGE,
                             block.offset);
        }
    ls_buf_release(&room);
    (void)close(descriptor);
}

static void block__nul_run_is_at_the_start(void **state)
{
    (void)state;
    assert_int_equal(ls_nul_run(LS_SLICE("\0\0a\0")), 2);
    assert_int_equal(ls_nul_run(LS_SLICE("a\0")), 0);
    assert_int_equal(ls_nul_run(LS_SLICE("\0\0")), 2);
    assert_int_equal(ls_nul_run((ls_slice){ 0 }), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(block__can_be_read_in_any_order),
        cmocka_unit_test(block__keeps_its_place_in_a_page),
        cmocka_unit_test(block__nul_run_is_at_the_start),
    };

    return cmocka_run_group_tests_name("block", tests, NULL, NULL);
}
