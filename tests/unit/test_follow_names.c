/* SPDX-License-Identifier: MIT */
/* Following logs under other names, in other folders, and beside other logs. */

#include "test.h"

#include "unit/follow.h"

#include <sys/stat.h>
#include <unistd.h>

static void renamed_to_any_name(void **state)
{
    (void)state;
    put("log", 10);
    demand_all("log");
    put("log", 5);
    move("log", "what-was-there-before");
    put("log", 7);
    demand_all("log");
}

static void named_by_dates(void **state)
{
    static const char *const names[] = {
        "log-20261124", "log-20261125-1.gz", "log.2026-11-26_03:00:00",
        "log_20261126", "log.1795689763",
    };

    (void)state;
    put("log", 3);
    demand_all("log");
    for (size_t i = 0; i < CASES(names); i++) {
        put("log", 4);
        if (strstr(names[i], ".gz"))
            pack("log", names[i], 0);
        else
            move("log", names[i]);
        put("log", 2);
    }
    demand_all("log");
}

static void moved_to_another_folder(void **state)
{
    const follow_how how = { .state = "state",
                             .rotated = "old/log*",
                             .now = 5 };
    follow_result result;
    ls_error err;

    (void)state;
    assert_int_equal(mkdir("old", 0700), 0);
    put("log", 3);
    demand_all("log");
    put("log", 4);
    move("log", "old/log-20261126");
    put("log", 5);
    pack("log", "old/log-20261127.gz", 0);
    put("log", 1);
    assert_int_equal(follow_try(&how, "log", &result, &err), LS_OK);
    assert_int_equal(result.lines.counted, 13);
    assert_int_equal(result.errors, 0);
}

static void came_back_from_a_backup(void **state)
{
    (void)state;
    put("log", 30);
    demand_all("log");
    copy("log", "kept");
    delete ("log");
    move("kept", "log");
    demand_all("log");
    put("log", 5);
    demand_all("log");
}

static void a_link_that_is_switched(void **state)
{
    (void)state;
    put("log-0310", 3);
    assert_int_equal(symlink("log-0310", "log"), 0);
    demand_all("log");
    put("log-0310", 2);
    put("log-0311", 4);
    put("log-0312", 5);
    delete ("log");
    assert_int_equal(symlink("log-0312", "log"), 0);
    demand_all("log");
    put("log-0310", 1);
    put("log-0312", 1);
    demand_all("log");
}

static void several_names_of_one_file(void **state)
{
    (void)state;
    put("log", 3);
    assert_int_equal(link("log", "other"), 0);
    demand_all("log other ./log");
    put("other", 3);
    demand_all("log other ./log");
}

static void all_files_are_named(void **state)
{
    (void)state;
    put("log.1", 5);
    put("log.2", 5);
    pack("log.2", "log.2.gz", 0);
    put("log", 3);
    demand_all("log.2.gz log.1 log");
    put("log", 1);
    move("log.2.gz", "log.3.gz");
    pack("log.1", "log.2.gz", 0);
    rotate(2);
    put("log", 2);
    demand_all("log log.1 log.2.gz log.3.gz");
    delete ("log.3.gz");
    demand_all("log log.1 log.2.gz");
}

static void what_was_there_before(void **state)
{
    (void)state;
    put_uncounted("log.1", 40);
    put_uncounted("log.2", 20);
    put_uncounted("log.3", 0);
    pack("log.2", "log.2.gz", 0);
    put("log", 3);
    demand_all("log");
    put("log", 3);
    move("log.2.gz", "log.3.gz");
    pack("log.1", "log.2.gz", 0);
    rotate(2);
    put("log", 1);
    demand_all("log");
    demand_all("log");
}

static void a_log_that_joins_later(void **state)
{
    (void)state;
    put("log", 3);
    put_uncounted("site.1", 9);
    demand_all("log");
    put("site", 4);
    demand_all("log site");
    put("log", 1);
    move("site.1", "site.2");
    move("site", "site.1");
    put("site", 2);
    demand_all(NULL);
}

/* Of logs that begin alike, as after a crash, none is taken for another. */
static void logs_that_begin_alike(void **state)
{
    (void)state;
    put_text("log.1", "192.0.2.7 - - [26/Nov");
    put("log", 2);
    demand_all("log");
    delete ("log.1");
    rotate(40);
    put("log", 50);
    demand_all("log");
}

static void a_name_that_is_another_log(void **state)
{
    (void)state;
    put("log", 2);
    demand_all("log");
    put_uncounted("log-8080", 5);
    put_uncounted("logs", 5);
    put_uncounted("log.json", 5);
    delete ("log-8080");
    demand_all("log");
}

static void a_new_period(void **state)
{
    const follow_how how = { .state = "next", .after = "state", .now = 5 };
    follow_result result;
    ls_error err;

    (void)state;
    put("log", 20);
    demand_all("log");
    put("log", 3);
    rotate(40);
    put("log", 4);
    assert_int_equal(follow_try(&how, NULL, &result, &err), LS_OK);
    assert_int_equal(result.lines.counted, 7);
    put("log", 1);
    assert_int_equal(follow_try(&how, NULL, &result, &err), LS_OK);
    assert_int_equal(result.lines.counted, 8);
}

static void a_file_of_the_inode_of_another(void **state)
{
    struct stat before;
    struct stat after = { .st_ino = 0 };

    (void)state;
    put("log", 3);
    demand_all("log");
    assert_int_equal(stat("log", &before), 0);
    copy("log", "log.1");
    delete ("log");
    for (size_t i = 0; i < 200 && before.st_ino != after.st_ino; i++) {
        if (i)
            delete ("log");
        put("log", 0);
        assert_int_equal(stat("log", &after), 0);
    }
    put("log", 40);
    demand_all("log");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        FOLLOWS(renamed_to_any_name),
        FOLLOWS(named_by_dates),
        FOLLOWS(moved_to_another_folder),
        FOLLOWS(came_back_from_a_backup),
        FOLLOWS(a_link_that_is_switched),
        FOLLOWS(several_names_of_one_file),
        FOLLOWS(all_files_are_named),
        FOLLOWS(what_was_there_before),
        FOLLOWS(a_log_that_joins_later),
        FOLLOWS(logs_that_begin_alike),
        FOLLOWS(a_name_that_is_another_log),
        FOLLOWS(a_new_period),
        FOLLOWS(a_file_of_the_inode_of_another),
    };

    return follow_test("follow_names", tests, CASES(tests));
}
