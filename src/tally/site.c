/* SPDX-License-Identifier: MIT */
/*
 * Sites by the paths of their logs: what rotation and panels put behind the
 * domain is taken off, and what is left has to look like one. Documentation of
 * H-Sphere (TransferLog), cPanel (domlogs), Plesk (vhosts/system), Virtualmin
 * and Debian's web servers has the paths that tests/unit/test_site.c knows.
 */

#include "tally/site.h"

#include "base/ending.h"

#include <stdbool.h>

enum {
    DIRECTORIES = 3 /* that are looked at, from the file up */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool cut_end(ls_slice *name, const char *end)
{
    size_t len = strlen(end);

    if (name->len <= len || memcmp(name->ptr + name->len - len, end, len) != 0)
        return false;
    name->len -= len;
    return true;
}

static bool cut_any(ls_slice *name, const char *const *ends, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (cut_end(name, ends[i]))
            return true;
    return false;
}

/* Takes off a number or date of its rotation, `.1` and `-20261126`. */
static bool cut_stamp(ls_slice *name)
{
    size_t at = name->len;

    while (at && is_digit(name->ptr[at - 1]))
        at--;
    if (at < 2 || at == name->len || !strchr(".-_", name->ptr[at - 1]))
        return false;
    name->len = at - 1;
    return true;
}

/* Takes off the month of cPanel's archives, `-Nov` of `-Nov-2026`. */
static bool cut_month(ls_slice *name)
{
    static const char *const months[] = { "-Jan", "-Feb", "-Mar", "-Apr",
                                          "-May", "-Jun", "-Jul", "-Aug",
                                          "-Sep", "-Oct", "-Nov", "-Dec" };

    return cut_any(name, months, sizeof(months) / sizeof(months[0]));
}

/* Takes off what compressed files have behind their names. */
static bool cut_ending(ls_slice *name)
{
    size_t len = name->len;

    *name = ls_ending_cut(*name);
    return name->len < len;
}

/* Takes off what is no part of a domain, in whichever order. */
static ls_slice trim(ls_slice name)
{
    static const char *const ends[] = {
        ".old",    ".log",    "_log",   "-log",    ".txt",
        ".csv",    ".json",   ".jsonl", ".ndjson", ".access",
        "_access", "-access", ".ssl",   "_ssl",    "-ssl",
    };

    while (cut_stamp(&name) || cut_month(&name) || cut_ending(&name) ||
           cut_any(&name, ends, sizeof(ends) / sizeof(ends[0])))
        continue;
    return name;
}

/* Whether it is one of the last labels that there are: letters, or those of
   another alphabet (RFC 5890) written with these. */
static bool is_top(ls_slice label)
{
    if (ls_slice_starts(label, LS_SLICE("xn--")))
        return true;
    for (size_t i = 0; i < label.len; i++)
        if (!is_letter(label.ptr[i]))
            return false;
    return label.len > 1;
}

/* Whether it has two labels or more (RFC 1123, section 2.1). */
static bool is_domain(ls_slice name)
{
    size_t label = 0; /* where the last begins */
    char before = '.';

    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];

        if (!is_letter(c) && !is_digit(c) && c != '-' && c != '.')
            return false;
        if ((c == '.' || c == '-') && before == '.')
            return false;
        if (c == '.')
            label = i + 1;
        before = c;
    }
    return label && is_top(ls_slice_skip(name, label));
}

/* The last part of a path, which is cut off it. */
static ls_slice cut_last(ls_slice *path)
{
    size_t at = path->len;
    ls_slice last;

    while (at && path->ptr[at - 1] != '/')
        at--;
    last = ls_slice_skip(*path, at);
    path->len = at ? at - 1 : 0;
    return last;
}

/* The user whose only log it is: Virtualmin's /home/USER/logs/access_log. */
static ls_slice user_of(ls_slice path)
{
    bool is_log = ls_slice_equal(trim(cut_last(&path)), LS_SLICE("access"));
    bool is_in_logs = ls_slice_equal(cut_last(&path), LS_SLICE("logs"));
    ls_slice user = cut_last(&path);
    bool is_in_home = ls_slice_equal(cut_last(&path), LS_SLICE("home"));

    return is_log && is_in_logs && is_in_home ? user : LS_SLICE("");
}

ls_slice ls_site_of(ls_slice path)
{
    ls_slice rest = path;
    ls_slice site = trim(cut_last(&rest));

    for (size_t i = 0; i < DIRECTORIES && rest.len && !is_domain(site); i++)
        site = cut_last(&rest);
    return is_domain(site) ? site : user_of(path);
}
