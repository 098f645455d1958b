/* SPDX-License-Identifier: MIT */
/*
 * The summary as one tidy table (RFC 4180): a number a line, and what it is of.
 * A cell that a spreadsheet would take for a formula begins with an apostrophe.
 */

#include "render/word.h"
#include "render/writer.h"

#include <logstat/render.h>

#include <stdio.h>

/* The table while it is written, and where its next line belongs. */
struct table {
    ls_writer out;
    const char *dimension;
    ls_slice first; /* values of the dimension; empty: none */
    ls_slice second;
};

/* "-" alone is no formula; it stands for what is not there. */
static bool is_formula(ls_slice cell)
{
    return cell.len && memchr("=+-@\t\r", cell.ptr[0], 6) &&
           !ls_slice_equal(cell, LS_SLICE("-"));
}

static void put_cell(ls_writer *out, ls_slice cell)
{
    ls_write_string(out, is_formula(cell) ? "\"'" : "\"");
    while (cell.len) {
        const char *quote = memchr(cell.ptr, '"', cell.len);
        size_t len = quote ? (size_t)(quote - cell.ptr) + 1 : cell.len;

        ls_write_escaped(out, ls_slice_head(cell, len), LS_ESCAPE_CONTROL);
        if (quote)
            ls_write_string(out, "\"");
        cell = ls_slice_skip(cell, len);
    }
    ls_write_string(out, "\"");
}

static void put_line(struct table *table, const char *metric,
                     const char *number)
{
    ls_writer *out = &table->out;

    ls_write_string(out, table->dimension);
    ls_write_string(out, ",");
    if (table->first.len)
        put_cell(out, table->first);
    ls_write_string(out, ",");
    if (table->second.len)
        put_cell(out, table->second);
    ls_write_string(out, ",");
    ls_write_string(out, metric);
    ls_write_string(out, ",");
    ls_write_string(out, number);
    ls_write_string(out, "\r\n");
}

static void put(struct table *table, const char *metric, uint64_t number)
{
    ls_word word;

    (void)snprintf(word.text, sizeof(word.text), "%llu",
                   (unsigned long long)number);
    put_line(table, metric, word.text);
}

static void turn(struct table *table, const char *dimension, const char *first,
                 ls_slice second)
{
    table->dimension = dimension;
    table->first = ls_slice_of(first);
    table->second = second;
}

/* --- What there is. */

static void put_lines(struct table *table, const ls_lines *lines)
{
    put(table, "lines", ls_lines_total(lines));
    put(table, "requests", lines->counted);
    put(table, "filtered", lines->filtered);
    put(table, "comments", lines->comment);
    put(table, "blank", lines->blank);
    put(table, "unparsed", lines->unparsed);
}

static void put_all(struct table *table, const ls_summary *summary)
{
    turn(table, "all", "", LS_SLICE(""));
    put_lines(table, &summary->lines);
    put(table, "bytes", summary->bytes);
    if (summary->clients.sketch.len)
        put(table, "clients", summary->clients.distinct);
}

static void put_inputs(struct table *table, const ls_summary *summary)
{
    for (size_t i = 0; i < summary->input_count; i++) {
        const ls_summary_input *input = &summary->inputs[i];

        turn(table, "input", input->name, ls_slice_of(input->format));
        put_lines(table, &input->lines);
        put(table, "bytes_read", input->bytes);
        put(table, "gap_bytes", input->gap);
        put(table, "gap_unknown", input->gap_unknown);
    }
}

static void put_seconds(struct table *table, ls_percentile percentile,
                        uint64_t microseconds)
{
    ls_word metric;
    ls_word word;

    (void)snprintf(metric.text, sizeof(metric.text), "%s_seconds",
                   ls_percentile_name(percentile));
    (void)snprintf(word.text, sizeof(word.text), "%llu.%06llu",
                   (unsigned long long)(microseconds / 1000000),
                   (unsigned long long)(microseconds % 1000000));
    put_line(table, metric.text, word.text);
}

static void put_durations(struct table *table,
                          const ls_summary_duration *duration)
{
    if (duration->count == 0)
        return;
    put(table, "durations", duration->count);
    for (ls_percentile i = 0; i < LS_PERCENTILES; i++)
        put_seconds(table, i, duration->at[i]);
}

static void put_classes(struct table *table, const ls_summary *summary)
{
    for (ls_class c = 0; c < LS_CLASS_COUNT; c++) {
        turn(table, "class", ls_class_label(c), LS_SLICE(""));
        put(table, "requests", summary->classes[c].requests);
        put_durations(table, &summary->classes[c].duration);
    }
}

static void put_methods(struct table *table, const ls_summary *summary)
{
    for (size_t i = 0; i < summary->method_count; i++) {
        const ls_summary_method *method = &summary->methods[i];
        const char *name = ls_method_name(method->method);

        turn(table, "method", name, LS_SLICE(""));
        put(table, "requests", method->requests);
        for (ls_class c = 0; c < LS_CLASS_COUNT; c++) {
            if (method->classes[c] == 0)
                continue;
            turn(table, "\"method,class\"", name,
                 ls_slice_of(ls_class_label(c)));
            put(table, "requests", method->classes[c]);
        }
    }
}

/* A minus at its start would look like a formula. */
static ls_word label_of(unsigned code)
{
    const ls_word none = { "none" };

    return code ? ls_word_code(code) : none;
}

static void put_code(struct table *table, const ls_summary_code *code)
{
    const ls_word label = label_of(code->code);

    turn(table, "status", label.text, LS_SLICE(""));
    put(table, "requests", code->requests);
    put_durations(table, &code->duration);
    for (size_t m = 0; m < ls_method_count(); m++)
        if (code->methods[m]) {
            turn(table, "\"status,method\"", label.text,
                 ls_slice_of(ls_method_name(m)));
            put(table, "requests", code->methods[m]);
        }
    for (size_t i = 0; i < code->substatus_count; i++) {
        ls_word word;

        (void)snprintf(word.text, sizeof(word.text), "%u",
                       code->substatuses[i].substatus);
        turn(table, "\"status,substatus\"", label.text, ls_slice_of(word.text));
        put(table, "requests", code->substatuses[i].requests);
    }
    for (size_t i = 0; i < code->path_count; i++) {
        turn(table, "\"status,path\"", label.text, code->paths[i].path);
        put(table, "requests", code->paths[i].requests);
        put(table, "over", code->paths[i].over);
    }
}

static void put_timeline(struct table *table, const ls_summary *summary)
{
    const ls_summary_axis *axis = &summary->axis;

    for (size_t b = 0; axis->seconds && b < axis->count; b++)
        for (ls_class c = 0; c < LS_CLASS_COUNT; c++) {
            const uint64_t *timeline = summary->classes[c].timeline;
            const ls_word time =
                ls_word_rfc3339(axis->start + (int64_t)(b * axis->seconds));

            if (!timeline || timeline[b] == 0)
                continue;
            turn(table, "\"time,class\"", time.text,
                 ls_slice_of(ls_class_label(c)));
            put(table, "requests", timeline[b]);
        }
}

static void put_row(struct table *table, const ls_summary_row *row,
                    const char *dimension)
{
    table->dimension = dimension;
    table->first = row->values[0];
    table->second = row->values[1];
    put(table, "requests", row->requests);
    put(table, "over", row->over);
    put(table, "bytes", row->bytes);
    for (ls_class c = 0; c < LS_CLASS_COUNT; c++)
        if (row->classes[c])
            put(table, ls_class_label(c), row->classes[c]);
    for (size_t i = 0; i < row->error_count; i++)
        put(table, ls_word_code(row->errors[i].code).text,
            row->errors[i].requests);
    if (row->duration.count == 0)
        return;
    put(table, "durations", row->duration.count);
    put_seconds(table, LS_P95, row->duration.p95);
}

static void put_groups(struct table *table, const ls_summary *summary)
{
    for (size_t i = 0; i < summary->group_count; i++) {
        const ls_summary_group *group = &summary->groups[i];
        ls_word dimension;

        (void)snprintf(dimension.text, sizeof(dimension.text), "\"by %.50s\"",
                       group->by);
        for (size_t r = 0; r < group->row_count; r++)
            put_row(table, &group->rows[r], dimension.text);
    }
}

ls_status ls_render_csv(const ls_summary *summary, const ls_sink *sink)
{
    struct table table = { .dimension = "" };

    ls_writer_init(&table.out, sink);
    ls_write_string(&table.out, "dimension,value,value2,metric,number\r\n");
    put_all(&table, summary);
    put_inputs(&table, summary);
    put_classes(&table, summary);
    put_methods(&table, summary);
    for (size_t i = 0; i < summary->code_count; i++)
        put_code(&table, &summary->codes[i]);
    put_timeline(&table, summary);
    put_groups(&table, summary);
    return ls_writer_finish(&table.out);
}
