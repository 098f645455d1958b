/* SPDX-License-Identifier: MIT */
/*
 * How well one format fits some lines: what it takes of them, what it explains
 * of that, and which of its fields are there.
 */

#include "parse/fit.h"

#include "parse/reader.h"
#include "parse/shortcut.h"

#include <stdlib.h>

ls_status ls_trial_init(ls_trial *trial, const ls_slice *lines, size_t count)
{
    *trial = (ls_trial){
        .lines = lines,
        .holds = calloc(count + 1, sizeof(*trial->holds)),
        .count = count,
        .matcher = ls_matcher_new(false),
    };
    if (!trial->holds || !trial->matcher) {
        ls_trial_release(trial);
        return LS_ENOMEM;
    }
    for (size_t i = 0; i < count; i++)
        trial->holds[i] = ls_byteset_of(lines[i]);
    return LS_OK;
}

void ls_trial_release(ls_trial *trial)
{
    free(trial->holds);
    ls_matcher_free(trial->matcher);
    *trial = (ls_trial){ 0 };
}

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
    ls_line_effect effect;
    ls_record record;
    ls_line_kind kind;

    if (ls_reader_effect(reader, line, &effect) != LS_OK ||
        ls_reader_read(reader, line, &record, &kind) != LS_OK)
        return LS_ENOMEM;
    if (kind != LS_LINE_RECORD && effect.header == LS_HEADER_NONE)
        return LS_OK;
    fit->lines++;
    if (kind != LS_LINE_RECORD)
        return LS_OK;
    fit->bytes += ls_reader_explained(reader);
    fit->groups += count_fields(record.has);
    fit->missing += count_fields(fields_of(fit->format) & ~record.has);
    return LS_OK;
}

/* Adds a line: the fields that its groups gave, and those they did not. */
static void add_line(ls_fit *fit, size_t explained, ls_fields has)
{
    const ls_format *format = fit->format;
    ls_fields all = 0;

    for (size_t i = 0; i < format->binding_count; i++)
        all |= format->bindings[i].part.fields;
    fit->lines++;
    fit->bytes += explained;
    fit->groups += count_fields(has);
    fit->missing += count_fields(all & ~has);
}

static ls_status match_line(ls_matcher *matcher, ls_fit *fit, ls_slice line)
{
    const ls_format *format = fit->format;
    int found = ls_matcher_match(matcher, format->regex, line);
    ls_fields has = 0;
    ls_slice group;

    if (found < 0)
        return LS_ENOMEM;
    if (found != LS_MATCH_FOUND)
        return LS_OK;
    for (size_t i = 0; i < format->binding_count; i++)
        if (ls_matcher_group(matcher, format->bindings[i].group, &group))
            has |= format->bindings[i].part.fields;
    (void)ls_matcher_group(matcher, 0, &group);
    add_line(fit, group.len, has);
    return LS_OK;
}

/* Adds a line without PCRE2; false: it must be asked. */
static bool walk_line(ls_trial *trial, const ls_short_cut *cut,
                      ls_walk_memo *memo, ls_fit *fit, ls_slice line)
{
    ls_slice groups[LS_STEP_GROUPS + 1];
    ls_fields has = 0;
    size_t bound;

    if (!cut || line.len > LS_WALK_COPY)
        return false;
    memcpy(trial->copy, line.ptr, line.len);
    line.ptr = trial->copy;
    bound = ls_short_cut_match_whole(cut, line, groups, memo);
    for (size_t i = 0; i < bound; i++)
        has |= cut->bindings[i].part.fields;
    if (bound)
        add_line(fit, (size_t)(memo->end - line.ptr), has);
    return bound != 0;
}

/* Whether the format may take line number `i`. */
static bool may_fit(const ls_fit *fit, const ls_trial *trial, size_t i)
{
    return ls_slice_trim(trial->lines[i]).len &&
           ls_gate_lets(&fit->format->gate, trial->lines[i], &trial->holds[i]);
}

static ls_status try_text(ls_fit *fit, ls_trial *trial)
{
    ls_walk_memo memo = { .len = 0 };
    ls_short_cut *cut;
    ls_status status = ls_short_cut_new_trial(fit->format, &cut);

    for (size_t i = 0; i < trial->count && status == LS_OK; i++)
        if (may_fit(fit, trial, i) &&
            !walk_line(trial, cut, &memo, fit, trial->lines[i]))
            status = match_line(trial->matcher, fit, trial->lines[i]);
    ls_short_cut_free(cut);
    return status;
}

static ls_status try_keyed(ls_fit *fit, const ls_trial *trial)
{
    ls_plans plans;
    ls_reader *reader = NULL;
    ls_status status = ls_plans_init_one(&plans, fit->format, LS_FIELDS_ALL);

    if (status != LS_OK)
        return status;
    reader = ls_reader_new(&plans, 0, false);
    if (!reader)
        status = LS_ENOMEM;
    for (size_t i = 0; i < trial->count && status == LS_OK; i++)
        if (may_fit(fit, trial, i))
            status = try_keyed_line(reader, fit, trial->lines[i]);
    ls_reader_free(reader);
    ls_plans_release(&plans);
    return status;
}

ls_status ls_fit_lines(ls_fit *fit, ls_trial *trial)
{
    size_t first = 0;

    /* Most formats fit no line at all. */
    while (first < trial->count && !may_fit(fit, trial, first))
        first++;
    if (first == trial->count)
        return LS_OK;
    return fit->format->keymap ? try_keyed(fit, trial) : try_text(fit, trial);
}
