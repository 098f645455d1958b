/* SPDX-License-Identifier: MIT */
#ifndef SELECT_MOMENT_H
#define SELECT_MOMENT_H

#include <logstat/filter.h>

/*
 * Reads a time as people write it: see ls_moment_read(), which tells where in
 * the text it went wrong; this one leaves that to the caller.
 */
bool ls_moment_parse(ls_slice text, const ls_clock *clock, int64_t *ms,
                     size_t *wrong);

#endif
