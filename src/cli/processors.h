/* SPDX-License-Identifier: MIT */
#ifndef CLI_PROCESSORS_H
#define CLI_PROCESSORS_H

#include <stddef.h>

/*
 * How many processors this process may use, at least 1: those it may run on
 * (affinity), but no more than the quota of its control group allows.
 */
size_t ls_processors(void);

#endif
