/* SPDX-License-Identifier: MIT */
#ifndef STATE_FOLDERS_H
#define STATE_FOLDERS_H

#include "state/state.h"

/* A file that was found under a name; nothing of it has been opened. */
typedef struct ls_find {
    const char *path;
    uint64_t inode;
    size_t input; /* whose name led to it */
    bool is_named;
    bool is_live; /* named, and not a rotated log of another that is */
    bool is_rotated;
} ls_find;

/*
 * Lists the files that are named, those whose names say that they were rotated
 * away from these, and those whose inodes are known, in all the folders where
 * logs are or were: ls_find each. It also says which inputs are missing.
 * LS_ENOMEM is the only failure.
 */
ls_status ls_folders_search(ls_state *state, ls_buf *finds) LS_MUST_USE;

#endif
