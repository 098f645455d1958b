/* SPDX-License-Identifier: MIT */
/*
 * Reads one line at a time into a record: out of what wraps it, and then with
 * the plans in their order until one fits. Nothing depends on the lines before
 * but the columns that a header named, so that the result is the same whoever
 * reads which line.
 */

#include "parse/reader.h"

#include "base/hint.h"
#include "parse/comment.h"
#include "parse/extractor.h"

#include <stdlib.h>

struct ls_reader {
    const ls_plans *plans;
    const ls_plan *shortly; /* what most lines are read with, or NULL */
    const ls_slice *seen;   /* the lines that were looked at */
    size_t seen_count;
    ls_extractor extractor;
    ls_buf inner[LS_DETECT_WRAPS]; /* lines that were decoded when unwrapped */
    ls_record wrap;                /* what the wraps say about the line */
    ls_slice sighted;              /* the line that was looked at last, */
    ls_byteset holds;              /* and the bytes in it */
    bool lacks_status;
};

/* Whether there is a way for lines that are as most are. */
static bool is_short(const ls_plan *plan)
{
    return plan->short_cut || ls_plan_has_columns(plan);
}

ls_reader *ls_reader_new(const ls_plans *plans, int zone, bool interpret)
{
    ls_reader *reader = calloc(1, sizeof(*reader));

    if (!reader)
        return NULL;
    reader->plans = plans;
    if (plans->count && plans->wrap_count == 0 && is_short(&plans->items[0]))
        reader->shortly = &plans->items[0];
    if (ls_extractor_init(&reader->extractor, zone, interpret) != LS_OK) {
        free(reader);
        return NULL;
    }
    return reader;
}

void ls_reader_free(ls_reader *reader)
{
    if (!reader)
        return;
    ls_extractor_release(&reader->extractor);
    for (size_t i = 0; i < LS_DETECT_WRAPS; i++)
        ls_buf_release(&reader->inner[i]);
    free(reader);
}

void ls_reader_around(ls_reader *reader, ls_slice memory)
{
    ls_extractor_around(&reader->extractor, memory);
}

const ls_format *ls_reader_format(const ls_reader *reader)
{
    return reader->extractor.format;
}

bool ls_reader_knows_zone(const ls_reader *reader)
{
    return ls_timer_knows_zone(&reader->extractor.builder.timer);
}

size_t ls_reader_explained(const ls_reader *reader)
{
    return reader->extractor.values[0].bytes;
}

bool ls_reader_lacks_status(const ls_reader *reader)
{
    return reader->lacks_status;
}

/* Whether the line is a comment, which may change what follows. */
static ls_status take_comment(ls_reader *reader, ls_slice line, bool *taken)
{
    ls_header *header = &reader->extractor.header;

    if (ls_headers_take(reader->plans, line, header, taken,
                        &reader->lacks_status) != LS_OK)
        return LS_ENOMEM;
    ls_header_date(header, line);
    *taken = *taken ||
             ls_comment_is(line, header->map && header->kind == LS_COLUMNS_W3C);
    return LS_OK;
}

/* Whether a line may be one of the plan's, seen from the bytes in it. */
static bool may_fit(ls_reader *reader, const ls_plan *plan, ls_slice line)
{
    if (reader->sighted.ptr != line.ptr || reader->sighted.len != line.len) {
        reader->sighted = line;
        reader->holds = ls_byteset_of(line);
    }
    return ls_gate_lets(&plan->format->gate, line, &reader->holds);
}

/* Tries the plans from `first` on; `*kind` stays as it is if none fits. */
static ls_status try_plans(ls_reader *reader, size_t first, ls_slice line,
                           ls_record *record, ls_line_kind *kind)
{
    for (size_t i = first; i < reader->plans->count; i++) {
        const ls_plan *plan = &reader->plans->items[i];
        bool fits;

        if (!may_fit(reader, plan, line))
            continue;
        if (ls_extract(&reader->extractor, plan, line, record, &fits) != LS_OK)
            return LS_ENOMEM;
        if (reader->extractor.unlike)
            return LS_OK;
        if (fits) {
            *kind = reader->plans->has_own ? LS_LINE_FALLBACK : LS_LINE_RECORD;
            return LS_OK;
        }
    }
    return LS_OK;
}

/* Tries the first plan: the input's own, if it has one. */
static ls_status try_own(ls_reader *reader, ls_slice line, ls_record *record,
                         bool *fits)
{
    const ls_plans *plans = reader->plans;

    *fits = false;
    if (plans->count == 0 || (ls_plan_has_columns(&plans->items[0]) &&
                              ls_headers_is_heading(plans, line)))
        return LS_OK;
    return ls_extract(&reader->extractor, &plans->items[0], line, record, fits);
}

/* Reads a line that nothing wraps. */
static ls_status read_bare(ls_reader *reader, ls_slice line, ls_record *record,
                           ls_line_kind *kind)
{
    const ls_plans *plans = reader->plans;
    ls_extractor *tools = &reader->extractor;
    bool fits;

    *kind = LS_LINE_RECORD;
    if (plans->wrap_count && plans->items[0].short_cut &&
        ls_extract_shortly(tools, &plans->items[0], line, record))
        return LS_OK;
    if (try_own(reader, line, record, &fits) != LS_OK)
        return LS_ENOMEM;
    if (fits)
        return LS_OK;
    *kind = LS_LINE_BLANK;
    if (ls_slice_is_blank(line))
        return LS_OK;
    *kind = LS_LINE_COMMENT;
    if (take_comment(reader, line, &fits) != LS_OK)
        return LS_ENOMEM;
    if (fits)
        return LS_OK;
    *kind = LS_LINE_UNPARSED;
    if (tools->unlike)
        return LS_OK;
    return try_plans(reader, 1, line, record, kind);
}

/* A wrapped line may bring its line end along. */
static ls_slice without_end(ls_slice line)
{
    if (line.len && line.ptr[line.len - 1] == '\n')
        line.len--;
    if (line.len && line.ptr[line.len - 1] == '\r')
        line.len--;
    return line;
}

/*
 * Copies what a JSON wrap holds: the next object takes the place of the texts
 * that were decoded.
 */
static ls_status keep_inner(ls_record *wrap, ls_buf *room, ls_slice *inner)
{
    ls_slice source = { 0 };

    if (wrap->has & LS_HAS(LS_FIELD_SOURCE))
        source = wrap->text[LS_FIELD_SOURCE];
    room->len = 0;
    if (ls_buf_append(room, *inner) != LS_OK ||
        ls_buf_append(room, source) != LS_OK)
        return LS_ENOMEM;
    *inner = ls_slice_head(ls_buf_slice(room), inner->len);
    wrap->text[LS_FIELD_SOURCE] = ls_slice_skip(ls_buf_slice(room), inner->len);
    return LS_OK;
}

/* Takes `*line` out of one wrap. */
static ls_status unwrap_one(ls_reader *reader, const ls_plan *wrap,
                            ls_buf *room, ls_slice *line, bool *fits)
{
    ls_slice inner;

    if (ls_extract(&reader->extractor, wrap, *line, &reader->wrap, fits) !=
        LS_OK)
        return LS_ENOMEM;
    if (!*fits)
        return LS_OK;
    inner = without_end(ls_values_get(reader->extractor.values, LS_PART_LINE));
    if (wrap->format->kind == LS_KIND_JSON &&
        keep_inner(&reader->wrap, room, &inner) != LS_OK)
        return LS_ENOMEM;
    ls_extractor_forget(&reader->extractor);
    *line = inner;
    return LS_OK;
}

ls_status ls_reader_unwrap(ls_reader *reader, ls_slice line, ls_slice *inner,
                           bool *fits)
{
    *inner = line;
    ls_extractor_forget(&reader->extractor);
    return unwrap_one(reader, &reader->plans->items[0], &reader->inner[0],
                      inner, fits);
}

/* Takes `*line` out of all its wraps, or leaves it as it is. */
static ls_status unwrap(ls_reader *reader, ls_slice *line)
{
    const ls_plans *plans = reader->plans;
    ls_slice inner = *line;
    bool fits = true;

    for (size_t i = 0; i < plans->wrap_count && fits; i++)
        if (unwrap_one(reader, &plans->wraps[i], &reader->inner[i], &inner,
                       &fits) != LS_OK)
            return LS_ENOMEM;
    if (fits)
        *line = inner;
    else
        reader->wrap.has = 0;
    return LS_OK;
}

/* A quick answer for a wrapped line. Rows of names count there only if all
   lines are rows: see headers.c. */
static bool may_hold_header(const ls_plans *plans, ls_slice line)
{
    return plans->items[0].format->kind == LS_KIND_CSV ||
           (line.len && memchr(line.ptr, '#', line.len));
}

ls_status ls_reader_effect(ls_reader *reader, ls_slice line,
                           ls_line_effect *effect)
{
    const ls_plans *plans = reader->plans;
    bool fits = false;
    ls_slice date;
    ls_record record;

    *effect = (ls_line_effect){ LS_HEADER_NONE, false };
    if (plans->wrap_count && !may_hold_header(plans, line))
        return LS_OK;
    ls_extractor_forget(&reader->extractor);
    if (plans->wrap_count && unwrap(reader, &line) != LS_OK)
        return LS_ENOMEM;
    effect->header = ls_headers_rank(plans, line);
    effect->date = ls_header_find_date(line, &date);
    if (effect->header == LS_HEADER_NONE && !effect->date)
        return LS_OK;
    if (ls_plan_has_columns(&plans->items[0]))
        return LS_OK;
    if (ls_extract(&reader->extractor, &plans->items[0], line, &record,
                   &fits) != LS_OK)
        return LS_ENOMEM;
    if (fits) /* it is a record, after all */
        *effect = (ls_line_effect){ LS_HEADER_NONE, false };
    return LS_OK;
}

/* What the wrap says and the line itself does not. */
static void add_wrap(const ls_reader *reader, ls_record *record)
{
    ls_fields lacks = reader->wrap.has & ~record->has;

    if (lacks & LS_HAS(LS_FIELD_TIME))
        record->time = reader->wrap.time;
    if (lacks & LS_HAS(LS_FIELD_SOURCE))
        record->text[LS_FIELD_SOURCE] = reader->wrap.text[LS_FIELD_SOURCE];
    record->has |= lacks & (LS_HAS(LS_FIELD_TIME) | LS_HAS(LS_FIELD_SOURCE));
}

static bool is_record(ls_line_kind kind)
{
    return kind == LS_LINE_RECORD || kind == LS_LINE_FALLBACK;
}

/* Reads what was in a wrapper that is around a single line: no headers. */
static ls_status read_inner(ls_reader *reader, ls_slice line, ls_record *record,
                            ls_line_kind *kind)
{
    *kind = LS_LINE_UNPARSED;
    return ls_slice_is_blank(line) ? LS_OK
                                   : try_plans(reader, 0, line, record, kind);
}

/* A single line that is wrapped in a log that is not, or not like this. */
static ls_status try_wrappers(ls_reader *reader, ls_slice line,
                              ls_record *record, ls_line_kind *kind)
{
    const ls_plans *plans = reader->plans;

    for (size_t i = 0; i < plans->wrapper_count; i++) {
        ls_slice inner = line;
        ls_line_kind found;
        bool fits;

        if (!may_fit(reader, &plans->wrappers[i], line))
            continue;
        if (unwrap_one(reader, &plans->wrappers[i], &reader->inner[0], &inner,
                       &fits) != LS_OK)
            return LS_ENOMEM;
        if (!fits)
            continue;
        if (read_inner(reader, inner, record, &found) != LS_OK)
            return LS_ENOMEM;
        if (is_record(found)) {
            *kind = LS_LINE_FALLBACK;
            return LS_OK;
        }
    }
    return LS_OK;
}

ls_status ls_reader_read_odd(ls_reader *reader, ls_slice line,
                             ls_record *record, ls_line_kind *kind)
{
    const ls_plans *plans = reader->plans;
    ls_slice inner = line;

    ls_extractor_forget(&reader->extractor);
    reader->sighted = (ls_slice){ 0 };
    reader->extractor.limit = false;
    reader->extractor.unlike = false;
    reader->wrap.has = 0;
    if (plans->wrap_count && unwrap(reader, &inner) != LS_OK)
        return LS_ENOMEM;
    if (read_bare(reader, inner, record, kind) != LS_OK)
        return LS_ENOMEM;
    if (*kind == LS_LINE_UNPARSED && !reader->extractor.unlike &&
        try_wrappers(reader, line, record, kind) != LS_OK)
        return LS_ENOMEM;
    if (is_record(*kind))
        add_wrap(reader, record);
    else if (*kind == LS_LINE_UNPARSED && reader->extractor.limit)
        *kind = LS_LINE_LIMIT;
    return LS_OK;
}

void ls_reader_look(ls_reader *reader, const ls_slice *lines, size_t count)
{
    reader->seen = lines;
    reader->seen_count = count;
    if (reader->shortly && reader->shortly->short_cut)
        ls_extractor_look(&reader->extractor, reader->shortly, lines, count);
}

size_t ls_reader_read_usual(ls_reader *reader, size_t first, ls_record *records)
{
    const ls_plan *plan = reader->shortly;
    const ls_slice *lines = reader->seen + first;
    size_t count = reader->seen_count - first;

    if (!plan)
        return 0;
    if (plan->short_cut)
        return ls_extract_seen(&reader->extractor, plan, first, records);
    return ls_extract_rows(&reader->extractor, plan, lines,
                           ls_headers_first(reader->plans, lines, count),
                           records);
}

ls_status ls_reader_read(ls_reader *reader, ls_slice line, ls_record *record,
                         ls_line_kind *kind)
{
    size_t usual;

    ls_reader_look(reader, &line, 1);
    usual = ls_reader_read_usual(reader, 0, record);
    reader->seen = NULL; /* it is of here */
    *kind = LS_LINE_RECORD;
    return usual ? LS_OK : ls_reader_read_odd(reader, line, record, kind);
}
