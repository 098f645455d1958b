/* SPDX-License-Identifier: MIT */
#ifndef TESTS_FUZZ_DEMAND_H
#define TESTS_FUZZ_DEMAND_H

#include <stdbool.h>

/* How a target tells of a finding: in words, and by ending the program. */

_Noreturn void give_up(const char *law);

static inline void demand(bool holds, const char *law)
{
    if (!holds)
        give_up(law);
}

/* The same for what a law is answered with: words, or NULL. */
static inline void demand_none(const char *problem)
{
    if (problem)
        give_up(problem);
}

#endif
