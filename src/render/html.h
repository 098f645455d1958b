/* SPDX-License-Identifier: MIT */
#ifndef RENDER_HTML_H
#define RENDER_HTML_H

#include "render/markup.h"
#include "render/word.h"

/* The HTML report while it is written. */
typedef struct ls_html {
    ls_writer out;
    const ls_summary *summary;
    ls_render_options look;
    size_t charts; /* there have been */
} ls_html;

/* Markup of our own, and what is not. */
void ls_html_put(ls_html *html, const char *markup);
void ls_html_text(ls_html *html, const char *text);
void ls_html_bytes(ls_html *html, ls_slice bytes);
void ls_html_number(ls_html *html, uint64_t number);

/* A cell with a count that stands at its right. */
void ls_html_count(ls_html *html, uint64_t count);

/* The same; `over`: not 0 if the count is but the most that it can be. */
void ls_html_bound(ls_html *html, uint64_t count, uint64_t over);

/* The head of the page with its style, up to the body (html_head.c). */
void ls_html_head(ls_html *html);

/*
 * Charts (html_chart.c): a bar for a share, the timeline of all classes, and
 * that of a code; nothing if there are no times.
 */
void ls_html_bar(ls_html *html, ls_class class_, uint64_t part, uint64_t whole);
void ls_html_timeline(ls_html *html);
void ls_html_trend(ls_html *html, const ls_summary_code *code);

/*
 * 5xx and all requests by weekday and hour (html_week.c); nothing of less than
 * two days, or without 5xx.
 */
void ls_html_week(ls_html *html);

/* The codes with what is known of each (html_codes.c). */
void ls_html_codes(ls_html *html);

/* What has changed since the baseline. LS_ENOMEM. */
ls_status ls_html_changes(ls_html *html) LS_MUST_USE;

/* The tables of --by, methods and latency (html_tables.c). */
void ls_html_tables(ls_html *html);

#endif
