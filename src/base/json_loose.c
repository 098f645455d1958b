/* SPDX-License-Identifier: MIT */
/*
 * Bare values of objects, given quotes. Only what stands between a colon and
 * the next key or bracket is looked at, so an object that is cut stays cut.
 */

#include "base/json_loose.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Only what is in front, so that no look ahead goes further than it must. */
static ls_slice skip_blanks(ls_slice s)
{
    while (s.len && is_blank(s.ptr[0]))
        s = ls_slice_skip(s, 1);
    return s;
}

static ls_slice trim(ls_slice s)
{
    s = skip_blanks(s);
    while (s.len && is_blank(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

/* The length of the string that `s` begins with, quotes included. */
static size_t string_len(ls_slice s)
{
    size_t at = 1;

    while (at < s.len && s.ptr[at] != '"')
        at += s.ptr[at] == '\\' ? 2 : 1;
    return at < s.len ? at + 1 : s.len;
}

/* Whether the comma that `s` begins with has a key or a bracket behind it. */
static bool is_last_comma(ls_slice s)
{
    s = skip_blanks(ls_slice_skip(s, 1));
    return s.len == 0 || s.ptr[0] == '}' || s.ptr[0] == ']';
}

static bool is_comma_before_key(ls_slice s)
{
    s = skip_blanks(ls_slice_skip(s, 1));
    return s.len == 0 || strchr("\"}]", s.ptr[0]) != NULL;
}

/* The length of the bare value that `s` begins with; it may be 0. */
static size_t bare_len(ls_slice s)
{
    size_t at = 0;

    for (; at < s.len && !strchr("}]", s.ptr[at]); at++)
        if (s.ptr[at] == ',' && is_comma_before_key(ls_slice_skip(s, at)))
            break;
    return at;
}

static size_t digits_len(ls_slice s)
{
    size_t len = 0;

    while (len < s.len && s.ptr[len] >= '0' && s.ptr[len] <= '9')
        len++;
    return len;
}

/* ".5", or nothing. */
static bool take_fraction(ls_slice *s)
{
    size_t len;

    if (s->len == 0 || s->ptr[0] != '.')
        return true;
    *s = ls_slice_skip(*s, 1);
    len = digits_len(*s);
    *s = ls_slice_skip(*s, len);
    return len != 0;
}

/* "e+3", or nothing. */
static bool take_exponent(ls_slice *s)
{
    size_t len;

    if (s->len == 0 || (s->ptr[0] | 0x20) != 'e')
        return true;
    *s = ls_slice_skip(*s, 1);
    if (s->len && (s->ptr[0] == '+' || s->ptr[0] == '-'))
        *s = ls_slice_skip(*s, 1);
    len = digits_len(*s);
    *s = ls_slice_skip(*s, len);
    return len != 0;
}

/* RFC 8259 section 6. */
static bool is_number(ls_slice s)
{
    size_t len;

    if (s.len && s.ptr[0] == '-')
        s = ls_slice_skip(s, 1);
    len = digits_len(s);
    if (len == 0 || (len > 1 && s.ptr[0] == '0'))
        return false;
    s = ls_slice_skip(s, len);
    return take_fraction(&s) && take_exponent(&s) && s.len == 0;
}

static bool is_word(ls_slice s)
{
    return ls_slice_equal(s, LS_SLICE("null")) ||
           ls_slice_equal(s, LS_SLICE("true")) ||
           ls_slice_equal(s, LS_SLICE("false"));
}

/* Whether quotes around it make a string of it. */
static bool can_be_quoted(ls_slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] < 0x20 || strchr("\"\\{[:", s.ptr[i]))
            return false;
    return true;
}

/* Writes the bare value. */
static ls_status put_value(ls_slice value, ls_buf *out, bool *changed)
{
    ls_slice text = trim(value);

    if (is_number(text) || is_word(text) || !can_be_quoted(text))
        return ls_buf_append(out, value);
    *changed = true;
    if (text.len == 0 || ls_slice_equal(text, LS_SLICE("-")))
        return ls_buf_append(out, LS_SLICE("null"));
    if (ls_buf_append(out, LS_SLICE("\"")) != LS_OK ||
        ls_buf_append(out, text) != LS_OK)
        return LS_ENOMEM;
    return ls_buf_append(out, LS_SLICE("\""));
}

/* Writes what `rest` begins with: a string, or one byte. */
static ls_status put_next(ls_slice *rest, ls_buf *out, bool *changed)
{
    size_t len = rest->ptr[0] == '"' ? string_len(*rest) : 1;
    ls_slice next = ls_slice_head(*rest, len);
    bool dropped = rest->ptr[0] == ',' && is_last_comma(*rest);

    *rest = ls_slice_skip(*rest, len);
    *changed = *changed || dropped;
    return dropped ? LS_OK : ls_buf_append(out, next);
}

ls_status ls_json_loosen(ls_slice object, ls_buf *loosened, bool *changed)
{
    ls_slice rest = object;

    loosened->len = 0;
    *changed = false;
    while (rest.len) {
        bool colon = rest.ptr[0] == ':';
        ls_slice value;

        if (put_next(&rest, loosened, changed) != LS_OK)
            return LS_ENOMEM;
        if (!colon)
            continue;
        rest = skip_blanks(rest);
        if (rest.len && strchr("\"{[", rest.ptr[0]))
            continue;
        value = ls_slice_head(rest, bare_len(rest));
        rest = ls_slice_skip(rest, value.len);
        if (put_value(value, loosened, changed) != LS_OK)
            return LS_ENOMEM;
    }
    return LS_OK;
}
