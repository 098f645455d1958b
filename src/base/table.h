/* SPDX-License-Identifier: MIT */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include <logstat/error.h>
#include <logstat/slice.h>

/*
 * A hash table from bytes to values of one fixed size. It copies its keys and
 * owns its values, which do not move until ls_table_keep() is called; they are
 * aligned for 64-bit numbers and pointers. Its hash is keyed with random bytes
 * of its own, so no choice of keys slows it down, and what it does with the
 * hash shows nowhere: entries are listed as they were added.
 */
typedef struct ls_table ls_table;

/* For values of `value_size` bytes; NULL if there is no memory. */
ls_table *ls_table_new(size_t value_size);
void ls_table_free(ls_table *table);

/* The value of `key`, or NULL. */
void *ls_table_find(const ls_table *table, ls_slice key);

/*
 * The value of `key`, made of zero bytes if there is none yet; NULL if there
 * is no memory, and then nothing has changed.
 */
void *ls_table_at(ls_table *table, ls_slice key);

/*
 * Removes the entries whose `kept`, by their place in the list, is false. The
 * others move, and stay in their order. LS_ENOMEM: the table has lost entries.
 */
ls_status ls_table_keep(ls_table *table, const bool *kept) LS_MUST_USE;

size_t ls_table_count(const ls_table *table);

/* The key of a value; valid as long as the value. */
ls_slice ls_table_key(const void *value);

/* The value listed after `value`, the first for NULL; NULL after the last. */
void *ls_table_next(const ls_table *table, const void *value);

#endif
