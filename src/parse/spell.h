/* SPDX-License-Identifier: MIT */
#ifndef PARSE_SPELL_H
#define PARSE_SPELL_H

#include "parse/terms.h"

/*
 * Regular expressions for the terms of a definition, in the notation of
 * pattern files.
 */

/* An expression that is being written. */
typedef struct ls_speller {
    const ls_term *terms;
    size_t count;
    ls_quoting quoting;
    ls_buf out;
    bool failed; /* for want of memory; the text is not whole */
} ls_speller;

/* Appends text that is an expression already. */
void ls_spell(ls_speller *speller, const char *regex);

/* Appends bytes that stand for themselves. */
void ls_spell_bytes(ls_speller *speller, ls_slice bytes);

/* Appends a class without these bytes. */
void ls_spell_without(ls_speller *speller, ls_slice bytes);

/*
 * How a value starts that a server writes in one way only, such as nginx's
 * $time_iso8601; NULL: it may be anything. In the notation of a plain form.
 */
const char *ls_spell_start(const ls_meaning *meaning);

/* Appends a time of this layout. */
void ls_spell_layout(ls_speller *speller, const char *layout);

/* The bytes behind term `index`; empty if a value or nothing follows. */
ls_slice ls_spell_next(const ls_speller *speller, size_t index);

/* Whether value `index` stands between quotes. */
bool ls_spell_is_quoted(const ls_speller *speller, size_t index);

/* Appends value `index`, as the group of its field if it has one. */
void ls_spell_value(ls_speller *speller, size_t index);

/*
 * Appends what tells the end of value `index` from bytes that only look like
 * it: the bytes behind it and what the values that follow must look like.
 */
void ls_spell_end(ls_speller *speller, size_t index);

/* Whether the words of list `index` may have colons between: nginx puts them
 * between groups of servers. */
bool ls_spell_has_colons(const ls_speller *speller, size_t index);

/* Appends the plain form of the terms through the status; false: none. */
bool ls_spell_plain(ls_speller *speller, size_t status);

#endif
