/* SPDX-License-Identifier: MIT */
#ifndef CLI_FOLDER_H
#define CLI_FOLDER_H

#include "cli/exit.h"
#include "cli/notes.h"

#include <logstat/directory.h>
#include <logstat/run.h>

/* A directory of the command line. */
typedef struct ls_folder {
    const char *name;        /* as the user wrote it */
    const char *twin;        /* an earlier name of the same one, or NULL */
    ls_directory *directory; /* NULL: it could not be read, or has a twin */
    ls_error problem;        /* why not */
    size_t taken;            /* files that were logs, or were read before */
    size_t failed;           /* that could not be read */
    size_t left_out;         /* files that were no logs, or were read before */
} ls_folder;

/* Lists its files. LS_ENOMEM; what else is wrong is told at its end. */
ls_status ls_folder_open(ls_folder *folder, const char *name) LS_MUST_USE;

/* A zeroed folder is allowed. */
void ls_folder_close(ls_folder *folder);

/*
 * Tells what became of a file in it, if there is anything to tell: what is no
 * log is no error here, for nobody named it.
 */
ls_exit ls_folder_tell(ls_folder *folder, ls_notes *notes, const char *title,
                       const ls_outcome *outcome);

/* Tells that a file was read before. */
void ls_folder_tell_twin(ls_folder *folder, ls_notes *notes, const char *title,
                         const char *twin);

/* Tells about the folder as a whole, after its files. */
ls_exit ls_folder_end(const ls_folder *folder, ls_notes *notes);

#endif
