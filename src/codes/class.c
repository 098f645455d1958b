/* SPDX-License-Identifier: MIT */
/*
 * The classes of status codes: the five that HTTP has, "none" for a request
 * without a status, and "other" for numbers that are no HTTP status. This file
 * knows numbers only; what a single code means is in codes.c.
 */

#include <logstat/codes.h>

static const struct class_text {
    const char *label;
    const char *name;
} classes[LS_CLASS_COUNT] = {
    [LS_CLASS_1XX] = { "1xx", "Informational" },
    [LS_CLASS_2XX] = { "2xx", "Successful" },
    [LS_CLASS_3XX] = { "3xx", "Redirection" },
    [LS_CLASS_4XX] = { "4xx", "Client error" },
    [LS_CLASS_5XX] = { "5xx", "Server error" },
    [LS_CLASS_NONE] = { "none", "No status" },
    [LS_CLASS_OTHER] = { "other", "Not an HTTP status" },
};

ls_class ls_class_of(unsigned code)
{
    if (code >= 100 && code <= 599)
        return (ls_class)(code / 100 - 1);
    return code == 0 ? LS_CLASS_NONE : LS_CLASS_OTHER;
}

bool ls_class_is_error(ls_class class_)
{
    return class_ == LS_CLASS_4XX || class_ == LS_CLASS_5XX ||
           class_ == LS_CLASS_NONE;
}

const char *ls_class_label(ls_class class_)
{
    return classes[class_].label;
}

const char *ls_class_name(ls_class class_)
{
    return classes[class_].name;
}
