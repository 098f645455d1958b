/* SPDX-License-Identifier: MIT */
/* The codes in the HTML report: a table of all, then each with what is known.
 */

#include "render/html.h"

#include "render/causes.h"
#include "render/drill.h"
#include "render/sent_by.h"

/* So that the largest report has less than 300 kB. */
enum {
    PATHS = 3,
    SUBS = 3,
    BARS = 100,   /* more codes than these have none */
    ROWS = 150,   /* codes in the table, */
    DETAILS = 24, /* and that are explained */
};

/* --- Which are left out. */

typedef bool is_meant(const ls_summary_code *code);

static bool is_any(const ls_summary_code *code)
{
    return code->requests != 0;
}

static bool is_error(const ls_summary_code *code)
{
    return ls_class_of(code->code) >= LS_CLASS_4XX;
}

/* How many of them have more requests; of those with as many the first. */
static size_t rank_of(const ls_summary *summary, const ls_summary_code *code,
                      is_meant *meant)
{
    size_t rank = 0;

    for (size_t i = 0; i < summary->code_count; i++) {
        const ls_summary_code *other = &summary->codes[i];

        rank += meant(other) &&
                (other->requests > code->requests ||
                 (other->requests == code->requests && other < code));
    }
    return rank;
}

typedef void put_code(ls_html *html, const ls_summary_code *code);

/* The most frequent of them, in their order; how many others there are. */
static size_t put_most(ls_html *html, is_meant *meant, size_t most,
                       put_code *put)
{
    const ls_summary *summary = html->summary;
    size_t left_out = 0;

    for (size_t i = 0; i < summary->code_count; i++) {
        const ls_summary_code *code = &summary->codes[i];

        if (!meant(code))
            continue;
        if (rank_of(summary, code, meant) < most)
            put(html, code);
        else
            left_out++;
    }
    return left_out;
}

static void put_left_out(ls_html *html, size_t count)
{
    if (count == 0)
        return;
    ls_html_put(html, "<p class=\"dim\">and ");
    ls_html_number(html, count);
    ls_html_put(html, " with fewer requests</p>\n");
}

/* --- The table. */

static void put_row(ls_html *html, const ls_summary_code *code)
{
    ls_class class_ = ls_class_of(code->code);

    ls_html_put(html, "<tr><th scope=\"row\">");
    ls_html_text(html, ls_word_code(code->code).text);
    ls_html_put(html, "</th><td>");
    ls_html_text(html, ls_summary_code_text(code)->name);
    ls_html_put(html, "</td>");
    ls_html_count(html, code->requests);
    ls_html_put(html, "<td class=\"n\">");
    ls_html_text(
        html, ls_word_share(code->requests, html->summary->lines.counted).text);
    ls_html_put(html, "</td><td class=\"bar wide\">");
    if (html->summary->code_count <= BARS)
        ls_html_bar(html, class_, code->requests, html->summary->lines.counted);
    ls_html_put(html, "</td></tr>\n");
}

/* --- What is known of each. */

static void open_list(ls_html *html, const char *what)
{
    ls_html_put(html, "<table class=\"list\">\n<thead><tr><th "
                      "scope=\"col\" class=\"n\">requests</th><th "
                      "scope=\"col\">");
    ls_html_text(html, what);
    ls_html_put(html, "</th></tr></thead>\n<tbody>\n");
}

/* The end of a list with `shown` of so many, and how many are left out. */
static void close_list(ls_html *html, size_t count, size_t shown,
                       const char *what)
{
    ls_html_put(html, "</tbody>\n</table>\n");
    if (count <= shown)
        return;
    ls_html_put(html, "<p class=\"dim\">and ");
    ls_html_put(html, ls_word_count(count - shown).text);
    ls_html_put(html, what);
    ls_html_put(html, "</p>\n");
}

static void put_item(ls_html *html, uint64_t requests, uint64_t over,
                     ls_slice value)
{
    ls_html_put(html, "<tr>");
    ls_html_bound(html, requests, over);
    ls_html_put(html, "<td>");
    if (value.len)
        ls_html_bytes(html, value);
    else
        ls_html_put(html, "(empty)");
    ls_html_put(html, "</td></tr>\n");
}

static void put_paths(ls_html *html, const ls_summary_code *code)
{
    size_t usual = html->look.drill ? html->look.drill : PATHS;
    size_t top = html->look.top ? html->look.top : usual;

    if (code->path_count == 0)
        return;
    open_list(html, "path");
    for (size_t i = 0; i < code->path_count && i < top; i++)
        put_item(html, code->paths[i].requests, code->paths[i].over,
                 code->paths[i].path);
    close_list(html, code->path_count, top, " more paths");
}

/* The rows of the error in a group of --drill, if it is one and has some. */
static void put_drilled(ls_html *html, const ls_summary_group *group,
                        const ls_summary_code *code)
{
    const char *field = ls_drill_field(&html->look, group);
    const ls_summary_row *row = ls_drill_next(group, code, NULL);

    if (!field || !row)
        return;
    open_list(html, field);
    for (size_t i = 0; row && i < html->look.drill; i++) {
        put_item(html, row->requests, row->over, row->values[1]);
        row = ls_drill_next(group, code, row);
    }
    ls_html_put(html, "</tbody>\n</table>\n");
}

static void put_senders(ls_html *html, const ls_summary_code *code)
{
    ls_sent_by senders[LS_SENDER_COUNT];
    size_t count = ls_sent_by_of(html->summary, code, senders);

    for (size_t i = 0; i < count; i++) {
        ls_html_put(html, i ? "; " : "<p>Sent by: ");
        ls_html_text(html, senders[i].name.text);
        if (senders[i].requests == code->requests)
            continue;
        ls_html_put(html, " (");
        ls_html_put(html, ls_word_count(senders[i].requests).text);
        ls_html_put(html, ")");
    }
    ls_html_put(html, count ? ".</p>\n" : "");
}

static void put_sub(ls_html *html, const ls_summary_code *code,
                    const ls_summary_substatus *sub)
{
    const ls_substatus *known = ls_substatus_find(code->code, sub->substatus);

    ls_html_put(html, "<tr>");
    ls_html_count(html, sub->requests);
    ls_html_put(html, "<td>");
    ls_html_text(html, ls_word_code(code->code).text);
    ls_html_put(html, ".");
    ls_html_number(html, sub->substatus);
    ls_html_put(html, " ");
    ls_html_text(html, known ? known->name : "");
    ls_html_put(html, "</td></tr>\n");
}

static void put_subs(ls_html *html, const ls_summary_code *code)
{
    size_t top = html->look.top ? html->look.top : SUBS;
    const ls_summary_substatus *sub = NULL;

    if (!ls_has_substatuses(code))
        return;
    open_list(html, "sub-status");
    for (size_t i = 0; i < top && (sub = ls_substatus_next(code, sub)); i++)
        put_sub(html, code, sub);
    close_list(html, code->substatus_count, top, " more");
}

static void put_detail(ls_html *html, const ls_summary_code *code)
{
    const ls_code *text = ls_summary_code_text(code);

    ls_html_put(html, "<section>\n<h3>");
    ls_html_text(html, ls_word_code(code->code).text);
    ls_html_put(html, " ");
    ls_html_text(html, text->name);
    ls_html_put(html, "</h3>\n");
    ls_html_trend(html, code);
    if (!html->look.brief) {
        ls_html_put(html, "<p>");
        ls_html_text(html, text->meaning);
        ls_html_put(html, "</p>\n<p>Check: ");
        /* Some texts begin with that word. */
        ls_html_text(html,
                     text->check +
                         (strncmp(text->check, "Check ", 6) == 0 ? 6 : 0));
        ls_html_put(html, "</p>\n");
    }
    put_senders(html, code);
    put_subs(html, code);
    put_paths(html, code);
    for (size_t i = 0; i < html->summary->group_count; i++)
        put_drilled(html, &html->summary->groups[i], code);
    ls_html_put(html, "</section>\n");
}

void ls_html_codes(ls_html *html)
{
    size_t left_out;

    ls_html_put(html, "<h2>Codes</h2>\n<table>\n<thead><tr><th scope=\"col\">"
                      "code</th><th scope=\"col\">name</th><th scope=\"col\" "
                      "class=\"n\">requests</th><th scope=\"col\" class=\"n\">"
                      "share</th><td class=\"wide\"></td></tr></thead>\n"
                      "<tbody>\n");
    left_out = put_most(html, is_any, ROWS, put_row);
    ls_html_put(html, "</tbody>\n</table>\n");
    put_left_out(html, left_out);
    ls_html_put(html, "<h2>Errors, explained</h2>\n");
    left_out = put_most(html, is_error, DETAILS, put_detail);
    if (left_out == 0)
        return;
    ls_html_put(html, "<p class=\"dim\">");
    ls_html_number(html, left_out);
    ls_html_put(html, left_out > 1 ? " more errors have fewer requests; they "
                                     "are in the table of codes, without a "
                                     "chart</p>\n"
                                   : " more error has fewer requests; it is in "
                                     "the table of codes, without a chart"
                                     "</p>\n");
}
