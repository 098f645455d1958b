/* SPDX-License-Identifier: MIT */
/* The report in GitHub-flavoured Markdown: for issues, chats and wikis. */

#include "render/markdown.h"

#include "render/finding.h"
#include "render/unparsed.h"

enum {
    INPUTS = 20,
    EXAMPLES = 10
};

void ls_markdown_put(ls_markdown *md, const char *text)
{
    ls_write_string(&md->out, text);
}

void ls_markdown_count(ls_markdown *md, uint64_t count)
{
    ls_markdown_put(md, ls_word_count(count).text);
}

void ls_markdown_data(ls_markdown *md, ls_slice bytes)
{
    ls_write_markdown(&md->out, bytes);
}

void ls_markdown_share(ls_markdown *md, uint64_t part)
{
    /* "<0.1%" has a bracket. */
    ls_write_html_string(&md->out,
                         ls_word_share(part, md->summary->lines.counted).text);
}

/* --- The parts, in their order. */

static void put_inputs(ls_markdown *md)
{
    const ls_summary *summary = md->summary;

    for (size_t i = 0; i < summary->input_count && i < INPUTS; i++) {
        const ls_summary_input *input = &summary->inputs[i];

        ls_markdown_put(md, "- ");
        ls_markdown_data(md, ls_report_input_name(input));
        ls_markdown_put(md, ": ");
        ls_markdown_data(md, ls_slice_of(input->format[0]
                                             ? input->format
                                             : ls_report_no_format(input)));
        ls_markdown_put(md, ", ");
        ls_markdown_count(md, input->lines.counted);
        ls_markdown_put(md, " requests\n");
    }
    if (summary->input_count > INPUTS) {
        ls_markdown_put(md, "- and ");
        ls_markdown_count(md, summary->input_count - INPUTS);
        ls_markdown_put(md, " more\n");
    }
}

static void put_totals(ls_markdown *md)
{
    const ls_summary *summary = md->summary;

    ls_markdown_put(md, "\n");
    ls_markdown_count(md, summary->lines.counted);
    ls_markdown_put(md, " requests");
    if (summary->first != LS_NO_TIME && summary->last != LS_NO_TIME) {
        ls_markdown_put(md, ", ");
        ls_markdown_put(md, ls_word_span(ls_seconds_of(summary->first),
                                         ls_seconds_of(summary->last),
                                         md->look.zone)
                                .text);
        ls_markdown_put(md, " ");
        ls_write_markdown_string(
            &md->out, ls_word_zone(md->look.zone, md->look.zone_name).text);
    }
    if (summary->clients.sketch.len) {
        ls_markdown_put(md, ", ");
        ls_markdown_put(md, summary->clients.is_estimate ? "about " : "");
        ls_markdown_count(md, summary->clients.distinct);
        ls_markdown_put(md, " clients");
    }
    if (summary->bytes) {
        ls_markdown_put(md, ", ");
        ls_markdown_put(md, ls_word_bytes(summary->bytes).text);
        ls_markdown_put(md, " sent");
    }
    ls_markdown_put(md, "\n");
}

static void put_choice(ls_markdown *md, const char *what, const char *choice)
{
    if (!choice)
        return;
    ls_markdown_put(md, "- only ");
    ls_markdown_put(md, what);
    ls_markdown_put(md, " ");
    ls_markdown_data(md, ls_slice_of(choice));
    ls_markdown_put(md, "\n");
}

static void put_select(ls_markdown *md)
{
    const ls_summary_select *select = &md->summary->select;

    put_choice(md, "status", select->status);
    put_choice(md, "method", select->method);
    put_choice(md, "where", select->where);
    put_choice(md, "since", select->since);
    put_choice(md, "until", select->until);
}

static void put_findings(ls_markdown *md)
{
    ls_finding findings[LS_FINDINGS];
    size_t count = ls_findings_told(md->summary, md->look.baseline, findings);

    if (count)
        ls_markdown_put(md, "\n## Findings\n\n");
    for (size_t i = 0; i < count; i++) {
        ls_markdown_put(md, "- ");
        ls_write_markdown_string(&md->out,
                                 ls_finding_say(&findings[i], &md->look).text);
        ls_markdown_put(md, "\n");
    }
}

static void put_classes(ls_markdown *md)
{
    ls_markdown_put(md, "\n## Classes\n\n| class | | requests | share |\n"
                        "|---|---|---:|---:|\n");
    for (ls_class c = 0; c < LS_CLASS_COUNT; c++) {
        uint64_t requests = md->summary->classes[c].requests;

        if (requests == 0)
            continue;
        ls_markdown_put(md, "| ");
        ls_markdown_put(md, ls_class_label(c));
        ls_markdown_put(md, " | ");
        ls_markdown_put(md, ls_class_name(c));
        ls_markdown_put(md, " | ");
        ls_markdown_count(md, requests);
        ls_markdown_put(md, " | ");
        ls_markdown_share(md, requests);
        ls_markdown_put(md, " |\n");
    }
}

static void put_lines(ls_markdown *md)
{
    const ls_lines *lines = &md->summary->lines;

    ls_markdown_put(md, "\n## Lines\n\n");
    ls_markdown_count(md, ls_lines_total(lines));
    ls_markdown_put(md, " read = ");
    ls_markdown_count(md, lines->counted);
    ls_markdown_put(md, " counted + ");
    ls_markdown_count(md, lines->filtered);
    ls_markdown_put(md, " filtered + ");
    ls_markdown_count(md, lines->comment);
    ls_markdown_put(md, " comments + ");
    ls_markdown_count(md, lines->blank);
    ls_markdown_put(md, " blank + ");
    ls_markdown_count(md, lines->unparsed);
    ls_markdown_put(md, " not understood\n");
}

static void put_example(ls_markdown *md, const ls_summary_unparsed *line)
{
    ls_markdown_put(md, "- ");
    ls_markdown_data(md, ls_slice_of(line->input));
    ls_markdown_put(md, ", ");
    ls_markdown_put(md, ls_unparsed_place(line).text);
    ls_markdown_put(md, ": ");
    ls_markdown_data(md, ls_slice_of(line->reason));
    ls_markdown_put(md, ": ");
    ls_markdown_data(md, line->text);
    ls_markdown_put(md, "\n");
}

/* Lines that were not understood. */
static void put_examples(ls_markdown *md)
{
    const ls_summary *summary = md->summary;
    size_t shown = 0;

    if (summary->unparsed_count)
        ls_markdown_put(md, "\n");
    while (shown < summary->unparsed_count && shown < EXAMPLES)
        put_example(md, &summary->unparsed[shown++]);
    if (shown && summary->lines.unparsed > shown) {
        ls_markdown_put(md, "- and ");
        ls_markdown_count(md, summary->lines.unparsed - shown);
        ls_markdown_put(md, " more\n");
    }
}

ls_status ls_render_markdown(const ls_summary *summary,
                             const ls_render_options *options,
                             const ls_sink *sink)
{
    ls_markdown md = { .summary = summary };
    ls_status status = LS_OK;

    if (options)
        md.look = *options;
    ls_writer_init(&md.out, sink);
    ls_markdown_put(&md, "# ");
    ls_write_markdown_string(&md.out,
                             md.look.title ? md.look.title : "logstat");
    ls_markdown_put(&md, "\n\n");
    put_inputs(&md);
    put_select(&md);
    put_totals(&md);
    if (summary->lines.counted) {
        put_findings(&md);
        status = ls_markdown_changes(&md);
        put_classes(&md);
        ls_markdown_codes(&md);
        ls_markdown_tables(&md);
    }
    put_lines(&md);
    put_examples(&md);
    return status == LS_OK ? ls_writer_finish(&md.out) : status;
}
