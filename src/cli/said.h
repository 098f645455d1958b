/* SPDX-License-Identifier: MIT */
#ifndef CLI_SAID_H
#define CLI_SAID_H

#include <stdbool.h>
#include <stddef.h>

/* What was said in the round before, so that it is not said each time. */
typedef struct ls_said {
    char **before;
    size_t before_count;
    char **now;
    size_t now_count;
} ls_said;

/* Whether this is new: it was not said in the round before. */
bool ls_said_is_new(ls_said *said, const char *subject, const char *text);

/* The next round begins. */
void ls_said_next(ls_said *said);

void ls_said_release(ls_said *said);

#endif
