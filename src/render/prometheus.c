/* SPDX-License-Identifier: MIT */
/*
 * The summary in Prometheus' text format 0.0.4, for the textfile collector of
 * node_exporter. Series are bounded, for no value of a log is a label. With
 * --update no counter goes back, as long as its file goes on.
 */

#include "render/word.h"
#include "render/writer.h"
#include "summary/duration.h"

#include <logstat/render.h>

/* The upper bounds of durations, in microseconds; +Inf follows. */
static const uint64_t bounds[] = {
    5000,   10000,   25000,   50000,   100000,   250000,
    500000, 1000000, 2500000, 5000000, 10000000, 30000000,
};

static void put_head(ls_writer *out, const char *name, const char *type,
                     const char *help)
{
    ls_write_string(out, "# HELP logstat_");
    ls_write_string(out, name);
    ls_write_string(out, " ");
    ls_write_string(out, help);
    ls_write_string(out, "\n# TYPE logstat_");
    ls_write_string(out, name);
    ls_write_string(out, " ");
    ls_write_string(out, type);
    ls_write_string(out, "\n");
}

/* The rest of a line behind its labels. */
static void put_value(ls_writer *out, uint64_t value)
{
    ls_write_string(out, " ");
    ls_write_number(out, value);
    ls_write_string(out, "\n");
}

static void put_label(ls_writer *out, const char *before, const char *name,
                      const char *value)
{
    ls_write_string(out, before);
    ls_write_string(out, name);
    ls_write_string(out, "=\"");
    ls_write_string(out, value);
    ls_write_string(out, "\"");
}

static void put_requests(ls_writer *out, const ls_summary *summary)
{
    put_head(out, "requests_total", "counter",
             "Requests by status code, class and method.");
    for (size_t i = 0; i < summary->code_count; i++) {
        const ls_summary_code *code = &summary->codes[i];

        for (size_t m = 0; m < ls_method_count(); m++) {
            if (code->methods[m] == 0)
                continue;
            ls_write_string(out, "logstat_requests_total");
            put_label(out, "{", "code",
                      code->code ? ls_word_code(code->code).text : "none");
            put_label(out, ",", "class",
                      ls_class_label(ls_class_of(code->code)));
            put_label(out, ",", "method",
                      m == LS_METHOD_NONE ? "none" : ls_method_name(m));
            ls_write_string(out, "}");
            put_value(out, code->methods[m]);
        }
    }
}

static void put_lines(ls_writer *out, const ls_summary *summary)
{
    const ls_lines *lines = &summary->lines;
    const struct {
        const char *kind;
        uint64_t count;
    } kinds[] = {
        { "counted", lines->counted },   { "filtered", lines->filtered },
        { "comment", lines->comment },   { "blank", lines->blank },
        { "unparsed", lines->unparsed },
    };

    put_head(out, "lines_total", "counter",
             "Lines of the logs by what became of them.");
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        ls_write_string(out, "logstat_lines_total");
        put_label(out, "{", "kind", kinds[i].kind);
        ls_write_string(out, "}");
        put_value(out, kinds[i].count);
    }
}

static void put_single(ls_writer *out, const char *name, const char *type,
                       const char *help, uint64_t value)
{
    put_head(out, name, type, help);
    ls_write_string(out, "logstat_");
    ls_write_string(out, name);
    put_value(out, value);
}

static void put_rest(ls_writer *out, const ls_summary *summary)
{
    uint64_t gap = 0;
    uint64_t unknown = 0;

    for (size_t i = 0; i < summary->input_count; i++) {
        gap += summary->inputs[i].gap;
        unknown += summary->inputs[i].gap_unknown;
    }
    put_single(out, "response_bytes_total", "counter",
               "Bytes of all responses.", summary->bytes);
    put_single(out, "gap_bytes_total", "counter",
               "Bytes of logs that are known to be missing.", gap);
    put_single(out, "inputs_with_gaps", "gauge",
               "Logs of which more is missing than is known.", unknown);
    if (summary->last != LS_NO_TIME)
        put_single(out, "last_request_timestamp_seconds", "gauge",
                   "Time of the latest request.",
                   (uint64_t)ls_seconds_of(summary->last));
}

/* --- Durations. */

/* A number of microseconds as seconds, without zeros at its end. */
static void put_seconds(ls_writer *out, uint64_t microseconds)
{
    uint64_t rest = microseconds % 1000000;

    ls_write_number(out, microseconds / 1000000);
    if (rest == 0)
        return;
    ls_write_string(out, ".");
    for (uint64_t scale = 100000; rest; scale /= 10) {
        ls_write_number(out, rest / scale);
        rest %= scale;
    }
}

static void put_series(ls_writer *out, ls_class class_, const char *end)
{
    ls_write_string(out, "logstat_request_duration_seconds");
    ls_write_string(out, end);
    put_label(out, "{", "class", ls_class_label(class_));
}

/* Those that took no longer than the bound; a bucket counts by what it stands
   for. */
static uint64_t within(const ls_summary_duration *duration, uint64_t bound)
{
    uint64_t count = 0;

    for (size_t i = 0; i < duration->bucket_count; i++)
        if (ls_duration_of((size_t)duration->buckets[i].bucket) <= bound)
            count += duration->buckets[i].requests;
    return count;
}

/* In microseconds, as exactly as the buckets are. */
static uint64_t total(const ls_summary_duration *duration)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < duration->bucket_count; i++) {
        uint64_t one = ls_duration_of((size_t)duration->buckets[i].bucket);
        uint64_t requests = duration->buckets[i].requests;

        if (one && requests > (UINT64_MAX - sum) / one)
            return UINT64_MAX;
        sum += one * requests;
    }
    return sum;
}

static void put_class(ls_writer *out, ls_class class_,
                      const ls_summary_duration *duration)
{
    for (size_t i = 0; i < sizeof(bounds) / sizeof(bounds[0]); i++) {
        put_series(out, class_, "_bucket");
        ls_write_string(out, ",le=\"");
        put_seconds(out, bounds[i]);
        ls_write_string(out, "\"}");
        put_value(out, within(duration, bounds[i]));
    }
    put_series(out, class_, "_bucket");
    ls_write_string(out, ",le=\"+Inf\"}");
    put_value(out, duration->count);
    put_series(out, class_, "_sum");
    ls_write_string(out, "} ");
    put_seconds(out, total(duration));
    ls_write_string(out, "\n");
    put_series(out, class_, "_count");
    ls_write_string(out, "}");
    put_value(out, duration->count);
}

static void put_durations(ls_writer *out, const ls_summary *summary)
{
    if (summary->duration.count == 0)
        return;
    put_head(out, "request_duration_seconds", "histogram",
             "How long requests took, by class.");
    for (ls_class c = 0; c < LS_CLASS_COUNT; c++)
        if (summary->classes[c].duration.count)
            put_class(out, c, &summary->classes[c].duration);
}

ls_status ls_render_prometheus(const ls_summary *summary, const ls_sink *sink)
{
    ls_writer out;

    ls_writer_init(&out, sink);
    put_requests(&out, summary);
    put_lines(&out, summary);
    put_rest(&out, summary);
    put_durations(&out, summary);
    return ls_writer_finish(&out);
}
