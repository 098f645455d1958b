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
#include "record/request.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    MAX_KEYS = 256,  /* that are looked at */
    MAX_NAME = 100,  /* bytes of one, squeezed */
    MAX_TITLE = 160, /* bytes */
};

/* What values of a key look like; how many of them do. */
typedef enum look {
    LOOK_STATUS,
    LOOK_METHOD,
    LOOK_REQUEST,
    LOOK_TARGET,
    LOOK_TIME,
    LOOK_COUNT
} look;

struct seen {
    ls_slice path;
    size_t count; /* values that are not empty */
    size_t looks[LOOK_COUNT];
    bool taken;
};

struct probe {
    const ls_format *base;
    ls_arena *arena;
    struct seen keys[MAX_KEYS];
    size_t count;
    ls_buf text; /* of the new format's keys */
    char title[MAX_TITLE];
    bool failed; /* no memory */
};

/* --- Looking at values. */

static bool is_status(ls_slice value)
{
    uint64_t number;

    if (!ls_slice_to_u64(value, &number))
        return false;
    return number == 0 || (number >= 100 && number <= 599 && value.len == 3);
}

static bool is_method(ls_slice value)
{
    return ls_method_find(value) != LS_METHOD_OTHER;
}

static bool is_target(ls_slice value)
{
    return ls_slice_starts(value, LS_SLICE("/")) ||
           ls_slice_starts(value, LS_SLICE("http://")) ||
           ls_slice_starts(value, LS_SLICE("https://"));
}

static bool is_request(ls_slice value)
{
    ls_slice method;

    return ls_slice_cut(&value, ' ', &method) && is_method(method) &&
           (is_target(value) || (value.len && value.ptr[0] == '*'));
}

/* A date with a time of day; a number alone could be anything. */
static bool is_time(ls_slice value)
{
    static const ls_time_form any = { .kind = LS_TIME_ANY };
    ls_timer timer = { 0 };
    int64_t ms;

    return value.len && memchr(value.ptr, ':', value.len) &&
           ls_timer_read(&timer, any, value, &ms);
}

static bool (*const tests[LOOK_COUNT])(ls_slice value) = {
    [LOOK_STATUS] = is_status,   [LOOK_METHOD] = is_method,
    [LOOK_REQUEST] = is_request, [LOOK_TARGET] = is_target,
    [LOOK_TIME] = is_time,
};

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
    for (int i = 0; i < LOOK_COUNT; i++)
        key->looks[i] += tests[i](text);
}

/* Nine of ten values. */
static bool looks_like(const struct seen *key, look what)
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
        return looks_like(key, LOOK_STATUS);
    if (ls_slice_equal(field, LS_SLICE("method")))
        return looks_like(key, LOOK_METHOD);
    if (ls_slice_equal(field, LS_SLICE("request")))
        return looks_like(key, LOOK_REQUEST);
    if (ls_slice_equal(field, LS_SLICE("target")))
        return looks_like(key, LOOK_TARGET);
    return key->count != 0;
}

/* The key that a word of the base's list stands for, or NULL. */
static struct seen *find_named(struct probe *probe, ls_slice word,
                               ls_slice field)
{
    for (size_t i = 0; i < probe->count; i++) {
        struct seen *key = &probe->keys[i];

        if (!key->taken && is_same_name(word, key->path) && may_be(key, field))
            return key;
    }
    return NULL;
}

/* Words in names of keys whose values tell what they are. */
static const struct hint {
    const char *field;
    look look;
    const char *words[4];
} hints[] = {
    { "status", LOOK_STATUS, { "status", "code", "response", "result" } },
    { "request", LOOK_REQUEST, { "" } },
    { "method", LOOK_METHOD, { "" } },
    { "target", LOOK_TARGET, { "path", "uri", "url", "target" } },
    { "time", LOOK_TIME, { "" } },
};

static bool fits_hint(const struct seen *key, const struct hint *hint)
{
    if (key->taken || !looks_like(key, hint->look))
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
        if (!ls_slice_equal(ls_slice_of(hints[h].field), field))
            continue;
        for (size_t i = 0; i < probe->count; i++)
            if (fits_hint(&probe->keys[i], &hints[h]))
                return &probe->keys[i];
    }
    return NULL;
}

static void append(struct probe *probe, ls_slice text)
{
    probe->failed = probe->failed || ls_buf_append(&probe->text, text) != LS_OK;
}

static void add_title(struct probe *probe, ls_slice field, ls_slice path)
{
    size_t len = strlen(probe->title);
    int shown = (int)(path.len < 40 ? path.len : 40);

    (void)snprintf(probe->title + len, MAX_TITLE - len, "%s%.*s from \"%.*s\"",
                   len ? ", " : "JSON log, ", (int)field.len, field.ptr, shown,
                   path.ptr);
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
    key->taken = true;
    append(probe, field);
    append(probe, LS_SLICE(" "));
    append(probe, key->path);
    append(probe, LS_SLICE("\n"));
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
        status = make(probe, made);
    }
    ls_buf_release(&probe->text);
    free(probe);
    return status;
}
