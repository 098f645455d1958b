/* SPDX-License-Identifier: MIT */
/* Methods, latency, and the tables of --by in the HTML report. */

#include "render/html.h"

#include "render/change.h"
#include "render/drill.h"
#include "render/group_field.h"
#include "render/row_cell.h"
#include "render/row_order.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    CHANGES = 100 /* that are shown at most */
};

static void open_table(ls_html *html, const char *title, const char *heads)
{
    ls_html_put(html, "<h2>");
    ls_html_text(html, title);
    ls_html_put(html, "</h2>\n<table>\n<thead><tr>");
    ls_html_put(html, heads);
    ls_html_put(html, "</tr></thead>\n<tbody>\n");
}

static void close_table(ls_html *html)
{
    ls_html_put(html, "</tbody>\n</table>\n");
}

static void put_cell(ls_html *html, const char *text)
{
    ls_html_put(html, "<td class=\"n\">");
    ls_html_text(html, text);
    ls_html_put(html, "</td>");
}

/* One that a narrow page leaves out. */
static void put_wide(ls_html *html, const char *text)
{
    ls_html_put(html, "<td class=\"n wide\">");
    ls_html_text(html, text);
    ls_html_put(html, "</td>");
}

#define HEAD(name) "<th scope=\"col\">" name "</th>"
#define NUMBER(name) "<th scope=\"col\" class=\"n\">" name "</th>"
#define WIDE(name) "<th scope=\"col\" class=\"n wide\">" name "</th>"

static void put_change(ls_html *html, const ls_change *change)
{
    ls_html_put(html, "<tr><th scope=\"row\">");
    ls_html_text(html, ls_change_name(change).text);
    ls_html_put(html, "</th>");
    put_cell(html, ls_word_share(change->now, change->of_now).text);
    put_cell(html, ls_word_share(change->before, change->of_before).text);
    ls_html_put(html, "<td>");
    ls_html_text(html, ls_change_word(change).text);
    ls_html_put(html, "</td></tr>\n");
}

/* Whether it is one of the surest changes. */
static bool is_shown(const ls_change *changes, size_t count, size_t at)
{
    size_t surer = 0;

    if (!changes[at].is_real)
        return false;
    for (size_t i = 0; i < count && surer < CHANGES; i++)
        surer +=
            changes[i].is_real && (changes[i].g > changes[at].g ||
                                   (i < at && changes[i].g >= changes[at].g));
    return surer < CHANGES;
}

static bool any_is_real(const ls_change *changes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (changes[i].is_real)
            return true;
    return false;
}

static void put_changes(ls_html *html, const ls_change *changes, size_t count)
{
    size_t left_out = 0;

    open_table(html, "Compared",
               HEAD("status") NUMBER("now") NUMBER("before") HEAD("change"));
    for (size_t i = 0; i < count; i++) {
        if (is_shown(changes, count, i))
            put_change(html, &changes[i]);
        else
            left_out += changes[i].is_real;
    }
    close_table(html);
    if (left_out == 0)
        return;
    ls_html_put(html, "<p class=\"dim\">and ");
    ls_html_number(html, left_out);
    ls_html_put(html, " more that are less sure</p>\n");
}

/* With what was compared. */
static void put_baseline(ls_html *html, const char *before, const char *behind)
{
    ls_html_put(html, before);
    ls_html_bytes(html, ls_slice_of(html->look.baseline->name));
    ls_html_put(html, behind);
}

ls_status ls_html_changes(ls_html *html)
{
    const ls_baseline *baseline = html->look.baseline;
    ls_change *changes;
    size_t count;

    if (!baseline)
        return LS_OK;
    if (ls_compare(html->summary, baseline->summary, &changes, &count) != LS_OK)
        return LS_ENOMEM;
    if (any_is_real(changes, count)) {
        put_changes(html, changes, count);
        put_baseline(html, "<p class=\"dim\">with ",
                     "; all others differ by little, or no more than by "
                     "chance</p>\n");
    } else {
        put_baseline(html,
                     "<h2>Compared</h2>\n<p>Nothing differs by much from ",
                     ", or more than by chance.</p>\n");
    }
    free(changes);
    return LS_OK;
}

static void put_methods(ls_html *html)
{
    const ls_summary *summary = html->summary;

    open_table(html, "Methods",
               HEAD("method") NUMBER("requests") NUMBER("share"));
    for (size_t i = 0; i < summary->method_count; i++) {
        const ls_summary_method *method = &summary->methods[i];

        ls_html_put(html, "<tr><th scope=\"row\">");
        ls_html_text(html, method->method ? ls_method_name(method->method)
                                          : "no method");
        ls_html_put(html, "</th>");
        ls_html_count(html, method->requests);
        put_cell(html,
                 ls_word_share(method->requests, summary->lines.counted).text);
        ls_html_put(html, "</tr>\n");
    }
    close_table(html);
}

static void put_latency(ls_html *html)
{
    const ls_summary *summary = html->summary;

    if (summary->duration.count == 0)
        return;
    open_table(html, "Latency",
               HEAD("class") NUMBER("requests") WIDE("p50") WIDE("p90")
                   NUMBER("p95") NUMBER("p99") NUMBER("max"));
    for (ls_class c = 0; c < LS_CLASS_COUNT; c++) {
        const ls_summary_duration *duration = &summary->classes[c].duration;

        if (duration->count == 0)
            continue;
        ls_html_put(html, "<tr><th scope=\"row\">");
        ls_html_text(html, ls_class_label(c));
        ls_html_put(html, "</th>");
        ls_html_count(html, duration->count);
        put_wide(html, ls_word_duration(duration->at[LS_P50]).text);
        put_wide(html, ls_word_duration(duration->at[LS_P90]).text);
        put_cell(html, ls_word_duration(duration->at[LS_P95]).text);
        put_cell(html, ls_word_duration(duration->at[LS_P99]).text);
        put_cell(html, ls_word_duration(duration->at[LS_P100]).text);
        ls_html_put(html, "</tr>\n");
    }
    close_table(html);
}

static void put_row(ls_html *html, const ls_summary_group *group,
                    const ls_summary_row *row)
{
    ls_html_put(html, "<tr>");
    ls_html_bound(html, row->requests, row->over);
    put_wide(html, ls_word_count(row->classes[LS_CLASS_2XX]).text);
    put_wide(html, ls_word_count(row->classes[LS_CLASS_3XX]).text);
    put_wide(html, ls_word_count(row->classes[LS_CLASS_4XX]).text);
    put_cell(html, ls_word_count(row->classes[LS_CLASS_5XX]).text);
    put_cell(html, ls_word_share(row->classes[LS_CLASS_5XX],
                                 row->requests - row->over)
                       .text);
    if (ls_group_has_worst(group))
        put_cell(html, ls_row_worst_word(row).text);
    if (ls_group_has_durations(group) && html->look.sort == LS_SORT_P95)
        put_cell(html, ls_row_p95(row).text);
    else if (ls_group_has_durations(group))
        put_wide(html, ls_row_p95(row).text);
    for (size_t i = 0; i < group->value_count; i++) {
        ls_html_put(html, "<td>");
        ls_html_bytes(html, row->values[i]);
        ls_html_put(html, "</td>");
    }
    ls_html_put(html, "</tr>\n");
}

static void open_group(ls_html *html, const ls_summary_group *group,
                       const char *title)
{
    ls_html_put(html, "<h2>");
    ls_html_text(html, title);
    ls_html_put(html,
                "</h2>\n<table>\n<thead><tr>" NUMBER("requests") WIDE("2xx")
                    WIDE("3xx") WIDE("4xx") NUMBER("5xx") NUMBER("5xx rate"));
    if (ls_group_has_worst(group))
        ls_html_put(html, NUMBER("worst"));
    if (ls_group_has_durations(group))
        ls_html_put(html, html->look.sort == LS_SORT_P95 ? NUMBER("p95")
                                                         : WIDE("p95"));
    for (size_t i = 0; i < group->value_count; i++) {
        ls_html_put(html, "<th scope=\"col\">");
        ls_write_html(&html->out, ls_group_field(group, i));
        ls_html_put(html, "</th>");
    }
    ls_html_put(html, "</tr></thead>\n<tbody>\n");
}

static void put_group(ls_html *html, const ls_summary_group *group)
{
    size_t top = ls_group_shown(group, html->look.top);
    const ls_summary_row *row = NULL;
    ls_word title;
    uint64_t shown = 0;
    bool is_exact = true;

    (void)snprintf(title.text, sizeof(title.text), "By %.50s", group->by);
    open_group(html, group, title.text);
    for (size_t i = 0; i < top; i++) {
        row = ls_row_next(group, html->look.sort, row);
        put_row(html, group, row);
        shown += row->requests;
        is_exact = is_exact && row->over == 0;
    }
    close_table(html);
    if (group->requests <= shown)
        return;
    ls_html_put(html,
                is_exact ? "<p class=\"dim\">" : "<p class=\"dim\">at least ");
    ls_html_put(html, ls_word_count(group->requests - shown).text);
    ls_html_put(html, " requests of all others</p>\n");
}

void ls_html_tables(ls_html *html)
{
    put_methods(html);
    put_latency(html);
    for (size_t i = 0; i < html->summary->group_count; i++)
        if (!ls_drill_takes(&html->look, &html->summary->groups[i]))
            put_group(html, &html->summary->groups[i]);
}
