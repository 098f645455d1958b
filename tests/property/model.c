/* SPDX-License-Identifier: MIT */
/*
 * Obviously right rather than fast: no hashing, no state, no code shared with
 * what it checks; all counts are loops over the requests.
 */

#include "property/model.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    ALL = -1,
    BUCKETS = 1500,
    SLOTS = 1024,
    ROOM = 2 * SLOTS, /* that many are counted exactly */
};

struct model {
    const request *requests;
    size_t count;
    int left_out;
    const ls_summary *summary;
};

static bool is_counted(const struct model *m, const request *r)
{
    return r->kind == REQUEST_RECORD && (int)r->code != m->left_out;
}

static bool has_time(const request *r)
{
    return r->time >= 631152000 && r->time <= REQUESTS_NOW + 86400;
}

static const char *class_of(unsigned code)
{
    static const char *const labels[] = { "1xx", "2xx", "3xx", "4xx", "5xx" };

    if (code == 0)
        return "none";
    return code < 100 || code > 599 ? "other" : labels[code / 100 - 1];
}

/* Which requests are meant; NULL and ALL: any. */
struct which {
    int code;
    const char *class_;
    const char *method;
    int substatus;
};

static bool is_meant(const request *r, const struct which *which)
{
    return (which->code == ALL || r->code == (unsigned)which->code) &&
           (!which->class_ || strcmp(class_of(r->code), which->class_) == 0) &&
           (!which->method || strcmp(r->counted_as, which->method) == 0) &&
           (which->substatus == ALL || r->substatus == which->substatus);
}

static uint64_t count(const struct model *m, struct which which)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < m->count; i++)
        sum +=
            is_counted(m, &m->requests[i]) && is_meant(&m->requests[i], &which);
    return sum;
}

static uint64_t count_kind(const struct model *m, request_kind kind)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < m->count; i++)
        sum += m->requests[i].kind == kind;
    return sum;
}

static const char *check_lines(const struct model *m)
{
    const ls_lines *lines = &m->summary->lines;
    uint64_t counted = count(m, (struct which){ ALL, NULL, NULL, ALL });
    uint64_t bytes = 0;
    uint64_t odd = 0;

    for (size_t i = 0; i < m->count; i++)
        if (is_counted(m, &m->requests[i])) {
            odd += !has_time(&m->requests[i]);
            if (m->requests[i].bytes != NO_BYTES)
                bytes += (uint64_t)m->requests[i].bytes;
        }
    if (lines->counted != counted || ls_lines_total(lines) != m->count)
        return "counted lines";
    if (lines->filtered != count_kind(m, REQUEST_RECORD) - counted)
        return "filtered lines";
    if (lines->blank != count_kind(m, REQUEST_BLANK) ||
        lines->comment != count_kind(m, REQUEST_COMMENT) ||
        lines->unparsed != count_kind(m, REQUEST_JUNK))
        return "lines that are no records";
    if (m->summary->bytes != bytes)
        return "bytes";
    return m->summary->odd_times == odd ? NULL : "odd times";
}

/* First and last time in milliseconds of a code, or ALL. */
static void find_span(const struct model *m, int code, int64_t *first,
                      int64_t *last)
{
    *first = LS_NO_TIME;
    *last = LS_NO_TIME;
    for (size_t i = 0; i < m->count; i++) {
        const request *r = &m->requests[i];

        if (!is_counted(m, r) || !has_time(r) ||
            (code != ALL && r->code != (unsigned)code))
            continue;
        if (*first == LS_NO_TIME || r->time * 1000 < *first)
            *first = r->time * 1000;
        if (*last == LS_NO_TIME || r->time * 1000 > *last)
            *last = r->time * 1000;
    }
}

/* The first step of the documented list that gives few enough buckets. */
static const char *check_axis(const struct model *m)
{
    static const int64_t steps[] = {
        1,     5,     15,    60,     300,     900,      3600,     10800,
        21600, 43200, 86400, 604800, 2419200, 24192000, 193536000
    };
    const ls_summary_axis *axis = &m->summary->axis;
    int64_t first;
    int64_t last;
    size_t step = 0;

    find_span(m, ALL, &first, &last);
    if (m->summary->first != first || m->summary->last != last)
        return "first and last time";
    if (first == LS_NO_TIME)
        return axis->seconds == 0 && axis->count == 0 ? NULL : "no time axis";
    first /= 1000;
    last /= 1000;
    while (last / steps[step] - first / steps[step] >= BUCKETS)
        step++;
    if (axis->seconds != (uint64_t)steps[step])
        return "the step of the time axis";
    if (axis->start != first - first % steps[step])
        return "the start of the time axis";
    if (axis->count != (size_t)(last / steps[step] - first / steps[step]) + 1)
        return "the length of the time axis";
    return NULL;
}

/* A timeline against the requests, for a code or for a class. */
static const char *check_timeline(const struct model *m, struct which which,
                                  const uint64_t *timeline)
{
    const ls_summary_axis *axis = &m->summary->axis;
    uint64_t want[BUCKETS] = { 0 };
    bool any = false;

    for (size_t i = 0; i < m->count; i++) {
        const request *r = &m->requests[i];

        if (!is_counted(m, r) || !has_time(r) || !is_meant(r, &which))
            continue;
        want[(uint64_t)(r->time - axis->start) / axis->seconds]++;
        any = true;
    }
    if (!timeline)
        return any ? "no timeline" : NULL;
    return memcmp(want, timeline, axis->count * sizeof(*want)) == 0
               ? NULL
               : "a timeline";
}

/* The same by hour of the week; 1970 began on a Thursday. */
static const char *check_week(const struct model *m, struct which which,
                              const uint64_t *week)
{
    uint64_t want[LS_WEEK_HOURS] = { 0 };
    bool any = false;

    for (size_t i = 0; i < m->count; i++) {
        const request *r = &m->requests[i];

        if (!is_counted(m, r) || !has_time(r) || !is_meant(r, &which))
            continue;
        want[(r->time / 86400 + 3) % 7 * 24 + r->time / 3600 % 24]++;
        any = true;
    }
    if (!week)
        return any ? "no week" : NULL;
    return memcmp(want, week, sizeof(want)) == 0 ? NULL : "a week";
}

static int by_text(const void *a, const void *b)
{
    const char *const *x = a;
    const char *const *y = b;

    return strcmp(*x, *y);
}

/* The keys of a code, sorted; one for each request. */
static size_t list_keys(const struct model *m, unsigned code, const char **keys)
{
    size_t found = 0;

    for (size_t i = 0; i < m->count; i++) {
        const request *r = &m->requests[i];

        if (is_counted(m, r) && r->code == code && strcmp(r->method, "-") != 0)
            keys[found++] = r->key;
    }
    qsort(keys, found, sizeof(*keys), by_text);
    return found;
}

/* The slot of a path, or NULL. */
static const ls_summary_path *find_slot(const ls_summary_code *code,
                                        const char *key)
{
    for (size_t i = 0; i < code->path_count; i++)
        if (ls_slice_equal(code->paths[i].path, ls_slice_of(key)))
            return &code->paths[i];
    return NULL;
}

/* What a slot may say of a path that was requested `n` of `total` times. */
static const char *check_slot(const ls_summary_path *slot, uint64_t n,
                              uint64_t total)
{
    if (!slot)
        return n > total / SLOTS ? "a frequent path is missing" : NULL;
    if (slot->requests < n || slot->requests - slot->over > n)
        return "the bounds of a path";
    return slot->over > total / SLOTS ? "a path's count is too rough" : NULL;
}

static uint64_t sum_over(const ls_summary_code *code)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < code->path_count; i++)
        sum += code->paths[i].over;
    return sum;
}

static const char *check_keys(const ls_summary_code *code, const char **keys,
                              size_t total)
{
    size_t different = 0;
    size_t held = 0;

    for (size_t i = 0, n; i < total; i += n, different++) {
        const ls_summary_path *slot = find_slot(code, keys[i]);
        const char *problem;

        for (n = 1; i + n < total && strcmp(keys[i + n], keys[i]) == 0;)
            n++;
        problem = check_slot(slot, n, total);
        if (problem)
            return problem;
        held += slot != NULL;
    }
    if (held != code->path_count)
        return "a path that nobody asked for";
    if (held != (different < SLOTS ? different : SLOTS))
        return "not as many paths as there is room for";
    return different <= ROOM && sum_over(code)
               ? "a path is not exact though there is room"
               : NULL;
}

static const char *check_paths(const struct model *m,
                               const ls_summary_code *code)
{
    const char *class_ = class_of(code->code);
    const char **keys = malloc((m->count + 1) * sizeof(*keys));
    size_t total;
    const char *problem;

    if (!keys)
        return "no memory";
    total = list_keys(m, code->code, keys);
    if (class_[0] != '4' && class_[0] != '5' && class_[0] != 'n')
        total = 0;
    problem = check_keys(code, keys, total);
    free(keys);
    return problem;
}

static const char *check_code(const struct model *m,
                              const ls_summary_code *code)
{
    const struct which which = { (int)code->code, NULL, NULL, ALL };
    int64_t first;
    int64_t last;
    const char *problem;

    if (code->requests == 0 || code->requests != count(m, which))
        return "the requests of a code";
    for (size_t i = 0; i < ls_method_count(); i++)
        if (code->methods[i] !=
            count(m, (struct which){ (int)code->code, NULL, ls_method_name(i),
                                     ALL }))
            return "the methods of a code";
    for (size_t i = 0; i < code->substatus_count; i++)
        if (code->substatuses[i].requests !=
            count(m, (struct which){ (int)code->code, NULL, NULL,
                                     (int)code->substatuses[i].substatus }))
            return "the sub-statuses of a code";
    find_span(m, (int)code->code, &first, &last);
    if (code->first != first || code->last != last)
        return "the first and last time of a code";
    problem = check_timeline(m, which, code->timeline);
    return problem ? problem : check_paths(m, code);
}

static const char *check_classes(const struct model *m)
{
    for (ls_class c = 0; c < LS_CLASS_COUNT; c++) {
        const ls_summary_class *class_ = &m->summary->classes[c];
        const struct which which = { ALL, ls_class_label(c), NULL, ALL };

        if (class_->requests != count(m, which))
            return "the requests of a class";
        if (check_timeline(m, which, class_->timeline))
            return "the timeline of a class";
        if (check_week(m, which, class_->week))
            return "the week of a class";
    }
    return NULL;
}

static const char *check_methods(const struct model *m)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < m->summary->method_count; i++) {
        const ls_summary_method *method = &m->summary->methods[i];
        const char *name = ls_method_name(method->method);

        sum += method->requests;
        if (method->requests !=
            count(m, (struct which){ ALL, NULL, name, ALL }))
            return "the requests of a method";
        for (ls_class c = 0; c < LS_CLASS_COUNT; c++)
            if (method->classes[c] !=
                count(m, (struct which){ ALL, ls_class_label(c), name, ALL }))
                return "the classes of a method";
    }
    return sum == m->summary->lines.counted ? NULL : "the sum of methods";
}

const char *model_difference(const request *requests, size_t total,
                             int left_out, const ls_summary *summary)
{
    const struct model m = { requests, total, left_out, summary };
    uint64_t sum = 0;
    const char *problem = check_lines(&m);

    if (!problem)
        problem = check_axis(&m);
    for (size_t i = 0; !problem && i < summary->code_count; i++) {
        sum += summary->codes[i].requests;
        problem = check_code(&m, &summary->codes[i]);
    }
    if (!problem && sum != summary->lines.counted)
        problem = "the sum of codes";
    if (!problem)
        problem = check_classes(&m);
    return problem ? problem : check_methods(&m);
}
