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

static void begin(ls_order *order, uint64_t lines, const char *header)
{
    assert_int_equal(ls_order_init(order), LS_OK);
    assert_int_equal(
        ls_order_begin(order, lines, ls_slice_of(header), LS_SLICE("")), LS_OK);
}

/* A block of so many lines that passes on nothing else. */
static void pass(ls_order *order, uint64_t block, uint64_t lines,
                 ls_known *known)
{
    ls_passing passing = { .block = block, .lines = lines };

    assert_int_equal(ls_order_pass(order, &passing, known), 1);
}

/* The same of nobody who asks. */
static void pass_by(ls_order *order, uint64_t block, uint64_t lines)
{
    ls_known known = { 0 };

    pass(order, block, lines, &known);
    ls_order_leave(order, &known);
    ls_known_release(&known);
}

/* A block of one line that is a header, strong or weak. */
static void pass_header(ls_order *order, uint64_t block, const char *header,
                        bool is_strong)
{
    ls_passing passing = { .block = block, .lines = 1 };
    ls_known known = { 0 };

    *(is_strong ? &passing.strong : &passing.weak) = ls_slice_of(header);
    assert_int_equal(ls_order_pass(order, &passing, &known), 1);
    ls_known_release(&known);
}

static void demand_lines(ls_order *order, const ls_known *known, uint64_t lines)
{
    assert_true(ls_order_ask(order, known));
    assert_int_equal(known->lines, lines);
}

/* `header`: NULL if it is none that the reader has not been told before. */
static void demand_header(ls_known *known, const char *header)
{
    assert_int_equal(known->has_new_header, header != NULL);
    assert_false(known->lacks);
    if (header)
        assert_slice_equal(ls_buf_slice(&known->header.line), header);
    known->has_new_header = false;
}

/* A thread that passes a block on, or asks what came before. */
struct other {
    ls_order *order;
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
    ls_known known = { 0 };

    atomic_store(&other->started, true);
    if (other->known) {
        other->result = ls_order_ask(other->order, other->known);
    } else {
        other->result = ls_order_pass(other->order, &passing, &known);
        ls_order_leave(other->order, &known);
    }
    ls_known_release(&known);
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
    ls_order order;
    ls_known known = { 0 };

    (void)state;
    begin(&order, 100, "");
    for (uint64_t block = 0; block < 3 * LS_ORDER_AHEAD; block++) {
        pass(&order, block, LINES, &known);
        demand_lines(&order, &known, 100 + LINES * block);
        demand_header(&known, NULL);
    }
    ls_known_release(&known);
    ls_order_release(&order);
}

static void order__tells_blocks_ahead_when_the_first_has_come(void **state)
{
    ls_known known[LS_ORDER_AHEAD] = { 0 };
    ls_order order;

    (void)state;
    begin(&order, 0, "");
    for (uint64_t block = LS_ORDER_AHEAD; block-- > 1;) {
        pass(&order, block, block, &known[block]);
        assert_false(known[block].is_told);
    }
    pass(&order, 0, LINES, &known[0]);
    for (uint64_t block = 0; block < LS_ORDER_AHEAD; block++)
        demand_lines(&order, &known[block],
                     block ? LINES + block * (block - 1) / 2 : 0);
    ls_order_release(&order);
}

static void order__a_block_without_lines_is_no_gap(void **state)
{
    ls_order order;
    ls_known known = { 0 };

    (void)state;
    begin(&order, 0, "");
    pass_by(&order, 1, 0);
    pass_by(&order, 0, 0);
    pass_by(&order, 2, LINES);
    pass(&order, 3, 0, &known);
    demand_lines(&order, &known, LINES);
    ls_known_release(&known);
    ls_order_release(&order);
}

static void order__tells_a_reader_only_what_came_before_its_last_block(
    void **state)
{
    ls_order order;
    ls_known known = { 0 };

    (void)state;
    begin(&order, 0, "");
    pass(&order, 1, LINES, &known);
    pass(&order, 3, LINES, &known);
    pass_by(&order, 0, LINES);
    assert_false(known.is_told);
    pass_by(&order, 2, LINES);
    demand_lines(&order, &known, 3 * LINES);
    ls_known_release(&known);
    ls_order_release(&order);
}

static void order__does_not_tell_who_has_left(void **state)
{
    ls_order order;
    ls_known gone = { 0 };
    ls_known known = { 0 };

    (void)state;
    begin(&order, 0, "");
    pass(&order, 1, LINES, &gone);
    ls_order_leave(&order, &gone);
    pass_by(&order, 0, LINES);
    assert_false(gone.is_told);
    pass(&order, 2, LINES, &known);
    demand_lines(&order, &known, 2 * LINES);
    ls_known_release(&known);
    ls_order_release(&order);
}

/* A reader that has left is told later what it has not been told. */
static void order__a_header_holds_for_the_blocks_behind_it(void **state)
{
    ls_order order;
    ls_known before = { 0 };
    ls_known behind = { 0 };

    (void)state;
    begin(&order, 0, "first");
    pass(&order, 0, LINES, &before);
    demand_header(&before, "first");
    pass(&order, 2, LINES, &behind);
    pass_header(&order, 1, "second", true);
    demand_lines(&order, &behind, LINES + 1);
    pass(&order, 3, LINES, &behind); /* without having asked for the header */
    demand_header(&behind, "second");
    pass(&order, 4, LINES, &behind);
    demand_header(&behind, NULL);
    pass(&order, 5, LINES, &before);
    demand_header(&before, "second");
    ls_known_release(&before);
    ls_known_release(&behind);
    ls_order_release(&order);
}

static void order__a_weak_header_holds_only_if_it_is_the_first(void **state)
{
    ls_order order;
    ls_known known = { 0 };

    (void)state;
    begin(&order, 0, "");
    pass_header(&order, 0, "weak", false);
    pass_header(&order, 1, "weaker", false);
    pass(&order, 2, LINES, &known);
    demand_header(&known, "weak");
    ls_known_release(&known);
    ls_order_release(&order);
}

static void order__a_reader_is_not_told_its_own_header(void **state)
{
    const ls_passing passing = { .strong = LS_SLICE("own"),
                                 .date = LS_SLICE("its date") };
    ls_order order;
    ls_known known = { 0 };

    (void)state;
    begin(&order, 0, "");
    assert_int_equal(ls_order_pass(&order, &passing, &known), 1);
    pass(&order, 1, LINES, &known);
    demand_header(&known, NULL);
    assert_false(known.has_new_date);
    ls_known_release(&known);
    ls_order_release(&order);
}

static void order__a_date_holds_for_the_blocks_behind_it(void **state)
{
    const ls_passing passing = { .date = LS_SLICE("a date") };
    ls_order order;
    ls_known of_date = { 0 };
    ls_known behind = { 0 };

    (void)state;
    begin(&order, 0, "");
    assert_int_equal(ls_order_pass(&order, &passing, &of_date), 1);
    pass(&order, 1, LINES, &behind);
    demand_header(&behind, NULL);
    assert_true(behind.has_new_date);
    assert_slice_equal(ls_buf_slice(&behind.date.line), "a date");
    assert_false(of_date.has_new_date);
    ls_known_release(&of_date);
    ls_known_release(&behind);
    ls_order_release(&order);
}

static void order__who_asks_waits_for_the_blocks_before(void **state)
{
    ls_order order;
    ls_known known = { 0 };
    struct other other = { .order = &order, .known = &known };

    (void)state;
    begin(&order, 0, "");
    pass_by(&order, 1, LINES);
    pass(&order, 2, LINES, &known);
    start(&other);
    pass_by(&order, 0, LINES);
    join(&other);
    assert_true(other.result);
    assert_int_equal(known.lines, 2 * LINES);
    ls_known_release(&known);
    ls_order_release(&order);
}

static void order__a_block_too_far_ahead_waits(void **state)
{
    ls_order order;
    ls_known known = { 0 };
    struct other other = { .order = &order, .block = LS_ORDER_AHEAD };

    (void)state;
    begin(&order, 0, "");
    start(&other);
    for (uint64_t block = 0; block < LS_ORDER_AHEAD; block++) {
        pass(&order, block, 1, &known);
        demand_lines(&order, &known, block);
    }
    join(&other);
    assert_int_equal(other.result, 1);
    pass(&order, LS_ORDER_AHEAD + 1, 1, &known);
    demand_lines(&order, &known, LS_ORDER_AHEAD + LINES);
    ls_known_release(&known);
    ls_order_release(&order);
}

static void order__nobody_waits_when_it_is_stopped(void **state)
{
    ls_order order;
    ls_known known = { 0 };
    struct other asking = { .order = &order, .known = &known };
    struct other passing = { .order = &order, .block = LS_ORDER_AHEAD };

    (void)state;
    begin(&order, 0, "");
    pass(&order, 1, LINES, &known);
    start(&asking);
    start(&passing);
    ls_order_stop(&order);
    join(&asking);
    join(&passing);
    assert_false(asking.result);
    assert_int_equal(passing.result, 0);
    ls_known_release(&known);
    ls_order_release(&order);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order__knows_what_came_before_each_block_in_turn),
        cmocka_unit_test(order__tells_blocks_ahead_when_the_first_has_come),
        cmocka_unit_test(order__a_block_without_lines_is_no_gap),
        cmocka_unit_test(
            order__tells_a_reader_only_what_came_before_its_last_block),
        cmocka_unit_test(order__does_not_tell_who_has_left),
        cmocka_unit_test(order__a_header_holds_for_the_blocks_behind_it),
        cmocka_unit_test(order__a_weak_header_holds_only_if_it_is_the_first),
        cmocka_unit_test(order__a_reader_is_not_told_its_own_header),
        cmocka_unit_test(order__a_date_holds_for_the_blocks_behind_it),
        cmocka_unit_test(order__who_asks_waits_for_the_blocks_before),
        cmocka_unit_test(order__a_block_too_far_ahead_waits),
        cmocka_unit_test(order__nobody_waits_when_it_is_stopped),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
