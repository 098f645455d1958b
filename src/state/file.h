/* SPDX-License-Identifier: MIT */
#ifndef STATE_FILE_H
#define STATE_FILE_H

#include "base/buf.h"

/* The most bytes that a document may have. */
#define LS_STATE_LONGEST ((size_t)256 * 1024 * 1024)

/* Appended to the name of a document. */
#define LS_STATE_LOCK ".lock"
#define LS_STATE_PREV ".prev"
#define LS_STATE_TEMP ".tmp"
#define LS_STATE_DAMAGED_END ".damaged"

/* `path` with something behind it; NULL if there is no memory. To be freed. */
char *ls_state_path(const char *path, const char *end);

/*
 * Reads all of a regular file, and follows no link. `*there` false: there is no
 * such file. LS_EIO with words that go on after its name, or LS_ENOMEM.
 */
ls_status ls_state_file_read(const char *path, ls_buf *text, bool *there,
                             ls_error *err) LS_MUST_USE;

/*
 * Replaces the file by one that holds the text, and nobody ever sees less than
 * one of both. The file before is kept under the name with LS_STATE_PREV
 * behind it; or `is_damaged`, with LS_STATE_DAMAGED_END. LS_EIO with words that
 * go on after its name, and the file is as it was; or LS_ENOMEM.
 */
ls_status ls_state_file_replace(const char *path, ls_slice text,
                                bool is_damaged, ls_error *err) LS_MUST_USE;

/*
 * Locks the file's name for this process, in a file beside it that is never
 * removed; `wait`: until nobody else has it. `*lock` is a descriptor that holds
 * it until it is closed, or -1: somebody else has it. As above.
 */
ls_status ls_state_file_lock(const char *path, bool wait, int *lock,
                             ls_error *err) LS_MUST_USE;

#endif
