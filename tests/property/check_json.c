/* SPDX-License-Identifier: MIT */
/*
 * A validator that shares no code with the writer it checks: recursive descent
 * over RFC 8259's grammar, UTF-8 by RFC 3629's table. It builds nothing.
 */

#include "property/check_json.h"

enum {
    MAX_DEPTH = 32,
    MAX_NAMES = 256,
};

struct parser {
    ls_slice text;
    size_t at;
    const char *problem; /* the first one */
    size_t depth;
};

static void fail(struct parser *p, const char *problem)
{
    if (!p->problem)
        p->problem = problem;
}

/* The next byte, or 0 at the end. */
static unsigned char peek(const struct parser *p)
{
    return p->at < p->text.len ? (unsigned char)p->text.ptr[p->at] : 0;
}

static void expect(struct parser *p, char byte)
{
    if (peek(p) != (unsigned char)byte)
        fail(p, "another byte was expected");
    else
        p->at++;
}

static bool is_between(ls_slice s, size_t at, unsigned low, unsigned high)
{
    return at < s.len && (unsigned char)s.ptr[at] >= low &&
           (unsigned char)s.ptr[at] <= high;
}

static bool has_tail(ls_slice s, size_t from, size_t count)
{
    for (size_t i = from; i < from + count; i++)
        if (!is_between(s, i, 0x80, 0xbf))
            return false;
    return true;
}

/* The length of the character at `at`, 0 if there is none (RFC 3629). */
static size_t character(ls_slice s, size_t at)
{
    static const struct range {
        unsigned char first, last;   /* of the first byte */
        unsigned char second, until; /* of the second */
        size_t tail;                 /* bytes after those */
    } ranges[] = {
        { 0xc2, 0xdf, 0x80, 0xbf, 0 }, { 0xe0, 0xe0, 0xa0, 0xbf, 1 },
        { 0xe1, 0xec, 0x80, 0xbf, 1 }, { 0xed, 0xed, 0x80, 0x9f, 1 },
        { 0xee, 0xef, 0x80, 0xbf, 1 }, { 0xf0, 0xf0, 0x90, 0xbf, 2 },
        { 0xf1, 0xf3, 0x80, 0xbf, 2 }, { 0xf4, 0xf4, 0x80, 0x8f, 2 },
    };

    if (is_between(s, at, 0, 0x7f))
        return 1;
    for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++)
        if (is_between(s, at, ranges[i].first, ranges[i].last) &&
            is_between(s, at + 1, ranges[i].second, ranges[i].until) &&
            has_tail(s, at + 2, ranges[i].tail))
            return 2 + ranges[i].tail;
    return 0;
}

static bool is_control(ls_slice s, size_t at)
{
    return is_between(s, at, 0, 0x1f) || is_between(s, at, 0x7f, 0x7f) ||
           (is_between(s, at, 0xc2, 0xc2) && is_between(s, at + 1, 0x80, 0x9f));
}

static bool is_hex(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
           (c >= 'A' && c <= 'F');
}

/* What stands behind a backslash. */
static void read_escape(struct parser *p)
{
    unsigned char c = peek(p);

    p->at++;
    if (c == 'u') {
        for (size_t i = 0; i < 4; i++, p->at++)
            if (!is_hex(peek(p)))
                fail(p, "\\u without four hex digits");
    } else if (c == 0 || !strchr("\"\\/bfnrt", c)) {
        fail(p, "no such escape");
    }
}

/* `*value` gets what stands between the quotes, as it is written. */
static void read_string(struct parser *p, ls_slice *value)
{
    size_t start = p->at + 1;

    expect(p, '"');
    while (!p->problem && peek(p) != '"') {
        size_t len = character(p->text, p->at);

        if (len == 0)
            fail(p, "not UTF-8");
        else if (is_control(p->text, p->at))
            fail(p, "a control character");
        p->at += len;
        if (p->problem || p->text.ptr[p->at - len] != '\\')
            continue;
        read_escape(p);
    }
    *value = (ls_slice){ p->text.ptr + start, p->at - start };
    expect(p, '"');
}

static size_t read_digits(struct parser *p)
{
    size_t start = p->at;

    while (peek(p) >= '0' && peek(p) <= '9')
        p->at++;
    if (p->at == start)
        fail(p, "a digit was expected");
    return p->at - start;
}

static void read_number(struct parser *p)
{
    bool zero;

    if (peek(p) == '-')
        p->at++;
    zero = peek(p) == '0';
    if (read_digits(p) > 1 && zero)
        fail(p, "a number that starts with 0");
    if (peek(p) == '.') {
        p->at++;
        (void)read_digits(p);
    }
    if (peek(p) != 'e' && peek(p) != 'E')
        return;
    p->at++;
    if (peek(p) == '+' || peek(p) == '-')
        p->at++;
    (void)read_digits(p);
}

static void read_word(struct parser *p)
{
    static const char *const words[] = { "null", "true", "false" };
    ls_slice rest = ls_slice_skip(p->text, p->at);

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (ls_slice_starts(rest, ls_slice_of(words[i]))) {
            p->at += strlen(words[i]);
            return;
        }
    fail(p, "no JSON value");
}

static void read_value(struct parser *p);

static void read_array(struct parser *p)
{
    p->at++;
    if (peek(p) != ']')
        read_value(p);
    while (!p->problem && peek(p) == ',') {
        p->at++;
        read_value(p);
    }
    expect(p, ']');
}

static void add_name(struct parser *p, ls_slice *names, size_t count,
                     ls_slice name)
{
    for (size_t i = 0; i < count; i++)
        if (ls_slice_equal(names[i], name))
            fail(p, "a name that the object has already");
    if (count == MAX_NAMES)
        fail(p, "too many names");
    else if (memchr(name.ptr, '\\', name.len))
        fail(p, "an escape in a name");
    else
        names[count] = name;
}

static void read_object(struct parser *p)
{
    ls_slice names[MAX_NAMES];
    size_t count = 0;

    p->at++;
    if (peek(p) == '}') {
        p->at++;
        return;
    }
    for (;; p->at++) {
        ls_slice name;

        read_string(p, &name);
        if (!p->problem)
            add_name(p, names, count++, name);
        expect(p, ':');
        read_value(p);
        if (p->problem || peek(p) != ',')
            break;
    }
    expect(p, '}');
}

static void read_value(struct parser *p)
{
    unsigned char c = peek(p);
    ls_slice unused;

    if (p->problem)
        return;
    if (++p->depth > MAX_DEPTH)
        fail(p, "too deep");
    else if (c == '{')
        read_object(p);
    else if (c == '[')
        read_array(p);
    else if (c == '"')
        read_string(p, &unused);
    else if (c == '-' || (c >= '0' && c <= '9'))
        read_number(p);
    else
        read_word(p);
    p->depth--;
}

const char *json_problem(ls_slice text, size_t *at)
{
    struct parser p = { .text = text };

    read_value(&p);
    expect(&p, '\n');
    if (p.at != text.len)
        fail(&p, "something stands behind the document");
    *at = p.at;
    return p.problem;
}

/* Bidi controls, zero-width characters, U+2028, U+2029 and the BOM. */
static bool deceives(ls_slice s, size_t at)
{
    static const char *const characters[] = {
        "\xe2\x80\x8b", "\xe2\x80\x8c", "\xe2\x80\x8d", "\xe2\x80\x8e",
        "\xe2\x80\x8f", "\xe2\x80\xa8", "\xe2\x80\xa9", "\xe2\x80\xaa",
        "\xe2\x80\xab", "\xe2\x80\xac", "\xe2\x80\xad", "\xe2\x80\xae",
        "\xe2\x81\xa6", "\xe2\x81\xa7", "\xe2\x81\xa8", "\xe2\x81\xa9",
        "\xef\xbb\xbf", "\xd8\x9c",
    };

    for (size_t i = 0; i < sizeof(characters) / sizeof(characters[0]); i++)
        if (ls_slice_starts(ls_slice_skip(s, at), ls_slice_of(characters[i])))
            return true;
    return false;
}

const char *text_problem(ls_slice text, bool ascii, size_t *at)
{
    size_t len;

    for (*at = 0; *at < text.len; *at += len) {
        len = character(text, *at);
        if (len == 0)
            return "not UTF-8";
        if (text.ptr[*at] != '\n' && is_control(text, *at))
            return "a control character";
        if (ascii && len > 1)
            return "not ASCII";
        if (len > 1 && deceives(text, *at))
            return "a character that deceives the eye";
    }
    return NULL;
}
