/* SPDX-License-Identifier: MIT */
#ifndef SUMMARY_DECIMAL_H
#define SUMMARY_DECIMAL_H

#include <logstat/slice.h>

/*
 * Reads a number as JSON has it, "1.5" or "15e-1", times 10 to the power of
 * `places`, rounded, by its first 18 digits. False if it is no such number,
 * negative or too large.
 */
bool ls_decimal_read(ls_slice text, int places, uint64_t *value);

#endif
