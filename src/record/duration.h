/* SPDX-License-Identifier: MIT */
#ifndef RECORD_DURATION_H
#define RECORD_DURATION_H

#include <logstat/slice.h>

/* Reads one that is not just a whole number of at most nine digits. */
bool ls_duration_read_odd(ls_slice text, uint64_t nanoseconds,
                          uint64_t *microseconds);

/*
 * Reads a duration: a decimal number in units of so many nanoseconds, or one
 * with a unit of its own behind it (ns, us, µs, ms, s, m, h), which wins.
 * Several such parts are added, as Go writes them: "1m2.5s". False, and
 * *microseconds as it was, for anything else or what does not fit.
 */
static inline bool ls_duration_read(ls_slice text, uint64_t nanoseconds,
                                    uint64_t *microseconds)
{
    uint64_t whole;

    /* Of so few digits any product fits. */
    if (text.len > 9 || !ls_slice_to_u64(text, &whole))
        return ls_duration_read_odd(text, nanoseconds, microseconds);
    *microseconds = whole * nanoseconds / 1000;
    return true;
}

#endif
