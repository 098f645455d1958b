/* SPDX-License-Identifier: MIT */
/*
 * Following logs through rotation: whatever happens to their files between two
 * runs, each record is counted once, or a gap is told.
 */

#include "test.h"

#include "unit/follow.h"

#include <sys/stat.h>
#include <unistd.h>

static void appended(void **state)
{
    (void)state;
    put("log", 10);
    demand_all("log");
    put("log", 5);
    demand_all("log");
    demand_all(NULL);
    assert_int_equal(follow("log").read, 0);
}

static void renamed(void **state)
{
    (void)state;
    put("log", 10);
    demand_all("log");
    put("log", 5);
    move("log", "log.1");
    put("log", 7);
    demand_all("log");
    demand_all("log");
}

static void renamed_and_not_there_again_yet(void **state)
{
    (void)state;
    put("log", 10);
    demand_all("log");
    put("log", 2);
    move("log", "log.1");
    demand_all("log");
    put("log", 3);
    demand_all("log");
}

static void written_to_after_it_was_renamed(void **state)
{
    (void)state;
    put("log", 10);
    demand_all("log");
    move("log", "log.1");
    put("log", 5);
    demand_all("log");
    put("log.1", 3);
    demand_all("log");
    demand_all("log"); /* now it is final, */
    put("log.1", 3);   /* and read all the same */
    demand_all("log");
}

static void rotated_several_times_between_runs(void **state)
{
    (void)state;
    for (size_t times = 1; times < 11; times += 3) {
        put("log", 4);
        demand_all("log");
        for (size_t i = 0; i < times; i++) {
            put("log", 3 + i);
            rotate(40);
            put("log", 2);
        }
        demand_all("log");
    }
}

static void deleted_before_it_was_read(void **state)
{
    (void)state;
    put("log", 4);
    demand_all("log");
    put_uncounted("log", 9);
    for (size_t i = 0; i < 2; i++) {
        rotate(40);
        put("log", 5);
    }
    delete ("log.2");
    demand_gap("log");
}

static void deleted_when_it_had_been_read(void **state)
{
    (void)state;
    put("log", 4);
    demand_all("log");
    rotate(40);
    put("log", 4);
    demand_all("log");
    demand_all("log");
    delete ("log.1");
    demand_all("log");
}

/* It had only just been rotated away, and may have been written to since. */
static void deleted_when_it_may_have_been_written_to(void **state)
{
    (void)state;
    put("log", 4);
    demand_all("log");
    rotate(40);
    put("log", 4);
    demand_all("log");
    put_uncounted("log.1", 2);
    delete ("log.1");
    demand_gap("log");
}

static void copied_and_truncated(void **state)
{
    (void)state;
    put("log", 10);
    demand_all("log");
    put("log", 5);
    copy("log", "log.1");
    demand_all("log"); /* the copy is there already */
    empty("log");
    put("log", 6);
    demand_all("log");
    demand_all("log");
}

static void copied_with_an_unread_tail(void **state)
{
    (void)state;
    put("log", 10);
    demand_all("log");
    put("log", 5);
    copy("log", "log.1");
    empty("log");
    put("log", 40);
    demand_all("log");
}

static void truncated_without_a_copy(void **state)
{
    (void)state;
    put("log", 10);
    demand_all("log");
    put_uncounted("log", 5);
    empty("log");
    put("log", 3);
    demand_gap("log");
}

static void truncated_and_as_long_as_before(void **state)
{
    struct stat info;

    (void)state;
    put("log", 10);
    demand_all("log");
    assert_int_equal(stat("log", &info), 0);
    empty("log");
    put("log", 9);
    while (info.st_size > 0) {
        struct stat now;

        assert_int_equal(stat("log", &now), 0);
        if (now.st_size == info.st_size)
            break;
        put_text("log", "\n");
    }
    demand_gap("log");
}

static void not_there_for_a_while(void **state)
{
    follow_result result;

    (void)state;
    put("log", 30);
    demand_all("log");
    move("log", "../kept");
    result = follow("log");
    assert_int_equal(result.errors, 1);
    assert_false(result.gap_unknown);
    move("../kept", "log");
    put("log", 1);
    demand_all("log");
}

static void never_there(void **state)
{
    follow_result result = follow("log");

    (void)state;
    assert_int_equal(result.errors, 1);
    assert_false(result.saved);
    put("log", 1);
    demand_all("log");
}

static void no_file_any_more(void **state)
{
    follow_result result;

    (void)state;
    put("log", 30);
    demand_all("log");
    move("log", "kept");
    assert_int_equal(mkfifo("log", 0600), 0);
    result = follow("log");
    assert_int_equal(result.lines.counted, 30);
    assert_int_equal(result.errors, 1);
    delete ("log");
    move("kept", "log");
    put("log", 1);
    demand_all("log");
}

static void unfinished_lines(void **state)
{
    (void)state;
    put_part("log");
    demand_all("log");
    put_rest("log");
    demand_all("log");
    put("log", 2);
    put_part("log");
    demand_all("log");
    rotate(40);
    put("log", 1);
    demand_all("log");
    put_rest("log.1");
    demand_all("log");
}

static void unfinished_and_copied(void **state)
{
    (void)state;
    put_part("log");
    demand_all("log");
    put_rest("log");
    copy("log", "log.1");
    empty("log");
    demand_all("log");
}

static void unfinished_for_ever(void **state)
{
    (void)state;
    put("log", 3);
    put_part("log");
    demand_all("log");
    rotate(40);
    put("log", 1);
    demand_all("log");
    assert_int_equal(follow("log").lines.unparsed, 1);
    assert_int_equal(follow("log").lines.unparsed, 1);
}

static void a_hole_at_the_start(void **state)
{
    (void)state;
    put("log", 10);
    demand_all("log");
    copy("log", "log.1");
    empty("log");
    assert_int_equal(truncate("log", 100000), 0);
    put("log", 5);
    demand_all("log");
}

static void columns_named_in_an_earlier_run(void **state)
{
    (void)state;
    put_text("log", "#Version: 1.0\n#Date: 2026-11-26 03:00:00\n"
                    "#Fields: time sc-status cs-method cs-uri-stem\n"
                    "03:00:01 404 GET /a\n");
    assert_int_equal(follow("log").lines.counted, 1);
    put_text("log", "03:00:02 200 GET /b\n");
    move("log", "log.1");
    put_text("log.1", "03:00:03 200 GET /c\n");
    put_text("log", "#Fields: sc-status time cs-method cs-uri-stem\n");
    assert_int_equal(follow("log").lines.counted, 3);
    put_text("log", "200 03:00:04 GET /d\n");
    assert_int_equal(follow("log").lines.counted, 4);
    assert_int_equal(follow("log").lines.unparsed, 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        FOLLOWS(appended),
        FOLLOWS(renamed),
        FOLLOWS(renamed_and_not_there_again_yet),
        FOLLOWS(written_to_after_it_was_renamed),
        FOLLOWS(rotated_several_times_between_runs),
        FOLLOWS(deleted_before_it_was_read),
        FOLLOWS(deleted_when_it_had_been_read),
        FOLLOWS(deleted_when_it_may_have_been_written_to),
        FOLLOWS(copied_and_truncated),
        FOLLOWS(copied_with_an_unread_tail),
        FOLLOWS(truncated_without_a_copy),
        FOLLOWS(truncated_and_as_long_as_before),
        FOLLOWS(not_there_for_a_while),
        FOLLOWS(never_there),
        FOLLOWS(no_file_any_more),
        FOLLOWS(unfinished_lines),
        FOLLOWS(unfinished_and_copied),
        FOLLOWS(unfinished_for_ever),
        FOLLOWS(a_hole_at_the_start),
        FOLLOWS(columns_named_in_an_earlier_run),
    };

    return follow_test("follow", tests, CASES(tests));
}
