/* SPDX-License-Identifier: MIT */
/*
 * Spreading threads over processors, where the kernel does not: to Linux in a
 * virtual machine, a processor that sleeps looks like one that the host has
 * taken away. So it leaves a new thread on the processor that it was started
 * from, to wait there for up to a tick, 4 ms, which is a tenth of the time that
 * a log of 100 MB takes.
 */

#define _GNU_SOURCE /* sched_getcpu */

#include "pipeline/spread.h"

#ifdef __linux__

#include <sched.h>
#include <stdbool.h>
#include <sys/prctl.h>

int ls_spread_here(void)
{
    return sched_getcpu();
}

/* A filter of system calls may end a process that asks to be moved, as that of
   a systemd unit does without @resources. */
static bool may_move(void)
{
    return prctl(PR_GET_SECCOMP, 0, 0, 0, 0) == 0;
}

void ls_spread_from(int processor)
{
    cpu_set_t home;
    cpu_set_t others;

    if (processor < 0 || sched_getcpu() != processor || !may_move() ||
        sched_getaffinity(0, sizeof(home), &home) != 0)
        return;
    others = home;
    CPU_CLR((unsigned)processor, &others);
    if (CPU_COUNT(&others) &&
        sched_setaffinity(0, sizeof(others), &others) == 0)
        (void)sched_setaffinity(0, sizeof(home), &home);
}

#else

int ls_spread_here(void)
{
    return -1;
}

void ls_spread_from(int processor)
{
    (void)processor;
}

#endif
