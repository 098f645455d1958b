/* SPDX-License-Identifier: MIT */
/*
 * How many processors may be used: of those that this machine has, which may be
 * one, what the process may run on and what control groups allow.
 */

#define _GNU_SOURCE /* sched_setaffinity */

#include "test.h"

#include "cli/processors.h"

#include <errno.h>
#include <ftw.h>
#include <sched.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    FILES = 3
};

static const struct {
    const char *groups;          /* /proc/self/cgroup; NULL: there is none */
    const char *files[FILES][2]; /* name below /sys/fs/cgroup, and content */
    size_t most;                 /* that they allow; 0: any number */
} systems[] = {
    { NULL, { { NULL } }, 0 },
    { "0::/a\n", { { NULL } }, 0 },
    { "0::/a\n", { { "a/cpu.max", "max 100000\n" } }, 0 },
    { "0::/a\n", { { "a/cpu.max", "100000 100000\n" } }, 1 },
    /* A part of one is one. */
    { "0::/a\n", { { "a/cpu.max", "1000 100000\n" } }, 1 },
    { "0::/a\n", { { "a/cpu.max", "100001 100000\n" } }, 2 },
    /* The least of the groups around it counts. */
    { "0::/a/b/c\n",
      { { "a/cpu.max", "50000 100000\n" },
        { "a/b/cpu.max", "max 100000\n" },
        { "a/b/c/cpu.max", "900000 100000\n" } },
      1 },
    /* A container may see its own group as the uppermost. */
    { "0::/\n", { { "cpu.max", "10000 10000\n" } }, 1 },
    { "0::/not/seen\n", { { "cpu.max", "10000 10000\n" } }, 1 },
#define QUOTA(quota)                                                           \
    {                                                                          \
        { "cpu/a/cpu.cfs_quota_us", quota "\n" },                              \
        {                                                                      \
            "cpu/a/cpu.cfs_period_us", "20000\n"                               \
        }                                                                      \
    }
    /* Version 1, among other controllers. */
    { "9:memory:/a\n4:cpu,cpuacct:/a\n1:name=systemd:/b\n", QUOTA("20000"), 1 },
    { "4:cpuacct,cpu:/a\n0::/\n", QUOTA("20001"), 2 },
    { "4:cpu:/a\n", QUOTA("-1"), 0 },
    { "4:cpuset:/a\n", QUOTA("1"), 0 },
#undef QUOTA
    /* What says nothing allows all. */
    { "\n::\n0\n0::/a\n", { { "a/cpu.max", "none\n" } }, 0 },
    { "0::/a\n", { { "a/cpu.max", "" } }, 0 },
    { "0::/a\n", { { "a/cpu.max", "1 0\n" } }, 0 },
};

static size_t allowed(void)
{
    cpu_set_t set;

    assert_int_equal(sched_getaffinity(0, sizeof(set), &set), 0);
    return (size_t)CPU_COUNT(&set);
}

/* Makes a file, and the folders that it is in. */
static void put(const char *root, const char *folder, const char *name,
                const char *content)
{
    char path[300];
    FILE *file;

    (void)snprintf(path, sizeof(path), "%s/%s/%s", root, folder, name);
    for (char *at = strchr(path + 1, '/'); at; at = strchr(at + 1, '/')) {
        *at = '\0';
        assert_true(mkdir(path, 0700) == 0 || errno == EEXIST);
        *at = '/';
    }
    file = fopen(path, "we");
    assert_non_null(file);
    assert_true(fputs(content, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static int remove_one(const char *path, const struct stat *status, int type,
                      struct FTW *walk)
{
    (void)status;
    (void)type;
    (void)walk;
    return remove(path);
}

static void processors__are_as_many_as_groups_allow(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(systems); i++) {
        char root[] = "/tmp/logstat-test-XXXXXX";
        size_t want = allowed();
        size_t got;

        if (systems[i].most && systems[i].most < want)
            want = systems[i].most;
        assert_non_null(mkdtemp(root));
        if (systems[i].groups)
            put(root, "proc/self", "cgroup", systems[i].groups);
        for (size_t j = 0; j < FILES && systems[i].files[j][0]; j++)
            put(root, "sys/fs/cgroup", systems[i].files[j][0],
                systems[i].files[j][1]);
        got = ls_processors(root);
        assert_int_equal(nftw(root, remove_one, 8, FTW_DEPTH | FTW_PHYS), 0);
        if (got != want)
            fail_msg("system %zu: %zu instead of %zu", i, got, want);
    }
}

static void processors__are_those_that_may_be_run_on(void **state)
{
    cpu_set_t before;
    cpu_set_t one;
    size_t first = 0;

    (void)state;
    assert_int_equal(sched_getaffinity(0, sizeof(before), &before), 0);
    while (!CPU_ISSET(first, &before))
        first++;
    CPU_ZERO(&one);
    CPU_SET(first, &one);
    assert_int_equal(sched_setaffinity(0, sizeof(one), &one), 0);
    assert_int_equal(ls_processors("/nowhere"), 1);
    assert_int_equal(sched_setaffinity(0, sizeof(before), &before), 0);
    assert_int_equal(ls_processors("/nowhere"), CPU_COUNT(&before));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(processors__are_as_many_as_groups_allow),
        cmocka_unit_test(processors__are_those_that_may_be_run_on),
    };

    return cmocka_run_group_tests_name("processors", tests, NULL, NULL);
}
