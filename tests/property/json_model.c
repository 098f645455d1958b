/* SPDX-License-Identifier: MIT */
/*
 * The model of base/json.h. It shares no code with it: a text is copied while
 * it is decoded, a path is joined anew for every key, and levels are calls.
 */

#include "property/json_model.h"

#include <stdlib.h>

struct model {
    ls_slice rest;
    ls_buf *out;
    size_t depth;
    bool broken;
};

/* Where a value stands, and whether it is handed out. */
struct place {
    ls_slice path;
    size_t levels; /* kept so far */
    bool wanted;
    bool listed; /* in an array */
};

static void read_value(struct model *m, struct place place);

static void must(ls_status status)
{
    if (status != LS_OK)
        abort();
}

void json_model_write(void *context, ls_slice path, ls_json_type type,
                      ls_slice text)
{
    static const char types[] = { '"', '1', '?', '0' };
    ls_buf *out = context;

    must(ls_buf_append(out, path));
    must(ls_buf_append(out, (ls_slice){ &types[type], 1 }));
    must(ls_buf_append(out, text));
    must(ls_buf_append(out, LS_SLICE("\n")));
}

static void skip_blanks(struct model *m)
{
    while (m->rest.len && m->rest.ptr[0] != '\0' &&
           strchr(" \t\r\n", m->rest.ptr[0]))
        m->rest = ls_slice_skip(m->rest, 1);
}

/* Whether `byte` comes next, which is taken then. */
static bool take(struct model *m, char byte)
{
    skip_blanks(m);
    if (m->broken || m->rest.len == 0 || m->rest.ptr[0] != byte)
        return false;
    m->rest = ls_slice_skip(m->rest, 1);
    return true;
}

static void want(struct model *m, char byte)
{
    if (!take(m, byte))
        m->broken = true;
}

/* The next byte as it is, with nothing skipped. */
static unsigned char next_byte(struct model *m)
{
    unsigned char byte = 0;

    if (m->rest.len == 0)
        m->broken = true;
    if (m->broken)
        return 0;
    byte = (unsigned char)m->rest.ptr[0];
    m->rest = ls_slice_skip(m->rest, 1);
    return byte;
}

static unsigned digit(struct model *m)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    unsigned char byte = next_byte(m);
    const char *at = byte ? strchr(digits, byte) : NULL;

    if (!at)
        m->broken = true;
    return at ? (unsigned)(at - digits) % 16 : 0;
}

static unsigned four_digits(struct model *m)
{
    unsigned value = 0;

    for (int i = 0; i < 4; i++)
        value = value << 4 | digit(m);
    return value;
}

static void put(ls_buf *text, unsigned byte)
{
    char c = (char)(unsigned char)byte;

    must(ls_buf_append(text, (ls_slice){ &c, 1 }));
}

static void put_character(ls_buf *text, unsigned c)
{
    if (c < 0x80) {
        put(text, c);
        return;
    }
    if (c < 0x800) {
        put(text, 0xc0 | c >> 6);
    } else {
        put(text, c < 0x10000 ? 0xe0 | c >> 12 : 0xf0 | c >> 18);
        if (c >= 0x10000)
            put(text, 0x80 | (c >> 12 & 0x3f));
        put(text, 0x80 | (c >> 6 & 0x3f));
    }
    put(text, 0x80 | (c & 0x3f));
}

/* What stands behind \u. */
static void read_character(struct model *m, ls_buf *text)
{
    unsigned c = four_digits(m);

    if (c >= 0xd800 && c < 0xdc00 &&
        ls_slice_starts(m->rest, LS_SLICE("\\u"))) {
        struct model after = *m;
        unsigned low;

        after.rest = ls_slice_skip(after.rest, 2);
        low = four_digits(&after);
        if (!after.broken && low >= 0xdc00 && low < 0xe000) {
            m->rest = after.rest;
            put_character(text, 0x10000 + ((c - 0xd800) << 10) + low - 0xdc00);
            return;
        }
    }
    put_character(text, c >= 0xd800 && c < 0xe000 ? 0xfffd : c);
}

static void read_escape(struct model *m, ls_buf *text)
{
    static const char names[] = "\"\\/bfnrt";
    static const char means[] = "\"\\/\b\f\n\r\t";
    unsigned char byte = next_byte(m);
    const char *at = byte ? strchr(names, byte) : NULL;

    if (byte == 'u') {
        read_character(m, text);
    } else if (byte == 'x') {
        ls_slice digits = ls_slice_head(m->rest, 2);

        (void)digit(m);
        (void)digit(m);
        must(ls_buf_append(text, LS_SLICE("\\x")));
        must(ls_buf_append(text, digits));
    } else if (at) {
        put(text, (unsigned char)means[at - names]);
    } else {
        m->broken = true;
    }
}

/* A string whose first quote has been taken. */
static void read_string(struct model *m, ls_buf *text)
{
    for (;;) {
        unsigned char byte = next_byte(m);

        if (m->broken || byte == '"')
            return;
        if (byte < 0x20)
            m->broken = true;
        else if (byte == '\\')
            read_escape(m, text);
        else
            put(text, byte);
    }
}

static size_t digits_at(ls_slice s, size_t at)
{
    size_t from = at;

    while (at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9')
        at++;
    return at - from;
}

static bool is_one_of(ls_slice s, size_t at, const char *bytes)
{
    return at < s.len && s.ptr[at] != '\0' && strchr(bytes, s.ptr[at]);
}

/* The length of the number that `s` begins with, or 0. */
static size_t number_len(ls_slice s)
{
    size_t at = is_one_of(s, 0, "-");
    size_t digits = digits_at(s, at);

    if (digits == 0)
        return 0;
    at += s.ptr[at] == '0' ? 1 : digits;
    if (is_one_of(s, at, ".")) {
        digits = digits_at(s, at + 1);
        if (digits == 0)
            return 0;
        at += 1 + digits;
    }
    if (is_one_of(s, at, "eE")) {
        at += 1 + (size_t)is_one_of(s, at + 1, "+-");
        digits = digits_at(s, at);
        if (digits == 0)
            return 0;
        at += digits;
    }
    return at;
}

static void read_word(struct model *m, ls_slice *text, ls_json_type *type)
{
    static const char *const words[] = { "null", "true", "false" };

    *text = ls_slice_head(m->rest, number_len(m->rest));
    *type = LS_JSON_NUMBER;
    for (size_t i = 0; i < 3; i++)
        if (ls_slice_starts(m->rest, ls_slice_of(words[i]))) {
            *text = ls_slice_of(words[i]);
            *type = i ? LS_JSON_BOOLEAN : LS_JSON_NULL;
        }
    if (text->len == 0)
        m->broken = true;
    m->rest = ls_slice_skip(m->rest, text->len);
}

static void read_scalar(struct model *m, const struct place *place)
{
    ls_json_type type = LS_JSON_STRING;
    ls_buf decoded = { 0 };
    ls_slice text;

    if (take(m, '"')) {
        read_string(m, &decoded);
        text = ls_buf_slice(&decoded);
    } else {
        read_word(m, &text, &type);
    }
    if (!m->broken && place->wanted)
        json_model_write(m->out, place->path, type, text);
    ls_buf_release(&decoded);
}

static void read_array(struct model *m, struct place place)
{
    if (take(m, ']'))
        return;
    place.listed = true;
    do {
        read_value(m, place);
        place.wanted = false;
    } while (take(m, ','));
    want(m, ']');
}

static void read_member(struct model *m, ls_slice prefix, struct place place)
{
    ls_buf path = { 0 };

    must(ls_buf_append(&path, prefix));
    if (place.levels > 1)
        put(&path, '.');
    want(m, '"');
    read_string(m, &path);
    want(m, ':');
    if (path.len > LS_JSON_LONGEST)
        place.wanted = false;
    place.path = ls_buf_slice(&path);
    if (!m->broken)
        read_value(m, place);
    ls_buf_release(&path);
}

static void read_object(struct model *m, struct place place)
{
    if (place.listed || (place.levels > 1 && place.path.len >= LS_JSON_LONGEST))
        place.wanted = false;
    place.listed = false;
    if (take(m, '}'))
        return;
    do
        read_member(m, place.path, place);
    while (take(m, ','));
    want(m, '}');
}

static void read_value(struct model *m, struct place place)
{
    skip_blanks(m);
    if (!is_one_of(m->rest, 0, "{[") || m->broken) {
        read_scalar(m, &place);
        return;
    }
    if (++m->depth > LS_JSON_DEEPEST) {
        m->broken = true;
        return;
    }
    if (++place.levels > LS_JSON_LEVELS)
        place.wanted = false;
    if (take(m, '{')) {
        read_object(m, place);
    } else {
        want(m, '[');
        read_array(m, place);
    }
    m->depth--;
}

bool json_model_read(ls_slice text, ls_buf *out)
{
    struct model m = { .rest = text, .out = out };

    skip_blanks(&m);
    if (!is_one_of(m.rest, 0, "{"))
        return false;
    read_value(&m, (struct place){ .wanted = true });
    skip_blanks(&m);
    return !m.broken && m.rest.len == 0;
}

typedef ls_status reading(ls_json_reader *reader, ls_slice object,
                          ls_json_visit *visit, void *context, bool *valid);

/* Reads a copy of its own size, so that a sanitizer sees one byte more. */
static bool read_copy(ls_json_reader *reader, reading *read, ls_slice text,
                      ls_buf *out)
{
    char *copy = malloc(text.len ? text.len : 1);
    bool valid = false;

    if (!copy)
        abort();
    if (text.len)
        memcpy(copy, text.ptr, text.len);
    out->len = 0;
    must(read(reader, (ls_slice){ copy, text.len }, json_model_write, out,
              &valid));
    free(copy);
    return valid;
}

bool json_model_got(ls_json_reader *reader, ls_slice text, ls_buf *out)
{
    ls_buf parsed = { 0 };
    bool valid = read_copy(reader, ls_json_read, text, out);

    if (read_copy(reader, ls_json_parse, text, &parsed) != valid ||
        !ls_slice_equal(ls_buf_slice(&parsed), ls_buf_slice(out)))
        abort();
    ls_buf_release(&parsed);
    return valid;
}

const char *json_model_differs(ls_json_reader *reader, ls_slice text)
{
    const char *problem = NULL;
    ls_buf want = { 0 };
    ls_buf got = { 0 };
    bool is_object = json_model_read(text, &want);
    bool valid = json_model_got(reader, text, &got);

    if (valid != is_object)
        problem = valid ? "no object, but taken" : "an object, but not taken";
    else if (valid && !ls_slice_equal(ls_buf_slice(&want), ls_buf_slice(&got)))
        problem = "other values";
    ls_buf_release(&want);
    ls_buf_release(&got);
    return problem;
}
