/* SPDX-License-Identifier: MIT */
/*
 * Tables over uthash, whose only user this file is. Two settings make it fit
 * for hostile input and for a library: its hash is replaced by a keyed one (an
 * unkeyed uthash freezes on 100 crafted keys), and want of memory is reported
 * instead of ending the process.
 *
 * An entry is one block of memory: header, value, key. Blocks lie one behind
 * the other in the order in which they were added, which is that of uthash's
 * list, too. So removing many at once packs the others without more memory.
 */

#include "base/table.h"

#include "base/hash.h"
#include "base/slab.h"

#include <limits.h>
#include <stdalign.h>
#include <stdlib.h>

#define HASH_NONFATAL_OOM 1
/* Most keys are new where there are many: told by a bit, not by a chain. */
#define HASH_BLOOM 14
#include <uthash.h>
/*
 * A table that was emptied in part will be as large again. uthash defines these
 * without asking whether they are.
 */
#undef HASH_INITIAL_NUM_BUCKETS
#define HASH_INITIAL_NUM_BUCKETS (1U << table->width)
#undef HASH_INITIAL_NUM_BUCKETS_LOG2
#define HASH_INITIAL_NUM_BUCKETS_LOG2 (table->width)
/* The same as uthash's, without a conversion that compilers warn of. */
#undef HASH_BLOOM_BITSET
#define HASH_BLOOM_BITSET(bits, at)                                            \
    ((bits)[(at) / 8U] = (uint8_t)((bits)[(at) / 8U] | 1U << (at) % 8U))

struct entry {
    UT_hash_handle hh; /* its table is NULL if it could not be added */
    alignas(uint64_t) unsigned char value[];
};

struct ls_table {
    struct entry *entries;
    size_t value_size;
    unsigned width; /* binary logarithm of the buckets it starts with */
    ls_slab slab;   /* of the entries */
    ls_hash_key key;
};

enum {
    WIDTH_MIN = 5
};

ls_table *ls_table_new(size_t value_size)
{
    ls_table *table = calloc(1, sizeof(*table));

    if (!table)
        return NULL;
    table->value_size = value_size;
    table->width = WIDTH_MIN;
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

static unsigned hash_of(const ls_table *table, ls_slice key)
{
    return (unsigned)ls_hash(&table->key, key);
}

/*
 * uthash's macros expand to long functions, and the analyzer does not follow
 * its lists (it reports freed memory where the head was moved first).
 */
/* NOLINTBEGIN */
static struct entry *find(const ls_table *table, ls_slice key, unsigned hash)
{
    struct entry *entry = NULL;
    const char *bytes = key.ptr ? key.ptr : ""; /* memcmp takes no NULL */

    HASH_FIND_BYHASHVALUE(hh, table->entries, bytes, (unsigned)key.len, hash,
                          entry);
    return entry;
}

/* Adds an entry whose key stands behind its value. */
static bool add(ls_table *table, struct entry *entry, size_t len, unsigned hash)
{
    const unsigned char *key = entry->value + table->value_size;
    struct entry *head = table->entries; /* uthash asks for it often */

    HASH_ADD_KEYPTR_BYHASHVALUE(hh, head, key, (unsigned)len, hash, entry);
    table->entries = head;
    return entry->hh.tbl != NULL;
}

/* Forgets all entries, which stay where they are. */
static void clear(ls_table *table)
{
    if (table->entries)
        table->width = table->entries->hh.tbl->log2_num_buckets;
    HASH_CLEAR(hh, table->entries);
}

size_t ls_table_count(const ls_table *table)
{
    return HASH_COUNT(table->entries);
}
/* NOLINTEND */

void ls_table_free(ls_table *table)
{
    if (!table)
        return;
    clear(table);
    ls_slab_release(&table->slab);
    free(table);
}

void *ls_table_find(const ls_table *table, ls_slice key)
{
    struct entry *entry = find(table, key, hash_of(table, key));

    return entry ? entry->value : NULL;
}

static size_t entry_size(const ls_table *table, size_t len)
{
    return sizeof(struct entry) + table->value_size + len;
}

static struct entry *new_entry(ls_table *table, ls_slice key, unsigned hash)
{
    struct entry *entry = NULL;

    if (key.len <= INT_MAX)
        entry = ls_slab_take(&table->slab, entry_size(table, key.len));
    if (!entry)
        return NULL;
    memset(entry->value, 0, table->value_size);
    if (key.len)
        memcpy(entry->value + table->value_size, key.ptr, key.len);
    return add(table, entry, key.len, hash) ? entry : NULL;
}

void *ls_table_at(ls_table *table, ls_slice key)
{
    unsigned hash = hash_of(table, key);
    struct entry *entry = find(table, key, hash);

    if (!entry)
        entry = new_entry(table, key, hash);
    return entry ? entry->value : NULL;
}

/* Moves an entry up to where the slab is being filled, and adds it there. */
static bool add_again(ls_table *table, const struct entry *from)
{
    size_t len = from->hh.keylen;
    unsigned hash = from->hh.hashv;
    struct entry *to = ls_slab_take(&table->slab, entry_size(table, len));

    memmove(to, from, entry_size(table, len));
    return add(table, to, len, hash);
}

ls_status ls_table_keep(ls_table *table, const bool *kept)
{
    const struct entry *entry = table->entries;
    const struct entry *next;

    clear(table);
    ls_slab_rewind(&table->slab);
    for (size_t i = 0; entry; i++, entry = next) {
        next = entry->hh.next; /* the entry may be moved onto itself */
        if (kept[i] && !add_again(table, entry))
            return LS_ENOMEM;
    }
    return LS_OK;
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
