/* SPDX-License-Identifier: MIT */
#ifndef TALLY_RANK_H
#define TALLY_RANK_H

#include <logstat/error.h>
#include <logstat/summary.h>

/* Below 0, 0 or above: the order of numbers, and that of bytes, where what
   another begins with comes before it. */
static inline int ls_rank_numbers(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}
int ls_rank_bytes(ls_slice a, ls_slice b);

/*
 * Sorts paths, no two of which are the same: those of most requests first, and
 * where these are the same by their bytes. LS_ENOMEM, and they are as before.
 */
ls_status ls_rank_paths(ls_summary_path *paths, size_t count) LS_MUST_USE;

#endif
