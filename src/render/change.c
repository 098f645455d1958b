/* SPDX-License-Identifier: MIT */
/* What has changed since a baseline, in words, as a table and in JSON. */

#include "render/change.h"

#include "render/json.h"

#include <stdio.h>
#include <stdlib.h>

/* How many times as high the share is, in tenths; `most` at the most. */
static uint64_t tenths(const ls_change *change, uint64_t most)
{
    double now = (double)change->now * (double)change->of_before;
    double before = (double)change->before * (double)change->of_now;
    double times = before > 0 ? now / before * 10 : (double)most;

    return times < (double)most ? (uint64_t)(times + 0.5) : most;
}

ls_word ls_change_word(const ls_change *change)
{
    uint64_t times = tenths(change, 1000000);
    ls_word word = { "new" };

    if (change->before == 0)
        return word;
    if (change->now == 0)
        (void)snprintf(word.text, sizeof(word.text), "gone");
    else
        (void)snprintf(word.text, sizeof(word.text),
                       "%s%llu.%llu times as high", times == 0 ? "<" : "",
                       (unsigned long long)(times / 10),
                       (unsigned long long)(times ? times % 10 : 1));
    return word;
}

ls_word ls_change_name(const ls_change *change)
{
    ls_word word;

    if (change->is_class)
        (void)snprintf(word.text, sizeof(word.text), "%.12s %.48s",
                       ls_class_label(change->class_),
                       ls_class_name(change->class_));
    else
        (void)snprintf(word.text, sizeof(word.text), "%.12s %.48s",
                       ls_word_code(change->code).text,
                       ls_code_explain(change->code, NULL)->name);
    return word;
}

/* --- Text. */

enum {
    NOW = 44, /* where the columns end */
    BEFORE = 54
};

static void put_heads(ls_report *report, const ls_baseline *baseline)
{
    ls_page *page = &report->page;
    const ls_summary *before = baseline->summary;

    ls_page_heading(page, "COMPARED WITH ");
    ls_page_wrap(page, ls_slice_of(baseline->name), 15);
    ls_page_newline(page);
    ls_page_to(page, 1);
    ls_page_text(page, ls_word_count(before->lines.counted).text);
    ls_page_text(page, " requests");
    if (before->first != LS_NO_TIME && before->last != LS_NO_TIME) {
        ls_page_text(page, "   ");
        ls_page_wrap(page,
                     ls_slice_of(ls_word_span(ls_seconds_of(before->first),
                                              ls_seconds_of(before->last),
                                              page->look.zone)
                                     .text),
                     1);
    }
    ls_page_newline(page);
}

static void put_change(ls_report *report, const ls_change *change)
{
    ls_page *page = &report->page;
    size_t now = page->look.width < 70 ? NOW - 18 : NOW;
    size_t before = now + BEFORE - NOW;

    ls_page_to(page, 1);
    ls_page_style(page, ls_style_of(change->class_));
    ls_page_cut_end(page, ls_slice_of(ls_change_name(change).text), now - 9);
    ls_page_style(page, LS_STYLE_PLAIN);
    ls_page_right(page, ls_word_share(change->now, change->of_now).text, now);
    ls_page_right(page, ls_word_share(change->before, change->of_before).text,
                  before);
    ls_page_to(page, before + 2);
    ls_page_text(page, ls_change_word(change).text);
    ls_page_newline(page);
}

static void put_changes(ls_report *report, const ls_change *changes,
                        size_t count)
{
    ls_page *page = &report->page;
    size_t now = page->look.width < 70 ? NOW - 18 : NOW;
    size_t shown = 0;

    for (size_t i = 0; i < count; i++) {
        if (!changes[i].is_real)
            continue;
        if (shown++ == 0) {
            ls_page_style(page, LS_STYLE_HEADING);
            ls_page_right(page, "NOW", now);
            ls_page_right(page, "BEFORE", now + BEFORE - NOW);
            ls_page_style(page, LS_STYLE_PLAIN);
            ls_page_newline(page);
        }
        put_change(report, &changes[i]);
    }
    ls_page_to(page, 1);
    ls_page_style(page, LS_STYLE_DIM);
    ls_page_wrap(page,
                 shown ? LS_SLICE("All others differ by little, or no more "
                                  "than by chance.")
                       : LS_SLICE("No status differs by much, or by more than "
                                  "chance."),
                 1);
    ls_page_style(page, LS_STYLE_PLAIN);
    ls_page_newline(page);
}

ls_status ls_report_changes(ls_report *report)
{
    const ls_baseline *baseline = report->page.look.baseline;
    ls_change *changes;
    size_t count;
    ls_status status;

    if (!baseline)
        return LS_OK;
    status = ls_compare(report->summary, baseline->summary, &changes, &count);
    if (status != LS_OK)
        return status;
    put_heads(report, baseline);
    put_changes(report, changes, count);
    free(changes);
    return LS_OK;
}

/* --- JSON. */

static void put_number(ls_json *json, const char *name, double number)
{
    char text[40];

    (void)snprintf(text, sizeof(text), "%.6g", number);
    ls_json_name(json, name);
    ls_json_raw(json, text);
}

static void put_json(ls_json *json, const ls_change *change)
{
    ls_json_open(json, "{");
    if (change->is_class)
        ls_json_name_text(json, "class", ls_class_label(change->class_));
    else
        ls_json_name_count(json, "code", change->code);
    ls_json_name_count(json, "requests", change->now);
    ls_json_name(json, "share");
    ls_json_share(json, change->now, change->of_now);
    ls_json_name_count(json, "requests_before", change->before);
    ls_json_name(json, "share_before");
    ls_json_share(json, change->before, change->of_before);
    put_number(json, "g", change->g);
    put_number(json, "p", change->p);
    ls_json_name(json, "significant");
    ls_json_flag(json, change->is_real);
    ls_json_close(json, "}");
}

ls_status ls_json_changes(ls_json *json, const ls_summary *now,
                          const ls_baseline *before)
{
    ls_change *changes;
    size_t count;
    ls_status status;

    if (!before)
        return LS_OK;
    status = ls_compare(now, before->summary, &changes, &count);
    if (status != LS_OK)
        return status;
    ls_json_name(json, "baseline");
    ls_json_open(json, "{");
    ls_json_name_text(json, "name", before->name);
    ls_json_name_count(json, "requests", before->summary->lines.counted);
    ls_json_moment(json, "first", before->summary->first);
    ls_json_moment(json, "last", before->summary->last);
    ls_json_name(json, "changes");
    ls_json_open(json, "[");
    for (size_t i = 0; i < count; i++)
        put_json(json, &changes[i]);
    ls_json_close(json, "]");
    ls_json_close(json, "}");
    free(changes);
    return LS_OK;
}
