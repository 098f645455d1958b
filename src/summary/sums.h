/* SPDX-License-Identifier: MIT */
#ifndef SUMMARY_SUMS_H
#define SUMMARY_SUMS_H

#include <logstat/summary.h>

/* Sums of counts. */

/* No count is higher; more than a program reads that counts for years. */
#define LS_COUNT_MAX (UINT64_C(1) << 53)

/* Adds the counts of `from` to those of `to`. */
void ls_lines_add(ls_lines *to, const ls_lines *from);

/* n more, or the highest number that there is. */
static inline void ls_add_saturating(uint64_t *sum, uint64_t n)
{
    *sum += n;
    if (*sum < n) /* it wrapped around */
        *sum = UINT64_MAX;
}

#endif
