/* SPDX-License-Identifier: MIT */
#ifndef SUMMARY_WEEK_H
#define SUMMARY_WEEK_H

#include <logstat/summary.h>

/* The hour of the week, in UTC, that a time is in: 0 begins on Monday. */
size_t ls_week_hour(int64_t seconds);

/*
 * Whether a summary says how many requests came in each hour of the week. Then
 * it does of all that have a time.
 */
bool ls_week_is_known(const ls_summary *summary);

#endif
