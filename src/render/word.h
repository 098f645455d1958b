/* SPDX-License-Identifier: MIT */
#ifndef RENDER_WORD_H
#define RENDER_WORD_H

#include <stddef.h>
#include <stdint.h>

/* A number or a time in letters, by value: nobody has to free or size it. */
typedef struct ls_word {
    char text[64];
} ls_word;

/* "12,345,678,901" */
ls_word ls_word_count(uint64_t count);

/*
 * "9.3%" of a whole. What is not nothing is never shown as 0.0% ("<0.1%"), and
 * what is not all of it never as 100.0% (">99.9%").
 */
ls_word ls_word_share(uint64_t part, uint64_t whole);

/* "0.725099": six digits, for programs; 0 of 0 is 0. */
ls_word ls_word_fraction(uint64_t part, uint64_t whole);

/* "812 bytes", "4.6 GB": powers of 1000. */
ls_word ls_word_bytes(uint64_t bytes);

/*
 * "0.85 ms", "8.5 ms", "12 ms", "1.50 s", "345 s", "20.5 min", "2.0 h": up to
 * three digits of a duration, more of one over 1,000 hours.
 */
ls_word ls_word_duration(uint64_t microseconds);

/* "404", "009"; "---" for code 0. */
ls_word ls_word_code(unsigned code);

/* "2026-11-01T00:00:00Z" */
ls_word ls_word_rfc3339(int64_t seconds);

/* "1 Nov 2026 00:00 to 3 Nov 07:33": `zone` in minutes east of UTC. */
ls_word ls_word_span(int64_t first, int64_t last, int zone);

/* What is told of a time where there is little room. */
typedef enum ls_tick {
    LS_TICK_SECOND, /* "07:33:05" */
    LS_TICK_MINUTE, /* "07:33" */
    LS_TICK_DAY,    /* "1 Nov" */
    LS_TICK_MONTH,  /* "Nov 2026" */
} ls_tick;

/* `seconds` is what a clock shows, counted as if it were UTC. */
ls_word ls_word_tick(int64_t seconds, ls_tick tick);

/* "UTC", "+05:30", or the name that it has; NULL: none. */
ls_word ls_word_zone(int zone, const char *name);

/* Milliseconds to whole seconds, rounded down. */
int64_t ls_seconds_of(int64_t milliseconds);

/*
 * part * scale / whole, rounded, without overflow: from 0 to `scale`, which is
 * at most a million. A part larger than its whole counts as the whole.
 */
uint64_t ls_scaled(uint64_t part, uint64_t whole, uint64_t scale);

#endif
