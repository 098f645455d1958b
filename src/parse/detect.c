/* SPDX-License-Identifier: MIT */
/*
 * Detection by content: every format is tried on the first lines, and the one
 * that explains them best is taken. It does not look at names, and the same
 * lines always give the same answer.
 *
 * Lines that syslog or a container runtime wrapped are taken out of that, layer
 * by layer. What wraps them may be seen in several ways, of which the likeliest
 * are followed, up to a fixed number: the answer with which more lines fit
 * counts, and of two that are as good the one that takes more off the lines,
 * for what it takes off is no longer noise.
 */

#include "parse/detect.h"

#include "parse/probe.h"
#include "parse/reader.h"

#include <stdlib.h>

static int compare(const void *left, const void *right)
{
    return ls_fit_order(left, right);
}

static ls_status rank(const ls_formats *formats, bool wraps, ls_trial *trial,
                      ls_fit *fits)
{
    size_t total = ls_formats_count(formats);
    ls_status status = LS_OK;

    for (size_t i = 0; i < total && status == LS_OK; i++) {
        fits[i] = (ls_fit){ .format = ls_formats_at(formats, i) };
        if (fits[i].format->wraps == wraps)
            status = ls_fit_lines(&fits[i], trial, NULL);
    }
    if (total && status == LS_OK)
        qsort(fits, total, sizeof(*fits), compare);
    return status;
}

ls_status ls_detect_rank(const ls_formats *formats, bool wraps,
                         const ls_slice *lines, size_t count, ls_fit *fits)
{
    ls_trial trial;
    ls_status status = ls_trial_init(&trial, lines, count);

    if (status == LS_OK)
        status = rank(formats, wraps, &trial, fits);
    ls_trial_release(&trial);
    return status;
}

/*
 * Tries a format, and takes it for the best if it is that. A look-alike is the
 * answer only if no other format fits at all, for error lines between access
 * lines are common where a container writes both to one place.
 */
static ls_status try_next(const ls_format *format, ls_trial *trial,
                          ls_fit *best)
{
    ls_fit fit = { .format = format };
    const ls_fit *rival = NULL;

    if (best->lines && !best->format->refusal == !format->refusal)
        rival = best;
    else if (best->lines && format->refusal)
        return LS_OK;
    if (ls_fit_lines(&fit, trial, rival) != LS_OK)
        return LS_ENOMEM;
    if (fit.lines && (!rival || ls_fit_order(&fit, rival) < 0))
        *best = fit;
    return LS_OK;
}

/* Tries the formats that have a short cut, or the others. */
static ls_status try_some(const ls_formats *formats, bool has_cut,
                          ls_trial *trial, ls_fit *best)
{
    ls_status status = LS_OK;

    for (size_t i = 0; i < ls_formats_count(formats) && status == LS_OK; i++) {
        const ls_format *format = ls_formats_at(formats, i);

        if (!format->wraps && (format->trial_cut != NULL) == has_cut)
            status = try_next(format, trial, best);
    }
    return status;
}

/* The order in which they are tried does not matter but for the time it takes:
   the cheap ones first, which are those of most logs, too. */
static ls_status find_best(const ls_formats *formats, ls_trial *trial,
                           ls_fit *best)
{
    ls_status status;

    *best = (ls_fit){ 0 };
    status = try_some(formats, true, trial, best);
    if (status == LS_OK)
        status = try_some(formats, false, trial, best);
    /* One line of a look-alike is no log. */
    if (best->format && best->format->refusal && best->lines * 2 < trial->count)
        *best = (ls_fit){ 0 };
    return status;
}

ls_status ls_detect_best(const ls_formats *formats, const ls_slice *lines,
                         size_t count, ls_fit *best)
{
    ls_trial trial;
    ls_status status = ls_trial_init(&trial, lines, count);

    *best = (ls_fit){ 0 };
    if (status == LS_OK)
        status = find_best(formats, &trial, best);
    ls_trial_release(&trial);
    return status;
}

enum {
    MOST_WAYS = 3,    /* that are followed from one layer */
    MOST_UNWRAPS = 12 /* in all */
};

/* What is being found out. */
struct search {
    const ls_formats *formats;
    const ls_format *only;
    ls_arena *arena;   /* of a format that is made */
    ls_arena *lines;   /* of what was unwrapped */
    ls_fit *fits;      /* room for all formats */
    ls_found best;     /* so far */
    size_t best_lines; /* that it fits; 0 for a look-alike */
    size_t best_left;  /* bytes of the lines that its wraps leave */
    ls_found layers;   /* those that the lines are out of now */
    size_t unwraps;    /* that were made */
};

/* The format of the set that fits the lines as they stand best; or NULL. */
static ls_status choose_known(const struct search *search, ls_trial *trial,
                              ls_fit *best)
{
    if (!search->only)
        return find_best(search->formats, trial, best);
    *best = (ls_fit){ .format = search->only };
    return ls_fit_lines(best, trial, NULL);
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
                       size_t count, ls_trial *trial, ls_fit *best)
{
    const ls_format *prober = find_prober(search);
    ls_format *made = NULL;
    ls_fit fit;

    if (!prober || (best->format && best->lines && !best->format->refusal &&
                    best->format != prober))
        return LS_OK;
    if (ls_probe_json(prober, search->arena, lines, count, &made) != LS_OK)
        return LS_ENOMEM;
    if (!made)
        return LS_OK;
    fit = (ls_fit){ .format = made };
    if (ls_fit_lines(&fit, trial, NULL) != LS_OK)
        return LS_ENOMEM;
    if (fit.lines && fit.lines >= best->lines)
        *best = fit;
    return LS_OK;
}

static size_t count_bytes(const ls_slice *lines, size_t count)
{
    size_t bytes = 0;

    for (size_t i = 0; i < count; i++)
        bytes += lines[i].len;
    return bytes;
}

/* Whether an answer that leaves so many bytes is better than the best. */
static bool is_better(const struct search *search, size_t fitting, size_t left)
{
    if (!search->best.format)
        return true;
    if (fitting != search->best_lines)
        return fitting > search->best_lines;
    return fitting && left < search->best_left;
}

/* Compares what the lines are as they stand with the best answer so far. */
static ls_status try_bare(struct search *search, const ls_slice *lines,
                          size_t count, ls_trial *trial)
{
    size_t left = count_bytes(lines, count);
    ls_fit best;
    size_t fitting;

    if (choose_known(search, trial, &best) != LS_OK ||
        probe(search, lines, count, trial, &best) != LS_OK)
        return LS_ENOMEM;
    if (!best.format)
        return LS_OK;
    fitting = best.format->refusal ? 0 : best.lines;
    if (!is_better(search, fitting, left))
        return LS_OK;
    search->best = search->layers;
    search->best.format = best.format;
    search->best_lines = fitting;
    search->best_left = left;
    return LS_OK;
}

/* The wrappers that half of the lines are in, the likeliest first. */
static ls_status find_wrappers(struct search *search, ls_trial *trial,
                               const ls_format **wrappers, size_t *found)
{
    const ls_fit *fits = search->fits;
    size_t total = ls_formats_count(search->formats);

    *found = 0;
    trial->least = (trial->count + 1) / 2;
    if (rank(search->formats, true, trial, search->fits) != LS_OK)
        return LS_ENOMEM;
    while (*found < total && *found < MOST_WAYS && fits[*found].lines &&
           fits[*found].lines >= trial->least) {
        wrappers[*found] = fits[*found].format;
        ++*found;
    }
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

static ls_status search_layers(struct search *search, const ls_slice *lines,
                               size_t count);

/* Goes on with what is inside of a wrapper. */
static ls_status search_inside(struct search *search, const ls_format *wrapper,
                               const ls_slice *lines, size_t count)
{
    ls_slice *inner = calloc(count + 1, sizeof(*inner));
    ls_status status;

    if (!inner)
        return LS_ENOMEM;
    memcpy(inner, lines, count * sizeof(*lines));
    search->unwraps++;
    search->layers.wraps[search->layers.wrap_count++] = wrapper;
    status = unwrap(search->lines, wrapper, inner, count);
    if (status == LS_OK)
        status = search_layers(search, inner, count);
    search->layers.wrap_count--;
    free(inner);
    return status;
}

/* Tries the lines as they stand, and then what is inside of them. */
static ls_status search_layers(struct search *search, const ls_slice *lines,
                               size_t count)
{
    const ls_format *wrappers[MOST_WAYS];
    size_t found = 0;
    ls_trial trial;
    ls_status status = ls_trial_init(&trial, lines, count);

    if (status == LS_OK)
        status = try_bare(search, lines, count, &trial);
    if (status == LS_OK && search->layers.wrap_count < LS_DETECT_WRAPS)
        status = find_wrappers(search, &trial, wrappers, &found);
    ls_trial_release(&trial);
    for (size_t i = 0; i < found && status == LS_OK; i++)
        if (search->unwraps < MOST_UNWRAPS)
            status = search_inside(search, wrappers[i], lines, count);
    return status;
}

ls_status ls_detect(const ls_formats *formats, const ls_format *only,
                    const ls_slice *lines, size_t count, ls_found *found)
{
    struct search search = {
        .formats = formats,
        .only = only,
        .arena = ls_arena_new(),
        .lines = ls_arena_new(),
        .fits = calloc(ls_formats_count(formats) + 1, sizeof(ls_fit)),
    };
    ls_status status = LS_ENOMEM;

    if (search.arena && search.lines && search.fits)
        status = search_layers(&search, lines, count);
    free(search.fits);
    ls_arena_free(search.lines);
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
