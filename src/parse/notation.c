/* SPDX-License-Identifier: MIT */
/*
 * The notation of pattern files (docs/patterns.md): a key and a value a line,
 * an indented line continues the value above. What is wrong is named with its
 * line; nothing is ignored.
 */

#include "parse/notation.h"

#include "base/buf.h"

/* Hands a whole key with its continuation lines to the setter. */
static ls_status set_key(ls_notation *n, ls_slice name, ls_slice value,
                         ls_error *err)
{
    ls_notation_setter *set = ls_notation_find(name);
    const char *copy;
    ls_status status;

    if (!set)
        return ls_fail(err, LS_ESYNTAX, n->key_line, "unknown key '%.*s'",
                       (int)(name.len < 40 ? name.len : 40), name.ptr);
    if (memchr(value.ptr ? value.ptr : "", '\0', value.len))
        return ls_fail(err, LS_ESYNTAX, n->key_line, "%.*s: holds a NUL byte",
                       (int)name.len, name.ptr);
    copy = ls_arena_copy(n->arena, value);
    if (!copy)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    status = set(n, copy);
    if (status == LS_ESYNTAX)
        return ls_fail(err, status, n->key_line, "%.*s: %s", (int)name.len,
                       name.ptr, n->problem);
    return status == LS_OK ? LS_OK : ls_fail(err, status, 0, "no memory");
}

/* The next line of `text` without its line end. */
static bool next_line(ls_slice *text, ls_slice *line)
{
    if (text->len == 0)
        return false;
    if (!ls_slice_cut(text, '\n', line)) {
        *line = *text;
        text->len = 0;
    }
    if (line->len && line->ptr[line->len - 1] == '\r')
        line->len--;
    return true;
}

static bool is_continued(ls_slice text)
{
    return text.len && (text.ptr[0] == ' ' || text.ptr[0] == '\t');
}

/* The value that starts with `first`, joined by newlines. */
static ls_status join_value(ls_slice *text, size_t *number, ls_slice first,
                            ls_buf *value)
{
    ls_slice line;

    value->len = 0;
    if (ls_buf_append(value, first) != LS_OK)
        return LS_ENOMEM;
    while (is_continued(*text) && next_line(text, &line)) {
        ++*number;
        if (ls_buf_append(value, LS_SLICE("\n")) != LS_OK ||
            ls_buf_append(value, ls_slice_trim(line)) != LS_OK)
            return LS_ENOMEM;
    }
    return LS_OK;
}

static ls_status read_keys(ls_notation *n, ls_slice text, ls_buf *value,
                           ls_error *err)
{
    ls_slice line;

    for (size_t number = 1; next_line(&text, &line); number++) {
        ls_slice name = line;
        ls_status status;

        if (ls_slice_is_blank(line) || line.ptr[0] == '#')
            continue;
        n->key_line = number;
        if (is_continued(line))
            return ls_fail(err, LS_ESYNTAX, number, "continues no key");
        if (!ls_slice_cut(&line, ' ', &name))
            line.len = 0;
        /* Spaces at the end of a line can be part of a sample. */
        while (line.len && line.ptr[0] == ' ')
            line = ls_slice_skip(line, 1);
        if (join_value(&text, &number, line, value) != LS_OK)
            return ls_fail(err, LS_ENOMEM, 0, "no memory");
        status = set_key(n, name, ls_buf_slice(value), err);
        if (status != LS_OK)
            return status;
    }
    return LS_OK;
}

/* What is wrong with a format of keys, taken as a whole; NULL: nothing. */
static const char *check_keys(const ls_format *f)
{
    if (!f->keys)
        return "is of a kind with keys, but has none";
    if (f->head || f->lead || f->plain || f->extends || f->tails.count)
        return "has keys and a regex";
    if (f->refusal)
        return "has keys and is refused, which only a regex can tell";
    if (f->unless_header)
        return "has keys and unless, which is for a regex";
    if (f->probes && f->kind != LS_KIND_JSON)
        return "probes, which is for JSON only";
    if (f->omits_status && f->needs.count == 0)
        return "omits the status, but has no need that tells its lines";
    return NULL;
}

/* Likewise a format of a regular expression. */
static const char *check_regex(const ls_format *f)
{
    if (f->keys)
        return "has keys, but no kind that has them";
    if (f->needs.count || f->unlikes.count || f->probes || f->omits_status)
        return "has need, unlike, probe or omits, but no keys";
    if (!f->head && !f->extends)
        return "has neither head nor extends";
    if (f->head && f->extends)
        return "has both head and extends";
    if (f->lead && !f->extends)
        return "has a lead without extends";
    return NULL;
}

/* What a file must have besides keys that are right. */
static ls_status check_whole(const ls_notation *n, ls_error *err)
{
    const ls_format *f = n->format;
    const char *problem =
        f->kind == LS_KIND_TEXT ? check_regex(f) : check_keys(f);

    if (!f->name)
        problem = "has no name";
    else if (!f->title)
        problem = "has no title";
    else if (!problem && n->sampled == 0)
        problem = "has no sample";
    else if (!problem && n->expected != n->sampled)
        problem = "has a sample without expect";
    if (problem)
        return ls_fail(err, LS_ESYNTAX, 0, "%s", problem);
    return LS_OK;
}

ls_status ls_notation_read(ls_format *format, ls_arena *arena, ls_slice text,
                           ls_error *err)
{
    ls_notation n = { .format = format, .arena = arena };
    ls_buf value = { 0 };
    ls_status status;

    format->last_sample = &format->samples;
    status = read_keys(&n, text, &value, err);
    if (status == LS_OK)
        status = check_whole(&n, err);
    ls_buf_release(&value);
    return status;
}
