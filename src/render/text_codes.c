/* SPDX-License-Identifier: MIT */
/*
 * The codes in the text report, one row each. A few codes carry their
 * explanations under their rows; where there are many, the rows stay together
 * so that the table can be read, and the explanations follow it.
 */

#include "render/text.h"

/* More rows than this are a table first. */
#define ROWS_WITH_DETAIL 12

static void put_row(ls_report *report, const ls_summary_code *code)
{
    const ls_columns *c = &report->columns;
    ls_class class_ = ls_class_of(code->code);
    ls_slice rest =
        ls_report_row(report, class_, ls_word_code(code->code).text,
                      ls_summary_code_text(code)->name, code->requests);

    if (c->picture && report->trend.columns && code->timeline) {
        ls_page_to(&report->page, c->picture);
        ls_page_style(&report->page, ls_style_of(class_));
        ls_trend_draw(&report->page, &report->trend, code->timeline);
        ls_page_style(&report->page, LS_STYLE_PLAIN);
    }
    ls_page_newline(&report->page);
    ls_report_rest(report, rest);
}

/* What a code is, where its row stands further up. */
static void put_title(ls_page *page, const ls_summary_code *code)
{
    ls_page_to(page, 1);
    ls_page_style(page, ls_style_of(ls_class_of(code->code)));
    ls_page_text(page, ls_word_code(code->code).text);
    ls_page_style(page, LS_STYLE_PLAIN);
    ls_page_to(page, LS_INDENT);
    ls_page_style(page, LS_STYLE_HEADING);
    ls_page_wrap(page, ls_slice_of(ls_summary_code_text(code)->name),
                 LS_INDENT);
    ls_page_style(page, LS_STYLE_PLAIN);
    ls_page_newline(page);
}

/* Whether so much is said of a code that it wants empty lines around it. */
static bool stands_alone(const ls_report *report, const ls_summary_code *code)
{
    return ls_class_of(code->code) >= LS_CLASS_4XX &&
           ls_report_has_detail(report, code);
}

/* The empty line between a code and the one before it, if they want one. */
static void part(ls_report *report, size_t index)
{
    const ls_summary_code *code = &report->summary->codes[index];

    if (index && (stands_alone(report, code) || stands_alone(report, code - 1)))
        ls_page_newline(&report->page);
}

static void put_explained(ls_report *report)
{
    const ls_summary *summary = report->summary;

    ls_page_heading(&report->page, "EXPLAINED");
    ls_page_newline(&report->page);
    for (size_t i = 0; i < summary->code_count; i++) {
        const ls_summary_code *code = &summary->codes[i];

        if (!ls_report_has_detail(report, code))
            continue;
        part(report, i);
        put_title(&report->page, code);
        ls_report_detail(report, code);
    }
}

/* When the columns of the trends were. */
static void put_scale(ls_report *report)
{
    if (!report->columns.picture || !report->trend.columns)
        return;
    ls_page_style(&report->page, LS_STYLE_DIM);
    ls_trend_scale(&report->page, &report->trend, report->columns.picture);
    ls_page_style(&report->page, LS_STYLE_PLAIN);
    ls_page_newline(&report->page);
}

void ls_report_codes(ls_report *report)
{
    const ls_summary *summary = report->summary;
    bool apart = summary->code_count > ROWS_WITH_DETAIL;

    ls_report_heads(report, "CODE",
                    report->trend.columns ? ls_trend_title(&report->trend).text
                                          : "");
    put_scale(report);
    report->strong = !apart && !report->page.look.brief;
    for (size_t i = 0; i < summary->code_count; i++) {
        const ls_summary_code *code = &summary->codes[i];

        if (!apart)
            part(report, i);
        put_row(report, code);
        if (!apart)
            ls_report_detail(report, code);
    }
    if (apart)
        put_explained(report);
}
