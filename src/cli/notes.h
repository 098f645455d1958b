/* SPDX-License-Identifier: MIT */
#ifndef CLI_NOTES_H
#define CLI_NOTES_H

#include "cli/progress.h"

/* Messages on standard error. */
typedef struct ls_notes {
    bool quiet;
    bool verbose;
    bool pictures; /* show lines that do not fit; a text report does that */
    bool utf8;     /* what may be shown of a log's bytes */
    size_t errors; /* how many errors were told */
    ls_progress *progress; /* to be taken away before a message; may be NULL */
    /* Takes each message in place of standard error; NULL: that does. By any
       thread that tells something. */
    void (*hear)(void *context, const char *line);
    void *context;
} ls_notes;

/*
 * One line, `logstat: SUBJECT: TEXT`, with all control bytes escaped. The
 * subject is the user's word for what it is about, or NULL.
 */

/* Something good to know; not told if quiet. */
void ls_note(ls_notes *notes, const char *subject, const char *format, ...)
    LS_PRINTF(3, 4);

/* Something that makes the exit status other than 0; always told. */
void ls_complain(ls_notes *notes, const char *subject, const char *format, ...)
    LS_PRINTF(3, 4);

/* An option whose value `text` is wrong at the column that `err` has. */
void ls_complain_at(ls_notes *notes, const char *option, const char *text,
                    const ls_error *err);

#endif
