/* SPDX-License-Identifier: MIT */
/*
 * The summary as its JSON document: order and names of all keys are a promise
 * to those who read it (docs/summary.md). Codes are in json_codes.c.
 */

#include "render/json.h"
#include "render/change.h"
#include "render/finding.h"

#include "render/word.h"
#include "summary/week.h"

void ls_json_moment(ls_json *json, const char *name, int64_t milliseconds)
{
    ls_json_name(json, name);
    if (milliseconds == LS_NO_TIME)
        ls_json_text(json, NULL);
    else
        ls_json_time(json, ls_seconds_of(milliseconds));
}

static void put_select(ls_json *json, const ls_summary_select *select)
{
    ls_json_name(json, "select");
    ls_json_open(json, "{");
    ls_json_name_text(json, "where", select->where);
    ls_json_name_text(json, "status", select->status);
    ls_json_name_text(json, "method", select->method);
    ls_json_name_text(json, "since", select->since);
    ls_json_name_text(json, "until", select->until);
    ls_json_close(json, "}");
}

static void put_lines(ls_json *json, const ls_lines *lines)
{
    ls_json_name(json, "lines");
    ls_json_open(json, "{");
    ls_json_name_count(json, "total", ls_lines_total(lines));
    ls_json_name_count(json, "counted", lines->counted);
    ls_json_name_count(json, "filtered", lines->filtered);
    ls_json_name_count(json, "comment", lines->comment);
    ls_json_name_count(json, "blank", lines->blank);
    ls_json_name_count(json, "unparsed", lines->unparsed);
    ls_json_close(json, "}");
}

static void put_input(ls_json *json, const ls_summary_input *input)
{
    ls_json_open(json, "{");
    ls_json_name_text(json, "name", input->name);
    ls_json_name_text(json, "format", input->format);
    ls_json_name(json, "servers");
    ls_json_open(json, "[");
    for (size_t i = 0; i < input->server_count; i++)
        ls_json_text(json, input->servers[i]);
    ls_json_close(json, "]");
    ls_json_name(json, "detected");
    ls_json_flag(json, input->detected);
    ls_json_name_count(json, "fallback", input->fallback);
    ls_json_name_count(json, "bytes", input->bytes);
    ls_json_name_count(json, "unread", input->unread);
    ls_json_name_count(json, "nul", input->nul);
    ls_json_name_count(json, "gap", input->gap);
    ls_json_name(json, "gap_unknown");
    ls_json_flag(json, input->gap_unknown);
    put_lines(json, &input->lines);
    ls_json_close(json, "}");
}

/* Only of logs that name them. */
static void put_clients(ls_json *json, const ls_summary_clients *clients)
{
    if (clients->sketch.len == 0)
        return;
    ls_json_name(json, "clients");
    ls_json_open(json, "{");
    ls_json_name_count(json, "distinct", clients->distinct);
    ls_json_name(json, "sketch");
    ls_json_bytes(json, clients->sketch);
    ls_json_close(json, "}");
}

static void put_classes(ls_json *json, const ls_summary *summary)
{
    ls_json_name(json, "classes");
    ls_json_open(json, "[");
    for (ls_class i = 0; i < LS_CLASS_COUNT; i++) {
        uint64_t requests = summary->classes[i].requests;

        ls_json_open(json, "{");
        ls_json_name_text(json, "class", ls_class_label(i));
        ls_json_name_text(json, "name", ls_class_name(i));
        ls_json_name_count(json, "requests", requests);
        ls_json_name(json, "share");
        ls_json_share(json, requests, summary->lines.counted);
        ls_json_duration(json, &summary->classes[i].duration);
        ls_json_close(json, "}");
    }
    ls_json_close(json, "]");
}

static void put_methods(ls_json *json, const ls_summary *summary)
{
    ls_json_name(json, "methods");
    ls_json_open(json, "[");
    for (size_t i = 0; i < summary->method_count; i++) {
        const ls_summary_method *method = &summary->methods[i];

        ls_json_open(json, "{");
        ls_json_name_text(json, "method", ls_method_name(method->method));
        ls_json_name_count(json, "requests", method->requests);
        ls_json_name(json, "classes");
        ls_json_open(json, "{");
        for (ls_class c = 0; c < LS_CLASS_COUNT; c++)
            if (method->classes[c])
                ls_json_name_count(json, ls_class_label(c), method->classes[c]);
        ls_json_close(json, "}");
        ls_json_close(json, "}");
    }
    ls_json_close(json, "]");
}

/* One bucket, unless nothing happened in it. */
static void put_bucket(ls_json *json, const ls_summary *summary, size_t bucket)
{
    const ls_summary_axis *axis = &summary->axis;
    bool open = false;

    for (ls_class c = 0; c < LS_CLASS_COUNT; c++) {
        const uint64_t *timeline = summary->classes[c].timeline;

        if (!timeline || timeline[bucket] == 0)
            continue;
        if (!open) {
            ls_json_open(json, "{");
            ls_json_name(json, "time");
            ls_json_time(json, axis->start + (int64_t)(bucket * axis->seconds));
            ls_json_name(json, "classes");
            ls_json_open(json, "{");
            open = true;
        }
        ls_json_name_count(json, ls_class_label(c), timeline[bucket]);
    }
    if (open) {
        ls_json_close(json, "}");
        ls_json_close(json, "}");
    }
}

static void put_timeline(ls_json *json, const ls_summary *summary)
{
    const ls_summary_axis *axis = &summary->axis;

    ls_json_name(json, "timeline");
    ls_json_open(json, "{");
    ls_json_name_count(json, "seconds", axis->seconds);
    ls_json_name(json, "start");
    if (axis->seconds)
        ls_json_time(json, axis->start);
    else
        ls_json_text(json, NULL);
    ls_json_name(json, "buckets");
    ls_json_open(json, "[");
    for (size_t i = 0; axis->seconds && i < axis->count; i++)
        put_bucket(json, summary, i);
    ls_json_close(json, "]");
    ls_json_close(json, "}");
}

/* [hour, requests] pairs, without those of no requests. */
static void put_hours(ls_json *json, const uint64_t *week)
{
    ls_json_open(json, "[");
    for (size_t i = 0; i < LS_WEEK_HOURS; i++) {
        if (week[i] == 0)
            continue;
        ls_json_open(json, "[");
        ls_json_count(json, i);
        ls_json_count(json, week[i]);
        ls_json_close(json, "]");
    }
    ls_json_close(json, "]");
}

/* Only of what has times, and of no sum that has it in part. */
static void put_week(ls_json *json, const ls_summary *summary)
{
    if (!ls_week_is_known(summary))
        return;
    ls_json_name(json, "week");
    ls_json_open(json, "{");
    for (ls_class c = 0; c < LS_CLASS_COUNT; c++) {
        if (!summary->classes[c].week)
            continue;
        ls_json_name(json, ls_class_label(c));
        put_hours(json, summary->classes[c].week);
    }
    ls_json_close(json, "}");
}

static void put_unparsed(ls_json *json, const ls_summary *summary)
{
    ls_json_name(json, "unparsed");
    ls_json_open(json, "[");
    for (size_t i = 0; i < summary->unparsed_count; i++) {
        const ls_summary_unparsed *line = &summary->unparsed[i];

        ls_json_open(json, "{");
        ls_json_name_text(json, "input", line->input);
        ls_json_name(json, "line");
        if (line->line)
            ls_json_count(json, line->line);
        else
            ls_json_text(json, NULL);
        ls_json_name_count(json, "offset", line->offset);
        ls_json_name_count(json, "column", line->column);
        ls_json_name_text(json, "reason", line->reason);
        ls_json_name(json, "text");
        ls_json_bytes(json, line->text);
        ls_json_close(json, "}");
    }
    ls_json_close(json, "]");
}

static void put_time(ls_json *json, const ls_summary *summary)
{
    ls_json_name(json, "time");
    ls_json_open(json, "{");
    ls_json_moment(json, "first", summary->first);
    ls_json_moment(json, "last", summary->last);
    ls_json_name_count(json, "odd", summary->odd_times);
    ls_json_close(json, "}");
}

ls_status ls_render_json(const ls_summary *summary, const ls_sink *sink)
{
    return ls_render_json_compared(summary, NULL, sink);
}

ls_status ls_render_json_compared(const ls_summary *summary,
                                  const ls_baseline *baseline,
                                  const ls_sink *sink)
{
    ls_json json;
    ls_status status;

    ls_json_init(&json, sink);
    ls_json_open(&json, "{");
    ls_json_name_text(&json, "schema", LS_SUMMARY_SCHEMA);
    ls_json_name_text(&json, "generator", "logstat " LOGSTAT_VERSION);
    put_select(&json, &summary->select);
    ls_json_name(&json, "inputs");
    ls_json_open(&json, "[");
    for (size_t i = 0; i < summary->input_count; i++)
        put_input(&json, &summary->inputs[i]);
    ls_json_close(&json, "]");
    put_lines(&json, &summary->lines);
    put_time(&json, summary);
    ls_json_name_count(&json, "bytes", summary->bytes);
    put_clients(&json, &summary->clients);
    ls_json_duration(&json, &summary->duration);
    put_classes(&json, summary);
    ls_json_codes(&json, summary);
    put_methods(&json, summary);
    put_timeline(&json, summary);
    ls_json_duration_timeline(&json, summary);
    put_week(&json, summary);
    ls_json_groups(&json, summary);
    ls_json_findings(&json, summary, baseline);
    status = ls_json_changes(&json, summary, baseline);
    put_unparsed(&json, summary);
    ls_json_close(&json, "}");
    ls_write_string(&json.out, "\n");
    return status == LS_OK ? ls_writer_finish(&json.out) : status;
}
