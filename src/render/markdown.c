/* SPDX-License-Identifier: MIT */
/* The report in GitHub-flavoured Markdown: for issues, chats and wikis. */

#include "render/change.h"
#include "render/finding.h"
#include "render/markup.h"
#include "render/row_order.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    PATHS = 3,
    INPUTS = 20
};

struct report {
    ls_writer out;
    const ls_summary *summary;
    ls_render_options look;
};

static void say(struct report *r, const char *text)
{
    ls_write_string(&r->out, text);
}

static void say_count(struct report *r, uint64_t count)
{
    say(r, ls_word_count(count).text);
}

static void say_data(struct report *r, ls_slice bytes)
{
    ls_write_markdown(&r->out, bytes);
}

static void say_share(struct report *r, uint64_t part)
{
    /* "<0.1%" has a bracket. */
    ls_write_html_string(&r->out,
                         ls_word_share(part, r->summary->lines.counted).text);
}

static size_t top_of(const struct report *r, size_t usual)
{
    return r->look.top ? r->look.top : usual;
}

/* --- The parts, in their order. */

static void put_inputs(struct report *r)
{
    const ls_summary *summary = r->summary;

    for (size_t i = 0; i < summary->input_count && i < INPUTS; i++) {
        const ls_summary_input *input = &summary->inputs[i];

        say(r, "- ");
        say_data(r, ls_report_input_name(input));
        say(r, ": ");
        say_data(r, ls_slice_of(input->format[0] ? input->format
                                                 : ls_report_no_format(input)));
        say(r, ", ");
        say_count(r, input->lines.counted);
        say(r, " requests\n");
    }
    if (summary->input_count > INPUTS) {
        say(r, "- and ");
        say_count(r, summary->input_count - INPUTS);
        say(r, " more\n");
    }
}

static void put_totals(struct report *r)
{
    const ls_summary *summary = r->summary;

    say(r, "\n");
    say_count(r, summary->lines.counted);
    say(r, " requests");
    if (summary->first != LS_NO_TIME && summary->last != LS_NO_TIME) {
        say(r, ", ");
        say(r, ls_word_span(ls_seconds_of(summary->first),
                            ls_seconds_of(summary->last), r->look.zone)
                   .text);
        say(r, " ");
        ls_write_markdown_string(
            &r->out, r->look.zone_name ? r->look.zone_name
                                       : ls_word_zone(r->look.zone).text);
    }
    if (summary->clients.sketch.len) {
        say(r, ", ");
        say(r, summary->clients.is_estimate ? "about " : "");
        say_count(r, summary->clients.distinct);
        say(r, " clients");
    }
    if (summary->bytes) {
        say(r, ", ");
        say(r, ls_word_bytes(summary->bytes).text);
        say(r, " sent");
    }
    say(r, "\n");
}

static void put_choice(struct report *r, const char *what, const char *choice)
{
    if (!choice)
        return;
    say(r, "- only ");
    say(r, what);
    say(r, " ");
    say_data(r, ls_slice_of(choice));
    say(r, "\n");
}

static void put_select(struct report *r)
{
    const ls_summary_select *select = &r->summary->select;

    put_choice(r, "status", select->status);
    put_choice(r, "method", select->method);
    put_choice(r, "where", select->where);
    put_choice(r, "since", select->since);
    put_choice(r, "until", select->until);
}

static void put_findings(struct report *r)
{
    ls_finding findings[LS_FINDINGS];
    size_t count = ls_findings_of(r->summary, findings);

    if (count)
        say(r, "\n## Findings\n\n");
    for (size_t i = 0; i < count; i++) {
        say(r, "- ");
        ls_write_markdown_string(
            &r->out, ls_finding_say(&findings[i], r->look.zone).text);
        say(r, "\n");
    }
}

static void put_change(struct report *r, const ls_change *change)
{
    say(r, "| ");
    say(r, ls_change_name(change).text);
    say(r, " | ");
    ls_write_html_string(&r->out,
                         ls_word_share(change->now, change->of_now).text);
    say(r, " | ");
    ls_write_html_string(&r->out,
                         ls_word_share(change->before, change->of_before).text);
    say(r, " | ");
    ls_write_html_string(&r->out, ls_change_word(change).text);
    say(r, " |\n");
}

static ls_status put_changes(struct report *r)
{
    const ls_baseline *baseline = r->look.baseline;
    ls_change *changes;
    size_t count;

    if (!baseline)
        return LS_OK;
    if (ls_compare(r->summary, baseline->summary, &changes, &count) != LS_OK)
        return LS_ENOMEM;
    say(r, "\n## Compared with ");
    ls_write_markdown_string(&r->out, baseline->name);
    say(r, "\n\n| | now | before | |\n|---|---:|---:|---|\n");
    for (size_t i = 0; i < count; i++)
        if (changes[i].is_real)
            put_change(r, &changes[i]);
    free(changes);
    return LS_OK;
}

static void put_classes(struct report *r)
{
    say(r, "\n## Classes\n\n| class | | requests | share |\n"
           "|---|---|---:|---:|\n");
    for (ls_class c = 0; c < LS_CLASS_COUNT; c++) {
        uint64_t requests = r->summary->classes[c].requests;

        if (requests == 0)
            continue;
        say(r, "| ");
        say(r, ls_class_label(c));
        say(r, " | ");
        say(r, ls_class_name(c));
        say(r, " | ");
        say_count(r, requests);
        say(r, " | ");
        say_share(r, requests);
        say(r, " |\n");
    }
}

static void put_code_row(struct report *r, const ls_summary_code *code)
{
    say(r, "| ");
    ls_write_markdown_string(&r->out, ls_word_code(code->code).text);
    say(r, " | ");
    say(r, ls_summary_code_text(code)->name);
    say(r, " | ");
    say_count(r, code->requests);
    say(r, " | ");
    say_share(r, code->requests);
    say(r, " |\n");
}

static void put_paths(struct report *r, const ls_summary_code *code)
{
    size_t top = top_of(r, PATHS);

    if (code->path_count)
        say(r, "\n| requests | path |\n|---:|---|\n");
    for (size_t i = 0; i < code->path_count && i < top; i++) {
        say(r, code->paths[i].over ? "| at most " : "| ");
        say_count(r, code->paths[i].requests);
        say(r, " | ");
        say_data(r, code->paths[i].path);
        say(r, " |\n");
    }
}

static void put_detail(struct report *r, const ls_summary_code *code)
{
    const ls_code *text = ls_summary_code_text(code);

    say(r, "\n### ");
    ls_write_markdown_string(&r->out, ls_word_code(code->code).text);
    say(r, " ");
    say(r, text->name);
    say(r, "\n\n");
    say(r, text->meaning);
    say(r, "\nCheck: ");
    /* Some texts begin with that word. */
    say(r, text->check + (strncmp(text->check, "Check ", 6) == 0 ? 6 : 0));
    say(r, "\n");
    put_paths(r, code);
}

static void put_codes(struct report *r)
{
    const ls_summary *summary = r->summary;

    say(r,
        "\n## Codes\n\n| code | | requests | share |\n|---|---|---:|---:|\n");
    for (size_t i = 0; i < summary->code_count; i++)
        put_code_row(r, &summary->codes[i]);
    for (size_t i = 0; i < summary->code_count && !r->look.brief; i++) {
        ls_class class_ = ls_class_of(summary->codes[i].code);

        if (class_ >= LS_CLASS_4XX)
            put_detail(r, &summary->codes[i]);
    }
}

static void put_methods(struct report *r)
{
    const ls_summary *summary = r->summary;

    say(r, "\n## Methods\n\n| method | requests | share |\n|---|---:|---:|\n");
    for (size_t i = 0; i < summary->method_count; i++) {
        const ls_summary_method *method = &summary->methods[i];

        say(r, "| ");
        ls_write_markdown_string(&r->out, method->method
                                              ? ls_method_name(method->method)
                                              : "no method");
        say(r, " | ");
        say_count(r, method->requests);
        say(r, " | ");
        say_share(r, method->requests);
        say(r, " |\n");
    }
}

static void put_latency(struct report *r)
{
    const ls_summary *summary = r->summary;

    if (summary->duration.count == 0)
        return;
    say(r, "\n## Latency\n\n"
           "| class | requests | p50 | p90 | p95 | p99 | max |\n"
           "|---|---:|---:|---:|---:|---:|---:|\n");
    for (ls_class c = 0; c < LS_CLASS_COUNT; c++) {
        const ls_summary_duration *duration = &summary->classes[c].duration;

        if (duration->count == 0)
            continue;
        say(r, "| ");
        say(r, ls_class_label(c));
        say(r, " | ");
        say_count(r, duration->count);
        for (ls_percentile p = 0; p < LS_PERCENTILES; p++) {
            say(r, " | ");
            say(r, ls_word_duration(duration->at[p]).text);
        }
        say(r, " |\n");
    }
}

static void put_row(struct report *r, const ls_summary_group *group,
                    const ls_summary_row *row)
{
    uint64_t known = row->requests - row->over;

    say(r, "| ");
    for (size_t i = 0; i < group->value_count; i++) {
        say_data(r, row->values[i]);
        say(r, " | ");
    }
    say(r, row->over ? "at most " : "");
    say_count(r, row->requests);
    say(r, " | ");
    say_count(r, row->classes[LS_CLASS_4XX]);
    say(r, " | ");
    say_count(r, row->classes[LS_CLASS_5XX]);
    say(r, " | ");
    ls_write_html_string(&r->out,
                         ls_word_share(row->classes[LS_CLASS_5XX], known).text);
    say(r, " |\n");
}

static void put_group(struct report *r, const ls_summary_group *group)
{
    size_t top = ls_group_shown(group, r->look.top);
    const ls_summary_row *row = NULL;

    say(r, "\n## By ");
    ls_write_markdown_string(&r->out, group->by);
    say(r, group->value_count > 1 ? "\n\n| | " : "\n\n| ");
    say(r, "| requests | 4xx | 5xx | 5xx rate |\n|---|");
    say(r, group->value_count > 1 ? "---|---:|---:|---:|---:|\n"
                                  : "---:|---:|---:|---:|\n");
    for (size_t i = 0; i < top; i++) {
        row = ls_row_next(group, r->look.sort, row);
        put_row(r, group, row);
    }
}

static void put_lines(struct report *r)
{
    const ls_lines *lines = &r->summary->lines;

    say(r, "\n## Lines\n\n");
    say_count(r, ls_lines_total(lines));
    say(r, " read = ");
    say_count(r, lines->counted);
    say(r, " counted + ");
    say_count(r, lines->filtered);
    say(r, " filtered + ");
    say_count(r, lines->comment);
    say(r, " comments + ");
    say_count(r, lines->blank);
    say(r, " blank + ");
    say_count(r, lines->unparsed);
    say(r, " not understood\n");
}

ls_status ls_render_markdown(const ls_summary *summary,
                             const ls_render_options *options,
                             const ls_sink *sink)
{
    struct report r = { .summary = summary };
    ls_status status = LS_OK;

    if (options)
        r.look = *options;
    ls_writer_init(&r.out, sink);
    say(&r, "# ");
    ls_write_markdown_string(&r.out, r.look.title ? r.look.title : "logstat");
    say(&r, "\n\n");
    put_inputs(&r);
    put_select(&r);
    put_totals(&r);
    if (summary->lines.counted) {
        put_findings(&r);
        status = put_changes(&r);
        put_classes(&r);
        put_codes(&r);
        put_methods(&r);
        put_latency(&r);
        for (size_t i = 0; i < summary->group_count; i++)
            put_group(&r, &summary->groups[i]);
    }
    put_lines(&r);
    return status == LS_OK ? ls_writer_finish(&r.out) : status;
}
