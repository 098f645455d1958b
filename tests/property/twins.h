/* SPDX-License-Identifier: MIT */
#ifndef TESTS_PROPERTY_TWINS_H
#define TESTS_PROPERTY_TWINS_H

#include "parse/reader.h"

/*
 * Two readers of one format, one of which has no short cut: PCRE2 alone reads
 * its lines. The first may be faster, but never say anything else.
 */
typedef struct twins {
    ls_plans plans[2];
    ls_reader *readers[2];
} twins;

/* False if there is no memory. `wanted`: what is read of each line. */
bool twins_init(twins *pair, const ls_formats *formats, const ls_format *format,
                ls_fields wanted);
void twins_release(twins *pair);

/* What the readers disagree about when they read a line; NULL: nothing. */
const char *twins_difference(twins *pair, ls_slice line);

/* The same for every line of a text. */
const char *twins_differ_on(twins *pair, ls_slice text);

#endif
