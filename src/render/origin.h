/* SPDX-License-Identifier: MIT */
#ifndef RENDER_ORIGIN_H
#define RENDER_ORIGIN_H

#include <logstat/summary.h>

/*
 * The rows of the database that use the number of `code` for somebody whom
 * the log does not point at: the one that follows `previous` (NULL: the
 * first), or NULL.
 */
const ls_code *ls_origin_next(const ls_summary_code *code,
                              const ls_code *previous);

/* "nginx", or "" for a meaning that is not a vendor's. */
const char *ls_origin_vendor(const ls_code *text);

#endif
