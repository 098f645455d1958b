/* SPDX-License-Identifier: MIT */
/*
 * How well one format fits some lines: what it takes of them, what it explains
 * of that, and which of its fields are there.
 */

#include "parse/fit.h"

#include "parse/reader.h"

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

/* Whether the format may take line number `i`. */
static bool may_fit(const ls_fit *fit, const ls_trial *trial, size_t i)
{
    return ls_slice_trim(trial->lines[i]).len &&
           ls_gate_lets(&fit->format->gate, trial->lines[i], &trial->holds[i]);
}

static ls_status try_text(ls_fit *fit, const ls_trial *trial)
{
    ls_status status = LS_OK;

    for (size_t i = 0; i < trial->count && status == LS_OK; i++)
        if (may_fit(fit, trial, i))
            status = try_text_line(trial->matcher, fit, trial->lines[i]);
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

ls_status ls_fit_lines(ls_fit *fit, const ls_trial *trial)
{
    size_t first = 0;

    /* Most formats fit no line at all. */
    while (first < trial->count && !may_fit(fit, trial, first))
        first++;
    if (first == trial->count)
        return LS_OK;
    return fit->format->keymap ? try_keyed(fit, trial) : try_text(fit, trial);
}
