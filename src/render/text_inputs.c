/* SPDX-License-Identifier: MIT */
/*
 * Inputs in the text report: their names, and how well their formats fit.
 * Many inputs are a short table; the rest of them is one line.
 */

#include "render/text.h"

#include <stdio.h>

#define INPUTS_MAX 10

ls_slice ls_report_input_name(const ls_summary_input *input)
{
    if (strcmp(input->name, "-") == 0)
        return LS_SLICE("standard input");
    return ls_slice_of(input->name);
}

ls_word ls_report_fit(const ls_summary_input *input)
{
    uint64_t records = input->lines.counted + input->lines.filtered;
    uint64_t tried = records + input->lines.unparsed;
    uint64_t fit = input->fallback < records ? records - input->fallback : 0;
    ls_word word;

    (void)snprintf(word.text, sizeof(word.text), "%.16s of lines fit",
                   fit == tried ? "100%" : ls_word_share(fit, tried).text);
    return word;
}

const char *ls_report_no_format(const ls_summary_input *input)
{
    if (ls_lines_total(&input->lines) == 0)
        return "empty";
    if (input->lines.counted + input->lines.filtered == 0)
        return "no format fits";
    return "the first lines fit no format, later ones do";
}

/* As what the input was read, and how well that fits if not perfectly. */
static ls_word format_of(const ls_summary_input *input)
{
    const char *format = input->format;
    ls_word word;

    if (format[0] == '\0')
        format = ls_report_no_format(input);
    if (input->format[0] && (input->lines.unparsed || input->fallback))
        (void)snprintf(word.text, sizeof(word.text), "%.30s, %.30s", format,
                       ls_report_fit(input).text);
    else
        (void)snprintf(word.text, sizeof(word.text), "%.60s", format);
    return word;
}

static void put_input(ls_report *report, const ls_summary_input *input)
{
    ls_page *page = &report->page;
    const ls_columns *c = &report->columns;
    ls_word count = ls_word_count(input->lines.counted);

    ls_page_to(page, 1);
    ls_page_cut(page, ls_report_input_name(input),
                c->requests - strlen(count.text) - 3);
    ls_page_right(page, count.text, c->requests);
    ls_page_to(page, c->requests + 2);
    ls_page_cut_end(page, ls_slice_of(format_of(input).text),
                    page->look.width - c->requests - 3);
    ls_page_newline(page);
}

/* The inputs for which there is no row. */
static void put_more(ls_report *report, size_t shown)
{
    const ls_summary *summary = report->summary;
    uint64_t requests = 0;
    ls_word word;

    for (size_t i = shown; i < summary->input_count; i++)
        requests += summary->inputs[i].lines.counted;
    (void)snprintf(word.text, sizeof(word.text), "and %.32s more",
                   ls_word_count(summary->input_count - shown).text);
    ls_page_to(&report->page, 1);
    ls_page_text(&report->page, word.text);
    ls_page_right(&report->page, ls_word_count(requests).text,
                  report->columns.requests);
    ls_page_newline(&report->page);
}

void ls_report_inputs(ls_report *report)
{
    const ls_summary *summary = report->summary;
    ls_page *page = &report->page;
    size_t shown = summary->input_count;

    if (shown > INPUTS_MAX + 1)
        shown = INPUTS_MAX;
    if (shown == 0)
        return;
    ls_page_to(page, 1);
    ls_page_style(page, LS_STYLE_HEADING);
    ls_page_text(page, "INPUT");
    ls_page_right(page, "REQUESTS", report->columns.requests);
    ls_page_to(page, report->columns.requests + 2);
    ls_page_text(page, "FORMAT");
    ls_page_style(page, LS_STYLE_PLAIN);
    ls_page_newline(page);
    for (size_t i = 0; i < shown; i++)
        put_input(report, &summary->inputs[i]);
    if (shown < summary->input_count)
        put_more(report, shown);
    ls_page_newline(page);
}
