/* SPDX-License-Identifier: MIT */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include <logstat/error.h>
#include <logstat/slice.h>

/*
 * A hash table from bytes to values of one fixed size. It copies its keys and
 * owns its values, which do not move until they are removed. Its hash is keyed
 * with random bytes of its own, so no choice of keys slows it down, and the
 * order in which it lists entries means nothing: sort before showing.
 */
typedef struct ls_table ls_table;

/* For values of `value_size` bytes; NULL if there is no memory. */
ls_table *ls_table_new(size_t value_size);
void ls_table_free(ls_table *table);

/* The value of `key`, or NULL. */
void *ls_table_find(const ls_table *table, ls_slice key);

/*
 * The table's hash of `key`: for a caller that asks for one key twice, with
 * the functions below that take it.
 */
unsigned ls_table_hash(const ls_table *table, ls_slice key);
void *ls_table_find_hashed(const ls_table *table, ls_slice key, unsigned hash);

/*
 * The value of `key`, made of zero bytes if there is none yet; NULL if there
 * is no memory, and then nothing has changed.
 */
void *ls_table_at(ls_table *table, ls_slice key);

/* Removes what ls_table_find() or ls_table_at() returned. */
void ls_table_remove(ls_table *table, void *value);

/*
 * Removes `value` and adds `key` of this hash, which must not be there, with a
 * value of zero bytes, in the same memory where that is large enough. NULL if
 * there is no memory; `value` may be gone then.
 */
void *ls_table_replace(ls_table *table, void *value, ls_slice key,
                       unsigned hash);

size_t ls_table_count(const ls_table *table);

/* The key of a value; valid as long as the value. */
ls_slice ls_table_key(const void *value);

/* The value listed after `value`, the first for NULL; NULL after the last. */
void *ls_table_next(const ls_table *table, const void *value);

#endif
