/* SPDX-License-Identifier: MIT */
/*
 * Finds where elements start and end by counting brackets outside strings;
 * whether they are valid is for whoever reads them. A line that ends inside a
 * string, which JSON does not allow, ends the element too, so that one missing
 * quote does not cost all that follows.
 */

#include "input/elements.h"

void ls_elements_init(ls_elements *elements, ls_document kind, size_t max_len)
{
    *elements = (ls_elements){ .kind = kind, .max_len = max_len, .line = 1 };
}

void ls_elements_release(ls_elements *elements)
{
    ls_buf_release(&elements->element);
}

void ls_elements_give(ls_elements *elements, ls_slice bytes, bool last)
{
    elements->rest = bytes;
    elements->from = bytes.ptr;
    elements->ended = last;
}

bool ls_elements_is_cut(const ls_elements *elements)
{
    return elements->depth != 0;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\0';
}

static bool is_array(const ls_elements *e)
{
    return e->depth && e->depth <= 64 && (e->arrays >> (e->depth - 1) & 1) != 0;
}

/* Whether an object that starts here is an element. */
static bool starts_element(const ls_elements *e, char c)
{
    if (e->kind > LS_DOCUMENT_OBJECTS)
        return c == '{' && e->depth == e->kind && is_array(e);
    return c == '{' && (e->depth == 0 || (e->depth == 1 && is_array(e)));
}

/* Whether it is something that should not stand between elements. */
static bool starts_bare(const ls_elements *e, char c)
{
    bool between = e->depth == 0 || (e->depth == 1 && is_array(e) &&
                                     e->kind == LS_DOCUMENT_OBJECTS);

    return between && !is_blank(c) && !strchr(",[]{}", c);
}

static void open_level(ls_elements *e, bool array)
{
    if (e->depth < 64) {
        uint64_t bit = (uint64_t)1 << e->depth;

        e->arrays = array ? e->arrays | bit : e->arrays & ~bit;
    }
    if (e->depth < UINT32_MAX)
        e->depth++;
}

static void close_level(ls_elements *e)
{
    if (e->depth)
        e->depth--;
}

static void start_element(ls_elements *e, bool bare)
{
    e->inside = true;
    e->bare = bare;
    e->base = e->depth;
    e->element.len = 0;
    e->from = e->rest.ptr - 1;
    e->found = (ls_line){ .offset = e->offset, .number = e->line };
}

/* Keeps what was given of the element, up to one byte more than is allowed. */
static ls_status keep(ls_elements *e)
{
    ls_slice more = { e->from, (size_t)(e->rest.ptr - e->from) };

    return ls_buf_append(&e->element,
                         ls_slice_head(more, e->max_len + 1 - e->element.len));
}

/* A byte inside a string. */
static void take_string(ls_elements *e, char c)
{
    if (e->escaped)
        e->escaped = false;
    else if (c == '\\')
        e->escaped = true;
    else if (c == '"')
        e->in_string = false;
}

/* Whether the byte ends the element, which it belongs to. */
static bool take_structure(ls_elements *e, char c)
{
    if (e->in_string) {
        take_string(e, c);
        return false;
    }
    if (c == '"')
        e->in_string = true;
    else if (c == '{' || c == '[')
        open_level(e, c == '[');
    else if (c == '}' || c == ']')
        close_level(e);
    else
        return false;
    return !e->bare && e->inside && e->depth <= e->base && !e->in_string;
}

/* The element, which ends before the rest. */
static ls_status finish(ls_elements *e, ls_line *line)
{
    ls_slice text = { e->from, (size_t)(e->rest.ptr - e->from) };

    if (e->element.len) {
        if (keep(e) != LS_OK)
            return LS_ENOMEM;
        text = ls_buf_slice(&e->element);
    }
    e->inside = false;
    e->bare = false;
    e->in_string = false;
    e->escaped = false;
    e->depth = e->base;
    *line = e->found;
    line->too_long = text.len > e->max_len;
    line->text = ls_slice_head(text, e->max_len);
    while (line->text.len && is_blank(line->text.ptr[line->text.len - 1]))
        line->text.len--;
    return LS_OK;
}

static bool ends_by_line(const ls_elements *e, char c)
{
    return c == '\n' && e->inside && (e->bare || e->in_string);
}

/* Takes one byte; whether it ends an element. */
static bool take(ls_elements *e, char c)
{
    bool ended;

    if (!e->inside && (starts_element(e, c) || starts_bare(e, c)))
        start_element(e, !starts_element(e, c));
    ended = ends_by_line(e, c);
    if (!ended && !e->bare)
        ended = take_structure(e, c);
    if (!e->inside && c == '\n')
        e->in_string = false; /* of a name around the elements */
    if (c == '\n')
        e->line++;
    e->offset++;
    return ended;
}

int ls_elements_next(ls_elements *elements, ls_line *line)
{
    bool ended = false;

    while (!ended && elements->rest.len) {
        char c = elements->rest.ptr[0];

        elements->rest = ls_slice_skip(elements->rest, 1);
        ended = take(elements, c);
    }
    if (ended || (elements->ended && elements->inside))
        return finish(elements, line) == LS_OK ? 1 : LS_ENOMEM;
    if (elements->inside && keep(elements) != LS_OK)
        return LS_ENOMEM;
    return 0;
}
