/* SPDX-License-Identifier: MIT */
/* From keys to fields. */

#include "parse/keymap.h"

const ls_key *ls_keymap_find_from(const ls_keymap *map, size_t bucket,
                                  ls_slice name)
{
    for (; map->buckets[bucket]; bucket = (bucket + 1) & map->mask) {
        const ls_key *key = &map->keys[map->buckets[bucket] - 1];

        if (ls_slice_equal(key->name, name))
            return key;
    }
    return NULL;
}

/* The key of this name, which is made if there is none. */
static ls_key *at_key(ls_keymap *map, ls_slice name)
{
    const ls_key *known = ls_keymap_find(map, name);
    size_t bucket = ls_keymap_bucket(map, name);
    ls_key *key;

    if (known)
        return &map->keys[known - map->keys];
    while (map->buckets[bucket])
        bucket = (bucket + 1) & map->mask;
    key = &map->keys[map->count++];
    map->buckets[bucket] = (uint16_t)map->count;
    key->name = name;
    return key;
}

/* Cuts the first word off `text`; false if there is none. */
static bool next_word(ls_slice *text, ls_slice *word)
{
    *text = ls_slice_trim(*text);
    if (text->len == 0)
        return false;
    *word = *text;
    if (!ls_slice_cut(text, ' ', word))
        text->len = 0;
    return true;
}

/* How many words, between blanks and line ends, there are at most. */
static size_t count_words(const char *text)
{
    size_t words = 0;

    for (char before = ' '; *text; before = *text++)
        words += (before == ' ' || before == '\n') && *text != ' ';
    return words;
}

/* Room for as many keys as the texts have words. */
static ls_status reserve(ls_keymap *map, ls_arena *arena,
                         const ls_format *format)
{
    size_t words = 1 + count_words(format->keys) + format->unlikes.count;
    size_t buckets = 8;

    for (size_t i = 0; i < format->needs.count; i++)
        for (const char *at = format->needs.items[i]; *at; at++)
            words += *at == '|' || at == format->needs.items[i];
    while (buckets < words * 4)
        buckets *= 2;
    map->mask = buckets - 1;
    map->keys = ls_arena_alloc(arena, words, sizeof(*map->keys));
    map->buckets = ls_arena_alloc(arena, buckets, sizeof(*map->buckets));
    if (words > UINT16_MAX || !map->keys || !map->buckets)
        return LS_ENOMEM;
    return LS_OK;
}

/* One line of `keys`: a field, and the keys that may hold it. */
static ls_status add_row(ls_keymap *map, ls_slice line, unsigned row,
                         ls_fields wanted, ls_error *err)
{
    ls_slice word;
    ls_part part;

    if (!next_word(&line, &word))
        return LS_OK;
    part = ls_part_of(word);
    if (part.kind == LS_PART_NONE)
        return ls_fail(err, LS_ESYNTAX, 0, "keys: '%.*s' is no field",
                       (int)(word.len < 40 ? word.len : 40), word.ptr);
    if (row == LS_KEY_ROWS)
        return ls_fail(err, LS_ESYNTAX, 0, "keys: has more than %d lines",
                       LS_KEY_ROWS);
    if (!ls_part_is_wanted(&part, wanted))
        return LS_OK;
    for (unsigned rank = 0; next_word(&line, &word); rank++) {
        ls_key *key = at_key(map, word);

        if (key->part.kind != LS_PART_NONE)
            return ls_fail(err, LS_ESYNTAX, 0, "keys: '%.*s' stands twice",
                           (int)(word.len < 40 ? word.len : 40), word.ptr);
        key->part = part;
        key->row = row;
        key->rank = rank < 250 ? rank : 250;
    }
    return LS_OK;
}

/* A need is met by any one of `a|b|c`. */
static void add_need(ls_keymap *map, const char *need, unsigned number)
{
    ls_slice rest = ls_slice_of(need);

    while (rest.len) {
        ls_slice name = rest;

        if (!ls_slice_cut(&rest, '|', &name))
            rest.len = 0;
        if (name.len)
            at_key(map, name)->needs |= (uint32_t)1 << number;
    }
    map->needs |= (uint32_t)1 << number;
}

/* "key=start of its value", or "key" whatever its value. */
static ls_status add_unlike(ls_keymap *map, ls_arena *arena, const char *text,
                            ls_error *err)
{
    ls_slice value = ls_slice_of(text);
    ls_slice name = value;
    ls_key *key;

    if (!ls_slice_cut(&value, '=', &name))
        value.len = 0;
    key = at_key(map, name);
    if (!key->unlikes)
        key->unlikes =
            ls_arena_alloc(arena, LS_KEY_UNLIKES, sizeof(*key->unlikes));
    if (!key->unlikes)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    if (key->unlike_count == LS_KEY_UNLIKES)
        return ls_fail(err, LS_ESYNTAX, 0, "unlike: more than %d of one key",
                       LS_KEY_UNLIKES);
    key->unlikes[key->unlike_count++] = value;
    return LS_OK;
}

ls_status ls_keymap_make(ls_keymap *map, ls_arena *arena,
                         const ls_format *format, ls_fields wanted,
                         ls_error *err)
{
    ls_slice rest = ls_slice_of(format->keys);
    ls_status status = LS_OK;

    *map = (ls_keymap){ 0 };
    if (reserve(map, arena, format) != LS_OK)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    for (unsigned row = 0; rest.len; row++) {
        ls_slice line = rest;

        if (!ls_slice_cut(&rest, '\n', &line))
            rest.len = 0;
        status = add_row(map, line, row, wanted, err);
        if (status != LS_OK)
            return status;
    }
    if (format->needs.count > LS_KEY_NEEDS)
        return ls_fail(err, LS_ESYNTAX, 0, "need: more than %d", LS_KEY_NEEDS);
    for (unsigned i = 0; i < format->needs.count; i++)
        add_need(map, format->needs.items[i], i);
    for (size_t i = 0; i < format->unlikes.count && status == LS_OK; i++)
        status = add_unlike(map, arena, format->unlikes.items[i], err);
    return status;
}

static bool is_absent(ls_slice value)
{
    return value.len == 0 || (value.len == 1 && value.ptr[0] == '-');
}

void ls_keyed_set(ls_keyed *keyed, const ls_key *key, ls_slice value)
{
    unsigned char *best = &keyed->best[key->row];
    unsigned rank = is_absent(value) ? 255 : key->rank + 1;

    keyed->needs |= key->needs;
    if (ls_key_is_unlike(key, value))
        keyed->is_unlike = true;
    if (key->part.kind == LS_PART_NONE || (*best && *best <= rank))
        return;
    if (ls_values_set(keyed->values, &key->part, value, keyed->record))
        *best = (unsigned char)rank;
    else if (key->part.fields & LS_HAS(LS_FIELD_STATUS))
        keyed->bad_status = true;
}
