/* SPDX-License-Identifier: MIT */
#ifndef CLI_UNPARSED_H
#define CLI_UNPARSED_H

#include "cli/exit.h"
#include "cli/inputs.h"
#include "cli/notes.h"
#include "cli/output.h"

/* The file of --unparsed. */
typedef struct ls_unparsed {
    const char *path;
    bool open;
    ls_output output;
} ls_unparsed;

/*
 * Opens the file; a NULL path opens none. LS_EXIT_USAGE if it must not be
 * written to, LS_EXIT_INCOMPLETE if it cannot be; both have been told.
 */
ls_exit ls_unparsed_open(ls_unparsed *unparsed, const char *path,
                         const ls_inputs *inputs, ls_notes *notes);

/* Adds a line. A failure is told when the file is closed. */
void ls_unparsed_add(ls_unparsed *unparsed, ls_slice line);

/* Nothing if the file is not open. */
ls_exit ls_unparsed_close(ls_unparsed *unparsed, ls_notes *notes);

#endif
