/* SPDX-License-Identifier: MIT */
/*
 * --drill in the text report: under each error who and what is behind it, from
 * the tables of errors by status and one other field.
 */

#include "render/text.h"

#include <stdio.h>

/* How these tables are named. */
static const char prefix[] = "errors:status,";

bool ls_report_is_drill(const ls_report *report, const ls_summary_group *group)
{
    return report->page.look.drill &&
           strncmp(group->by, prefix, strlen(prefix)) == 0;
}

static bool is_of(const ls_summary_row *row, const ls_summary_code *code)
{
    const ls_slice status = row->values[0];
    char text[16] = "none";

    if (code->code)
        (void)snprintf(text, sizeof(text), "%03u", code->code);
    return ls_slice_equal(status, ls_slice_of(text));
}

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

static void put_group(ls_report *report, const ls_summary_group *group,
                      const ls_summary_code *code)
{
    ls_page *page = &report->page;
    size_t width = strlen(ls_word_count(code->requests).text);
    size_t shown = 0;

    if (width < LS_COUNT_WIDTH)
        width = LS_COUNT_WIDTH;
    for (size_t i = 0; i < group->row_count && shown < page->look.drill; i++) {
        if (!is_of(&group->rows[i], code))
            continue;
        if (shown++ == 0) {
            ls_page_to(page, LS_INDENT);
            ls_page_style(page, LS_STYLE_DIM);
            ls_page_text(page, "by ");
            ls_page_text(page, group->by + strlen(prefix));
            ls_page_style(page, LS_STYLE_PLAIN);
            ls_page_newline(page);
        }
        put_row(page, width, &group->rows[i]);
    }
}

void ls_report_drill(ls_report *report, const ls_summary_code *code)
{
    const ls_summary *summary = report->summary;

    for (size_t i = 0; i < summary->group_count; i++)
        if (ls_report_is_drill(report, &summary->groups[i]))
            put_group(report, &summary->groups[i], code);
}
