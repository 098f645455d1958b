/* SPDX-License-Identifier: MIT */
/*
 * Detection by content: every format is tried on the first lines, and the one
 * that explains them best is taken. It does not look at names, and the same
 * lines always give the same answer.
 */

#include "parse/detect.h"

#include <stdlib.h>

static ls_status try_line(ls_matcher *matcher, ls_fit *fit, ls_slice line)
{
    const ls_regex *regex = fit->format->regex;
    size_t groups = ls_regex_group_count(regex);
    int found = ls_matcher_match(matcher, regex, line);
    ls_slice group;

    if (found < 0)
        return LS_ENOMEM;
    if (found != LS_MATCH_FOUND)
        return LS_OK;
    fit->lines++;
    (void)ls_matcher_group(matcher, 0, &group);
    fit->bytes += group.len;
    for (size_t i = 1; i < groups; i++) {
        if (ls_matcher_group(matcher, i, &group))
            fit->groups++;
        else
            fit->missing++;
    }
    return LS_OK;
}

static ls_status try_lines(const ls_slice *lines, size_t count, ls_fit *fit)
{
    ls_matcher *matcher =
        ls_matcher_new(ls_regex_group_count(fit->format->regex), false);
    ls_status status = LS_OK;

    if (!matcher)
        return LS_ENOMEM;
    for (size_t i = 0; i < count && status == LS_OK; i++)
        if (ls_slice_trim(lines[i]).len)
            status = try_line(matcher, fit, lines[i]);
    ls_matcher_free(matcher);
    return status;
}

static int order(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare(const void *left, const void *right)
{
    const ls_fit *a = left;
    const ls_fit *b = right;
    int by;

    by = order(b->lines, a->lines);
    if (by == 0)
        by = order(b->bytes, a->bytes);
    if (by == 0)
        by = order(a->missing, b->missing);
    if (by == 0)
        by = order(b->groups, a->groups);
    return by ? by : strcmp(a->format->name, b->format->name);
}

ls_status ls_detect_rank(const ls_formats *formats, const ls_slice *lines,
                         size_t count, ls_fit *fits)
{
    size_t total = ls_formats_count(formats);

    for (size_t i = 0; i < total; i++) {
        fits[i] = (ls_fit){ .format = ls_formats_at(formats, i) };
        if (try_lines(lines, count, &fits[i]) != LS_OK)
            return LS_ENOMEM;
    }
    if (total)
        qsort(fits, total, sizeof(*fits), compare);
    return LS_OK;
}

static size_t count_filled(const ls_slice *lines, size_t count)
{
    size_t filled = 0;

    for (size_t i = 0; i < count; i++)
        filled += ls_slice_trim(lines[i]).len != 0;
    return filled;
}

/*
 * The first that fits any line. A look-alike is the answer only if no other
 * format fits at all, for error lines between access lines are common where a
 * container writes both to one place; and only if it fits half of the lines,
 * for one line is no log.
 */
static const ls_format *choose(const ls_fit *fits, size_t count, size_t lines)
{
    for (size_t i = 0; i < count; i++)
        if (fits[i].lines && !fits[i].format->refusal)
            return fits[i].format;
    if (count && fits[0].lines && fits[0].lines * 2 >= lines)
        return fits[0].format;
    return NULL;
}

ls_status ls_detect(const ls_formats *formats, const ls_slice *lines,
                    size_t count, const ls_format **format)
{
    size_t total = ls_formats_count(formats);
    ls_fit *fits = calloc(total + 1, sizeof(*fits));
    ls_status status;

    if (!fits)
        return LS_ENOMEM;
    status = ls_detect_rank(formats, lines, count, fits);
    if (status == LS_OK)
        *format = choose(fits, total, count_filled(lines, count));
    free(fits);
    return status;
}
