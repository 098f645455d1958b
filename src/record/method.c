/* SPDX-License-Identifier: MIT */
/*
 * Request methods as small numbers. The table is methods.tsv, compiled in: the
 * methods that HTTP, WebDAV and common servers define, most frequent first,
 * since a method is found by going through the table. Anything else is one
 * number, so that a log cannot make the set of methods grow.
 */

#include "record/request.h"

static const struct method {
    ls_slice name;
    bool webdav;
} methods[] = {
    [LS_METHOD_NONE] = { { "-", 1 }, false },
    [LS_METHOD_OTHER] = { { "other", 5 }, false },
#define ROW(name_, source_, webdav_)                                           \
    { { (name_), sizeof(name_) - 1 }, (webdav_) },
#include "methods.inc"
#undef ROW
};

static const size_t method_count = sizeof(methods) / sizeof(methods[0]);

size_t ls_method_count(void)
{
    return method_count;
}

const char *ls_method_name(size_t method)
{
    return methods[method < method_count ? method : LS_METHOD_OTHER].name.ptr;
}

/* Names are a few bytes long: a call of memcmp would cost more. */
static bool same_name(ls_slice a, ls_slice b)
{
    size_t i = 0;

    if (a.len != b.len)
        return false;
    while (i < a.len && a.ptr[i] == b.ptr[i])
        i++;
    return i == a.len;
}

uint16_t ls_method_find(ls_slice name)
{
    for (size_t i = LS_METHOD_OTHER + 1; i < method_count; i++)
        if (same_name(methods[i].name, name))
            return (uint16_t)i;
    return LS_METHOD_OTHER;
}

ls_method_start ls_method_search(ls_slice s)
{
    for (size_t i = LS_METHOD_OTHER + 1; i < method_count; i++) {
        size_t len = methods[i].name.len;

        if (s.len > len && s.ptr[len] == ' ' &&
            same_name(methods[i].name, (ls_slice){ s.ptr, len }))
            return (ls_method_start){ (uint16_t)i, len };
    }
    return (ls_method_start){ LS_METHOD_OTHER, 0 };
}

bool ls_method_is_webdav(size_t method)
{
    return method < method_count && methods[method].webdav;
}
