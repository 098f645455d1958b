/* SPDX-License-Identifier: MIT */
/*
 * From a line to a record with one plan. Each kind of format has its own way to
 * find values, and all hand them to the builder.
 */

#include "parse/extractor.h"

#include "base/hint.h"
#include "parse/json_line.h"
#include "parse/pairs.h"
#include "parse/shortcut.h"

#include <assert.h>

static_assert((int)LS_CELLS_SLACK <= (int)LS_WALK_SLACK,
              "who can walk a line can cut a row");

ls_status ls_extractor_init(ls_extractor *extractor, int zone, bool interpret)
{
    extractor->together = 1;
    extractor->builder.timer.zone = zone;
    extractor->matcher = ls_matcher_new(interpret);
    extractor->json = ls_json_reader_new();
    if (extractor->matcher && extractor->json)
        return LS_OK;
    ls_extractor_release(extractor);
    return LS_ENOMEM;
}

void ls_extractor_release(ls_extractor *extractor)
{
    ls_matcher_free(extractor->matcher);
    ls_json_reader_free(extractor->json);
    ls_json_list_release(&extractor->list);
    ls_builder_release(&extractor->builder);
    ls_header_release(&extractor->header);
}

/* Takes the groups of a match. */
static void fill(ls_extractor *extractor, const ls_plan *plan,
                 ls_record *record)
{
    for (size_t i = 0; i < plan->binding_count; i++) {
        const ls_binding *binding = &plan->bindings[i];
        ls_slice value;

        if (ls_matcher_group(extractor->matcher, binding->group, &value))
            (void)ls_values_set(extractor->values, &binding->part, value,
                                record);
    }
}

static ls_status read_text(ls_extractor *extractor, const ls_plan *plan,
                           ls_slice line, ls_record *record, bool *fits)
{
    int found = ls_matcher_match(extractor->matcher, plan->regex, line);

    if (found < 0)
        return LS_ENOMEM;
    extractor->limit = extractor->limit || found == LS_MATCH_LIMIT;
    *fits = found == LS_MATCH_FOUND;
    if (*fits)
        fill(extractor, plan, record);
    return LS_OK;
}

static bool is_same(ls_slice a, ls_slice b)
{
    return a.ptr == b.ptr && a.len == b.len;
}

void ls_extractor_forget(ls_extractor *extractor)
{
    extractor->listed = (ls_slice){ 0 };
    extractor->tried = (ls_slice){ 0 };
}

/*
 * The first plan reads an object by itself, as nearly always it fits. For all
 * others the values are kept, so that the object is taken apart once.
 */
static ls_status read_json(ls_extractor *extractor, ls_slice line, bool *fits)
{
    if (!ls_json_line_is(line))
        return LS_OK;
    if (!is_same(extractor->tried, line)) {
        extractor->tried = line;
        return ls_json_line_read(extractor->json, line, extractor->keyed, fits);
    }
    if (!is_same(extractor->listed, line)) {
        if (ls_json_list_read(&extractor->list, extractor->json, line) != LS_OK)
            return LS_ENOMEM;
        extractor->listed = line;
    }
    *fits = ls_json_line_take(&extractor->list, extractor->keyed);
    return LS_OK;
}

void ls_extractor_around(ls_extractor *extractor, ls_slice memory)
{
    extractor->around = memory.ptr;
    extractor->around_bound =
        memory.len >= LS_WALK_SLACK ? memory.len - LS_WALK_SLACK + 1 : 0;
}

/*
 * Whether as many bytes behind the line can be read as a walk needs. As
 * numbers, for that of a line from elsewhere is too high.
 */
static bool has_slack(const ls_extractor *extractor, ls_slice line)
{
    return (uintptr_t)line.ptr + line.len - (uintptr_t)extractor->around <
           extractor->around_bound;
}

/* Reads rows, which were started. */
static size_t read_rows(ls_extractor *extractor, const ls_slice *rows,
                        size_t count, ls_record *records)
{
    extractor->rows.texts = rows;
    extractor->rows.count = count;
    extractor->rows.vectors = has_slack(extractor, rows[count - 1])
                                  ? ls_vectors_best()
                                  : LS_VECTORS_NONE;
    extractor->rows.records = records;
    extractor->rows.values = extractor->values;
    extractor->rows.keyed = extractor->keyed;
    return ls_rows_read(&extractor->rows, &extractor->header);
}

static ls_status read_kind(ls_extractor *extractor, const ls_plan *plan,
                           ls_slice line, ls_record *record, bool *fits)
{
    ls_keyed *keyed = extractor->keyed;

    ls_keyed_start(keyed, plan->keymap, extractor->values, record);
    switch (plan->format->kind) {
    case LS_KIND_TEXT:
        return read_text(extractor, plan, line, record, fits);
    case LS_KIND_JSON:
        return read_json(extractor, line, fits);
    case LS_KIND_W3C:
    case LS_KIND_CSV:
        *fits = extractor->header.map == plan->keymap &&
                read_rows(extractor, &line, 1, record) == 1;
        return LS_OK;
    case LS_KIND_LTSV:
        *fits = ls_ltsv_read(keyed, line);
        return LS_OK;
    case LS_KIND_LOGFMT:
        *fits = ls_logfmt_read(keyed, line);
        return LS_OK;
    case LS_KIND_COUNT:
        break;
    }
    return LS_OK;
}

/* Some servers leave out what there is none of. */
static void fill_status(const ls_extractor *extractor, ls_record *record)
{
    if ((record->has & LS_HAS(LS_FIELD_STATUS)) ||
        extractor->keyed[0].bad_status)
        return;
    record->code = 0;
    record->has |= LS_HAS(LS_FIELD_STATUS);
}

ls_status ls_extract(ls_extractor *extractor, const ls_plan *plan,
                     ls_slice line, ls_record *record, bool *fits)
{
    *fits = false;
    if (plan->format->unless_header && extractor->header.is_there)
        return LS_OK;
    ls_values_start(extractor->values, record);
    if (read_kind(extractor, plan, line, record, fits) != LS_OK)
        return LS_ENOMEM;
    if (!*fits)
        return LS_OK;
    if (extractor->keyed[0].is_unlike) {
        extractor->unlike = true;
        *fits = false;
        return LS_OK;
    }
    if (plan->format->omits_status)
        fill_status(extractor, record);
    if (plan->format->wraps)
        *fits = ls_values_get(extractor->values, LS_PART_LINE).ptr != NULL;
    else
        *fits = (record->has & LS_HAS(LS_FIELD_STATUS)) != 0;
    if (!*fits)
        return LS_OK;
    extractor->format = plan->format;
    return ls_builder_finish(&extractor->builder, plan->format->time_form,
                             extractor->values, 1, record);
}

/* Starts the rows, and reads them up to one that is none or no request. */
static size_t read_requests(ls_extractor *extractor, const ls_plan *plan,
                            const ls_slice *lines, size_t count,
                            ls_record *records)
{
    size_t row = 0;

    for (size_t i = 0; i < count; i++) {
        ls_values_start(&extractor->values[i], &records[i]);
        ls_keyed_start(&extractor->keyed[i], plan->keymap,
                       &extractor->values[i], &records[i]);
    }
    count = read_rows(extractor, lines, count, records);
    while (row < count && !extractor->keyed[row].is_unlike)
        row++;
    return row;
}

size_t ls_extract_rows(ls_extractor *extractor, const ls_plan *plan,
                       const ls_slice *lines, size_t count, ls_record *records)
{
    size_t fit;

    if (extractor->header.map != plan->keymap || plan->format->unless_header ||
        plan->format->wraps || count == 0)
        return 0;
    if (count > extractor->together)
        count = extractor->together;
    fit = read_requests(extractor, plan, lines, count, records);
    /* Behind one that is none, rows are read anew: so not too many of them. */
    extractor->together = fit < count ? 1 : 2 * extractor->together;
    if (extractor->together > LS_ROWS_MAX)
        extractor->together = LS_ROWS_MAX;
    extractor->format = plan->format;
    if (ls_builder_finish(&extractor->builder, plan->format->time_form,
                          extractor->values, fit, records) != LS_OK)
        return 0;
    return fit;
}

/* Reads the time of the usual steps, and keeps it. */
LS_APART static void read_usual_time(ls_extractor *extractor,
                                     const ls_plan *plan, ls_slice value)
{
    extractor->usual_is_time =
        ls_timer_read(&extractor->builder.timer, plan->format->time_form, value,
                      &extractor->usual_time);
    extractor->has_usual_time = true;
}

/* Copies a line to where a walk can look behind it, unless it is long. */
LS_APART static bool copy_line(ls_extractor *extractor, ls_slice line,
                               ls_slice *copy)
{
    if (line.len > LS_WALK_COPY)
        return false;
    if (line.len)
        memcpy(extractor->copy, line.ptr, line.len);
    *copy = (ls_slice){ extractor->copy, line.len };
    return true;
}

/* What was kept is of another short cut. */
LS_APART static void forget_usual(ls_extractor *extractor,
                                  const ls_short_cut *cut)
{
    extractor->walk.memo = (ls_walk_memo){ .len = 0 };
    extractor->along = cut;
}

void ls_extractor_look(ls_extractor *extractor, const ls_plan *plan,
                       const ls_slice *lines, size_t count)
{
    const ls_short_cut *cut = plan->short_cut;
    ls_slice copy;

    if (cut != extractor->along)
        forget_usual(extractor, cut);
    if (count && !has_slack(extractor, lines[count - 1])) {
        count = count == 1 && copy_line(extractor, lines[0], &copy);
        lines = &copy;
    }
    ls_walk_along(&extractor->walk, &cut->steps, lines, count,
                  ls_vectors_best());
}

/* Lines that were looked at, and where they are read into. */
struct seen {
    size_t first;
    size_t count;
    ls_record *records;
};

/* The times, most of which are the same as in the line before. */
static inline void set_times(ls_extractor *extractor, const ls_plan *plan,
                             const struct seen *seen, size_t number)
{
    const bool *usual = &extractor->walk.usual[seen->first];
    const ls_slice *runs = &extractor->walk.runs[number][seen->first];
    bool is_read = extractor->has_usual_time;

    for (size_t i = 0; i < seen->count; i++) {
        if (LS_SELDOM(!(is_read && usual[i])))
            read_usual_time(extractor, plan, runs[i]);
        is_read = true;
        seen->records[i].time = extractor->usual_time;
        seen->records[i].has |=
            extractor->usual_is_time ? LS_HAS(LS_FIELD_TIME) : 0;
    }
}

/* Takes the first runs of some lines; whether a time is among them. */
static bool take_runs(ls_extractor *extractor, const ls_plan *plan,
                      const struct seen *seen, size_t count)
{
    const ls_binding *bindings = plan->short_cut->bindings;
    bool timed = false;

    for (size_t i = 0; i < count; i++) {
        ls_setter *set = bindings[i].part.set;

        if (set) {
            (void)set(seen->records, &extractor->walk.runs[i][seen->first],
                      seen->count);
        } else {
            set_times(extractor, plan, seen, i);
            timed = true;
        }
    }
    return timed;
}

size_t ls_extract_seen(ls_extractor *extractor, const ls_plan *plan,
                       size_t first, ls_record *records)
{
    const ls_short_cut *cut = plan->short_cut;
    const ls_walk *walk = &extractor->walk;
    struct seen seen = { first, 0, records };
    size_t bound = 0;
    size_t fit = 0;
    bool timed;

    if (first < walk->count)
        bound = ls_short_cut_bound(cut, walk, first);
    for (size_t line = first;
         line < walk->count && ls_short_cut_bound(cut, walk, line) == bound;
         line++)
        ls_record_clear(&records[seen.count++]);
    timed = take_runs(extractor, plan, &seen, bound);
    while (fit < seen.count && (records[fit].has & LS_HAS(LS_FIELD_STATUS)))
        fit++;
    if (!timed || fit < seen.count) /* it is not that of the line before */
        extractor->has_usual_time = false;
    extractor->format = plan->format;
    return fit;
}

bool ls_extract_shortly(ls_extractor *extractor, const ls_plan *plan,
                        ls_slice line, ls_record *record)
{
    ls_extractor_look(extractor, plan, &line, 1);
    return ls_extract_seen(extractor, plan, 0, record) != 0;
}
