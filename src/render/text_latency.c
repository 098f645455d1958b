/* SPDX-License-Identifier: MIT */
/*
 * How long requests took, by class: a table for logs that tell it. On a narrow
 * page the first percentiles are left out, for the last ones say more.
 */

#include "render/text.h"

enum {
    REQUESTS = 20, /* where they end at least, */
    COLUMN = 11    /* and how wide each percentile's column is */
};

/* Where requests end, so that the longest of them fit. */
static size_t requests_end(const ls_report *report)
{
    size_t label = strlen("LATENCY") + 3;
    size_t end =
        label + strlen(ls_word_count(report->summary->duration.count).text);

    return end > REQUESTS ? end : REQUESTS;
}

/* The first percentile that there is room for. */
static ls_percentile first_shown(const ls_report *report)
{
    size_t room = report->page.look.width - 1 - requests_end(report);
    size_t shown = room / COLUMN;

    return shown < LS_PERCENTILES ? (ls_percentile)(LS_PERCENTILES - shown)
                                  : LS_P50;
}

static void put_heads(ls_report *report)
{
    ls_page *page = &report->page;
    size_t end = requests_end(report);

    ls_page_newline(page);
    ls_page_to(page, 1);
    ls_page_style(page, LS_STYLE_HEADING);
    ls_page_text(page, "LATENCY");
    ls_page_right(page, "REQUESTS", end);
    for (ls_percentile i = first_shown(report); i < LS_PERCENTILES; i++)
        ls_page_right(page, i == LS_P100 ? "MAX" : ls_percentile_name(i),
                      end += COLUMN);
    ls_page_style(page, LS_STYLE_PLAIN);
    ls_page_newline(page);
}

static void put_row(ls_report *report, const char *label, ls_style style,
                    const ls_summary_duration *duration)
{
    ls_page *page = &report->page;
    size_t end = requests_end(report);

    ls_page_to(page, 1);
    ls_page_style(page, style);
    ls_page_text(page, label);
    ls_page_style(page, LS_STYLE_PLAIN);
    ls_page_right(page, ls_word_count(duration->count).text, end);
    for (ls_percentile i = first_shown(report); i < LS_PERCENTILES; i++)
        ls_page_right(page, ls_word_duration(duration->at[i]).text,
                      end += COLUMN);
    ls_page_newline(page);
}

void ls_report_latency(ls_report *report)
{
    const ls_summary *summary = report->summary;
    size_t shown = 0;

    if (summary->duration.count == 0)
        return;
    put_heads(report);
    for (ls_class i = 0; i < LS_CLASS_COUNT; i++) {
        const ls_summary_duration *duration = &summary->classes[i].duration;

        if (duration->count == 0)
            continue;
        put_row(report, ls_class_label(i), ls_style_of(i), duration);
        shown++;
    }
    if (shown > 1)
        put_row(report, "all", LS_STYLE_PLAIN, &summary->duration);
}
