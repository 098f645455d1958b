/* SPDX-License-Identifier: MIT */
#ifndef CLI_PROCESSORS_H
#define CLI_PROCESSORS_H

#include <stddef.h>

/*
 * How many processors this process may use, at least 1: those it may run on
 * (affinity), but no more than the quotas of its control groups allow (cgroups,
 * version 1 and 2). `root` is where /proc and /sys are: "" but for tests.
 */
size_t ls_processors(const char *root);

#endif
