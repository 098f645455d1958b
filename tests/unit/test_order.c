/* SPDX-License-Identifier: MIT */
/* What is known before a block, whichever block says first what it adds. */

#include "test.h"

#include "pipeline/order.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

enum {
    LINES = 7,
    YIELDS = 1000 /* a chance for the other thread to be wrong */
};

/* What most tests use: an order, and what a reader knows. */
static ls_order order;
static ls_known known;

static void begin(uint64_t lines, const char *header)
{
    assert_int_equal(ls_order_init(&order), LS_OK);
    assert_int_equal(
        ls_order_begin(&order, lines, ls_slice_of(header), LS_SLICE("")),
        LS_OK);
}

static int leave(void **state)
{
    (void)state;
    ls_known_release(&known);
    ls_order_release(&order);
    return 0;
}

/* A block of so many lines that passes on nothing else. */
static void pass(uint64_t block, uint64_t lines, ls_known *of)
{
    ls_passing passing = { .block = block, .lines = lines };

    assert_int_equal(ls_order_pass(&order, &passing, of), 1);
}

/* The same of nobody who asks. */
static void pass_by(uint64_t block, uint64_t lines)
{
    ls_known gone = { 0 };

    pass(block, lines, &gone);
    ls_order_leave(&order, &gone);
    ls_known_release(&gone);
}

/* A block of one line that is a header, strong or weak. */
static void pass_header(uint64_t block, const char *header, bool is_strong)
{
    ls_passing passing = { .block = block, .lines = 1 };
    ls_known own = { 0 };

    *(is_strong ? &passing.strong : &passing.weak) = ls_slice_of(header);
    assert_int_equal(ls_order_pass(&order, &passing, &own), 1);
    ls_known_release(&own);
}

static void demand_lines(const ls_known *of, uint64_t lines)
{
    assert_true(ls_order_ask(&order, of));
    assert_int_equal(of->lines, lines);
}

/* `header`: NULL if it is none that the reader has not been told before. */
static void demand_header(ls_known *of, const char *header)
{
    assert_int_equal(of->has_new_header, header != NULL);
    assert_false(of->lacks);
    if (header)
        assert_slice_equal(ls_buf_slice(&of->header.line), header);
    of->has_new_header = false;
}

/* A thread that passes a block on, or asks what came before. */
struct other {
    ls_known *known; /* NULL: it does not ask, */
    uint64_t block;  /* but passes on this one */
    int result;
    pthread_t thread;
    atomic_bool started;
};

static void *act(void *argument)
{
    struct other *other = argument;
    ls_passing passing = { .block = other->block, .lines = LINES };
    ls_known own = { 0 };

    atomic_store(&other->started, true);
    if (other->known) {
        other->result = ls_order_ask(&order, other->known);
    } else {
        other->result = ls_order_pass(&order, &passing, &own);
        ls_order_leave(&order, &own);
    }
    ls_known_release(&own);
    return NULL;
}

/* Starts it, and lets it come to where it has to wait. */
static void start(struct other *other)
{
    assert_int_equal(pthread_create(&other->thread, NULL, act, other), 0);
    while (!atomic_load(&other->started))
        (void)sched_yield();
    for (unsigned i = 0; i < YIELDS; i++)
        (void)sched_yield();
}

static void join(struct other *other)
{
    assert_int_equal(pthread_join(other->thread, NULL), 0);
}

static void order__knows_what_came_before_each_block_in_turn(void **state)
{
    (void)state;
    begin(100, "");
    for (uint64_t block = 0; block < 3 * LS_ORDER_AHEAD; block++) {
        pass(block, LINES, &known);
        demand_lines(&known, 100 + LINES * block);
        demand_header(&known, NULL);
    }
}

static void order__tells_blocks_ahead_when_the_first_has_come(void **state)
{
    ls_known all[LS_ORDER_AHEAD] = { 0 };

    (void)state;
    begin(0, "");
    for (uint64_t block = LS_ORDER_AHEAD; block-- > 1;) {
        pass(block, block, &all[block]);
        assert_false(all[block].is_told);
    }
    pass(0, LINES, &all[0]);
    for (uint64_t block = 0; block < LS_ORDER_AHEAD; block++)
        demand_lines(&all[block], block ? LINES + block * (block - 1) / 2 : 0);
}

static void order__a_block_without_lines_is_no_gap(void **state)
{
    (void)state;
    begin(0, "");
    pass_by(1, 0);
    pass_by(0, 0);
    pass_by(2, LINES);
    pass(3, 0, &known);
    demand_lines(&known, LINES);
}

static void order__tells_a_reader_only_what_came_before_its_last_block(
    void **state)
{
    (void)state;
    begin(0, "");
    pass(1, LINES, &known);
    pass(3, LINES, &known);
    pass_by(0, LINES);
    assert_false(known.is_told);
    pass_by(2, LINES);
    demand_lines(&known, 3 * LINES);
}

static void order__does_not_tell_who_has_left(void **state)
{
    ls_known gone = { 0 };

    (void)state;
    begin(0, "");
    pass(1, LINES, &gone);
    ls_order_leave(&order, &gone);
    pass_by(0, LINES);
    assert_false(gone.is_told);
    pass(2, LINES, &known);
    demand_lines(&known, 2 * LINES);
}

/* A reader that has left is told later what it has not been told. */
static void order__a_header_holds_for_the_blocks_behind_it(void **state)
{
    ls_known before = { 0 };
    ls_known behind = { 0 };

    (void)state;
    begin(0, "first");
    pass(0, LINES, &before);
    demand_header(&before, "first");
    pass(2, LINES, &behind);
    pass_header(1, "second", true);
    demand_lines(&behind, LINES + 1);
    pass(3, LINES, &behind); /* without having asked for the header */
    demand_header(&behind, "second");
    pass(4, LINES, &behind);
    demand_header(&behind, NULL);
    pass(5, LINES, &before);
    demand_header(&before, "second");
    ls_known_release(&before);
    ls_known_release(&behind);
}

static void order__a_weak_header_holds_only_if_it_is_the_first(void **state)
{
    (void)state;
    begin(0, "");
    pass_header(0, "weak", false);
    pass_header(1, "weaker", false);
    pass(2, LINES, &known);
    demand_header(&known, "weak");
}

static void order__a_reader_is_not_told_its_own_header(void **state)
{
    const ls_passing passing = { .strong = LS_SLICE("own"),
                                 .date = LS_SLICE("its date") };

    (void)state;
    begin(0, "");
    assert_int_equal(ls_order_pass(&order, &passing, &known), 1);
    pass(1, LINES, &known);
    demand_header(&known, NULL);
    assert_false(known.has_new_date);
}

static void order__a_date_holds_for_the_blocks_behind_it(void **state)
{
    const ls_passing passing = { .date = LS_SLICE("a date") };
    ls_known of_date = { 0 };
    ls_known behind = { 0 };

    (void)state;
    begin(0, "");
    assert_int_equal(ls_order_pass(&order, &passing, &of_date), 1);
    pass(1, LINES, &behind);
    demand_header(&behind, NULL);
    assert_true(behind.has_new_date);
    assert_slice_equal(ls_buf_slice(&behind.date.line), "a date");
    assert_false(of_date.has_new_date);
    ls_known_release(&of_date);
    ls_known_release(&behind);
}

static void order__who_asks_waits_for_the_blocks_before(void **state)
{
    struct other other = { .known = &known };

    (void)state;
    begin(0, "");
    pass_by(1, LINES);
    pass(2, LINES, &known);
    start(&other);
    pass_by(0, LINES);
    join(&other);
    assert_true(other.result);
    assert_int_equal(known.lines, 2 * LINES);
}

static void order__a_block_too_far_ahead_waits(void **state)
{
    struct other other = { .block = LS_ORDER_AHEAD };

    (void)state;
    begin(0, "");
    start(&other);
    for (uint64_t block = 0; block < LS_ORDER_AHEAD; block++) {
        pass(block, 1, &known);
        demand_lines(&known, block);
    }
    join(&other);
    assert_int_equal(other.result, 1);
    pass(LS_ORDER_AHEAD + 1, 1, &known);
    demand_lines(&known, LS_ORDER_AHEAD + LINES);
}

static void order__nobody_waits_when_it_is_stopped(void **state)
{
    struct other asking = { .known = &known };
    struct other passing = { .block = LS_ORDER_AHEAD };

    (void)state;
    begin(0, "");
    pass(1, LINES, &known);
    start(&asking);
    start(&passing);
    ls_order_stop(&order);
    join(&asking);
    join(&passing);
    assert_false(asking.result);
    assert_int_equal(passing.result, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(
            order__knows_what_came_before_each_block_in_turn, leave),
        cmocka_unit_test_teardown(
            order__tells_blocks_ahead_when_the_first_has_come, leave),
        cmocka_unit_test_teardown(order__a_block_without_lines_is_no_gap,
                                  leave),
        cmocka_unit_test_teardown(
            order__tells_a_reader_only_what_came_before_its_last_block, leave),
        cmocka_unit_test_teardown(order__does_not_tell_who_has_left, leave),
        cmocka_unit_test_teardown(
            order__a_header_holds_for_the_blocks_behind_it, leave),
        cmocka_unit_test_teardown(
            order__a_weak_header_holds_only_if_it_is_the_first, leave),
        cmocka_unit_test_teardown(order__a_reader_is_not_told_its_own_header,
                                  leave),
        cmocka_unit_test_teardown(order__a_date_holds_for_the_blocks_behind_it,
                                  leave),
        cmocka_unit_test_teardown(order__who_asks_waits_for_the_blocks_before,
                                  leave),
        cmocka_unit_test_teardown(order__a_block_too_far_ahead_waits, leave),
        cmocka_unit_test_teardown(order__nobody_waits_when_it_is_stopped,
                                  leave),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
