/* SPDX-License-Identifier: MIT */
/* The files of a directory: which they are, and in which order. */

#include "test.h"

#include <logstat/directory.h>

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* A new directory, which is the one worked in until it is removed. */
static int enter(void **state)
{
    char path[] = "/tmp/logstat-test-XXXXXX";

    assert_non_null(mkdtemp(path));
    assert_int_equal(chdir(path), 0);
    *state = strdup(path);
    return 0;
}

static void empty(void)
{
    ls_directory *directory = NULL;

    assert_int_equal(ls_directory_read(".", &directory, NULL), LS_OK);
    for (size_t i = 0; i < ls_directory_count(directory); i++)
        (void)unlink(ls_directory_file(directory, i));
    ls_directory_free(directory);
}

static int leave(void **state)
{
    empty();
    assert_int_equal(chdir("/"), 0);
    assert_int_equal(rmdir(*state), 0);
    free(*state);
    return 0;
}

static void make(const char *name, time_t seconds)
{
    const struct timespec times[2] = { { .tv_sec = seconds },
                                       { .tv_sec = seconds } };
    int file = open(name, O_WRONLY | O_CREAT, 0600);

    assert_true(file >= 0);
    assert_int_equal(futimens(file, times), 0);
    (void)close(file);
}

/* Fails unless the directory has these files, each with a blank behind it. */
static void demand(const char *path, const char *files)
{
    ls_directory *directory = NULL;
    char all[1000] = "";

    assert_int_equal(ls_directory_read(path, &directory, NULL), LS_OK);
    for (size_t i = 0; i < ls_directory_count(directory); i++)
        (void)snprintf(all + strlen(all), sizeof(all) - strlen(all), "%s ",
                       ls_directory_file(directory, i));
    assert_string_equal(all, files);
    ls_directory_free(directory);
}

/* Files of one second, made in the order of the alphabet. */
static const char *const orders[][8] = {
    /* logrotate's */
    { "a.log.10.gz", "a.log.9.gz", "a.log.2.gz", "a.log.1", "a.log" },
    { "a.log.10.Z", "a.log.9.lz4", "a.log.8.zst", "a.log.7.xz", "a.log.6.bz2" },
    { "b.org.3.gz", "a.org.2.gz", "b.org.2.gz", "a.org", "b.org" },
    /* Dates and times are as old as they say. */
    { "a_log-20251101.gz", "a_log-20251102.gz", "a_log" },
    { "a.org.1125702004.gz", "a.org.1125788404.gz", "a.org.1125874804" },
    /* Names without a number of their rotation. */
    { "ex070301.log", "ex070302.log", "ex070303.log" },
    { "log9a", "log10a", "log010b", "log11a" },
    { "1", "2", "a", "a1", "b" },
    { "99999999999999999999999a", "100000000000000000000000a" },
};

static void directory__is_in_the_order_of_rotation(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(orders); i++) {
        char files[500] = "";

        for (size_t k = 0; k < 8 && orders[i][k]; k++) {
            make(orders[i][k], 1000000);
            (void)snprintf(files + strlen(files), sizeof(files) - strlen(files),
                           "./%s ", orders[i][k]);
        }
        demand(".", files);
        empty();
    }
}

static void directory__is_in_the_order_of_time_before(void **state)
{
    (void)state;
    make("a.log", 1000);
    make("a.log.1", 1001);
    make("a.log.2", 999);
    make("b", 1000);
    demand(".", "./a.log.2 ./a.log ./b ./a.log.1 ");
}

/* A pipe would wait for ever for somebody who writes to it. */
static void directory__has_files_and_links_to_them(void **state)
{
    ls_directory *directory = NULL;

    (void)state;
    make("file", 5);
    make(".hidden", 5);
    assert_int_equal(mkdir("inner", 0700), 0);
    assert_int_equal(mkfifo("pipe", 0600), 0);
    assert_int_equal(symlink("file", "link"), 0);
    assert_int_equal(symlink("inner", "link_to_inner"), 0);
    assert_int_equal(symlink("/dev/null", "link_to_device"), 0);
    assert_int_equal(symlink("nowhere", "broken"), 0);
    demand(".", "./broken ./file ./link ");
    assert_int_equal(ls_directory_read(".", &directory, NULL), LS_OK);
    assert_int_equal(ls_directory_inner(directory), 2);
    ls_directory_free(directory);
    (void)unlink(".hidden");
    (void)unlink("pipe");
    (void)unlink("link_to_inner");
    (void)unlink("link_to_device");
    (void)rmdir("inner");
}

static void directory__gives_paths(void **state)
{
    char path[100];
    char files[120];

    make("x", 5);
    (void)snprintf(path, sizeof(path), "%s/", (const char *)*state);
    (void)snprintf(files, sizeof(files), "%s/x ", (const char *)*state);
    demand(path, files);
    demand(*state, files);
    demand("./", "./x ");
}

static void directory__says_which_were_rotated(void **state)
{
    ls_directory *directory = NULL;
    char live[100] = "";

    (void)state;
    make("a.log", 100);
    make("a.log.1", 99);
    make("a.log-20261126", 98);
    make("b.log", 97);
    make("c.log.1", 96); /* without c.log it may be a log of its own */
    make("d.log.2.gz", 95);
    make("e.log.2.Z", 94);
    assert_int_equal(ls_directory_read(".", &directory, NULL), LS_OK);
    for (size_t i = 0; i < ls_directory_count(directory); i++)
        if (!ls_directory_is_rotated(directory, i))
            (void)snprintf(live + strlen(live), sizeof(live) - strlen(live),
                           "%s ", ls_directory_file(directory, i));
    assert_string_equal(live, "./c.log.1 ./b.log ./a.log ");
    ls_directory_free(directory);
    empty();
}

static void directory__that_is_none_is_an_error(void **state)
{
    ls_directory *directory = NULL;
    ls_error err = { 0 };

    (void)state;
    make("x", 5);
    assert_int_equal(ls_directory_read("missing", &directory, &err), LS_EIO);
    assert_string_equal(err.message, "No such file or directory");
    assert_int_equal(ls_directory_read("x", &directory, &err), LS_EIO);
    assert_string_equal(err.message, "Not a directory");
    assert_null(directory);
    ls_directory_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(directory__is_in_the_order_of_rotation,
                                        enter, leave),
        cmocka_unit_test_setup_teardown(
            directory__is_in_the_order_of_time_before, enter, leave),
        cmocka_unit_test_setup_teardown(directory__has_files_and_links_to_them,
                                        enter, leave),
        cmocka_unit_test_setup_teardown(directory__gives_paths, enter, leave),
        cmocka_unit_test_setup_teardown(directory__says_which_were_rotated,
                                        enter, leave),
        cmocka_unit_test_setup_teardown(directory__that_is_none_is_an_error,
                                        enter, leave),
    };

    return cmocka_run_group_tests_name("directory", tests, NULL, NULL);
}
