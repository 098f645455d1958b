/* SPDX-License-Identifier: MIT */
/*
 * The text report: its parts in their order, and where the columns stand that
 * its tables have in common. The eye goes from class to code to cause, and
 * ends at the count of lines that says whether to believe it.
 */

#include "render/change.h"
#include "render/finding.h"

#define NAME_MIN 20
#define NAME_MAX 32
#define PICTURE_MIN 10
#define SHARE_WIDTH 6

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t longest_name(const ls_summary *summary)
{
    size_t longest = NAME_MIN;

    for (size_t i = 0; i < summary->code_count; i++)
        longest = larger(
            longest, strlen(ls_summary_code_text(&summary->codes[i])->name));
    return smaller(longest, NAME_MAX);
}

/* Names get their width first, then pictures what is left, if it is enough. */
static ls_columns arrange(const ls_summary *summary, size_t width)
{
    size_t numbers = larger(strlen("REQUESTS"),
                            strlen(ls_word_count(summary->lines.counted).text));
    size_t taken = LS_INDENT + 2 + numbers + 2 + SHARE_WIDTH + 1;
    size_t room = width > taken ? width - taken : 0;
    ls_columns c = { .name = LS_INDENT, .name_width = longest_name(summary) };

    if (room < NAME_MIN + 2 + PICTURE_MIN)
        c.name_width = smaller(c.name_width, room);
    else
        c.name_width = smaller(c.name_width, room - 2 - PICTURE_MIN);
    c.requests = c.name + c.name_width + 2 + numbers;
    c.share = c.requests + 2 + SHARE_WIDTH;
    if (room >= c.name_width + 2 + PICTURE_MIN) {
        c.picture = c.share + 2;
        c.picture_width = room - c.name_width - 2;
    }
    return c;
}

ls_style ls_style_of(ls_class class_)
{
    if (class_ == LS_CLASS_4XX)
        return LS_STYLE_WARNING;
    return class_ == LS_CLASS_5XX ? LS_STYLE_ERROR : LS_STYLE_PLAIN;
}

void ls_report_heads(ls_report *report, const char *first, const char *picture)
{
    ls_page *page = &report->page;
    const ls_columns *c = &report->columns;

    ls_page_newline(page);
    ls_page_to(page, 1);
    ls_page_style(page, LS_STYLE_HEADING);
    ls_page_text(page, first);
    ls_page_right(page, "REQUESTS", c->requests);
    ls_page_right(page, "SHARE", c->share);
    if (c->picture && picture[0]) {
        ls_page_to(page, c->picture);
        ls_page_text(page, picture);
    }
    ls_page_style(page, LS_STYLE_PLAIN);
    ls_page_newline(page);
}

/*
 * Takes what one line of the name's column holds off `name`: whole words, or
 * one word that is too long for any line.
 */
static ls_slice take_line(ls_slice *name, size_t width)
{
    size_t end = 0;
    ls_slice line;

    for (size_t i = 0; i <= name->len; i++)
        if ((i == name->len || name->ptr[i] == ' ') && (!end || i <= width))
            end = i;
    line = ls_slice_head(*name, end);
    *name = ls_slice_trim(ls_slice_skip(*name, end));
    return line;
}

ls_slice ls_report_row(ls_report *report, ls_class class_, const char *label,
                       const char *name, uint64_t requests)
{
    ls_page *page = &report->page;
    const ls_columns *c = &report->columns;
    size_t start = larger(c->name, strlen(label) + 3);
    size_t width = c->name_width - (start - c->name);
    ls_slice rest = ls_slice_of(name);

    ls_page_to(page, 1);
    ls_page_style(page, ls_style_of(class_));
    ls_page_text(page, label);
    ls_page_style(page, LS_STYLE_PLAIN);
    ls_page_to(page, start);
    ls_page_style(page, report->strong ? LS_STYLE_HEADING : LS_STYLE_PLAIN);
    ls_page_cut_end(page, take_line(&rest, width), width);
    ls_page_style(page, LS_STYLE_PLAIN);
    ls_page_right(page, ls_word_count(requests).text, c->requests);
    ls_page_right(page,
                  ls_word_share(requests, report->summary->lines.counted).text,
                  c->share);
    return rest;
}

void ls_report_rest(ls_report *report, ls_slice name)
{
    while (name.len) {
        size_t width = report->columns.name_width;

        ls_page_to(&report->page, report->columns.name);
        ls_page_style(&report->page,
                      report->strong ? LS_STYLE_HEADING : LS_STYLE_PLAIN);
        ls_page_cut_end(&report->page, take_line(&name, width), width);
        ls_page_style(&report->page, LS_STYLE_PLAIN);
        ls_page_newline(&report->page);
    }
}

/* When there is nothing to count, why. */
static void say_empty(ls_report *report)
{
    const ls_lines *lines = &report->summary->lines;
    const char *why = "No request could be read: no line is understood.";

    if (ls_lines_total(lines) == 0)
        why = "No requests: there are no lines.";
    else if (lines->filtered)
        why = "No requests: the options left out all there were.";
    else if (lines->unparsed == 0)
        why = "No requests: there are only comments and blank lines.";
    ls_page_newline(&report->page);
    ls_page_to(&report->page, 1);
    ls_page_wrap(&report->page, ls_slice_of(why), 1);
    ls_page_newline(&report->page);
}

ls_status ls_render_text(const ls_summary *summary,
                         const ls_render_options *options, const ls_sink *sink)
{
    ls_report report = { .summary = summary };
    ls_status status = LS_OK;

    ls_page_init(&report.page, options, sink);
    report.columns = arrange(summary, report.page.look.width);
    report.trend = ls_trend_fit(&summary->axis, report.page.look.zone,
                                report.columns.picture_width);
    ls_report_header(&report);
    if (summary->lines.counted) {
        ls_report_findings(&report);
        status = ls_report_changes(&report);
        ls_report_classes(&report);
        ls_report_codes(&report);
        ls_report_methods(&report);
        ls_report_latency(&report);
        ls_report_groups(&report);
    } else {
        say_empty(&report);
    }
    ls_report_lines(&report);
    return status == LS_OK ? ls_page_finish(&report.page) : status;
}
