/* SPDX-License-Identifier: MIT */
#ifndef TALLY_RANK_H
#define TALLY_RANK_H

#include <logstat/error.h>
#include <logstat/summary.h>

/*
 * Sorts paths, no two of which are the same: those of most requests first, and
 * where these are the same by their bytes. LS_ENOMEM, and they are as before.
 */
ls_status ls_rank_paths(ls_summary_path *paths, size_t count) LS_MUST_USE;

#endif
