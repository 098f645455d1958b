/* SPDX-License-Identifier: MIT */
/*
 * The HTML report: one page that needs nothing but itself, and is complete as
 * the body of a mail when style and charts are taken out of it. Its parts are
 * in their order here; nothing of a log is ever more than text in it.
 */

#include "render/html.h"

#include "render/finding.h"
#include "render/unparsed.h"

enum {
    INPUTS = 20,
    EXAMPLES = 5,
    LONGEST = 100 /* bytes of a value of the log that are shown */
};

void ls_html_put(ls_html *html, const char *markup)
{
    ls_write_string(&html->out, markup);
}

void ls_html_text(ls_html *html, const char *text)
{
    ls_write_html_string(&html->out, text);
}

void ls_html_bytes(ls_html *html, ls_slice bytes)
{
    size_t len = bytes.len < LONGEST ? bytes.len : LONGEST;

    while (len && len < bytes.len &&
           ((unsigned char)bytes.ptr[len] & 0xc0) == 0x80)
        len--;
    ls_html_put(html, "<code>");
    ls_write_html(&html->out, ls_slice_head(bytes, len));
    ls_html_put(html, len < bytes.len ? "\xe2\x80\xa6</code>" : "</code>");
}

void ls_html_number(ls_html *html, uint64_t number)
{
    ls_write_number(&html->out, number);
}

void ls_html_count(ls_html *html, uint64_t count)
{
    ls_html_bound(html, count, 0);
}

void ls_html_bound(ls_html *html, uint64_t count, uint64_t over)
{
    ls_html_put(html, "<td class=\"n\">");
    ls_html_put(html, over ? "\xe2\x89\xa4 " : "");
    ls_html_put(html, ls_word_count(count).text);
    ls_html_put(html, "</td>");
}

/* --- The parts. */

static void put_inputs(ls_html *html)
{
    const ls_summary *summary = html->summary;

    ls_html_put(html, "<ul>\n");
    for (size_t i = 0; i < summary->input_count && i < INPUTS; i++) {
        const ls_summary_input *input = &summary->inputs[i];

        ls_html_put(html, "<li>");
        ls_html_bytes(html, ls_report_input_name(input));
        ls_html_put(html, " ");
        ls_html_text(html, input->format[0] ? input->format
                                            : ls_report_no_format(input));
        ls_html_put(html, ", ");
        ls_html_put(html, ls_word_count(input->lines.counted).text);
        ls_html_put(html, " requests</li>\n");
    }
    if (summary->input_count > INPUTS) {
        ls_html_put(html, "<li>and ");
        ls_html_put(html, ls_word_count(summary->input_count - INPUTS).text);
        ls_html_put(html, " more</li>\n");
    }
    ls_html_put(html, "</ul>\n");
}

static void put_totals(ls_html *html)
{
    const ls_summary *summary = html->summary;

    ls_html_put(html, "<p>");
    ls_html_put(html, ls_word_count(summary->lines.counted).text);
    ls_html_put(html, " requests");
    if (summary->first != LS_NO_TIME && summary->last != LS_NO_TIME) {
        ls_html_put(html, ", ");
        ls_html_text(html,
                     ls_word_span(ls_seconds_of(summary->first),
                                  ls_seconds_of(summary->last), html->look.zone)
                         .text);
        ls_html_put(html, " ");
        ls_html_text(html,
                     ls_word_zone(html->look.zone, html->look.zone_name).text);
    }
    if (summary->clients.sketch.len) {
        ls_html_put(html, summary->clients.is_estimate ? ", about " : ", ");
        ls_html_put(html, ls_word_count(summary->clients.distinct).text);
        ls_html_put(html, " clients");
    }
    if (summary->bytes) {
        ls_html_put(html, ", ");
        ls_html_text(html, ls_word_bytes(summary->bytes).text);
        ls_html_put(html, " sent");
    }
    ls_html_put(html, "</p>\n");
}

static void put_choice(ls_html *html, const char *what, const char *choice)
{
    if (!choice)
        return;
    ls_html_put(html, "<p>Only ");
    ls_html_put(html, what);
    ls_html_put(html, " ");
    ls_html_bytes(html, ls_slice_of(choice));
    ls_html_put(html, "</p>\n");
}

static void put_select(ls_html *html)
{
    const ls_summary_select *select = &html->summary->select;

    put_choice(html, "status", select->status);
    put_choice(html, "method", select->method);
    put_choice(html, "where", select->where);
    put_choice(html, "since", select->since);
    put_choice(html, "until", select->until);
}

static void put_findings(ls_html *html)
{
    ls_finding findings[LS_FINDINGS];
    size_t count =
        ls_findings_told(html->summary, html->look.baseline, findings);

    if (count == 0)
        return;
    ls_html_put(html, "<h2>Findings</h2>\n<ul>\n");
    for (size_t i = 0; i < count; i++) {
        ls_html_put(html, "<li>");
        ls_html_text(html, ls_finding_say(&findings[i], &html->look).text);
        ls_html_put(html, "</li>\n");
    }
    ls_html_put(html, "</ul>\n");
}

static void put_class(ls_html *html, ls_class class_)
{
    const ls_summary *summary = html->summary;
    uint64_t requests = summary->classes[class_].requests;

    if (requests == 0)
        return;
    ls_html_put(html, "<tr><th scope=\"row\">");
    ls_html_text(html, ls_class_label(class_));
    ls_html_put(html, "</th><td>");
    ls_html_text(html, ls_class_name(class_));
    ls_html_put(html, "</td>");
    ls_html_count(html, requests);
    ls_html_put(html, "<td class=\"n\">");
    ls_html_text(html, ls_word_share(requests, summary->lines.counted).text);
    ls_html_put(html, "</td><td class=\"bar wide\">");
    ls_html_bar(html, class_, requests, summary->lines.counted);
    ls_html_put(html, "</td></tr>\n");
}

static void put_classes(ls_html *html)
{
    ls_html_put(html, "<h2>Classes</h2>\n<table>\n<thead><tr><th scope=\"col\">"
                      "class</th><th scope=\"col\">name</th><th scope=\"col\" "
                      "class=\"n\">requests</th><th scope=\"col\" class=\"n\">"
                      "share</th><td class=\"wide\"></td></tr></thead>\n"
                      "<tbody>\n");
    for (ls_class c = 0; c < LS_CLASS_COUNT; c++)
        put_class(html, c);
    ls_html_put(html, "</tbody>\n</table>\n");
}

static void put_example(ls_html *html, const ls_summary_unparsed *line)
{
    ls_html_put(html, "<li>");
    ls_html_bytes(html, ls_slice_of(line->input));
    ls_html_put(html, ", ");
    ls_html_put(html, ls_unparsed_place(line).text);
    ls_html_put(html, ": ");
    ls_html_text(html, line->reason);
    ls_html_put(html, ": ");
    ls_html_bytes(html, line->text);
    ls_html_put(html, "</li>\n");
}

/* Lines that were not understood. */
static void put_examples(ls_html *html)
{
    const ls_summary *summary = html->summary;
    size_t shown = 0;

    if (summary->unparsed_count == 0)
        return;
    ls_html_put(html, "<ul>\n");
    while (shown < summary->unparsed_count && shown < EXAMPLES)
        put_example(html, &summary->unparsed[shown++]);
    if (summary->lines.unparsed > shown) {
        ls_html_put(html, "<li>and ");
        ls_html_put(html, ls_word_count(summary->lines.unparsed - shown).text);
        ls_html_put(html, " more</li>\n");
    }
    ls_html_put(html, "</ul>\n");
}

static void put_term(ls_html *html, const char *before, uint64_t count,
                     const char *behind)
{
    ls_html_put(html, before);
    ls_html_put(html, ls_word_count(count).text);
    ls_html_put(html, behind);
}

static void put_lines(ls_html *html)
{
    const ls_summary *summary = html->summary;
    const ls_lines *lines = &summary->lines;

    ls_html_put(html, "<h2>Lines</h2>\n<p>");
    put_term(html, "", ls_lines_total(lines), " read = ");
    put_term(html, "", lines->counted, " counted + ");
    put_term(html, "", lines->filtered, " filtered + ");
    put_term(html, "", lines->comment, " comments + ");
    put_term(html, "", lines->blank, " blank + ");
    put_term(html, "", lines->unparsed, " not understood</p>\n");
    put_examples(html);
}

ls_status ls_render_html(const ls_summary *summary,
                         const ls_render_options *options, const ls_sink *sink)
{
    ls_html html = { .summary = summary };
    ls_status status = LS_OK;

    if (options)
        html.look = *options;
    ls_writer_init(&html.out, sink);
    ls_html_head(&html);
    put_inputs(&html);
    put_totals(&html);
    put_select(&html);
    if (summary->lines.counted) {
        put_findings(&html);
        status = ls_html_changes(&html);
        put_classes(&html);
        ls_html_timeline(&html);
        ls_html_week(&html);
        ls_html_codes(&html);
        ls_html_tables(&html);
    }
    put_lines(&html);
    ls_html_put(&html, "</main>\n</body>\n</html>\n");
    return status == LS_OK ? ls_writer_finish(&html.out) : status;
}
