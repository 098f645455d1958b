/* SPDX-License-Identifier: MIT */
#ifndef CODES_WHEN_H
#define CODES_WHEN_H

/* The column `when` of status.tsv: what makes a row apply by itself, whichever
 * server wrote the log. when.c describes the notation. */

#include <logstat/codes.h>

/* Whether `when` holds for a request. The empty one holds for none. */
bool ls_when_holds(const char *when, const ls_code_context *context);

/* Whether it may hold for one request of a log and not for another. */
bool ls_when_depends(const char *when);

/* Whether it is empty or well formed. A term that is not known never holds, so
 * only the tests ask this. */
bool ls_when_is_valid(const char *when);

/* The `when` of the row ls_code_at(index), for the tests. */
const char *ls_code_when(size_t index);

#endif
