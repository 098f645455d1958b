/* SPDX-License-Identifier: MIT */
#ifndef CLI_VALUES_H
#define CLI_VALUES_H

#include "cli/options.h"

/* Values of options. Each is false, and nothing changed, if `text` is wrong. */

/* A decimal number from 1 to `max`. */
bool ls_value_number(const char *text, uint64_t max, uint64_t *number);

/* The same with an optional suffix k, M or G: powers of 1024, any case. */
bool ls_value_size(const char *text, uint64_t max, uint64_t *bytes);

/* The same in seconds, with an optional suffix s, m, h or d. */
bool ls_value_span(const char *text, uint64_t max, uint64_t *seconds);

/* One of the words of LS_OPTION_WHEN, and of LS_OPTION_SORT. */
bool ls_value_when(const char *text, ls_when *when);
bool ls_value_sort(const char *text, ls_sort *sort);

/* local, or +hh:mm and -hh:mm up to 15 hours. */
bool ls_value_zone(const char *text, ls_zone *zone);

#endif
