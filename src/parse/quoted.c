/* SPDX-License-Identifier: MIT */
/* Words, as the configurations of Apache and nginx both have them. */

#include "parse/quoted.h"

#include <ctype.h>

bool ls_conf_is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

ls_slice ls_conf_trim(ls_slice s)
{
    while (s.len && ls_conf_is_space(s.ptr[0]))
        s = ls_slice_skip(s, 1);
    while (s.len && ls_conf_is_space(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

bool ls_conf_is_same(ls_slice a, ls_slice b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (tolower((unsigned char)a.ptr[i]) !=
            tolower((unsigned char)b.ptr[i]))
            return false;
    return true;
}

/* Where the quote that `s` starts with ends; the length if nowhere. */
static size_t closing_quote(ls_slice s)
{
    size_t at = 1;

    while (at < s.len && s.ptr[at] != s.ptr[0])
        at += s.ptr[at] == '\\' ? 2 : 1;
    return at < s.len ? at : s.len;
}

bool ls_conf_word(ls_slice *rest, ls_slice *word)
{
    ls_slice s = ls_conf_trim(*rest);
    size_t len = 0;

    if (s.len == 0)
        return false;
    if (s.ptr[0] == '"' || s.ptr[0] == '\'') {
        len = closing_quote(s);
        *word = ls_slice_skip(ls_slice_head(s, len), 1);
        *rest = ls_slice_skip(s, len < s.len ? len + 1 : len);
        return true;
    }
    while (len < s.len && !ls_conf_is_space(s.ptr[len]))
        len++;
    *word = ls_slice_head(s, len);
    *rest = ls_slice_skip(s, len);
    return true;
}
