/* SPDX-License-Identifier: MIT */
/* Following logs that are compressed, in whole or in part, at any time. */

#include "test.h"

#include "unit/follow.h"

static void compressed_after_it_was_counted(void **state)
{
    (void)state;
    put("log", 10);
    demand_all("log");
    rotate(40);
    put("log", 5);
    demand_all("log");
    pack("log.1", "log.1.gz", 0);
    demand_all("log");
    assert_int_equal(follow("log").read, 0);
    move("log.1.gz", "log.2.gz");
    demand_all("log");
}

static void compressed_with_an_unread_tail(void **state)
{
    (void)state;
    put("log", 10);
    demand_all("log");
    put("log", 5);
    pack("log", "log.1.gz", 0);
    put("log", 2);
    demand_all("log");
    assert_int_equal(follow("log").read, 0);
}

static void compressed_when_it_was_new(void **state)
{
    (void)state;
    put("log", 10);
    demand_all("log");
    rotate(40);
    put("log", 500);
    pack("log", "log.2.gz", 0);
    put("log", 2);
    demand_all("log");
    demand_all("log");
}

static void compressed_when_it_was_empty(void **state)
{
    (void)state;
    put("log", 10);
    demand_all("log");
    rotate(40);
    put("log", 0);
    demand_all("log");
    put("log", 8);
    rotate(40);
    pack("log.1", "log.1.gz", 0);
    put("log", 1);
    demand_all("log");
}

/* Nothing tells that it is not the one that is gone. */
static void deleted_when_it_was_empty(void **state)
{
    (void)state;
    put("log", 0);
    demand_all("log");
    put_uncounted("log", 8);
    rotate(40);
    put("log", 3);
    rotate(40);
    pack("log.1", "log.1.gz", 0);
    delete ("log.2");
    put("log", 1);
    demand_gap("log");
}

/* A file that is being compressed, seen at any time. */
static void compressed_in_part(void **state)
{
    (void)state;
    put("log", 200);
    demand_all("log");
    put("log", 100);
    for (size_t len = 1; len < 3000; len = len * 3 + 1) {
        follow_result result;
        follow_result before = follow("log");

        put_uncounted("log", 1);
        copy("log", "kept");
        pack("log", "log.1.gz", len);
        result = follow("log");
        assert_true(result.errors > 0);
        assert_false(result.gap_unknown);
        assert_int_equal(result.lines.counted, before.lines.counted);
        move("kept", "log"); /* so that it was never compressed */
        delete ("log.1.gz");
        (void)follow("log");
    }
}

static void compressed_beside_the_file(void **state)
{
    (void)state;
    put("log", 200);
    demand_all("log");
    put("log", 100);
    rotate(40);
    copy("log.1", "kept");
    pack("kept", "log.1.gz", 700); /* it is being written */
    put("log", 5);
    demand_all("log");
    copy("log.1", "kept");
    pack("kept", "log.1.gz", 0);
    demand_all("log");
    delete ("log.1");
    demand_all("log");
}

static void new_twice_over(void **state)
{
    (void)state;
    put("log", 2);
    demand_all("log");
    rotate(40);
    put("log", 100);
    rotate(40);
    copy("log.1", "kept");
    pack("kept", "log.1.gz", 0);
    put("log", 1);
    demand_all("log");
}

static void unfinished_and_compressed(void **state)
{
    (void)state;
    put("log", 3);
    put_part("log");
    demand_all("log");
    pack("log", "log.1.gz", 0);
    put("log", 1);
    demand_all("log");
    assert_int_equal(follow("log").lines.unparsed, 1);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        FOLLOWS(compressed_after_it_was_counted),
        FOLLOWS(compressed_with_an_unread_tail),
        FOLLOWS(compressed_when_it_was_new),
        FOLLOWS(compressed_when_it_was_empty),
        FOLLOWS(deleted_when_it_was_empty),
        FOLLOWS(compressed_in_part),
        FOLLOWS(compressed_beside_the_file),
        FOLLOWS(new_twice_over),
        FOLLOWS(unfinished_and_compressed),
    };

    return follow_test("follow_compressed", tests, CASES(tests));
}
