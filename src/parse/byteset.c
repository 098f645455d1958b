/* SPDX-License-Identifier: MIT */
/*
 * Sets of bytes, as the items of regular expressions name them. Of PCRE2's
 * notation it knows what patterns use; what it does not know it refuses.
 */

#include "parse/byteset.h"

ls_byteset ls_byteset_of(ls_slice text)
{
    ls_byteset set = { { 0 } };

    for (size_t i = 0; i < text.len; i++)
        ls_byteset_put(&set, (unsigned char)text.ptr[i]);
    return set;
}

int ls_byteset_single(const ls_byteset *set)
{
    int found = -1;

    for (int i = 0; i < 4; i++) {
        uint64_t bits = set->bits[i];

        if (bits == 0)
            continue;
        if (found >= 0 || (bits & (bits - 1)))
            return -1;
        for (found = i * 64; bits > 1; bits >>= 1)
            found++;
    }
    return found;
}

static void put_range(ls_byteset *set, unsigned from, unsigned to)
{
    for (unsigned byte = from; byte <= to; byte++)
        ls_byteset_put(set, (unsigned char)byte);
}

static void add(ls_byteset *set, const ls_byteset *more)
{
    for (int i = 0; i < 4; i++)
        set->bits[i] |= more->bits[i];
}

static void negate(ls_byteset *set)
{
    for (int i = 0; i < 4; i++)
        set->bits[i] = ~set->bits[i];
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* `hh` behind \x. */
static bool read_hex(ls_slice *rest, ls_byteset *set)
{
    int high = rest->len > 1 ? hex_digit(rest->ptr[0]) : -1;
    int low = rest->len > 1 ? hex_digit(rest->ptr[1]) : -1;

    if (high < 0 || low < 0)
        return false;
    ls_byteset_put(set, (unsigned char)(high * 16 + low));
    *rest = ls_slice_skip(*rest, 2);
    return true;
}

/* The byte that a letter stands for behind a backslash; or 0. */
static unsigned char control_of(char letter)
{
    static const char letters[] = "tnrfea";
    static const char bytes[] = "\t\n\r\f\x1b\a";
    const char *at = letter ? strchr(letters, letter) : NULL;

    return at ? (unsigned char)bytes[at - letters] : 0;
}

/* The sets that a letter stands for. */
static bool put_kind(char letter, ls_byteset *set)
{
    switch (letter | 0x20) {
    case 'd':
        put_range(set, '0', '9');
        break;
    case 'w':
        put_range(set, '0', '9');
        put_range(set, 'A', 'Z');
        put_range(set, 'a', 'z');
        ls_byteset_put(set, '_');
        break;
    case 's':
        put_range(set, '\t', '\r');
        ls_byteset_put(set, ' ');
        break;
    default:
        return false;
    }
    if (letter < 'a')
        negate(set);
    return true;
}

static bool is_alphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
}

/* What stands behind a backslash. */
static bool read_escape(ls_slice *rest, ls_byteset *set)
{
    char c;

    if (rest->len == 0)
        return false;
    c = rest->ptr[0];
    *rest = ls_slice_skip(*rest, 1);
    if (c == 'x')
        return read_hex(rest, set);
    if (control_of(c))
        ls_byteset_put(set, control_of(c));
    else if (is_alphanumeric(c))
        return put_kind(c, set);
    else
        ls_byteset_put(set, (unsigned char)c);
    return true;
}

/* A byte, or an escape. */
static bool read_simple(ls_slice *rest, ls_byteset *set)
{
    char c;

    *set = (ls_byteset){ { 0 } };
    if (rest->len == 0)
        return false;
    c = rest->ptr[0];
    *rest = ls_slice_skip(*rest, 1);
    if (c == '\\')
        return read_escape(rest, set);
    ls_byteset_put(set, (unsigned char)c);
    return true;
}

/* `a` or `a-z` in a class. */
static bool read_member(ls_slice *rest, ls_byteset *set)
{
    ls_byteset from;
    ls_byteset to;
    int first;
    int last;

    if (ls_slice_starts(*rest, LS_SLICE("[:")) ||
        ls_slice_starts(*rest, LS_SLICE("[.")) ||
        ls_slice_starts(*rest, LS_SLICE("[=")) || !read_simple(rest, &from))
        return false;
    add(set, &from);
    if (rest->len < 2 || rest->ptr[0] != '-' || rest->ptr[1] == ']')
        return true;
    *rest = ls_slice_skip(*rest, 1);
    first = ls_byteset_single(&from);
    if (!read_simple(rest, &to))
        return false;
    last = ls_byteset_single(&to);
    if (first < 0 || last < first)
        return false;
    put_range(set, (unsigned)first, (unsigned)last);
    return true;
}

/* A class, behind its bracket. */
static bool read_class(ls_slice *rest, ls_byteset *set)
{
    bool negated = ls_slice_starts(*rest, LS_SLICE("^"));

    *rest = ls_slice_skip(*rest, negated);
    *set = (ls_byteset){ { 0 } };
    do {
        if (!read_member(rest, set))
            return false;
    } while (rest->len && rest->ptr[0] != ']');
    if (rest->len == 0)
        return false;
    *rest = ls_slice_skip(*rest, 1);
    if (negated)
        negate(set);
    return true;
}

bool ls_byteset_read(ls_slice *rest, ls_byteset *set)
{
    if (rest->len == 0 || strchr("()*+?{}|^$#]", rest->ptr[0]))
        return false;
    if (rest->ptr[0] == '[') {
        *rest = ls_slice_skip(*rest, 1);
        return read_class(rest, set);
    }
    if (rest->ptr[0] != '.')
        return read_simple(rest, set);
    *rest = ls_slice_skip(*rest, 1);
    *set = (ls_byteset){ { 0 } };
    negate(set);
    return true;
}
