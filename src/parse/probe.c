/* SPDX-License-Identifier: MIT */
/*
 * Finds out which keys of unknown JSON hold a request and its status. A key is
 * taken for what its name says, whatever its case, its dashes and the objects
 * around it, if its values agree; the status and the request are also known by
 * their values alone.
 */

#include "parse/probe.h"

#include "base/buf.h"
#include "base/json.h"
#include "parse/formats.h"
#include "parse/keymap.h"
#include "parse/look.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    MAX_KEYS = 256,  /* that are looked at */
    MAX_NAME = 100,  /* bytes of one, squeezed */
    MAX_TITLE = 160, /* bytes */
};

struct seen {
    ls_slice path;
    size_t count; /* values that are not empty */
    size_t looks[LS_LOOK_COUNT];
    bool taken;
};

struct probe {
    const ls_format *base;
    ls_arena *arena;
    struct seen keys[MAX_KEYS];
    size_t count;
    ls_buf text; /* of the new format's keys */
    ls_buf need; /* "a|b": keys that only requests have */
    char title[MAX_TITLE];
    bool failed; /* no memory */
};

/* --- Looking at values. */

/* A list of keys has these between them, and a NUL at its end. */
static bool can_be_listed(ls_slice path)
{
    static const char between[] = " \t\n|";

    for (size_t i = 0; i < path.len; i++)
        if (memchr(between, path.ptr[i], sizeof(between)))
            return false;
    return path.len != 0;
}

static struct seen *at_key(struct probe *probe, ls_slice path)
{
    struct seen *key;
    char *copy;

    for (size_t i = 0; i < probe->count; i++)
        if (ls_slice_equal(probe->keys[i].path, path))
            return &probe->keys[i];
    if (probe->count == MAX_KEYS || !can_be_listed(path))
        return NULL;
    copy = ls_arena_copy(probe->arena, path);
    probe->failed = probe->failed || !copy;
    if (!copy)
        return NULL;
    key = &probe->keys[probe->count++];
    *key = (struct seen){ .path = { copy, path.len } };
    return key;
}

static void look_at(void *context, ls_slice path, ls_json_type type,
                    ls_slice text)
{
    struct probe *probe = context;
    struct seen *key = at_key(probe, path);

    if (!key || type == LS_JSON_NULL || type == LS_JSON_BOOLEAN ||
        text.len == 0 || ls_slice_equal(text, LS_SLICE("-")))
        return;
    key->count++;
    for (int i = 0; i < LS_LOOK_COUNT; i++)
        key->looks[i] += ls_looks_like((ls_look)i, text);
}

/* Nine of ten values. */
static bool holds(const struct seen *key, ls_look what)
{
    return key->count && key->looks[what] * 10 >= key->count * 9;
}

/* --- Looking at names. */

/* Only the letters and digits, in lower case, from the last dot but `up`. */
static size_t squeeze(ls_slice name, unsigned up, char *out)
{
    size_t start = name.len;
    size_t len = 0;

    while (start) {
        if (name.ptr[start - 1] == '.' && up-- == 0)
            break;
        start--;
    }
    for (size_t i = start; i < name.len && len < MAX_NAME; i++) {
        char c = name.ptr[i];

        if (c >= 'A' && c <= 'Z')
            c = (char)(c | 0x20);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            out[len++] = c;
    }
    return len;
}

/* Whether the names are the same but for how they are written, and what is
   around the one in the log. */
static bool is_same_name(ls_slice known, ls_slice path)
{
    char a[MAX_NAME];
    char b[MAX_NAME];
    unsigned dots = 0;
    size_t len;

    for (size_t i = 0; i < known.len; i++)
        dots += known.ptr[i] == '.';
    len = squeeze(known, dots, a);
    for (unsigned up = dots; up < dots + 2; up++)
        if (len && squeeze(path, up, b) == len && memcmp(a, b, len) == 0)
            return true;
    return false;
}

static bool holds_word(ls_slice path, const char *word)
{
    char name[MAX_NAME];
    size_t len = squeeze(path, 1, name);
    size_t word_len = strlen(word);

    for (size_t i = 0; i + word_len <= len; i++)
        if (memcmp(name + i, word, word_len) == 0)
            return true;
    return false;
}

/* --- Choosing. */

/* Whether the values of a key may be that field. */
static bool may_be(const struct seen *key, ls_slice field)
{
    if (ls_slice_equal(field, LS_SLICE("status")))
        return holds(key, LS_LOOK_STATUS);
    if (ls_slice_equal(field, LS_SLICE("method")))
        return holds(key, LS_LOOK_METHOD);
    if (ls_slice_equal(field, LS_SLICE("request")))
        return holds(key, LS_LOOK_REQUEST);
    if (ls_slice_equal(field, LS_SLICE("target")))
        return holds(key, LS_LOOK_TARGET);
    return key->count != 0;
}

/* Whether the word is the one that the base has for the key, if it has any:
   responseTime is in milliseconds, response_time is not. */
static bool is_known_as(const struct probe *probe, ls_slice word, ls_slice path)
{
    return ls_slice_equal(word, path) ||
           !ls_keymap_find(probe->base->keymap, path);
}

/* The key that a word of the base's list stands for, or NULL. */
static struct seen *find_named(struct probe *probe, ls_slice word,
                               ls_slice field)
{
    for (size_t i = 0; i < probe->count; i++) {
        struct seen *key = &probe->keys[i];

        if (!key->taken && is_same_name(word, key->path) &&
            is_known_as(probe, word, key->path) && may_be(key, field))
            return key;
    }
    return NULL;
}

/* Words in names of keys whose values tell what they are. */
static const struct hint {
    const char *field;
    ls_look look;
    const char *words[4];
} hints[] = {
    { "status", LS_LOOK_STATUS, { "status", "code", "response", "result" } },
    { "request", LS_LOOK_REQUEST, { "" } },
    { "method", LS_LOOK_METHOD, { "" } },
    { "target", LS_LOOK_TARGET, { "path", "uri", "url", "target" } },
    { "time", LS_LOOK_TIME, { "" } },
};

static bool fits_hint(const struct seen *key, const struct hint *hint)
{
    if (key->taken || !holds(key, hint->look))
        return false;
    for (size_t i = 0; i < 4 && hint->words[i]; i++)
        if (holds_word(key->path, hint->words[i]))
            return true;
    return false;
}

/* The key whose values tell what it is, or NULL. */
static struct seen *find_hinted(struct probe *probe, ls_slice field)
{
    for (size_t h = 0; h < sizeof(hints) / sizeof(hints[0]); h++) {
        if (!ls_slice_is(field, hints[h].field))
            continue;
        for (size_t i = 0; i < probe->count; i++)
            if (fits_hint(&probe->keys[i], &hints[h]))
                return &probe->keys[i];
    }
    return NULL;
}

static void append(ls_buf *buf, ls_slice text, bool *failed)
{
    *failed = *failed || ls_buf_append(buf, text) != LS_OK;
}

static void add_title(struct probe *probe, ls_slice field, ls_slice path)
{
    size_t len = strlen(probe->title);
    int shown = (int)(path.len < 40 ? path.len : 40);

    (void)snprintf(probe->title + len, MAX_TITLE - len, "%s%.*s from \"%.*s\"",
                   len ? ", " : "JSON log, ", (int)field.len, field.ptr, shown,
                   path.ptr);
}

/* A status and a path alone are a process that exited as often as a request. */
static const ls_fields of_requests =
    LS_HAS(LS_FIELD_METHOD) | LS_HAS(LS_FIELD_PROTOCOL) |
    LS_HAS(LS_FIELD_REFERER) | LS_HAS(LS_FIELD_AGENT);

static void take_key(struct probe *probe, ls_slice field, struct seen *key)
{
    key->taken = true;
    append(&probe->text, field, &probe->failed);
    append(&probe->text, LS_SLICE(" "), &probe->failed);
    append(&probe->text, key->path, &probe->failed);
    append(&probe->text, LS_SLICE("\n"), &probe->failed);
    if (!(ls_part_of(field).fields & of_requests))
        return;
    if (probe->need.len)
        append(&probe->need, LS_SLICE("|"), &probe->failed);
    append(&probe->need, key->path, &probe->failed);
}

/* Takes a key for a row of the base: "field word word ...". */
static bool take_row(struct probe *probe, ls_slice row)
{
    struct seen *key = NULL;
    ls_slice field;
    ls_slice word;

    if (!ls_slice_cut(&row, ' ', &field))
        return false;
    row = ls_slice_trim(row);
    while (!key && row.len) {
        word = row;
        if (!ls_slice_cut(&row, ' ', &word))
            row.len = 0;
        key = find_named(probe, word, field);
    }
    if (!key)
        key = find_hinted(probe, field);
    if (!key)
        return false;
    take_key(probe, field, key);
    if (ls_part_of(field).fields &
        (LS_HAS(LS_FIELD_STATUS) | LS_HAS(LS_FIELD_METHOD) |
         LS_HAS(LS_FIELD_TARGET)))
        add_title(probe, field, key->path);
    return true;
}

/* Takes the rows of the base that are for any of the fields, or the others. */
static bool take_rows(struct probe *probe, ls_fields fields, bool of_them)
{
    ls_slice rest = ls_slice_of(probe->base->keys);
    bool taken = false;

    while (rest.len) {
        ls_slice row = rest;
        ls_slice field;
        ls_slice copy;

        if (!ls_slice_cut(&rest, '\n', &row))
            rest.len = 0;
        copy = row;
        if (!ls_slice_cut(&copy, ' ', &field))
            continue;
        if (((ls_part_of(field).fields & fields) != 0) == of_them)
            taken = take_row(probe, row) || taken;
    }
    return taken;
}

static ls_status look_at_lines(struct probe *probe, const ls_slice *lines,
                               size_t count)
{
    ls_json_reader *json = ls_json_reader_new();
    ls_status status = json ? LS_OK : LS_ENOMEM;

    for (size_t i = 0; i < count && status == LS_OK; i++) {
        bool valid;

        if (lines[i].len && lines[i].ptr[0] == '{')
            status = ls_json_read(json, lines[i], look_at, probe, &valid);
    }
    ls_json_reader_free(json);
    return probe->failed ? LS_ENOMEM : status;
}

static ls_status make(struct probe *probe, ls_format **made)
{
    ls_format *format = ls_arena_alloc(probe->arena, 1, sizeof(*format));
    const char *need;

    if (!format || probe->failed)
        return LS_ENOMEM;
    *format = (ls_format){
        .origin = probe->base->origin,
        .name = probe->base->name,
        .title = ls_arena_copy(probe->arena, ls_slice_of(probe->title)),
        .time = probe->base->time,
        .kind = LS_KIND_JSON,
        .keys = ls_arena_copy(probe->arena, ls_buf_slice(&probe->text)),
        .servers = probe->base->servers,
    };
    need = ls_arena_copy(probe->arena, ls_buf_slice(&probe->need));
    if (!need || ls_strings_add(&format->needs, probe->arena, need) != LS_OK)
        return LS_ENOMEM;
    if (!format->title || !format->keys ||
        ls_format_compile(format, NULL, probe->arena, NULL) != LS_OK)
        return LS_ENOMEM;
    *made = format;
    return LS_OK;
}

ls_status ls_probe_json(const ls_format *base, ls_arena *arena,
                        const ls_slice *lines, size_t count, ls_format **made)
{
    const ls_fields status_field = LS_HAS(LS_FIELD_STATUS);
    const ls_fields request = LS_HAS(LS_FIELD_METHOD) | LS_HAS(LS_FIELD_TARGET);
    struct probe *probe = calloc(1, sizeof(*probe));
    ls_status status;

    *made = NULL;
    if (!probe)
        return LS_ENOMEM;
    probe->base = base;
    probe->arena = arena;
    status = look_at_lines(probe, lines, count);
    if (status == LS_OK && take_rows(probe, status_field, true) &&
        take_rows(probe, request, true)) {
        (void)take_rows(probe, status_field | request, false);
        if (probe->need.len && !probe->failed)
            status = make(probe, made);
    }
    if (probe->failed)
        status = LS_ENOMEM;
    ls_buf_release(&probe->text);
    ls_buf_release(&probe->need);
    free(probe);
    return status;
}
