/* SPDX-License-Identifier: MIT */
/*
 * The notation of the column `when`: terms that must all hold, `|` between
 * alternatives, all parted by one space.
 *   path~TEXT       the path holds TEXT, ASCII letters in either case
 *   method=NAME     the method is NAME; method=webdav: any of WebDAV's
 *   server=NAME     NAME is the log's first server
 * As in: path~/arcgis/ | server=iis
 * It is read each time it is asked; few codes have one, and it is short.
 */

#include "codes/when.h"

static unsigned fold(char c)
{
    unsigned byte = (unsigned char)c;

    return byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte;
}

static bool equal_but_case(const char *a, const char *b, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (fold(a[i]) != fold(b[i]))
            return false;
    }
    return true;
}

/* IIS, behind most of these paths, takes a path in either case. */
static bool path_holds(ls_slice text, const ls_code_context *context)
{
    ls_slice path = context->path;

    for (size_t i = 0; i + text.len <= path.len; i++) {
        if (equal_but_case(path.ptr + i, text.ptr, text.len))
            return true;
    }
    return false;
}

static bool method_is(ls_slice name, const ls_code_context *context)
{
    if (ls_slice_equal(name, LS_SLICE("webdav")))
        return ls_method_is_webdav(context->method);
    return ls_slice_is(name, ls_method_name(context->method));
}

static bool server_is(ls_slice name, const ls_code_context *context)
{
    return context->server_count > 0 && ls_slice_is(name, context->servers[0]);
}

static const struct kind {
    ls_slice prefix;
    bool of_request; /* not the same for all of a log */
    bool (*holds)(ls_slice value, const ls_code_context *context);
} kinds[] = {
    { { "path~", 5 }, true, path_holds },
    { { "method=", 7 }, true, method_is },
    { { "server=", 7 }, false, server_is },
};

static const struct kind *kind_of(ls_slice term)
{
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (ls_slice_starts(term, kinds[i].prefix))
            return &kinds[i];
    }
    return NULL;
}

static bool term_holds(ls_slice term, const ls_code_context *context)
{
    const struct kind *kind = kind_of(term);

    return kind && kind->holds(ls_slice_skip(term, kind->prefix.len), context);
}

/* Takes the first word off `rest`, which is empty after the last. */
static ls_slice next_word(ls_slice *rest)
{
    ls_slice word;

    if (!ls_slice_cut(rest, ' ', &word)) {
        word = *rest;
        *rest = ls_slice_skip(*rest, rest->len);
    }
    return word;
}

static bool is_or(ls_slice word)
{
    return ls_slice_equal(word, LS_SLICE("|"));
}

bool ls_when_holds(const char *when, const ls_code_context *context)
{
    ls_slice rest = ls_slice_of(when);
    bool all = rest.len > 0;

    while (rest.len > 0) {
        ls_slice word = next_word(&rest);

        if (!is_or(word))
            all = all && term_holds(word, context);
        else if (all)
            return true;
        else
            all = true;
    }
    return all;
}

bool ls_when_depends(const char *when)
{
    ls_slice rest = ls_slice_of(when);

    while (rest.len > 0) {
        const struct kind *kind = kind_of(next_word(&rest));

        if (kind && kind->of_request)
            return true;
    }
    return false;
}

static bool is_term(ls_slice word)
{
    const struct kind *kind = kind_of(word);

    return kind && word.len > kind->prefix.len;
}

bool ls_when_is_valid(const char *when)
{
    ls_slice rest = ls_slice_of(when);
    bool complete = true;

    for (bool first = true; rest.len > 0; first = false) {
        ls_slice word = next_word(&rest);

        if (is_or(word) ? first || !complete : !is_term(word))
            return false;
        complete = !is_or(word);
    }
    return complete;
}
