/* SPDX-License-Identifier: MIT */
#ifndef LOGSTAT_FILTER_H
#define LOGSTAT_FILTER_H

/**
 * \file
 * Filters: which records count. All that is set must hold.
 */

#include <logstat/error.h>
#include <logstat/record.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What times that people write depend on. */
typedef struct ls_clock {
    int64_t now; /**< seconds since the epoch */
    /**
     * The zone of a time that is written without one, in minutes east of UTC.
     * `local` is what that clock shows, as seconds since 1970-01-01 00:00 on
     * it. NULL: UTC.
     */
    int (*zone)(void *context, int64_t local);
    void *context; /**< handed to `zone` */
} ls_clock;

/**
 * Reads a time: RFC 3339, with a blank for the T, without seconds, time or
 * zone; `now`, `today` and `yesterday`, the start of these days; `-90m`: so
 * many s, m, h, d or w before now. In milliseconds since the epoch. LS_ESYNTAX
 * with a column, and words that go on after the text.
 */
ls_status ls_moment_read(ls_slice text, const ls_clock *clock, int64_t *ms,
                         ls_error *err) LS_MUST_USE;

/** A time in UTC, as RFC 3339 writes it; milliseconds if there are any. */
typedef struct ls_moment_text {
    char text[80];
} ls_moment_text;
ls_moment_text ls_moment_write(int64_t ms);

/**
 * A filter; one that was just made lets every record through. Once it is set
 * up, threads may share it.
 */
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

/**
 * Only records for which an expression holds (docs/filters.md). `clock` is for
 * the times in it. LS_ESYNTAX with the column where it is wrong.
 */
ls_status ls_filter_where(ls_filter *filter, ls_slice expression,
                          const ls_clock *clock, ls_error *err) LS_MUST_USE;

/** Only records from this time on, in milliseconds since the epoch. */
void ls_filter_since(ls_filter *filter, int64_t ms);

/** Only records before this time. Those without a time are in neither. */
void ls_filter_until(ls_filter *filter, int64_t ms);

/**
 * The window, which is without end where nothing was set; false if neither end
 * was, or for a NULL filter.
 */
bool ls_filter_window(const ls_filter *filter, int64_t *since, int64_t *until);

/** The fields that the filter looks at; none of a NULL filter. */
ls_fields ls_filter_fields(const ls_filter *filter);

/** What asking a filter needs; one for each thread. */
typedef struct ls_filter_tools ls_filter_tools;

/**
 * `interpret`: do not use machine code for matching. NULL if there is no
 * memory.
 */
ls_filter_tools *ls_filter_tools_new(bool interpret);

/** NULL is allowed. */
void ls_filter_tools_free(ls_filter_tools *tools);

/** What a filter says of a record. */
typedef enum ls_filter_answer {
    LS_FILTER_LEAVES,
    LS_FILTER_TAKES,
    /** Matching an expression was given up: its cost had no bound. */
    LS_FILTER_UNDECIDED,
} ls_filter_answer;

/**
 * Whether the record counts. A NULL filter takes every record. LS_ENOMEM is the
 * only failure.
 */
ls_status ls_filter_ask(const ls_filter *filter, ls_filter_tools *tools,
                        const ls_record *record,
                        ls_filter_answer *answer) LS_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
