/* SPDX-License-Identifier: MIT */
/*
 * Cuts a regular expression into the pieces of its top-level sequence. It
 * knows as much of PCRE2's syntax as is needed to find where an item ends:
 * escapes, classes, groups, quantifiers, blanks and comments. It judges
 * nothing: the pattern has been compiled by PCRE2 before.
 */

#include "parse/pieces.h"

static size_t end_of_class(ls_slice s, size_t at)
{
    at++;
    if (at < s.len && s.ptr[at] == '^')
        at++;
    if (at < s.len && s.ptr[at] == ']')
        at++; /* a ] that stands first is one of the class */
    while (at < s.len && s.ptr[at] != ']') {
        if (s.ptr[at] == '\\')
            at++;
        at++;
    }
    return at + 1;
}

static size_t end_of_comment(ls_slice s, size_t at)
{
    while (at < s.len && s.ptr[at] != '\n')
        at++;
    return at;
}

/* The end of one item without a look inside groups: escape, class, byte. */
static size_t end_of_simple(ls_slice s, size_t at)
{
    if (s.ptr[at] == '\\')
        return at + 2;
    if (s.ptr[at] == '[')
        return end_of_class(s, at);
    if (s.ptr[at] == '#')
        return end_of_comment(s, at);
    return at + 1;
}

static size_t end_of_group(ls_slice s, size_t at)
{
    size_t depth = 0;

    while (at < s.len) {
        if (s.ptr[at] == '(')
            depth++;
        if (s.ptr[at] == ')' && --depth == 0)
            return at + 1;
        at = end_of_simple(s, at);
    }
    return at;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static size_t skip_blanks(ls_slice s, size_t at)
{
    while (at < s.len && (is_space(s.ptr[at]) || s.ptr[at] == '#'))
        at = s.ptr[at] == '#' ? end_of_comment(s, at) : at + 1;
    return at;
}

static size_t end_of_quantifier(ls_slice s, size_t at)
{
    if (at >= s.len || !strchr("*+?{", s.ptr[at]))
        return at;
    if (s.ptr[at] == '{')
        while (at < s.len && s.ptr[at] != '}')
            at++;
    at++;
    if (at < s.len && (s.ptr[at] == '+' || s.ptr[at] == '?'))
        at++;
    return at;
}

/* The name in the first `(?<name>` of the piece. */
static ls_slice first_group(ls_slice text)
{
    for (size_t i = 0; i + 3 < text.len; i++) {
        ls_slice rest = ls_slice_skip(text, i);
        ls_slice name;

        if (!ls_slice_starts(rest, LS_SLICE("(?<")) || rest.ptr[3] == '=' ||
            rest.ptr[3] == '!')
            continue;
        rest = ls_slice_skip(rest, 3);
        if (ls_slice_cut(&rest, '>', &name))
            return name;
    }
    return (ls_slice){ 0 };
}

/* The piece at `*at`, which moves behind it. False at the end. */
static bool next_piece(ls_slice s, size_t *at, ls_slice *text)
{
    size_t start = skip_blanks(s, *at);
    size_t end;

    if (start >= s.len)
        return false;
    end =
        s.ptr[start] == '(' ? end_of_group(s, start) : end_of_simple(s, start);
    end = end_of_quantifier(s, end);
    if (end > s.len)
        end = s.len;
    *text = ls_slice_head(ls_slice_skip(s, start), end - start);
    *at = end;
    return true;
}

ls_status ls_pieces_cut(ls_arena *arena, ls_slice pattern, ls_piece **pieces,
                        size_t *count)
{
    ls_slice text;
    size_t found = 0;

    for (size_t at = 0; next_piece(pattern, &at, &text); found++)
        if (ls_slice_equal(text, LS_SLICE("|")))
            break;
    *pieces = ls_arena_alloc(arena, found + 1, sizeof(**pieces));
    if (!*pieces)
        return LS_ENOMEM;
    *count = 0;
    for (size_t at = 0; next_piece(pattern, &at, &text); (*count)++) {
        if (ls_slice_equal(text, LS_SLICE("|"))) {
            (*pieces)[0] = (ls_piece){ pattern, first_group(pattern) };
            *count = 1;
            return LS_OK;
        }
        (*pieces)[*count] = (ls_piece){ text, first_group(text) };
    }
    return LS_OK;
}
