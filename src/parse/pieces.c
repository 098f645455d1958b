/* SPDX-License-Identifier: MIT */
/*
 * Cuts a regular expression into the pieces of its top-level sequence. It
 * knows as much of PCRE2's syntax as is needed to find where an item ends:
 * escapes, classes, groups, quantifiers, blanks and comments. It judges
 * nothing: the pattern has been compiled by PCRE2 before.
 */

#include "parse/pieces.h"

#include <limits.h>

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
        return at + (at + 1 < s.len && s.ptr[at + 1] == 'x' ? 4 : 2);
    if (s.ptr[at] == '[')
        return end_of_class(s, at);
    if (s.ptr[at] == '#')
        return end_of_comment(s, at);
    return at + 1;
}

/* Where the next byte is that may end a group or begin something, or the end.
 */
static size_t skip_plain(ls_slice s, size_t at)
{
    static const bool special[UCHAR_MAX + 1] = {
        ['('] = true, [')'] = true,  ['|'] = true,
        ['['] = true, ['\\'] = true, ['#'] = true,
    };

    while (at < s.len && !special[(unsigned char)s.ptr[at]])
        at++;
    return at;
}

static size_t end_of_group(ls_slice s, size_t at)
{
    size_t depth = 0;

    while ((at = skip_plain(s, at)) < s.len) {
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

/* From `start` to `end`, as far as that is there. */
static ls_slice part_of(ls_slice s, size_t start, size_t end)
{
    if (start > s.len)
        start = s.len;
    if (end > s.len)
        end = s.len;
    return ls_slice_head(ls_slice_skip(s, start), end - start);
}

bool ls_pieces_next(ls_slice s, size_t *at, ls_slice *item,
                    ls_slice *quantifier)
{
    size_t start = skip_blanks(s, *at);
    size_t middle;
    size_t end;

    if (start >= s.len)
        return false;
    middle =
        s.ptr[start] == '(' ? end_of_group(s, start) : end_of_simple(s, start);
    end = end_of_quantifier(s, middle);
    *item = part_of(s, start, middle);
    *quantifier = part_of(s, middle, end);
    *at = end < s.len ? end : s.len;
    return true;
}

/* The piece at `*at`, which moves behind it. False at the end. */
static bool next_piece(ls_slice s, size_t *at, ls_slice *text)
{
    ls_slice quantifier;

    if (!ls_pieces_next(s, at, text, &quantifier))
        return false;
    text->len += quantifier.len;
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

/* What is found while a pattern is walked for its groups. */
struct groups {
    ls_arena *arena;
    const char **names;
    size_t count; /* of numbers that are taken */
};

/* Takes the name if `rest` starts with `(?<name>`; LS_ENOMEM. */
static ls_status take_group(struct groups *groups, ls_slice rest)
{
    ls_slice name;

    if (!ls_slice_starts(rest, LS_SLICE("(?<")) || rest.len == 3 ||
        rest.ptr[3] == '=' || rest.ptr[3] == '!')
        return LS_OK;
    rest = ls_slice_skip(rest, 3);
    if (!ls_slice_cut(&rest, '>', &name))
        return LS_OK;
    groups->names[groups->count] = ls_arena_copy(groups->arena, name);
    return groups->names[groups->count++] ? LS_OK : LS_ENOMEM;
}

/*
 * Walks from `*at` to the end of the group it is in. `resets`: the numbers
 * start anew in each of its alternatives.
 */
static ls_status walk_groups(struct groups *groups, ls_slice s, size_t *at,
                             bool resets)
{
    size_t start = groups->count;
    size_t most = start;
    ls_status status = LS_OK;

    while (status == LS_OK && (*at = skip_plain(s, *at)) < s.len &&
           s.ptr[*at] != ')') {
        ls_slice rest = ls_slice_skip(s, *at);

        *at = end_of_simple(s, *at);
        if (resets && rest.ptr[0] == '|')
            groups->count = start;
        if (rest.ptr[0] != '(')
            continue;
        status = take_group(groups, rest);
        if (status == LS_OK)
            status = walk_groups(groups, s, at,
                                 ls_slice_starts(rest, LS_SLICE("(?|")));
        if (groups->count > most)
            most = groups->count;
    }
    if (*at < s.len)
        ++*at;
    groups->count = most;
    return status;
}

ls_status ls_pieces_groups(ls_arena *arena, ls_slice pattern,
                           const char ***names, size_t *count)
{
    struct groups groups = { .arena = arena, .count = 1 };
    size_t most = 1;
    size_t at = 0;

    for (size_t i = 0; i + 1 < pattern.len; i++)
        most += pattern.ptr[i] == '<' && pattern.ptr[i - (i > 0)] == '?';
    groups.names = ls_arena_alloc(arena, most, sizeof(*groups.names));
    if (!groups.names || walk_groups(&groups, pattern, &at, false) != LS_OK)
        return LS_ENOMEM;
    *names = groups.names;
    *count = groups.count;
    return LS_OK;
}
