/* SPDX-License-Identifier: MIT */
#ifndef CLI_FOLLOWED_H
#define CLI_FOLLOWED_H

#include "cli/notes.h"
#include "cli/options.h"

#include <logstat/error.h>

/* A log that is followed. */
typedef struct ls_followed_file {
    char *found;     /* its name, to be freed; NULL: the user named it */
    bool is_skipped; /* it is no access log, and that has been told */
} ls_followed_file;

/* The logs that are followed: those that were named, and those in directories
   that were, of which there may be more from look to look. */
typedef struct ls_followed {
    ls_words named; /* as the user named them */
    ls_words files; /* all logs, those that were named as files first; they
                       live until release */
    ls_followed_file *more; /* by file */
    size_t room;            /* of both */
    int64_t *changed;       /* by name: when a directory was, and it was listed;
                               NULL: before the first look */
    bool *is_told;          /* by name: that the directory cannot be listed */
} ls_followed;

/* The names must outlive it. A zeroed one may be released. */
void ls_followed_init(ls_followed *followed, const ls_words *named);
void ls_followed_release(ls_followed *followed);

/*
 * Takes in what has come into the directories since the last time; `*grown`:
 * there was some. LS_ENOMEM.
 */
ls_status ls_followed_refresh(ls_followed *followed, ls_notes *notes,
                              bool *grown) LS_MUST_USE;

/* Whether a log was found in a directory, and nobody named it. */
bool ls_followed_is_found(const ls_followed *followed, const char *name);

/* Skips such a log, of which that is to be told: false the second time. */
bool ls_followed_skip(ls_followed *followed, const char *name);

#endif
