/* SPDX-License-Identifier: MIT */
#ifndef LOGSTAT_DIRECTORY_H
#define LOGSTAT_DIRECTORY_H

/**
 * \file
 * The files of a directory, as the inputs of a run.
 */

#include <logstat/error.h>

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What was in a directory when it was read; does not change. */
typedef struct ls_directory ls_directory;

/**
 * Lists the regular files of a directory, and those that links in it lead to,
 * the oldest first: by the second in which they were changed; where that is the
 * same, by the number of their rotation (`log.2` is older than `log.1`, and
 * `log` the newest); and then by name. Hidden files are left out, and nothing
 * is opened. LS_EIO with words for a person.
 */
ls_status ls_directory_read(const char *path, ls_directory **directory,
                            ls_error *err) LS_MUST_USE;

/** NULL is allowed. */
void ls_directory_free(ls_directory *directory);

/** How many files there are. */
size_t ls_directory_count(const ls_directory *directory);

/** The path of a file: that of the directory, `/` and the name. */
const char *ls_directory_file(const ls_directory *directory, size_t index);

/**
 * Whether a file's name says that it was rotated away from another file of the
 * directory, as `log.1` from `log`, or that it is compressed: nothing will be
 * written to it.
 */
bool ls_directory_is_rotated(const ls_directory *directory, size_t index);

/** How many directories are inside, which are not looked into. */
size_t ls_directory_inner(const ls_directory *directory);

#ifdef __cplusplus
}
#endif

#endif
