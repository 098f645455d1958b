/* SPDX-License-Identifier: MIT */
/*
 * Request methods as small numbers. The table is methods.tsv, compiled in: the
 * methods that HTTP, WebDAV and common servers define, most frequent first,
 * since a method is found by going through the table. Anything else is one
 * number, so that a log cannot make the set of methods grow.
 */

#include <logstat/record.h>

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

uint16_t ls_method_find(ls_slice name)
{
    if (name.len == 0)
        return LS_METHOD_OTHER;
    for (size_t i = LS_METHOD_OTHER + 1; i < method_count; i++) {
        ls_slice known = methods[i].name;

        /* The first byte settles most rows without a call. */
        if (known.len == name.len && known.ptr[0] == name.ptr[0] &&
            memcmp(known.ptr, name.ptr, name.len) == 0)
            return (uint16_t)i;
    }
    return LS_METHOD_OTHER;
}

bool ls_method_is_webdav(size_t method)
{
    return method < method_count && methods[method].webdav;
}
