/* SPDX-License-Identifier: MIT */
/*
 * How well one format fits some lines: what it takes of them, what it explains
 * of that, and which of its fields are there.
 */

#include "parse/fit.h"

#include "parse/headers.h"
#include "parse/reader.h"
#include "parse/shortcut.h"

#include <stdlib.h>

ls_status ls_trial_init(ls_trial *trial, const ls_slice *lines, size_t count)
{
    size_t bytes = 0;

    *trial = (ls_trial){
        .lines = calloc(count + 1, sizeof(*trial->lines)),
        .matcher = ls_matcher_new(false),
    };
    if (!trial->lines || !trial->matcher) {
        ls_trial_release(trial);
        return LS_ENOMEM;
    }
    for (size_t i = 0; i < count; i++)
        if (!ls_slice_is_blank(lines[i]))
            trial->lines[trial->count++] =
                (ls_trial_line){ lines[i], ls_byteset_of(lines[i]), 0 };
    for (size_t i = trial->count; i-- > 0;) {
        bytes += trial->lines[i].text.len;
        trial->lines[i].from_here = bytes;
    }
    return LS_OK;
}

void ls_trial_release(ls_trial *trial)
{
    free(trial->lines);
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

/* A header counts as a line that fits if the format has what it needs. */
static ls_status try_keyed_line(ls_reader *reader, const ls_plans *plans,
                                ls_fit *fit, ls_slice line)
{
    ls_line_effect effect;
    ls_record record;
    ls_line_kind kind;

    if (ls_reader_effect(reader, line, &effect) != LS_OK ||
        ls_reader_read(reader, line, &record, &kind) != LS_OK)
        return LS_ENOMEM;
    if (kind != LS_LINE_RECORD &&
        (effect.header == LS_HEADER_NONE || !ls_headers_are_known(plans, line)))
        return LS_OK;
    fit->lines++;
    if (kind != LS_LINE_RECORD)
        return LS_OK;
    fit->bytes += ls_reader_explained(reader);
    fit->groups += count_fields(record.has);
    fit->missing += count_fields(fields_of(fit->format) & ~record.has);
    return LS_OK;
}

static int order(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

int ls_fit_order(const ls_fit *a, const ls_fit *b)
{
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
static bool walk_line(ls_walk_room *room, ls_fit *fit, ls_slice line)
{
    const ls_short_cut *cut = fit->format->trial_cut;
    size_t taken = 0;
    size_t bound = ls_short_cut_try(cut, line, room, &taken);
    ls_fields has = 0;

    for (size_t i = 0; i < bound; i++)
        has |= cut->bindings[i].part.fields;
    if (bound)
        add_line(fit, taken, has);
    return bound != 0;
}

/* Whether the format may take the line. */
static bool may_fit(const ls_fit *fit, const ls_trial_line *line)
{
    return ls_gate_lets(&fit->format->gate, line->text, &line->holds);
}

/* The most fields that a line can have. */
static size_t most_fields(const ls_format *format)
{
    ls_fields all = 0;

    if (format->keymap)
        return LS_FIELD_COUNT;
    for (size_t i = 0; i < format->binding_count; i++)
        all |= format->bindings[i].part.fields;
    return count_fields(all);
}

/*
 * Whether the rival stays the better one, or too few fit, even if all lines
 * from number `i` on do, with all that is in them and all fields.
 */
static bool is_beaten(const ls_fit *fit, const ls_trial *trial, size_t i,
                      const ls_fit *rival)
{
    ls_fit most = *fit;

    if (i == trial->count)
        return false;
    most.lines += trial->count - i;
    most.bytes += trial->lines[i].from_here;
    most.groups += (trial->count - i) * fit->fields;
    return most.lines < trial->least ||
           (rival && ls_fit_order(&most, rival) > 0);
}

static ls_status try_text(ls_fit *fit, ls_trial *trial, const ls_fit *rival)
{
    ls_status status = LS_OK;

    trial->room.walk.memo = (ls_walk_memo){ .len = 0 };
    for (size_t i = 0; i < trial->count && status == LS_OK; i++) {
        const ls_trial_line *line = &trial->lines[i];

        if (is_beaten(fit, trial, i, rival))
            return LS_OK;
        if (may_fit(fit, line) && !walk_line(&trial->room, fit, line->text))
            status = match_line(trial->matcher, fit, line->text);
    }
    return status;
}

static ls_status try_lines(ls_reader *reader, const ls_plans *plans,
                           ls_fit *fit, const ls_trial *trial,
                           const ls_fit *rival)
{
    ls_status status = LS_OK;

    for (size_t i = 0; i < trial->count && status == LS_OK; i++) {
        if (is_beaten(fit, trial, i, rival))
            return LS_OK;
        if (may_fit(fit, &trial->lines[i]))
            status = try_keyed_line(reader, plans, fit, trial->lines[i].text);
    }
    return status;
}

static ls_status try_keyed(ls_fit *fit, const ls_trial *trial,
                           const ls_fit *rival)
{
    ls_plans plans;
    ls_reader *reader;
    ls_status status = ls_plans_init_one(&plans, fit->format, LS_FIELDS_ALL);

    if (status != LS_OK)
        return status;
    reader = ls_reader_new(&plans, 0, false);
    status = reader ? try_lines(reader, &plans, fit, trial, rival) : LS_ENOMEM;
    ls_reader_free(reader);
    ls_plans_release(&plans);
    return status;
}

ls_status ls_fit_lines(ls_fit *fit, ls_trial *trial, const ls_fit *rival)
{
    fit->fields = most_fields(fit->format);
    for (size_t i = 0; i < trial->count; i++) {
        if (is_beaten(fit, trial, i, rival))
            return LS_OK;
        if (may_fit(fit, &trial->lines[i])) /* most formats fit no line */
            return fit->format->keymap ? try_keyed(fit, trial, rival)
                                       : try_text(fit, trial, rival);
    }
    return LS_OK;
}
