/* SPDX-License-Identifier: MIT */
/*
 * A short cut for objects of JSON: what it takes it has read by the grammar,
 * each byte of it, but it does not take all there is. Left to the parser are
 * objects and arrays in arrays, many levels or members, characters by number
 * beyond ASCII, and whatever is wrong.
 *
 * The last byte of the object is a brace. Nothing but a brace takes that one,
 * so only the end of an object must look whether there is another byte.
 */

#include "base/json_plain.h"

#include "base/json_scan.h"

/* An object that is being read. */
struct walk {
    const char *at; /* the next byte */
    const char *end;
    ls_json_plain *plain;
    ls_slice path; /* of the next value */
    size_t depth;  /* of the objects that are open */
};

static inline bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static inline void skip_blanks(struct walk *w)
{
    while (is_blank(*w->at))
        w->at++;
}

/* Whether `byte` comes next, behind blanks; then it is taken. */
static inline bool take(struct walk *w, char byte)
{
    if (*w->at != byte && (unsigned char)*w->at <= ' ')
        skip_blanks(w);
    if (*w->at != byte)
        return false;
    w->at++;
    return true;
}

/* --- Strings. */

/* Puts bytes behind those that are kept; false if there is no room. */
static bool keep(ls_json_plain *plain, ls_slice bytes)
{
    if (bytes.len > sizeof(plain->bytes) - plain->used)
        return false;
    memcpy(plain->bytes + plain->used, bytes.ptr, bytes.len);
    plain->used += bytes.len;
    return true;
}

static int hex_digit(char c)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    const char *at = memchr(digits, c, sizeof(digits) - 1);

    return at ? (int)(at - digits) % 16 : -1;
}

/* The character of "00XX", or -1 if it is none of ASCII. */
static int ascii_character(const struct walk *w)
{
    int high;
    int low;

    if (w->end - w->at < 4 || w->at[0] != '0' || w->at[1] != '0')
        return -1;
    high = hex_digit(w->at[2]);
    low = hex_digit(w->at[3]);
    return high >= 0 && high < 8 && low >= 0 ? high * 16 + low : -1;
}

/* Takes an escape, and keeps what it means. */
static bool read_escape(struct walk *w)
{
    static const char names[] = "\"\\/bfnrt";
    static const char means[] = "\"\\/\b\f\n\r\t";
    const char *name = memchr(names, *++w->at, sizeof(names) - 1);
    char byte;

    if (name) {
        w->at++;
        return keep(w->plain, (ls_slice){ &means[name - names], 1 });
    }
    if (*w->at++ != 'u' || ascii_character(w) < 0)
        return false;
    byte = (char)ascii_character(w);
    w->at += 4;
    return keep(w->plain, (ls_slice){ &byte, 1 });
}

/* A string with escapes, which is put together anew. */
static bool read_escaped(struct walk *w, ls_slice *text)
{
    const char *start = w->plain->bytes + w->plain->used;

    for (;;) {
        size_t len = ls_json_scan(w->at, (size_t)(w->end - w->at));

        if (!keep(w->plain, (ls_slice){ w->at, len }))
            return false;
        w->at += len;
        if (w->at == w->end)
            return false;
        if (*w->at == '"')
            break;
        if (*w->at != '\\' || !read_escape(w))
            return false;
    }
    w->at++;
    *text = (ls_slice){ start, 0 };
    text->len = (size_t)(w->plain->bytes + w->plain->used - start);
    return true;
}

/* A string whose first quote was taken. */
static inline bool read_string(struct walk *w, ls_slice *text)
{
    size_t len = ls_json_scan(w->at, (size_t)(w->end - w->at));

    if (w->at + len == w->end)
        return false;
    if (w->at[len] != '"')
        return read_escaped(w, text);
    *text = (ls_slice){ w->at, len };
    w->at += len + 1;
    return true;
}

/* --- Other values. */

static bool skip_digits(struct walk *w)
{
    const char *from = w->at;

    while (*w->at >= '0' && *w->at <= '9')
        w->at++;
    return w->at != from;
}

static bool read_number(struct walk *w, ls_slice *text)
{
    const char *from = w->at;

    w->at += *w->at == '-';
    if (*w->at == '0')
        w->at++;
    else if (!skip_digits(w))
        return false;
    if (*w->at == '.' && (w->at++, !skip_digits(w)))
        return false;
    if (*w->at == 'e' || *w->at == 'E') {
        w->at++;
        w->at += *w->at == '+' || *w->at == '-';
        if (!skip_digits(w))
            return false;
    }
    *text = (ls_slice){ from, (size_t)(w->at - from) };
    return true;
}

static bool read_word(struct walk *w, ls_slice word, ls_slice *text)
{
    *text = (ls_slice){ w->at, word.len };
    if ((size_t)(w->end - w->at) <= word.len || !ls_slice_equal(*text, word))
        return false;
    w->at += word.len;
    return true;
}

/* The text and type of the next value, unless it has values itself. */
static inline bool read_scalar(struct walk *w, ls_json_member *member)
{
    switch (*w->at) {
    case '"':
        w->at++;
        member->type = LS_JSON_STRING;
        return read_string(w, &member->text);
    case 't':
        member->type = LS_JSON_BOOLEAN;
        return read_word(w, LS_SLICE("true"), &member->text);
    case 'f':
        member->type = LS_JSON_BOOLEAN;
        return read_word(w, LS_SLICE("false"), &member->text);
    case 'n':
        member->type = LS_JSON_NULL;
        return read_word(w, LS_SLICE("null"), &member->text);
    default:
        member->type = LS_JSON_NUMBER;
        return read_number(w, &member->text);
    }
}

/* Of an array, whose bracket was taken, the first value counts. */
static bool read_array(struct walk *w)
{
    size_t first = w->plain->count;
    ls_json_member rest;

    if (take(w, ']'))
        return true;
    do {
        bool is_first = w->plain->count == first;
        ls_json_member *member =
            is_first ? &w->plain->members[w->plain->count++] : &rest;

        skip_blanks(w);
        member->path = w->path;
        if (!read_scalar(w, member))
            return false;
    } while (take(w, ','));
    return take(w, ']');
}

static inline bool read_value(struct walk *w)
{
    ls_json_plain *plain = w->plain;

    if (plain->count == LS_JSON_PLAIN_MEMBERS)
        return false;
    if (take(w, '['))
        return read_array(w);
    plain->members[plain->count].path = w->path;
    return read_scalar(w, &plain->members[plain->count++]);
}

/* --- Objects. */

/* The path of a key below the first level, with those above it. */
static bool join_path(struct walk *w, ls_slice key)
{
    ls_json_plain *plain = w->plain;
    ls_slice above = plain->paths[w->depth - 1];

    w->path.ptr = plain->bytes + plain->used;
    w->path.len = above.len + 1 + key.len;
    return w->path.len <= LS_JSON_LONGEST && keep(plain, above) &&
           keep(plain, LS_SLICE(".")) && keep(plain, key);
}

static inline bool read_key(struct walk *w)
{
    if (!take(w, '"') || !read_string(w, &w->path) || !take(w, ':') ||
        w->path.len > LS_JSON_LONGEST)
        return false;
    return w->depth == 1 || join_path(w, w->path);
}

static bool open_object(struct walk *w)
{
    if (w->depth == LS_JSON_PLAIN_LEVELS)
        return false;
    w->plain->paths[w->depth++] = w->path;
    return true;
}

/* Takes the ends of objects; true if another member comes. */
static inline bool goes_on(struct walk *w)
{
    while (take(w, '}'))
        if (--w->depth == 0 || w->at == w->end)
            return false;
    return take(w, ',');
}

/* Reads what is behind the first brace. */
static bool read_members(struct walk *w)
{
    for (;;) {
        if (!read_key(w))
            return false;
        if (take(w, '{')) {
            if (!open_object(w))
                return false;
            skip_blanks(w);
            if (*w->at != '}')
                continue; /* with its first key */
        } else if (!read_value(w)) {
            return false;
        }
        if (!goes_on(w))
            return w->depth == 0 && w->at == w->end;
    }
}

static ls_slice trim(ls_slice s)
{
    while (s.len && is_blank(s.ptr[0]))
        s = ls_slice_skip(s, 1);
    while (s.len && is_blank(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

bool ls_json_plain_read(ls_json_plain *plain, ls_slice object)
{
    struct walk w = { .plain = plain, .depth = 1 };

    object = trim(object);
    if (object.len < 2 || object.ptr[0] != '{' ||
        object.ptr[object.len - 1] != '}')
        return false;
    plain->count = 0;
    plain->used = 0;
    w.at = object.ptr + 1;
    w.end = object.ptr + object.len;
    return read_members(&w);
}
