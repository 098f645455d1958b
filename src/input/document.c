/* SPDX-License-Identifier: MIT */
/* Whether an input is a JSON document or lines, by its first bytes. */

#include "input/elements.h"

/* Names that exports give to the array with the log's records. */
static const char *const names[] = {
    "records",   "Records", "value",   "logs", "entries", "items", "events",
    "logEvents", "result",  "results", "hits", "data",    "rows",
};

enum {
    LOOK = 65536
}; /* bytes looked at for the array */

static ls_slice skip_blanks(ls_slice s)
{
    while (s.len && (s.ptr[0] == ' ' || s.ptr[0] == '\t' || s.ptr[0] == '\n' ||
                     s.ptr[0] == '\r'))
        s = ls_slice_skip(s, 1);
    return s;
}

/* Cuts a string off the start of `s`, if there is a whole one. */
static bool cut_string(ls_slice *s, ls_slice *text)
{
    size_t at = 1;

    if (s->len == 0 || s->ptr[0] != '"')
        return false;
    while (at < s->len && s->ptr[at] != '"')
        at += s->ptr[at] == '\\' ? 2 : 1;
    if (at >= s->len)
        return false;
    *text = (ls_slice){ s->ptr + 1, at - 1 };
    *s = ls_slice_skip(*s, at + 1);
    return true;
}

static bool is_known(ls_slice name)
{
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (ls_slice_is(name, names[i]))
            return true;
    return false;
}

/* `: [ {`: an empty array holds nothing that could be lost. */
static bool is_array_of_objects(ls_slice s)
{
    s = skip_blanks(s);
    if (s.len == 0 || s.ptr[0] != ':')
        return false;
    s = skip_blanks(ls_slice_skip(s, 1));
    if (s.len == 0 || s.ptr[0] != '[')
        return false;
    s = skip_blanks(ls_slice_skip(s, 1));
    return s.len && s.ptr[0] == '{';
}

/*
 * How deep the first array of objects with a known name is open in the object
 * that `s` begins with; 0: there is none.
 */
static unsigned find_records(ls_slice s)
{
    unsigned depth = 0;
    ls_slice text;

    while (s.len) {
        char c = s.ptr[0];

        if (c == '"') {
            if (!cut_string(&s, &text))
                return 0;
            if (depth < LS_DOCUMENT_DEEPEST && is_known(text) &&
                is_array_of_objects(s))
                return depth + 1;
            continue;
        }
        depth += c == '{' || c == '[';
        if ((c == '}' || c == ']') && --depth == 0)
            return 0;
        s = ls_slice_skip(s, 1);
    }
    return 0;
}

/* Cuts a string off the start of `s` that ends in its line. */
static bool cut_line_string(ls_slice *s)
{
    ls_slice text = { 0 };

    return cut_string(s, &text) &&
           (text.len == 0 || !memchr(text.ptr, '\n', text.len));
}

/* Whether the first line ends inside an object that goes on below. */
static bool is_spread(ls_slice s)
{
    unsigned depth = 0;

    while (s.len && s.ptr[0] != '\n') {
        char c = s.ptr[0];

        if (c == '"') {
            if (!cut_line_string(&s))
                return false;
            continue;
        }
        depth += c == '{' || c == '[';
        if ((c == '}' || c == ']') && depth)
            depth--;
        s = ls_slice_skip(s, 1);
    }
    s = skip_blanks(s);
    return depth && s.len && (s.ptr[0] == '"' || s.ptr[0] == '}');
}

static ls_document document_of_array(ls_slice s)
{
    ls_slice first = skip_blanks(ls_slice_skip(s, 1));

    return first.len && (first.ptr[0] == '{' || first.ptr[0] == ']')
               ? LS_DOCUMENT_OBJECTS
               : LS_DOCUMENT_NONE;
}

ls_document ls_document_of(ls_slice head, bool whole)
{
    ls_slice s = ls_slice_head(skip_blanks(head), LOOK);
    unsigned depth;

    if (s.len && s.ptr[0] == '[')
        return document_of_array(s);
    if (s.len == 0 || s.ptr[0] != '{')
        return LS_DOCUMENT_NONE;
    depth = whole ? 0 : find_records(s);
    if (depth)
        return depth;
    return is_spread(s) ? LS_DOCUMENT_OBJECTS : LS_DOCUMENT_NONE;
}
