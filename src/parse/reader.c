/* SPDX-License-Identifier: MIT */
/*
 * Reads one line at a time into a record: the plans are tried in their order
 * until one fits. Nothing depends on the lines before, so that the result is
 * the same whoever reads which line.
 */

#include "parse/plan.h"
#include "parse/shortcut.h"

#include <stdlib.h>

struct ls_reader {
    const ls_plans *plans;
    ls_matcher *matcher;
    ls_timer timer;
    ls_slice groups[LS_SHORT_CUT_GROUPS]; /* of the line being read */
};

ls_reader *ls_reader_new(const ls_plans *plans, int zone, bool interpret)
{
    ls_reader *reader = calloc(1, sizeof(*reader));

    if (!reader)
        return NULL;
    reader->plans = plans;
    reader->timer.zone = zone;
    reader->matcher = ls_matcher_new(plans->group_count, interpret);
    if (!reader->matcher) {
        free(reader);
        return NULL;
    }
    return reader;
}

void ls_reader_free(ls_reader *reader)
{
    if (!reader)
        return;
    ls_matcher_free(reader->matcher);
    free(reader);
}

static void set_value(ls_reader *reader, const ls_plan *plan, ls_setter *set,
                      ls_slice value, ls_record *record)
{
    if (set)
        (void)set(record, value);
    else if (ls_timer_read(&reader->timer, plan->format->time_form, value,
                           &record->time))
        record->has |= LS_HAS(LS_FIELD_TIME);
}

/* False if the line has no status that can be understood. */
static bool fill(ls_reader *reader, const ls_plan *plan, ls_record *record)
{
    ls_record_clear(record);
    for (size_t i = 0; i < plan->binding_count; i++) {
        const ls_binding *binding = &plan->bindings[i];
        ls_slice value;

        if (ls_matcher_group(reader->matcher, binding->group, &value))
            set_value(reader, plan, binding->set, value, record);
    }
    return record->has & LS_HAS(LS_FIELD_STATUS);
}

/* Reads the line without PCRE2; false if that cannot be done for this one. */
static bool read_shortly(ls_reader *reader, const ls_plan *plan, ls_slice line,
                         ls_record *record)
{
    const ls_short_cut *cut = plan->short_cut;
    size_t bound;

    if (!cut)
        return false;
    bound = ls_short_cut_match(cut, line, reader->groups);
    ls_record_clear(record);
    for (size_t i = 0; i < bound; i++)
        set_value(reader, plan, cut->bindings[i].set, reader->groups[i],
                  record);
    return record->has & LS_HAS(LS_FIELD_STATUS);
}

static bool is_blank(ls_slice line)
{
    return ls_slice_trim(line).len == 0;
}

/* "==> access.log <==", which GNU tail and head put between files. */
static bool is_tail_header(ls_slice line)
{
    ls_slice end = LS_SLICE(" <==");

    return ls_slice_starts(line, LS_SLICE("==> ")) && line.len > 8 &&
           memcmp(line.ptr + line.len - end.len, end.ptr, end.len) == 0;
}

/* Tries the plans in their order; `kind` says LS_LINE_UNPARSED if none fits. */
static ls_status try_plans(ls_reader *reader, ls_slice line, ls_record *record,
                           ls_line_kind *kind)
{
    *kind = LS_LINE_UNPARSED;
    for (size_t i = 0; i < reader->plans->count; i++) {
        const ls_plan *plan = &reader->plans->items[i];
        int found = ls_matcher_match(reader->matcher, plan->regex, line);

        if (found < 0)
            return LS_ENOMEM;
        if (found == LS_MATCH_LIMIT)
            *kind = LS_LINE_LIMIT;
        if (found == LS_MATCH_FOUND && fill(reader, plan, record)) {
            *kind = i == 0 ? LS_LINE_RECORD : LS_LINE_FALLBACK;
            return LS_OK;
        }
    }
    return LS_OK;
}

ls_status ls_reader_read(ls_reader *reader, ls_slice line, ls_record *record,
                         ls_line_kind *kind)
{
    const ls_plans *plans = reader->plans;

    if (plans->count && read_shortly(reader, &plans->items[0], line, record)) {
        *kind = LS_LINE_RECORD;
        return LS_OK;
    }
    if (try_plans(reader, line, record, kind) != LS_OK)
        return LS_ENOMEM;
    if (*kind == LS_LINE_RECORD || *kind == LS_LINE_FALLBACK)
        return LS_OK;
    if (is_blank(line))
        *kind = LS_LINE_BLANK;
    else if (is_tail_header(line))
        *kind = LS_LINE_COMMENT;
    return LS_OK;
}
