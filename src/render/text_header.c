/* SPDX-License-Identifier: MIT */
/*
 * The head of the text report: what was read and as what, how much and from
 * when, and which part of it the options chose.
 */

#include "render/text.h"

#include <stdio.h>

/* The format and who writes it: "combined (apache, nginx)". */
static void put_format(ls_page *page, const ls_summary_input *input)
{
    char text[128];
    size_t used;

    (void)snprintf(text, sizeof(text), "%.31s", input->format);
    for (size_t i = 0; i < input->server_count && i < 4; i++) {
        used = strlen(text);
        (void)snprintf(text + used, sizeof(text) - used, "%s%.16s",
                       i ? ", " : " (", input->servers[i]);
    }
    used = strlen(text);
    if (input->server_count)
        (void)snprintf(text + used, sizeof(text) - used, ")");
    ls_page_item(page, text, 1);
}

static void put_title(ls_page *page, const ls_summary_input *input)
{
    if (input->title[0] == '\0')
        return;
    ls_page_to(page, 1);
    ls_page_wrap(page, ls_slice_of(input->title), 1);
    ls_page_newline(page);
}

static void put_only_input(ls_page *page, const ls_summary_input *input)
{
    ls_word word;

    ls_page_to(page, 1);
    ls_page_style(page, LS_STYLE_HEADING);
    ls_page_cut(page, ls_report_input_name(input), page->look.width - 2);
    ls_page_style(page, LS_STYLE_PLAIN);
    ls_page_to(page, page->column + 3);
    if (input->format[0] == '\0') {
        if (ls_lines_total(&input->lines))
            ls_page_item(page, ls_report_no_format(input), 1);
        ls_page_newline(page);
        return;
    }
    put_format(page, input);
    (void)snprintf(word.text, sizeof(word.text), "%s, %.32s",
                   input->detected ? "detected" : "as given",
                   ls_report_fit(input).text);
    ls_page_item(page, word.text, 1);
    ls_page_newline(page);
    put_title(page, input);
}

/* From when to when, and in which zone that is said. */
static void put_span(ls_report *report)
{
    const ls_summary *summary = report->summary;
    const ls_render_options *look = &report->page.look;
    ls_word span;
    char text[128];

    if (summary->first == LS_NO_TIME || summary->last == LS_NO_TIME)
        return;
    span = ls_word_span(ls_seconds_of(summary->first),
                        ls_seconds_of(summary->last), look->zone);
    (void)snprintf(text, sizeof(text), "%s %.60s", span.text,
                   ls_word_zone(look->zone, look->zone_name).text);
    ls_page_item(&report->page, text, 1);
}

static void put_clients(ls_page *page, const ls_summary_clients *clients)
{
    ls_word word;

    if (clients->sketch.len == 0)
        return;
    (void)snprintf(word.text, sizeof(word.text), "%s%.32s client%s",
                   clients->is_estimate ? "about " : "",
                   ls_word_count(clients->distinct).text,
                   clients->distinct == 1 ? "" : "s");
    ls_page_item(page, word.text, 1);
}

/* Requests, span, clients and bytes, as far as they are known. */
static void put_totals(ls_report *report)
{
    const ls_summary *summary = report->summary;
    ls_page *page = &report->page;
    ls_word word;

    ls_page_to(page, 1);
    (void)snprintf(word.text, sizeof(word.text), "%.32s request%s",
                   ls_word_count(summary->lines.counted).text,
                   summary->lines.counted == 1 ? "" : "s");
    ls_page_item(page, word.text, 1);
    put_span(report);
    put_clients(page, &summary->clients);
    if (summary->bytes) {
        (void)snprintf(word.text, sizeof(word.text), "%.32s sent",
                       ls_word_bytes(summary->bytes).text);
        ls_page_item(page, word.text, 1);
    }
    ls_page_newline(page);
}

static void put_choice(ls_page *page, const char *what, const char *choice)
{
    if (!choice)
        return;
    ls_page_wrap(page, ls_slice_of(what), 1);
    ls_page_wrap(page, ls_slice_of(choice), 1);
    ls_page_to(page, page->column + 3);
}

/* A report of a part says of which part. */
static void put_select(ls_page *page, const ls_summary_select *select)
{
    if (!select->where && !select->status && !select->method &&
        !select->since && !select->until)
        return;
    ls_page_to(page, 1);
    ls_page_wrap(page, LS_SLICE("Only:"), 1);
    put_choice(page, "status", select->status);
    put_choice(page, "method", select->method);
    put_choice(page, "where", select->where);
    put_choice(page, "since", select->since);
    put_choice(page, "until", select->until);
    ls_page_newline(page);
}

void ls_report_header(ls_report *report)
{
    const ls_summary *summary = report->summary;
    const char *title = report->page.look.title;

    if (title) {
        ls_page_to(&report->page, 1);
        ls_page_style(&report->page, LS_STYLE_HEADING);
        ls_page_wrap(&report->page, ls_slice_of(title), 1);
        ls_page_style(&report->page, LS_STYLE_PLAIN);
        ls_page_newline(&report->page);
        ls_page_newline(&report->page);
    }
    if (summary->input_count == 1)
        put_only_input(&report->page, &summary->inputs[0]);
    else
        ls_report_inputs(report);
    if (summary->lines.counted)
        put_totals(report);
    put_select(&report->page, &summary->select);
}
