/* SPDX-License-Identifier: MIT */
#ifndef LOGSTAT_FILTER_H
#define LOGSTAT_FILTER_H

/**
 * \file
 * Filters: which records count.
 */

#include <logstat/error.h>
#include <logstat/record.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A filter; one that was just made lets every record through. */
typedef struct ls_filter ls_filter;

/** NULL if there is no memory. */
ls_filter *ls_filter_new(void);

/** NULL is allowed. */
void ls_filter_free(ls_filter *filter);

/**
 * Only these statuses: `404`, `5xx`, `400-404`, `none`, `other`, with commas
 * between; `!502` takes one out. A list that starts with `!` starts from all.
 * LS_ESYNTAX names the item that is wrong.
 */
ls_status ls_filter_status(ls_filter *filter, ls_slice list,
                           ls_error *err) LS_MUST_USE;

/**
 * Only these methods, in the same notation: names, `-` for none, `other`; the
 * case does not matter. LS_ESYNTAX names a method that is not known.
 */
ls_status ls_filter_method(ls_filter *filter, ls_slice list,
                           ls_error *err) LS_MUST_USE;

/** Whether the record counts. A NULL filter takes every record. */
bool ls_filter_takes(const ls_filter *filter, const ls_record *record);

#ifdef __cplusplus
}
#endif

#endif
