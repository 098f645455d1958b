/* SPDX-License-Identifier: MIT */
#ifndef TESTS_FAULT_POINTS_H
#define TESTS_FAULT_POINTS_H

#include <logstat/error.h>

#include <stdint.h>

/* Something to do that may fail for want of memory only. */
typedef ls_status task(uint64_t *result);

/*
 * Lets memory run out at every point of the task in turn; there must be more
 * than `least`. Each time the task fails with LS_ENOMEM and keeps nothing.
 */
void try_all_points(task *work, size_t least);

#endif
