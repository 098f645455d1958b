/* SPDX-License-Identifier: MIT */
#ifndef RECORD_DURATION_H
#define RECORD_DURATION_H

#include <logstat/slice.h>

/*
 * Reads a duration: a decimal number in units of so many nanoseconds, or one
 * with a unit of its own behind it (ns, us, µs, ms, s, m, h), which wins.
 * Several such parts are added, as Go writes them: "1m2.5s". False, and
 * *microseconds as it was, for anything else or what does not fit.
 */
bool ls_duration_read(ls_slice text, uint64_t nanoseconds,
                      uint64_t *microseconds);

#endif
