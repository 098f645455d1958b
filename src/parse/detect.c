/* SPDX-License-Identifier: MIT */
/*
 * Detection by content: every format is tried on the first lines, and the one
 * that explains them best is taken. It does not look at names, and the same
 * lines always give the same answer.
 *
 * Lines that syslog or a container runtime wrapped are taken out of that
 * first, layer by layer; the answer with which more lines fit counts, and of
 * two that are as good the one that unwraps, for its rest is no longer noise.
 */

#include "parse/detect.h"

#include "parse/probe.h"
#include "parse/reader.h"

#include <stdlib.h>

static size_t count_fields(ls_fields has)
{
    size_t count = 0;

    for (; has; has &= has - 1)
        count++;
    return count;
}

/* The fields that a format with keys may give. */
static ls_fields fields_of(const ls_format *format)
{
    ls_fields fields = 0;

    for (size_t i = 0; i < format->keymap->count; i++)
        fields |= format->keymap->keys[i].part.fields;
    return fields;
}

static ls_status try_keyed_line(ls_reader *reader, ls_fit *fit, ls_slice line)
{
    ls_record record;
    ls_line_kind kind;

    if (ls_reader_read(reader, line, &record, &kind) != LS_OK)
        return LS_ENOMEM;
    if (kind != LS_LINE_RECORD && !ls_reader_is_header(reader, line))
        return LS_OK;
    fit->lines++;
    if (kind != LS_LINE_RECORD)
        return LS_OK;
    fit->bytes += ls_reader_explained(reader);
    fit->groups += count_fields(record.has);
    fit->missing += count_fields(fields_of(fit->format) & ~record.has);
    return LS_OK;
}

/* Adds the fields that the groups of a match gave, and those they did not. */
static void add_fields(const ls_matcher *matcher, ls_fit *fit)
{
    const ls_format *format = fit->format;
    ls_fields all = 0;
    ls_fields has = 0;
    ls_slice group;

    for (size_t i = 0; i < format->binding_count; i++) {
        const ls_binding *binding = &format->bindings[i];

        all |= binding->part.fields;
        if (ls_matcher_group(matcher, binding->group, &group))
            has |= binding->part.fields;
    }
    fit->groups += count_fields(has);
    fit->missing += count_fields(all & ~has);
}

static ls_status try_text_line(ls_matcher *matcher, ls_fit *fit, ls_slice line)
{
    int found = ls_matcher_match(matcher, fit->format->regex, line);
    ls_slice all;

    if (found < 0)
        return LS_ENOMEM;
    if (found != LS_MATCH_FOUND)
        return LS_OK;
    fit->lines++;
    (void)ls_matcher_group(matcher, 0, &all);
    fit->bytes += all.len;
    add_fields(matcher, fit);
    return LS_OK;
}

static ls_status try_text(const ls_slice *lines, size_t count, ls_fit *fit)
{
    ls_matcher *matcher =
        ls_matcher_new(ls_regex_group_count(fit->format->regex), false);
    ls_status status = LS_OK;

    if (!matcher)
        return LS_ENOMEM;
    for (size_t i = 0; i < count && status == LS_OK; i++)
        if (ls_slice_trim(lines[i]).len)
            status = try_text_line(matcher, fit, lines[i]);
    ls_matcher_free(matcher);
    return status;
}

static ls_status try_keyed(const ls_slice *lines, size_t count, ls_fit *fit)
{
    ls_plans plans;
    ls_reader *reader = NULL;
    ls_status status = ls_plans_init_one(&plans, fit->format, LS_FIELDS_ALL);

    if (status != LS_OK)
        return status;
    reader = ls_reader_new(&plans, 0, false);
    if (!reader)
        status = LS_ENOMEM;
    for (size_t i = 0; i < count && status == LS_OK; i++)
        if (ls_slice_trim(lines[i]).len)
            status = try_keyed_line(reader, fit, lines[i]);
    ls_reader_free(reader);
    ls_plans_release(&plans);
    return status;
}

static ls_status try_format(const ls_slice *lines, size_t count, ls_fit *fit)
{
    return fit->format->keymap ? try_keyed(lines, count, fit)
                               : try_text(lines, count, fit);
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

    /* A field counts as much as a byte, so that a stray number at the end of
       a line is no reason to give up a field that all lines have. */
    by = order(b->lines, a->lines);
    if (by == 0)
        by = order(b->format->needs.count, a->format->needs.count);
    if (by == 0)
        by = order(b->bytes + b->groups + a->missing,
                   a->bytes + a->groups + b->missing);
    if (by == 0)
        by = order(a->missing, b->missing);
    return by ? by : strcmp(a->format->name, b->format->name);
}

ls_status ls_detect_rank(const ls_formats *formats, bool wraps,
                         const ls_slice *lines, size_t count, ls_fit *fits)
{
    size_t total = ls_formats_count(formats);

    for (size_t i = 0; i < total; i++) {
        fits[i] = (ls_fit){ .format = ls_formats_at(formats, i) };
        if (fits[i].format->wraps == wraps &&
            try_format(lines, count, &fits[i]) != LS_OK)
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
static const ls_fit *choose(const ls_fit *fits, size_t count, size_t lines)
{
    for (size_t i = 0; i < count; i++)
        if (fits[i].lines && !fits[i].format->refusal)
            return &fits[i];
    if (count && fits[0].lines && fits[0].lines * 2 >= lines)
        return &fits[0];
    return NULL;
}

/* What is being found out. */
struct search {
    const ls_formats *formats;
    const ls_format *only;
    ls_arena *arena;   /* of a format that is made */
    ls_fit *fits;      /* room for all formats */
    ls_found best;     /* so far */
    size_t best_lines; /* that it fits; 0 for a look-alike */
    ls_found layers;   /* those that the lines are out of now */
};

/* The format of the set that fits the lines as they stand best; or NULL. */
static ls_status choose_known(struct search *search, const ls_slice *lines,
                              size_t count, ls_fit *best)
{
    const ls_fit *fit;

    *best = (ls_fit){ .format = search->only };
    if (search->only)
        return try_format(lines, count, best);
    if (ls_detect_rank(search->formats, false, lines, count, search->fits) !=
        LS_OK)
        return LS_ENOMEM;
    fit = choose(search->fits, ls_formats_count(search->formats),
                 count_filled(lines, count));
    if (fit)
        *best = *fit;
    return LS_OK;
}

/* The format whose keys are looked for in logs of unknown keys; or NULL. */
static const ls_format *find_prober(const struct search *search)
{
    if (search->only)
        return search->only->probes ? search->only : NULL;
    for (size_t i = 0; i < ls_formats_count(search->formats); i++)
        if (ls_formats_at(search->formats, i)->probes)
            return ls_formats_at(search->formats, i);
    return NULL;
}

/* Looks for other spellings, where known ones are not there or too general. */
static ls_status probe(struct search *search, const ls_slice *lines,
                       size_t count, ls_fit *best)
{
    const ls_format *prober = find_prober(search);
    ls_format *made = NULL;
    ls_fit fit = { 0 };

    if (!prober || (best->format && best->lines && !best->format->refusal &&
                    best->format != prober))
        return LS_OK;
    if (ls_probe_json(prober, search->arena, lines, count, &made) != LS_OK)
        return LS_ENOMEM;
    fit.format = made;
    if (!made)
        return LS_OK;
    if (try_format(lines, count, &fit) != LS_OK)
        return LS_ENOMEM;
    if (fit.lines && fit.lines >= best->lines)
        *best = fit;
    return LS_OK;
}

/* Compares what the lines are as they stand with the best answer so far. */
static ls_status try_bare(struct search *search, const ls_slice *lines,
                          size_t count)
{
    ls_fit best;
    size_t fitting;

    if (choose_known(search, lines, count, &best) != LS_OK ||
        probe(search, lines, count, &best) != LS_OK)
        return LS_ENOMEM;
    if (!best.format)
        return LS_OK;
    fitting = best.format->refusal ? 0 : best.lines;
    if (search->best.format && (!fitting || fitting < search->best_lines))
        return LS_OK;
    search->best = search->layers;
    search->best.format = best.format;
    search->best_lines = fitting;
    return LS_OK;
}

/* The wrapper that most of the lines are in; NULL if there is none. */
static ls_status find_wrapper(struct search *search, const ls_slice *lines,
                              size_t count, const ls_format **wrapper)
{
    const ls_fit *fits = search->fits;

    *wrapper = NULL;
    if (ls_detect_rank(search->formats, true, lines, count, search->fits) !=
        LS_OK)
        return LS_ENOMEM;
    if (ls_formats_count(search->formats) && fits[0].lines &&
        fits[0].lines * 2 >= count_filled(lines, count))
        *wrapper = fits[0].format;
    return LS_OK;
}

/* Takes the lines out of a wrapper; one that is not in it stays as it is, for
   so it will be read. */
static ls_status unwrap(ls_arena *arena, const ls_format *wrapper,
                        ls_slice *lines, size_t count)
{
    ls_plans plans;
    ls_reader *reader = NULL;
    ls_status status = ls_plans_init_one(&plans, wrapper, LS_FIELDS_ALL);

    if (status != LS_OK)
        return status;
    reader = ls_reader_new(&plans, 0, false);
    if (!reader)
        status = LS_ENOMEM;
    for (size_t i = 0; i < count && status == LS_OK; i++) {
        ls_slice inner;
        bool fits;

        status = ls_reader_unwrap(reader, lines[i], &inner, &fits);
        if (status != LS_OK || !fits)
            continue;
        lines[i].ptr = ls_arena_copy(arena, inner);
        lines[i].len = inner.len;
        status = lines[i].ptr ? LS_OK : LS_ENOMEM;
    }
    ls_reader_free(reader);
    ls_plans_release(&plans);
    return status;
}

static ls_status search_layers(struct search *search, ls_arena *arena,
                               ls_slice *lines, size_t count)
{
    ls_status status = try_bare(search, lines, count);

    while (status == LS_OK && search->layers.wrap_count < LS_DETECT_WRAPS) {
        const ls_format *wrapper;

        status = find_wrapper(search, lines, count, &wrapper);
        if (status != LS_OK || !wrapper)
            break;
        search->layers.wraps[search->layers.wrap_count++] = wrapper;
        status = unwrap(arena, wrapper, lines, count);
        if (status == LS_OK)
            status = try_bare(search, lines, count);
    }
    return status;
}

/* Works on copies, for lines are taken out of what wraps them. */
static ls_status search_copies(struct search *search, const ls_slice *lines,
                               size_t count)
{
    ls_arena *arena = ls_arena_new();
    ls_slice *copy = calloc(count + 1, sizeof(*copy));
    ls_status status = LS_ENOMEM;

    search->fits =
        calloc(ls_formats_count(search->formats) + 1, sizeof(*search->fits));
    if (arena && copy && search->fits) {
        if (count)
            memcpy(copy, lines, count * sizeof(*lines));
        status = search_layers(search, arena, copy, count);
    }
    free(search->fits);
    free(copy);
    ls_arena_free(arena);
    return status;
}

ls_status ls_detect(const ls_formats *formats, const ls_format *only,
                    const ls_slice *lines, size_t count, ls_found *found)
{
    struct search search = {
        .formats = formats,
        .only = only,
        .arena = ls_arena_new(),
    };
    ls_status status = LS_ENOMEM;

    if (search.arena)
        status = search_copies(&search, lines, count);
    *found = search.best;
    found->given = only != NULL;
    found->arena = search.arena;
    return status;
}

void ls_found_release(ls_found *found)
{
    ls_arena_free(found->arena);
    *found = (ls_found){ 0 };
}
