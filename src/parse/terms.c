/* SPDX-License-Identifier: MIT */
/*
 * Puts the terms of a definition together, and decides at the end which of
 * them give the fields of a record: a string may name the client three times.
 */

#include "parse/terms.h"

#include "parse/layout.h"

#include <stdio.h>

static ls_term *add(ls_terms *terms)
{
    if (terms->count == terms->cap) {
        size_t cap = terms->cap ? terms->cap * 2 : 32;
        ls_term *items = ls_arena_alloc(terms->arena, cap, sizeof(*items));

        if (!items)
            return NULL;
        if (terms->count)
            memcpy(items, terms->items, terms->count * sizeof(*items));
        terms->items = items;
        terms->cap = cap;
    }
    return &terms->items[terms->count++];
}

ls_status ls_terms_bytes(ls_terms *terms, ls_slice bytes)
{
    return ls_buf_append(&terms->bytes, bytes);
}

ls_status ls_terms_end(ls_terms *terms)
{
    ls_slice bytes = ls_buf_slice(&terms->bytes);
    ls_term *term;
    char *copy;

    if (bytes.len == 0)
        return LS_OK;
    term = add(terms);
    copy = ls_arena_copy(terms->arena, bytes);
    if (!term || !copy)
        return LS_ENOMEM;
    *term = (ls_term){ .text = { copy, bytes.len } };
    terms->bytes.len = 0;
    return LS_OK;
}

ls_status ls_terms_value(ls_terms *terms, const ls_meaning *meaning)
{
    ls_term *term;

    if (ls_terms_end(terms) != LS_OK)
        return LS_ENOMEM;
    term = add(terms);
    if (!term)
        return LS_ENOMEM;
    *term = (ls_term){ .meaning = meaning, .field = meaning->field };
    return LS_OK;
}

/* The time that the next one continues, as in "%{%T}t.%{msec_frac}t". */
static ls_term *time_before(ls_terms *terms, bool ended)
{
    ls_term *last = terms->count ? &terms->items[terms->count - 1] : NULL;

    if (!last || !last->layout || last->ended != ended)
        return NULL;
    if (terms->bytes.len > 3)
        return NULL;
    for (size_t i = 0; i < terms->bytes.len; i++)
        if (strchr("\"]", terms->bytes.ptr[i]))
            return NULL;
    return last;
}

/* Puts a layout behind that of a time, with the bytes between them. */
static ls_status lengthen(ls_terms *terms, ls_term *time, const char *layout)
{
    size_t size = strlen(time->layout) + strlen(layout) + 8;
    char *joined = ls_arena_alloc(terms->arena, size, 1);
    char *at = joined;

    if (!joined)
        return LS_ENOMEM;
    at += snprintf(at, size, "%s", time->layout);
    for (size_t i = 0; i < terms->bytes.len; i++) {
        if (terms->bytes.ptr[i] == '%')
            *at++ = '%';
        *at++ = terms->bytes.ptr[i];
    }
    memcpy(at, layout, strlen(layout) + 1);
    time->layout = joined;
    terms->bytes.len = 0;
    return LS_OK;
}

ls_status ls_terms_time(ls_terms *terms, const ls_meaning *meaning,
                        const char *layout, bool ended)
{
    ls_term *before = layout ? time_before(terms, ended) : NULL;
    ls_status status;

    if (before)
        return lengthen(terms, before, layout);
    status = ls_terms_value(terms, meaning);
    if (status == LS_OK) {
        terms->items[terms->count - 1].layout = layout;
        terms->items[terms->count - 1].ended = ended;
    }
    return status;
}

ls_status ls_terms_escape(ls_terms *terms, ls_slice *rest)
{
    static const char from[] = "\"'\\tnr";
    static const char to[] = "\"'\\\t\n\r";
    const char *at =
        rest->len > 1 && rest->ptr[1] ? strchr(from, rest->ptr[1]) : NULL;
    ls_slice byte = { at ? to + (at - from) : "\\", 1 };

    *rest = ls_slice_skip(*rest, at ? 2 : 1);
    return ls_terms_bytes(terms, byte);
}

/* Whether a layout tells the day; the time of day alone is no time. */
static bool has_day(const char *layout)
{
    const char *at = layout;

    if (!ls_layout_is_valid(layout))
        return false;
    while ((at = strchr(at, '%')) != NULL) {
        if (strchr("YyDFcxs", at[1]))
            return true;
        at += 2;
    }
    return false;
}

/* "duration_ms" is another way to give the duration. */
static bool is_same_field(const char *a, const char *b)
{
    const ls_slice duration = LS_SLICE("duration");

    if (strcmp(a, b) == 0)
        return true;
    return ls_slice_starts(ls_slice_of(a), duration) &&
           ls_slice_starts(ls_slice_of(b), duration);
}

static int rank_of(const ls_term *term)
{
    return term->meaning->rank + term->ended;
}

/* The term that gives a field, or NULL. */
static ls_term *giver(const ls_terms *terms, const char *field)
{
    ls_term *best = NULL;

    for (size_t i = 0; i < terms->count; i++) {
        ls_term *term = &terms->items[i];

        if (term->field && is_same_field(term->field, field) &&
            (!best || rank_of(term) < rank_of(best)))
            best = term;
    }
    return best;
}

static void drop(const ls_terms *terms, const char *field)
{
    for (size_t i = 0; i < terms->count; i++)
        if (terms->items[i].field && strcmp(terms->items[i].field, field) == 0)
            terms->items[i].field = NULL;
}

/* Layouts that are read faster, and more leniently, by their names. */
static const char *time_name(const char *layout)
{
    static const char *const names[][2] = {
        { "%d/%b/%Y:%H:%M:%S %z", "clf" },
        { "%d/%b/%Y:%T %z", "clf" },
        { "%d/%b/%Y:%T.%f %z", "clf" },
        { "%d/%b/%Y:%H:%M:%S.%f %z", "clf" },
        { "%Y-%m-%dT%H:%M:%S%z", "iso" },
        { "%Y-%m-%dT%H:%M:%SZ", "iso" },
        { "%FT%T%z", "iso" },
        { "%FT%TZ", "iso" },
        { "%Y-%m-%dT%T%z", "iso" },
        { "%Y-%m-%dT%TZ", "iso" },
        { "%FT%T.%f%z", "iso" },
        { "%FT%T.%fZ", "iso" },
        { "%Y-%m-%dT%H:%M:%S.%f%z", "iso" },
        { "%Y-%m-%dT%H:%M:%S.%fZ", "iso" },
        { "%s", "unix" },
        { "%s.%f", "unix" },
        { "%s%f", "unix" },
    };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (strcmp(layout, names[i][0]) == 0)
            return names[i][1];
    return layout;
}

ls_status ls_terms_choose(ls_terms *terms, const char **time)
{
    const ls_term *given;

    for (size_t i = 0; i < terms->count; i++) {
        ls_term *term = &terms->items[i];

        if (term->layout && !has_day(term->layout))
            term->field = NULL;
        if (term->field && giver(terms, term->field) != term)
            term->field = NULL;
    }
    /* The request line has it all; a target of rank 1 has its query. */
    given = giver(terms, "target");
    if (giver(terms, "request") || (given && rank_of(given) == 1))
        drop(terms, "query");
    if (giver(terms, "request"))
        drop(terms, "target");
    given = giver(terms, "time");
    *time = NULL;
    if (given)
        *time = given->layout ? time_name(given->layout) : "unix";
    return LS_OK;
}
