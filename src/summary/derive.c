/* SPDX-License-Identifier: MIT */
/*
 * What follows from the codes of a summary: its classes, methods and durations.
 */

#include "summary/derive.h"

#include "summary/duration.h"

#include <stdlib.h>
#include <string.h>

static int compare(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

/* Adds the timeline of a code to that of its class, made if it has none. */
static ls_status add_timeline(ls_arena *arena, const ls_summary_code *code,
                              size_t buckets, uint64_t **sums)
{
    if (!*sums)
        *sums = ls_arena_alloc(arena, buckets, sizeof(**sums));
    if (!*sums)
        return LS_ENOMEM;
    for (size_t b = 0; b < buckets; b++)
        (*sums)[b] += code->timeline[b];
    return LS_OK;
}

/* Sums the codes of each class. */
static ls_status sum_classes(ls_arena *arena, ls_summary *summary)
{
    uint64_t *sums[LS_CLASS_COUNT] = { NULL };

    for (size_t i = 0; i < summary->code_count; i++) {
        const ls_summary_code *code = &summary->codes[i];
        ls_class class_ = ls_class_of(code->code);

        summary->classes[class_].requests += code->requests;
        if (code->timeline && add_timeline(arena, code, summary->axis.count,
                                           &sums[class_]) != LS_OK)
            return LS_ENOMEM;
        summary->classes[class_].timeline = sums[class_];
    }
    return LS_OK;
}

static int by_method(const void *left, const void *right)
{
    const ls_summary_method *a = left;
    const ls_summary_method *b = right;
    int by = compare(b->requests, a->requests);

    return by ? by
              : strcmp(ls_method_name(a->method), ls_method_name(b->method));
}

static void sum_method(const ls_summary *summary, ls_summary_method *method)
{
    for (size_t i = 0; i < summary->code_count; i++) {
        const ls_summary_code *code = &summary->codes[i];
        uint64_t requests = code->methods[method->method];

        method->requests += requests;
        method->classes[ls_class_of(code->code)] += requests;
    }
}

static ls_status sum_methods(ls_arena *arena, ls_summary *summary)
{
    ls_summary_method *methods =
        ls_arena_alloc(arena, ls_method_count(), sizeof(*methods));
    size_t count = 0;

    if (!methods)
        return LS_ENOMEM;
    for (size_t i = 0; i < ls_method_count(); i++) {
        methods[count] = (ls_summary_method){ .method = i };
        sum_method(summary, &methods[count]);
        count += methods[count].requests != 0;
    }
    qsort(methods, count, sizeof(*methods), by_method);
    summary->methods = methods;
    summary->method_count = count;
    return LS_OK;
}

ls_status ls_summary_derive(ls_arena *arena, ls_summary *summary)
{
    if (sum_classes(arena, summary) != LS_OK ||
        sum_methods(arena, summary) != LS_OK)
        return LS_ENOMEM;
    return ls_durations_derive(arena, summary);
}
