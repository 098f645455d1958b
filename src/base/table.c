/* SPDX-License-Identifier: MIT */
/*
 * Tables over uthash, whose only user this file is. Two settings make it fit
 * for hostile input and for a library: its hash is replaced by a keyed one (an
 * unkeyed uthash freezes on 100 crafted keys), and want of memory is reported
 * instead of ending the process.
 *
 * An entry is one block of memory: header, value, key.
 */

#include "base/table.h"

#include "base/hash.h"

#include <limits.h>
#include <stdalign.h>
#include <stdlib.h>

#define HASH_NONFATAL_OOM 1
#define uthash_nonfatal_oom(entry) ((entry)->lost = true)
#include <uthash.h>

struct entry {
    UT_hash_handle hh;
    size_t room; /* bytes for the key */
    bool lost;   /* could not be added */
    alignas(max_align_t) unsigned char value[];
};

struct ls_table {
    struct entry *entries;
    size_t value_size; /* rounded up, so that the key behind is aligned */
    ls_hash_key key;
};

ls_table *ls_table_new(size_t value_size)
{
    const size_t align = alignof(max_align_t);
    ls_table *table = calloc(1, sizeof(*table));

    if (!table)
        return NULL;
    table->value_size = (value_size + align - 1) / align * align;
    /* An unkeyed table would be open to attack: rather none at all. */
    if (!ls_hash_key_random(&table->key)) {
        free(table);
        return NULL;
    }
    return table;
}

static const struct entry *entry_of(const void *value)
{
    const char *bytes = value;

    return (const void *)(bytes - offsetof(struct entry, value));
}

/* The same for a value that is to be changed. */
static struct entry *own_entry(void *value)
{
    char *bytes = value;

    return (void *)(bytes - offsetof(struct entry, value));
}

unsigned ls_table_hash(const ls_table *table, ls_slice key)
{
    return (unsigned)ls_hash(&table->key, key);
}

/*
 * uthash's macros expand to long functions, and the analyzer does not follow
 * its lists (it reports freed memory where the head was moved first).
 */
/* NOLINTBEGIN */
void ls_table_free(ls_table *table)
{
    struct entry *entry;
    struct entry *next;

    if (!table)
        return;
    HASH_ITER(hh, table->entries, entry, next)
    {
        HASH_DEL(table->entries, entry);
        free(entry);
    }
    free(table);
}

static struct entry *find(const ls_table *table, ls_slice key, unsigned hash)
{
    struct entry *entry = NULL;
    const char *bytes = key.ptr ? key.ptr : ""; /* memcmp takes no NULL */

    HASH_FIND_BYHASHVALUE(hh, table->entries, bytes, (unsigned)key.len, hash,
                          entry);
    return entry;
}

static bool add(ls_table *table, struct entry *entry, ls_slice key,
                unsigned hash)
{
    HASH_ADD_KEYPTR_BYHASHVALUE(hh, table->entries, key.ptr, (unsigned)key.len,
                                hash, entry);
    return !entry->lost;
}

static void unlink_entry(ls_table *table, struct entry *entry)
{
    HASH_DEL(table->entries, entry);
}

size_t ls_table_count(const ls_table *table)
{
    return HASH_COUNT(table->entries);
}
/* NOLINTEND */

void *ls_table_find_hashed(const ls_table *table, ls_slice key, unsigned hash)
{
    struct entry *entry = find(table, key, hash);

    return entry ? entry->value : NULL;
}

void *ls_table_find(const ls_table *table, ls_slice key)
{
    return ls_table_find_hashed(table, key, ls_table_hash(table, key));
}

void ls_table_remove(ls_table *table, void *value)
{
    struct entry *entry = own_entry(value);

    unlink_entry(table, entry);
    free(entry);
}

static struct entry *new_entry(const ls_table *table, size_t room)
{
    struct entry *entry =
        room <= UINT_MAX ? calloc(1, sizeof(*entry) + table->value_size + room)
                         : NULL;

    if (entry)
        entry->room = room;
    return entry;
}

/* Copies the key into the entry, which has room for it, and adds it. */
static bool add_key(ls_table *table, struct entry *entry, ls_slice key,
                    unsigned hash)
{
    char *copy = (char *)entry->value + table->value_size;

    if (key.len)
        memcpy(copy, key.ptr, key.len);
    return add(table, entry, (ls_slice){ copy, key.len }, hash);
}

void *ls_table_at(ls_table *table, ls_slice key)
{
    unsigned hash = ls_table_hash(table, key);
    struct entry *entry = find(table, key, hash);

    if (entry)
        return entry->value;
    entry = new_entry(table, key.len);
    if (!entry)
        return NULL;
    if (!add_key(table, entry, key, hash)) {
        free(entry);
        return NULL;
    }
    return entry->value;
}

void *ls_table_replace(ls_table *table, void *value, ls_slice key,
                       unsigned hash)
{
    struct entry *old = own_entry(value);
    struct entry *entry = old;

    if (key.len > old->room) {
        entry = new_entry(table, key.len);
        if (!entry)
            return NULL;
    }
    unlink_entry(table, old);
    if (entry != old)
        free(old);
    memset(entry->value, 0, table->value_size);
    if (!add_key(table, entry, key, hash)) {
        free(entry);
        return NULL;
    }
    return entry->value;
}

ls_slice ls_table_key(const void *value)
{
    const struct entry *entry = entry_of(value);
    ls_slice key = { entry->hh.key, entry->hh.keylen };

    return key;
}

void *ls_table_next(const ls_table *table, const void *value)
{
    struct entry *next;

    if (!value)
        next = table->entries;
    else
        next = entry_of(value)->hh.next;
    return next ? next->value : NULL;
}
