/* SPDX-License-Identifier: MIT */
/*
 * Classes and methods in the text report. Rows that would say nothing are
 * left out: a class without requests is not there.
 */

#include "render/text.h"

#include <stdio.h>

/* The label of a class, as wide as the widest that is shown. */
static ls_word label_of(const ls_summary *summary, ls_class class_)
{
    bool wide = summary->classes[LS_CLASS_NONE].requests ||
                summary->classes[LS_CLASS_OTHER].requests;
    ls_word word;

    (void)snprintf(word.text, sizeof(word.text), "%-*s", wide ? 5 : 3,
                   ls_class_label(class_));
    return word;
}

void ls_report_classes(ls_report *report)
{
    const ls_summary *summary = report->summary;
    const ls_columns *c = &report->columns;
    ls_page *page = &report->page;

    ls_report_heads(report, "CLASS", "");
    for (ls_class i = 0; i < LS_CLASS_COUNT; i++) {
        uint64_t requests = summary->classes[i].requests;
        ls_slice rest;

        if (requests == 0)
            continue;
        rest = ls_report_row(report, i, label_of(summary, i).text,
                             ls_class_name(i), requests);
        if (c->picture) {
            ls_page_to(page, c->picture);
            ls_page_style(page, ls_style_of(i));
            ls_bar_draw(page, requests, summary->lines.counted,
                        c->picture_width);
            ls_page_style(page, LS_STYLE_PLAIN);
        }
        ls_page_newline(page);
        ls_report_rest(report, rest);
    }
}

void ls_report_methods(ls_report *report)
{
    const ls_summary *summary = report->summary;
    ls_page *page = &report->page;

    if (summary->method_count == 0)
        return;
    ls_page_heading(page, "METHOD");
    ls_page_to(page, LS_LABEL);
    for (size_t i = 0; i < summary->method_count; i++) {
        const ls_summary_method *method = &summary->methods[i];
        ls_word word;

        (void)snprintf(
            word.text, sizeof(word.text), "%.20s %.27s (%.8s)",
            method->method ? ls_method_name(method->method) : "no method",
            ls_word_count(method->requests).text,
            ls_word_share(method->requests, summary->lines.counted).text);
        ls_page_item(page, word.text, LS_LABEL);
    }
    ls_page_newline(page);
}
