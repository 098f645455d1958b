/* SPDX-License-Identifier: MIT */
/*
 * Moving off a processor: to where, the kernel chooses, but the thread may run
 * on the same ones afterwards as before.
 */

#define _GNU_SOURCE /* sched_setaffinity */

#include "test.h"

#include "pipeline/spread.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    TRIES = 1000 /* it may go back before it is looked at */
};

static cpu_set_t allowed(void)
{
    cpu_set_t set;

    assert_int_equal(sched_getaffinity(0, sizeof(set), &set), 0);
    return set;
}

static void allow(const cpu_set_t *set)
{
    assert_int_equal(sched_setaffinity(0, sizeof(*set), set), 0);
}

static void spread__leaves_the_processor(void **state)
{
    cpu_set_t before = allowed();
    cpu_set_t after;
    bool moved = false;

    (void)state;
    if (CPU_COUNT(&before) == 1 || prctl(PR_GET_SECCOMP, 0, 0, 0, 0) != 0)
        skip(); /* nowhere to go, or it may not be asked for */
    for (int i = 0; i < TRIES && !moved; i++) {
        int here = ls_spread_here();

        ls_spread_from(here);
        moved = sched_getcpu() != here;
    }
    assert_true(moved);
    after = allowed();
    assert_true(CPU_EQUAL(&before, &after));
}

static void spread__stays_where_it_has_to(void **state)
{
    cpu_set_t before = allowed();
    int here = ls_spread_here();
    cpu_set_t only;
    cpu_set_t after;

    (void)state;
    assert_true(here >= 0);
    CPU_ZERO(&only);
    CPU_SET((unsigned)here, &only);
    allow(&only);
    ls_spread_from(here);
    after = allowed();
    allow(&before);
    assert_true(CPU_EQUAL(&only, &after));
}

static void spread__knows_no_other_processor(void **state)
{
    cpu_set_t before = allowed();
    cpu_set_t after;

    (void)state;
    ls_spread_from(-1);
    ls_spread_from(CPU_SETSIZE);
    after = allowed();
    assert_true(CPU_EQUAL(&before, &after));
}

/* Ends the process as soon as it asks to be moved. */
static bool forbid_moves(void)
{
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_sched_setaffinity, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog filter = { sizeof(code) / sizeof(code[0]), code };

    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) == 0;
}

static void spread__is_not_ended_by_a_filter(void **state)
{
    pid_t child = fork();
    int status;

    (void)state;
    assert_true(child >= 0);
    if (child == 0) {
        if (!forbid_moves())
            _exit(2);
        ls_spread_from(ls_spread_here());
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) == 2)
        skip(); /* the kernel knows no filters */
    assert_int_equal(WEXITSTATUS(status), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spread__leaves_the_processor),
        cmocka_unit_test(spread__stays_where_it_has_to),
        cmocka_unit_test(spread__knows_no_other_processor),
        cmocka_unit_test(spread__is_not_ended_by_a_filter),
    };

    return cmocka_run_group_tests_name("spread", tests, NULL, NULL);
}
