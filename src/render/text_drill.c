/* SPDX-License-Identifier: MIT */
/* --drill in the text report: under each error who and what is behind it. */

#include "render/text.h"

#include "render/drill.h"

static void put_row(ls_page *page, size_t width, const ls_summary_row *row)
{
    size_t at = LS_INDENT + width + 2;

    ls_page_right(page, ls_word_count(row->requests).text, LS_INDENT + width);
    ls_page_to(page, at);
    if (row->values[1].len)
        ls_page_cut(page, row->values[1], page->look.width - 1 - at);
    else
        ls_page_text(page, "(empty)");
    ls_page_newline(page);
}

void ls_report_drilled(ls_page *page, const char *field)
{
    ls_page_to(page, LS_INDENT);
    ls_page_style(page, LS_STYLE_DIM);
    ls_page_text(page, "by ");
    ls_page_text(page, field);
    ls_page_style(page, LS_STYLE_PLAIN);
    ls_page_newline(page);
}

static void put_group(ls_report *report, const ls_summary_group *group,
                      const ls_summary_code *code)
{
    ls_page *page = &report->page;
    const char *field = ls_drill_field(&page->look, group);
    const ls_summary_row *row = ls_drill_next(group, code, NULL);
    size_t width = strlen(ls_word_count(code->requests).text);
    uint64_t rest = code->requests;

    if (!field || !row)
        return;
    if (width < LS_COUNT_WIDTH)
        width = LS_COUNT_WIDTH;
    ls_report_drilled(page, field);
    for (size_t i = 0; row && i < page->look.drill; i++) {
        put_row(page, width, row);
        rest -= row->requests < rest ? row->requests : rest;
        row = ls_drill_next(group, code, row);
    }
    ls_report_others(page, code, rest, "(others)");
}

void ls_report_drill(ls_report *report, const ls_summary_code *code)
{
    const ls_summary *summary = report->summary;

    for (size_t i = 0; i < summary->group_count; i++)
        put_group(report, &summary->groups[i], code);
}
