/* SPDX-License-Identifier: MIT */
#ifndef CLI_WATCH_H
#define CLI_WATCH_H

#include "cli/followed.h"

/* Waiting until something changes in the folders of logs. */
typedef struct ls_watch {
    const ls_followed *followed;
    ls_notes *notes;
    char **folders; /* all that something may change in, each once */
    size_t folder_count;
    int kernel;     /* inotify, or -1: the folders are looked at instead */
    uint64_t stamp; /* of all that is in them, as it was last seen */
} ls_watch;

/* What is followed must outlive it; `poll`: without asking the kernel. */
void ls_watch_init(ls_watch *watch, const ls_followed *followed, bool poll,
                   ls_notes *notes);
void ls_watch_release(ls_watch *watch);

/*
 * Takes note of what there is now, before it is looked at: what changes from
 * here on ends the next wait.
 */
void ls_watch_mark(ls_watch *watch);

/* Waits; false: `stop` has become readable. */
bool ls_watch_wait(ls_watch *watch, int stop);

#endif
