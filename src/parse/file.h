/* SPDX-License-Identifier: MIT */
#ifndef PARSE_FILE_H
#define PARSE_FILE_H

#include "base/buf.h"

/*
 * Reads a whole file of up to `max` MiB; what it holds is appended. LS_EIO, or
 * LS_ESYNTAX if it is too large, names the path.
 */
ls_status ls_file_read(const char *path, size_t max, ls_buf *text,
                       ls_error *err) LS_MUST_USE;

/* Whether the path leads to a folder, or to a regular file. */
bool ls_file_is_folder(const char *path);
bool ls_file_is_regular(const char *path);

/* Fails as `number`, an errno, says about the path. */
ls_status ls_file_fail(ls_error *err, const char *path, int number);

#endif
