/* SPDX-License-Identifier: MIT */
#ifndef INPUT_KIND_H
#define INPUT_KIND_H

#include <logstat/slice.h>

/*
 * What the first bytes of an input, decompressed, say it is, if it is nothing
 * that lines can be read from: "is UTF-16 text; convert it: ...". NULL if
 * nothing speaks against it.
 */
const char *ls_kind_refusal(ls_slice head);

/* Whether the bytes look like no text at all. */
bool ls_kind_is_binary(ls_slice head);

/* The length of a UTF-8 byte order mark that `head` begins with, or 0. */
size_t ls_kind_bom(ls_slice head);

/* Whether the input begins with a summary that logstat wrote, of any version.
 */
bool ls_kind_is_summary(ls_slice head);

#endif
