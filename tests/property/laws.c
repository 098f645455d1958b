/* SPDX-License-Identifier: MIT */
/*
 * The laws, and the little that is needed to try them: an input made of bytes,
 * a run over it, outputs into memory. Nothing here depends on a test library,
 * so fuzz targets use it too.
 */

#include "property/laws.h"

#include "input/elements.h"
#include "property/check_json.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void give_up(const char *what)
{
    fprintf(stderr, "cannot go on: %s\n", what);
    abort();
}

const ls_formats *builtin_formats(void)
{
    static ls_formats *formats;
    ls_error err = { 0 };

    if (formats)
        return formats;
    formats = ls_formats_new();
    if (!formats || ls_formats_add_builtin(formats, &err) != LS_OK ||
        ls_formats_compile(formats, &err) != LS_OK)
        give_up(err.message);
    return formats;
}

const ls_groups *common_groups(void)
{
    static const char *const fields[] = { "path", "client,status", "hour",
                                          "network", "file,method" };
    static ls_groups *groups;

    if (groups)
        return groups;
    groups = ls_groups_new();
    for (size_t i = 0; groups && i < sizeof(fields) / sizeof(fields[0]); i++)
        if (ls_groups_add(groups, ls_slice_of(fields[i]), NULL) != LS_OK)
            abort();
    return groups;
}

int file_of(ls_slice bytes)
{
    char name[] = "/tmp/logstat-test-XXXXXX";
    int file = mkstemp(name);

    if (file < 0)
        give_up("no temporary file");
    (void)unlink(name);
    for (size_t at = 0; at < bytes.len;) {
        ssize_t put = pwrite(file, bytes.ptr + at, bytes.len - at, (off_t)at);

        if (put <= 0)
            give_up("cannot write");
        at += (size_t)put;
    }
    return file;
}

ls_summary *read_log(const ls_run_options *options, int descriptor,
                     ls_outcome *outcome)
{
    ls_run *run = NULL;
    ls_summary *summary = NULL;
    ls_error err = { 0 };

    if (ls_run_new(options, &run, &err) != LS_OK ||
        ls_run_stream(run, descriptor, "log", outcome, &err) != LS_OK ||
        ls_run_summary(run, &summary, &err) != LS_OK)
        give_up(err.message);
    ls_run_free(run);
    return summary;
}

static ls_status append(void *context, ls_slice bytes)
{
    return ls_buf_append(context, bytes);
}

ls_sink sink_to(ls_buf *out)
{
    return (ls_sink){ append, out };
}

static uint64_t element_count(ls_slice document, ls_document kind)
{
    ls_elements elements;
    ls_line line;
    uint64_t count = 0;

    ls_elements_init(&elements, kind, document.len);
    ls_elements_give(&elements, document, true);
    while (ls_elements_next(&elements, &line) > 0)
        count++;
    ls_elements_release(&elements);
    return count;
}

static uint64_t count_as(ls_slice log, ls_document kind)
{
    uint64_t count = 0;

    if (kind != LS_DOCUMENT_NONE)
        return element_count(log, kind);
    for (size_t i = 0; i < log.len; i++)
        count += log.ptr[i] == '\n';
    if (log.len && log.ptr[log.len - 1] != '\n')
        count++;
    return count;
}

bool may_have_lines(ls_slice log, uint64_t count)
{
    if (ls_slice_starts(log, LS_SLICE("\xef\xbb\xbf")))
        log = ls_slice_skip(log, 3);
    return count == count_as(log, ls_document_of(log, true)) ||
           count == count_as(log, ls_document_of(log, false));
}

static uint64_t sum_of(const uint64_t *counts, size_t count)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < count; i++)
        sum += counts[i];
    return sum;
}

static const char *code_problem(const ls_summary_code *code, size_t buckets)
{
    uint64_t origins = 0;

    if (sum_of(code->methods, ls_method_count()) != code->requests)
        return "the methods of a code";
    if (sum_of(code->senders, LS_SENDER_COUNT) != code->requests)
        return "the senders of a code";
    for (size_t i = 0; i < code->origin_count; i++)
        origins += code->origins[i].requests;
    if (origins != code->requests)
        return "the origins of a code";
    if (code->timeline && sum_of(code->timeline, buckets) > code->requests)
        return "the timeline of a code";
    for (size_t i = 0; i < code->path_count; i++)
        if (code->paths[i].requests > code->requests ||
            code->paths[i].over >= code->paths[i].requests)
            return "the paths of a code";
    return NULL;
}

static const char *lines_problem(const ls_summary *summary)
{
    ls_lines sum = { 0 };

    for (size_t i = 0; i < summary->input_count; i++) {
        const ls_lines *lines = &summary->inputs[i].lines;

        sum.counted += lines->counted;
        sum.filtered += lines->filtered;
        sum.comment += lines->comment;
        sum.blank += lines->blank;
        sum.unparsed += lines->unparsed;
    }
    if (memcmp(&sum, &summary->lines, sizeof(sum)) != 0)
        return "the lines of the inputs";
    if (ls_lines_total(&sum) !=
        sum.counted + sum.filtered + sum.comment + sum.blank + sum.unparsed)
        return "the total of lines";
    if (summary->unparsed_count > sum.unparsed ||
        (sum.unparsed && summary->unparsed_count == 0))
        return "the examples of unparsed lines";
    return NULL;
}

const char *accounting_problem(const ls_summary *summary)
{
    uint64_t codes = 0;
    uint64_t classes = 0;
    uint64_t methods = 0;

    for (size_t i = 0; i < summary->code_count; i++) {
        const ls_summary_code *code = &summary->codes[i];
        const char *problem = code_problem(code, summary->axis.count);

        if (problem)
            return problem;
        if (i && code[-1].code >= code->code)
            return "the order of codes";
        codes += code->requests;
    }
    for (size_t i = 0; i < LS_CLASS_COUNT; i++)
        classes += summary->classes[i].requests;
    for (size_t i = 0; i < summary->method_count; i++)
        methods += summary->methods[i].requests;
    if (codes != summary->lines.counted || classes != codes || methods != codes)
        return "codes, classes, methods and counted lines";
    return lines_problem(summary);
}

static bool same_counts(const uint64_t *a, const uint64_t *b, size_t count)
{
    if (!a || !b)
        return a == b;
    return count == 0 || memcmp(a, b, count * sizeof(*a)) == 0;
}

static bool is_exact(const ls_summary_code *code)
{
    for (size_t i = 0; i < code->path_count; i++)
        if (code->paths[i].over)
            return false;
    return true;
}

static bool same_paths(const ls_summary_code *a, const ls_summary_code *b)
{
    if (a->path_count != b->path_count)
        return false;
    if (!is_exact(a) || !is_exact(b))
        return true;
    for (size_t i = 0; i < a->path_count; i++)
        if (!ls_slice_equal(a->paths[i].path, b->paths[i].path) ||
            a->paths[i].requests != b->paths[i].requests)
            return false;
    return true;
}

static bool same_origins(const ls_summary_code *a, const ls_summary_code *b)
{
    if (a->origin_count != b->origin_count)
        return false;
    for (size_t i = 0; i < a->origin_count; i++)
        if (strcmp(a->origins[i].origin, b->origins[i].origin) != 0 ||
            a->origins[i].requests != b->origins[i].requests)
            return false;
    return true;
}

static bool same_substatuses(const ls_summary_code *a, const ls_summary_code *b)
{
    if (a->substatus_count != b->substatus_count)
        return false;
    for (size_t i = 0; i < a->substatus_count; i++)
        if (a->substatuses[i].substatus != b->substatuses[i].substatus ||
            a->substatuses[i].requests != b->substatuses[i].requests)
            return false;
    return true;
}

static const char *code_difference(const ls_summary_code *a,
                                   const ls_summary_code *b, size_t buckets)
{
    if (a->code != b->code || a->requests != b->requests)
        return "a code's requests";
    if (!same_counts(a->methods, b->methods, ls_method_count()))
        return "a code's methods";
    if (a->first != b->first || a->last != b->last)
        return "a code's first and last time";
    if (!same_counts(a->timeline, b->timeline, buckets))
        return "a code's timeline";
    if (!same_origins(a, b))
        return "a code's origins";
    if (!same_substatuses(a, b))
        return "a code's sub-statuses";
    if (!same_counts(a->senders, b->senders, LS_SENDER_COUNT))
        return "a code's senders";
    return same_paths(a, b) ? NULL : "a code's paths";
}

static const char *class_difference(const ls_summary *a, const ls_summary *b)
{
    for (size_t i = 0; i < LS_CLASS_COUNT; i++)
        if (a->classes[i].requests != b->classes[i].requests ||
            !same_counts(a->classes[i].timeline, b->classes[i].timeline,
                         a->axis.count) ||
            !same_counts(a->classes[i].week, b->classes[i].week, LS_WEEK_HOURS))
            return "the classes";
    if (a->method_count != b->method_count)
        return "the number of methods";
    for (size_t i = 0; i < a->method_count; i++)
        if (a->methods[i].method != b->methods[i].method ||
            a->methods[i].requests != b->methods[i].requests ||
            !same_counts(a->methods[i].classes, b->methods[i].classes,
                         LS_CLASS_COUNT))
            return "the methods";
    return NULL;
}

const char *difference(const ls_summary *a, const ls_summary *b)
{
    if (memcmp(&a->lines, &b->lines, sizeof(a->lines)) != 0)
        return "the lines";
    if (a->first != b->first || a->last != b->last ||
        a->odd_times != b->odd_times)
        return "the times";
    if (a->bytes != b->bytes)
        return "the bytes";
    if (a->axis.seconds != b->axis.seconds || a->axis.start != b->axis.start ||
        a->axis.count != b->axis.count)
        return "the time axis";
    if (!same_counts(a->duration_timeline.requests,
                     b->duration_timeline.requests, a->axis.count) ||
        !same_counts(a->duration_timeline.microseconds,
                     b->duration_timeline.microseconds, a->axis.count))
        return "the timeline of durations";
    if (a->code_count != b->code_count)
        return "the number of codes";
    for (size_t i = 0; i < a->code_count; i++) {
        const char *problem =
            code_difference(&a->codes[i], &b->codes[i], a->axis.count);

        if (problem)
            return problem;
    }
    return class_difference(a, b);
}

static const char *text_output_problem(const ls_summary *summary, bool utf8)
{
    const ls_render_options options = { .width = 100, .top = 50, .utf8 = utf8 };
    ls_buf text = { 0 };
    ls_sink sink = sink_to(&text);
    const char *problem = "the text report failed";
    size_t at;

    if (ls_render_text(summary, &options, &sink) == LS_OK)
        problem = text_problem(ls_buf_slice(&text), !utf8, &at);
    ls_buf_release(&text);
    return problem;
}

const char *output_problem(const ls_summary *summary, ls_buf *json)
{
    ls_buf text = { 0 };
    ls_sink sink = sink_to(&text);
    const char *problem = "the JSON output failed";
    size_t at;

    if (ls_render_json(summary, &sink) == LS_OK)
        problem = json_problem(ls_buf_slice(&text), &at);
    if (!problem)
        problem = text_output_problem(summary, true);
    if (!problem)
        problem = text_output_problem(summary, false);
    if (json)
        *json = text;
    else
        ls_buf_release(&text);
    return problem;
}
