/* SPDX-License-Identifier: MIT */
#ifndef CLI_HUSH_H
#define CLI_HUSH_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

enum {
    LS_HUSH_LINES = 40, /* that are kept; of more the first ones */
    LS_HUSH_ROOM = 600  /* bytes of each, with a NUL */
};

/* Messages that wait while a view has the screen. */
typedef struct ls_hush {
    pthread_mutex_t lock;
    bool is_on;
    char lines[LS_HUSH_LINES][LS_HUSH_ROOM];
    size_t count;
    size_t lost;
    char last[LS_HUSH_ROOM];
} ls_hush;

bool ls_hush_init(ls_hush *hush);
void ls_hush_release(ls_hush *hush);

/* From now on messages wait; they go to standard error at once until then. */
void ls_hush_begin(ls_hush *hush);

/* What has waited is told, and nothing waits any more. */
void ls_hush_end(ls_hush *hush);

/* For ls_notes.hear, with a hush as its context. */
void ls_hush_hear(void *context, const char *line);

/* The last message that waits; empty: there is none. */
void ls_hush_last(ls_hush *hush, char line[LS_HUSH_ROOM]);

#endif
