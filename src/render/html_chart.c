/* SPDX-License-Identifier: MIT */
/*
 * Charts of the HTML report, as SVG without a script. Each has its numbers in
 * words, for those who do not see it; the tables beside them say the same.
 */

#include "render/html.h"

#include <stdio.h>

enum {
    COLUMNS = 120, /* of the timeline at most, */
    TREND = 60,    /* and of that of a code */
    HEIGHT = 100
};

/* How a class is coloured: "c4". */
static const char *paint_of(ls_class class_)
{
    static const char *const paints[LS_CLASS_COUNT] = {
        [LS_CLASS_1XX] = "c1",   [LS_CLASS_2XX] = "c2", [LS_CLASS_3XX] = "c3",
        [LS_CLASS_4XX] = "c4",   [LS_CLASS_5XX] = "c5", [LS_CLASS_NONE] = "c0",
        [LS_CLASS_OTHER] = "c0",
    };

    return paints[class_];
}

static void put_class(ls_html *html, ls_class class_)
{
    ls_html_put(html, " class=\"");
    ls_html_put(html, paint_of(class_));
    ls_html_put(html, "\"");
}

void ls_html_bar(ls_html *html, ls_class class_, uint64_t part, uint64_t whole)
{
    ls_html_put(html, "<svg class=\"bar\" viewBox=\"0 0 1000 8\" "
                      "preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                      "<rect");
    put_class(html, class_);
    ls_html_put(html, " height=\"8\" width=\"");
    ls_html_number(html, ls_scaled(part, whole, 1000));
    ls_html_put(html, "\"/></svg>");
}

/* --- Timelines. */

/* How the buckets become columns. */
struct columns {
    size_t count;
    size_t width; /* buckets */
};

/* The first of its highest columns. */
struct peak {
    size_t column;
    uint64_t requests;
};

static void raise_to(struct peak *peak, size_t column, uint64_t requests)
{
    if (requests > peak->requests)
        *peak = (struct peak){ column, requests };
}

static struct columns columns_of(const ls_summary_axis *axis, size_t most)
{
    struct columns columns = { .width = (axis->count + most - 1) / most };

    if (columns.width == 0)
        columns.width = 1;
    columns.count = (axis->count + columns.width - 1) / columns.width;
    return columns;
}

static uint64_t sum(const ls_summary *summary, const uint64_t *timeline,
                    const struct columns *columns, size_t column)
{
    size_t first = column * columns->width;
    uint64_t all = 0;

    for (size_t i = first;
         timeline && i < first + columns->width && i < summary->axis.count; i++)
        all += timeline[i];
    return all;
}

/* All classes below and with this one, as they are stacked. */
static uint64_t stack(const ls_summary *summary, const struct columns *columns,
                      size_t column, size_t classes)
{
    static const ls_class order[] = { LS_CLASS_5XX,  LS_CLASS_4XX,
                                      LS_CLASS_NONE, LS_CLASS_OTHER,
                                      LS_CLASS_3XX,  LS_CLASS_2XX,
                                      LS_CLASS_1XX };
    uint64_t all = 0;

    for (size_t i = 0; i < classes; i++)
        all +=
            sum(summary, summary->classes[order[i]].timeline, columns, column);
    return all;
}

/* One column of a path: from `low` to `high` of `most`. */
static void put_column(ls_html *html, size_t column, uint64_t low,
                       uint64_t high, uint64_t most)
{
    uint64_t bottom = HEIGHT - ls_scaled(low, most, HEIGHT);
    uint64_t top = HEIGHT - ls_scaled(high, most, HEIGHT);
    char path[96];

    if (high == low)
        return;
    if (top == bottom && top) /* what is not nothing is seen */
        top--;
    (void)snprintf(path, sizeof(path), "M%zu %lluh1V%lluh-1", column,
                   (unsigned long long)bottom, (unsigned long long)top);
    ls_html_put(html, path);
}

static void open_chart(ls_html *html, const char *kind, size_t columns)
{
    html->charts++;
    ls_html_put(html, "<svg class=\"");
    ls_html_put(html, kind);
    ls_html_put(html, "\" viewBox=\"0 0 ");
    ls_html_number(html, columns);
    ls_html_put(html, " 100\" preserveAspectRatio=\"none\" role=\"img\" "
                      "aria-labelledby=\"chart");
    ls_html_number(html, html->charts);
    ls_html_put(html, "\" aria-describedby=\"told");
    ls_html_number(html, html->charts);
    ls_html_put(html, "\">\n<title id=\"chart");
    ls_html_number(html, html->charts);
    ls_html_put(html, "\">");
}

/* From the title to what the chart shows, in words. */
static void open_description(ls_html *html)
{
    ls_html_put(html, "</title>\n<desc id=\"told");
    ls_html_number(html, html->charts);
    ls_html_put(html, "\">");
}

/* "1 Nov 2026 00:00 to 3 Nov 07:33 UTC" */
static void put_span(ls_html *html, int64_t first, int64_t last)
{
    ls_html_text(html, ls_word_span(first, last, html->look.zone).text);
    ls_html_put(html, " ");
    ls_html_text(html,
                 ls_word_zone(html->look.zone, html->look.zone_name).text);
}

/* The times of a chart, its highest column, and when that was. */
static void put_peak(ls_html *html, const struct columns *columns,
                     const struct peak *peak)
{
    const ls_summary *summary = html->summary;
    uint64_t seconds = columns->width * summary->axis.seconds;
    int64_t at = summary->axis.start + (int64_t)(peak->column * seconds);

    put_span(html, ls_seconds_of(summary->first), ls_seconds_of(summary->last));
    ls_html_put(html, "; at most ");
    ls_html_put(html, ls_word_count(peak->requests).text);
    ls_html_put(html, peak->requests == 1 ? " request in " : " requests in ");
    ls_html_put(html, ls_word_duration(seconds * 1000000).text);
    ls_html_put(html, " (");
    ls_html_text(html,
                 ls_word_span(at, at + (int64_t)seconds, html->look.zone).text);
    ls_html_put(html, ")");
}

/* What the colours mean, as they are stacked from the top. */
static void put_legend(ls_html *html, const ls_class *order)
{
    ls_html_put(html, "<p>");
    for (size_t i = LS_CLASS_COUNT; i-- > 0;) {
        if (html->summary->classes[order[i]].requests == 0)
            continue;
        ls_html_put(html, "<b");
        put_class(html, order[i]);
        ls_html_put(html, ">");
        ls_html_text(html, ls_class_label(order[i]));
        ls_html_put(html, "</b> ");
    }
    ls_html_put(html, "from the top</p>\n");
}

void ls_html_timeline(ls_html *html)
{
    static const ls_class order[] = { LS_CLASS_5XX,  LS_CLASS_4XX,
                                      LS_CLASS_NONE, LS_CLASS_OTHER,
                                      LS_CLASS_3XX,  LS_CLASS_2XX,
                                      LS_CLASS_1XX };
    const ls_summary *summary = html->summary;
    const struct columns columns = columns_of(&summary->axis, COLUMNS);
    struct peak peak = { 0 };

    if (summary->axis.seconds == 0)
        return;
    for (size_t i = 0; i < columns.count; i++)
        raise_to(&peak, i, stack(summary, &columns, i, LS_CLASS_COUNT));
    ls_html_put(html, "<h2>Over time</h2>\n");
    open_chart(html, "time", columns.count);
    ls_html_put(html, "Requests over time, by class: 5xx at the bottom, then "
                      "4xx, 3xx and 2xx");
    open_description(html);
    put_peak(html, &columns, &peak);
    ls_html_put(html, "</desc>\n");
    for (size_t c = 0; c < LS_CLASS_COUNT; c++) {
        if (!summary->classes[order[c]].timeline)
            continue;
        ls_html_put(html, "<path");
        put_class(html, order[c]);
        ls_html_put(html, " d=\"");
        for (size_t i = 0; i < columns.count; i++)
            put_column(html, i, stack(summary, &columns, i, c),
                       stack(summary, &columns, i, c + 1), peak.requests);
        ls_html_put(html, "\"/>\n");
    }
    ls_html_put(html, "</svg>\n");
    put_legend(html, order);
    ls_html_put(html, "<p class=\"dim\">");
    put_peak(html, &columns, &peak);
    ls_html_put(html, "</p>\n");
}

void ls_html_trend(ls_html *html, const ls_summary_code *code)
{
    const ls_summary *summary = html->summary;
    const struct columns columns = columns_of(&summary->axis, TREND);
    struct peak peak = { 0 };

    if (!code->timeline || summary->axis.seconds == 0 || columns.count < 2)
        return;
    for (size_t i = 0; i < columns.count; i++)
        raise_to(&peak, i, sum(summary, code->timeline, &columns, i));
    open_chart(html, "trend", columns.count);
    ls_html_put(html, ls_word_code(code->code).text);
    ls_html_put(html, " over time");
    open_description(html);
    put_peak(html, &columns, &peak);
    ls_html_put(html, "</desc>\n<path");
    put_class(html, ls_class_of(code->code));
    ls_html_put(html, " d=\"");
    for (size_t i = 0; i < columns.count; i++)
        put_column(html, i, 0, sum(summary, code->timeline, &columns, i),
                   peak.requests);
    ls_html_put(html, "\"/>\n</svg>\n");
}
