/* SPDX-License-Identifier: MIT */
/*
 * Apache and nginx share their formats, but each writes some things that the
 * other never does. Apache: `-` for a response without bytes (%b,
 * mod_log_config) and \" for a quote. nginx: statuses with leading zeros (000,
 * 009) and \x22 for a quote (ngx_http_log_module), 444 and 499 (its own codes).
 * A log that has signs of only one of them was written by that one.
 */

#include "parse/server.h"

#include "parse/shortcut.h"

struct evidence {
    size_t apache;
    size_t nginx;
};

static bool holds(ls_slice value, ls_slice part)
{
    for (size_t i = 0; i + part.len <= value.len; i++)
        if (memcmp(value.ptr + i, part.ptr, part.len) == 0)
            return true;
    return false;
}

static void weigh_bytes(ls_slice value, struct evidence *evidence)
{
    evidence->apache += ls_slice_equal(value, LS_SLICE("-"));
}

static void weigh_status(ls_slice value, struct evidence *evidence)
{
    evidence->nginx += ls_slice_starts(value, LS_SLICE("00")) ||
                       ls_slice_equal(value, LS_SLICE("444")) ||
                       ls_slice_equal(value, LS_SLICE("499"));
}

static void weigh_request(ls_slice value, struct evidence *evidence)
{
    evidence->apache += holds(value, LS_SLICE("\\\""));
    evidence->nginx += holds(value, LS_SLICE("\\x22"));
}

static const struct sign {
    const char *group;
    void (*weigh)(ls_slice value, struct evidence *evidence);
} signs[] = {
    { "bytes", weigh_bytes },
    { "status", weigh_status },
    { "request", weigh_request },
};

static void weigh_group(const char *name, ls_slice value,
                        struct evidence *evidence)
{
    for (size_t k = 0; k < sizeof(signs) / sizeof(signs[0]); k++)
        if (strcmp(name, signs[k].group) == 0)
            signs[k].weigh(value, evidence);
}

/* What a walk took, whose groups are those of the steps that it bound. */
static void weigh_walk(const ls_short_cut *cut, const ls_walk_room *room,
                       size_t bound, struct evidence *evidence)
{
    for (size_t i = 0; i < cut->steps.count; i++) {
        const ls_step *step = &cut->steps.items[i];

        if (step->binding < bound)
            weigh_group(step->group, room->walk.runs[step->binding][0],
                        evidence);
    }
}

static void weigh(const ls_matcher *matcher, const ls_regex *regex,
                  struct evidence *evidence)
{
    for (size_t i = 1; i < ls_regex_group_count(regex); i++) {
        const char *name = ls_regex_group_name(regex, i);
        ls_slice value;

        if (name && ls_matcher_group(matcher, i, &value))
            weigh_group(name, value, evidence);
    }
}

static ls_status match(const ls_format *format, ls_matcher *matcher,
                       ls_slice line, struct evidence *evidence)
{
    int found = ls_matcher_match(matcher, format->regex, line);

    if (found == LS_MATCH_FOUND)
        weigh(matcher, format->regex, evidence);
    return found < 0 ? LS_ENOMEM : LS_OK;
}

static ls_status collect(const ls_format *format, const ls_slice *lines,
                         size_t count, struct evidence *evidence)
{
    const ls_short_cut *cut = format->trial_cut;
    ls_matcher *matcher = ls_matcher_new(false);
    ls_walk_room room = { .walk = { .count = 0 } };
    ls_status status = matcher ? LS_OK : LS_ENOMEM;

    for (size_t i = 0; i < count && status == LS_OK; i++) {
        size_t taken = 0;
        size_t bound = ls_short_cut_try(cut, lines[i], &room, &taken);

        if (bound)
            weigh_walk(cut, &room, bound, evidence);
        else
            status = match(format, matcher, lines[i], evidence);
    }
    ls_matcher_free(matcher);
    return status;
}

static bool find_server(const ls_format *format, const char *name,
                        size_t *index)
{
    for (size_t i = 0; i < format->servers.count; i++) {
        if (strcmp(format->servers.items[i], name) == 0) {
            *index = i;
            return true;
        }
    }
    return false;
}

ls_status ls_server_guess(const ls_format *format, const ls_slice *lines,
                          size_t count, size_t *index, bool *known)
{
    struct evidence evidence = { 0 };

    *known = false;
    if (format->servers.count < 2 || !format->regex)
        return LS_OK;
    if (collect(format, lines, count, &evidence) != LS_OK)
        return LS_ENOMEM;
    if (evidence.apache && !evidence.nginx)
        *known = find_server(format, "apache", index);
    else if (evidence.nginx && !evidence.apache)
        *known = find_server(format, "nginx", index);
    return LS_OK;
}
