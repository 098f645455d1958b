/* SPDX-License-Identifier: MIT */
#ifndef PARSE_KEYMAP_H
#define PARSE_KEYMAP_H

#include "base/arena.h"
#include "parse/builder.h"
#include "parse/format.h"

/*
 * Which keys of a log give which fields, for formats whose lines name their
 * values: JSON, columns under a header, pairs of key and value. A pattern
 * file lists the spellings of a key by field, the best one first.
 */

/* The rows that a map has at most, the needs, and the `unlike`s of a key. */
enum {
    LS_KEY_ROWS = 32,
    LS_KEY_NEEDS = 16,
    LS_KEY_UNLIKES = 4
};

/* What is known about one key. */
typedef struct ls_key {
    ls_slice name;
    ls_part part;   /* LS_PART_NONE: it only has to be there */
    unsigned row;   /* of the field, in the pattern file */
    unsigned rank;  /* among the keys of that row, 0 is the best */
    uint32_t needs; /* bits of the needs that it meets */
    unsigned unlike_count;
    ls_slice *unlikes; /* a line with it is no request if its value starts with
                          one of these */
} ls_key;

/* Immutable once made. */
typedef struct ls_keymap {
    ls_key *keys;
    size_t count;
    uint16_t *buckets; /* by hash: number of a key from 1; 0: none */
    size_t mask;       /* number of buckets minus 1 */
    uint32_t needs;    /* bits of those that must be met */
} ls_keymap;

/* What is kept while one line is read. */
typedef struct ls_keyed {
    const ls_keymap *map;
    ls_values *values;
    ls_record *record;
    unsigned char best[LS_KEY_ROWS]; /* rank of the value taken, from 1 */
    uint32_t needs;                  /* those that were met */
    bool is_unlike;  /* the line is something else, as a key says */
    bool bad_status; /* a status was there, but cannot be one */
} ls_keyed;

/*
 * Makes the map of a format for the wanted fields; all memory is the arena's.
 * LS_ESYNTAX says what is wrong with the `keys` of the pattern file.
 */
ls_status ls_keymap_make(ls_keymap *map, ls_arena *arena,
                         const ls_format *format, ls_fields wanted,
                         ls_error *err) LS_MUST_USE;

/*
 * The bucket in which looking for a key starts. The map is looked at for every
 * value of every line, so this goes by a few bytes of a key; the map's own come
 * from pattern files, and no log can add one.
 */
static inline size_t ls_keymap_bucket(const ls_keymap *map, ls_slice name)
{
    const unsigned char *at = (const unsigned char *)name.ptr;

    if (name.len == 0)
        return 0;
    return (name.len * 7 + at[0] * 31u + at[name.len - 1] * 131u +
            at[name.len / 2] * 521u) &
           map->mask;
}

/* Looks for a key in one bucket and those behind it. */
const ls_key *ls_keymap_find_from(const ls_keymap *map, size_t bucket,
                                  ls_slice name);

/* What is known about a key; NULL, most often: it is not asked for. */
static inline const ls_key *ls_keymap_find(const ls_keymap *map, ls_slice name)
{
    size_t bucket = ls_keymap_bucket(map, name);

    return map->buckets[bucket] ? ls_keymap_find_from(map, bucket, name) : NULL;
}

/* A new line, whose values go to the record. */
static inline void ls_keyed_start(ls_keyed *keyed, const ls_keymap *map,
                                  ls_values *values, ls_record *record)
{
    memset(keyed, 0, sizeof(*keyed));
    keyed->map = map;
    keyed->values = values;
    keyed->record = record;
}

/* Whether a value says that its line is no request. */
static inline bool ls_key_is_unlike(const ls_key *key, ls_slice value)
{
    for (unsigned i = 0; i < key->unlike_count; i++) {
        ls_slice start = key->unlikes[i];

        /* Most often the first byte tells. */
        if (start.len && value.len && start.ptr[0] != value.ptr[0])
            continue;
        if (ls_slice_starts(value, start))
            return true;
    }
    return false;
}

/* Takes the value of a key, unless a better key gave one before. */
void ls_keyed_set(ls_keyed *keyed, const ls_key *key, ls_slice value);

/* Whether all that is needed was there. */
static inline bool ls_keyed_is_complete(const ls_keyed *keyed)
{
    return (keyed->needs & keyed->map->needs) == keyed->map->needs;
}

#endif
