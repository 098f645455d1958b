/* SPDX-License-Identifier: MIT */
#ifndef CLI_INPUTS_H
#define CLI_INPUTS_H

#include "cli/folder.h"
#include "cli/options.h"

#include <sys/types.h>

/* One input, named on the command line or found in a directory of it. */
typedef struct ls_input {
    const char *name;  /* as the user wrote it; "-" is standard input */
    ls_folder *folder; /* that it was found in, or NULL */
    bool ends_folder;  /* no file, but what comes behind those of a folder */
    const char *twin;  /* an earlier name of the same file, or NULL */
    bool standard;     /* standard input */
    bool exists;
    bool stream;  /* a pipe, a device, a socket: it may never end */
    dev_t device; /* with `inode`, which file it is; if it exists */
    ino_t inode;
    double seconds; /* spent on reading it */
} ls_input;

/* All of them, in the order of the command line. */
typedef struct ls_inputs {
    ls_input *items;
    size_t count;
    size_t cap;
    size_t distinct; /* files without those that have a twin */
    ls_folder *folders;
    size_t folder_count;
} ls_inputs;

/* Looks at the files, and into directories; none means standard input.
   LS_ENOMEM. */
ls_status ls_inputs_init(ls_inputs *inputs, const ls_words *files) LS_MUST_USE;

/* Zeroed inputs are allowed. */
void ls_inputs_release(ls_inputs *inputs);

/* What people call an input. */
const char *ls_input_title(const ls_input *input);

/* The input that is the file at `path`, or NULL. */
const ls_input *ls_inputs_find_file(const ls_inputs *inputs, const char *path);

/* The input of this name, or NULL. */
const ls_input *ls_inputs_find(const ls_inputs *inputs, const char *name);

#endif
