/* SPDX-License-Identifier: MIT */
#include "fuzz/demand.h"

#include <stdio.h>
#include <stdlib.h>

void give_up(const char *law)
{
    fprintf(stderr, "broken law: %s\n", law);
    abort();
}
