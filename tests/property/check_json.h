/* SPDX-License-Identifier: MIT */
#ifndef TESTS_PROPERTY_CHECK_JSON_H
#define TESTS_PROPERTY_CHECK_JSON_H

#include <logstat/slice.h>

/*
 * What is wrong with a JSON document on one line with a newline behind it, or
 * NULL: it must be strict (RFC 8259), valid UTF-8 without control characters,
 * and no object may hold a name twice. `*at` gets the place.
 */
const char *json_problem(ls_slice text, size_t *at);

/*
 * What is wrong with a text for people, or NULL: it must be valid UTF-8
 * without control bytes other than newline and without characters that deceive
 * the eye; `ascii` asks for nothing but ASCII.
 */
const char *text_problem(ls_slice text, bool ascii, size_t *at);

#endif
