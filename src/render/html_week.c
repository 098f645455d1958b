/* SPDX-License-Identifier: MIT */
/*
 * The hours of the week in the HTML report: for each weekday its 24 hours as
 * boxes, of 5xx and of all requests. What is worst stands in words besides, so
 * nothing is lost where boxes or colours are not seen.
 */

#include "render/html.h"

#include <stdio.h>

enum {
    HOURS = 24,
    DAYS = LS_WEEK_HOURS / HOURS,
    STRENGTHS = 4,
    SHORTEST = 2 * 86400000 /* milliseconds of a log, or it is not shown */
};

static const char *const days[DAYS] = { "Monday",   "Tuesday", "Wednesday",
                                        "Thursday", "Friday",  "Saturday",
                                        "Sunday" };

/* Requests by hour of the week in the zone of the report. */
struct week {
    uint64_t hours[LS_WEEK_HOURS];
    size_t peak; /* the first of the highest */
};

/* What a table shows, and of what that is the share. */
struct heat {
    const char *name;
    const char *paint; /* classes of its four colours begin with this */
    const struct week *week;
    const struct week *whole; /* of the same day; NULL: of all days of it */
};

static bool is_whole_hours(int zone)
{
    return zone % 60 == 0;
}

/* Adds requests by hour of UTC. */
static void add(struct week *week, const uint64_t *hours, int zone)
{
    int ahead = is_whole_hours(zone) ? zone / 60 : 0;

    for (int i = 0; hours && i < LS_WEEK_HOURS; i++) {
        int local =
            ((i + ahead) % LS_WEEK_HOURS + LS_WEEK_HOURS) % LS_WEEK_HOURS;

        week->hours[local] += hours[i];
    }
}

static size_t peak_of(const uint64_t *hours, size_t count)
{
    size_t peak = 0;

    for (size_t i = 1; i < count; i++)
        if (hours[i] > hours[peak])
            peak = i;
    return peak;
}

static uint64_t sum(const uint64_t *hours, size_t count)
{
    uint64_t all = 0;

    for (size_t i = 0; i < count; i++)
        all += hours[i];
    return all;
}

/* "09:00" */
static ls_word word_hour(size_t hour)
{
    ls_word word;

    (void)snprintf(word.text, sizeof(word.text), "%02u:00",
                   (unsigned)(hour % HOURS));
    return word;
}

/* How strong the colour of a box is, from 1 to STRENGTHS, which the
   highest has. */
static unsigned strength(uint64_t requests, uint64_t most)
{
    return 1U + (requests > most / 4) + (requests > most / 2) +
           (requests >= most - most / 4);
}

/* The boxes of one strength in a day: each a line as broad as the chart. */
static void put_boxes_of(ls_html *html, const struct heat *heat, size_t first,
                         unsigned strong)
{
    const struct week *week = heat->week;
    uint64_t most = week->hours[week->peak];
    bool any = false;
    char text[32];

    for (size_t i = 0; i < HOURS; i++) {
        uint64_t requests = week->hours[first + i];

        if (requests == 0 || strength(requests, most) != strong)
            continue;
        if (!any) {
            (void)snprintf(text, sizeof(text), "<path class=\"%s%u\" d=\"",
                           heat->paint, strong);
            ls_html_put(html, text);
        }
        any = true;
        (void)snprintf(text, sizeof(text), "M%zu 5h9", 10 * i);
        ls_html_put(html, text);
    }
    if (any)
        ls_html_put(html, "\"/>");
}

/* The boxes of a day, and behind them when there were most. */
static void put_boxes(ls_html *html, const struct heat *heat, size_t first)
{
    const uint64_t *hours = heat->week->hours + first;
    size_t peak = peak_of(hours, HOURS);

    ls_html_put(html, "<svg class=\"week\" viewBox=\"0 0 239 10\" "
                      "preserveAspectRatio=\"none\" role=\"img\" "
                      "aria-label=\"");
    ls_html_put(html, heat->name);
    ls_html_put(html, " by hour: at most ");
    ls_html_put(html, ls_word_count(hours[peak]).text);
    ls_html_put(html, "\">");
    for (unsigned i = 1; i <= STRENGTHS; i++)
        put_boxes_of(html, heat, first, i);
    ls_html_put(html, "</svg></td><td class=\"n\">");
    if (hours[peak])
        ls_html_put(html, word_hour(peak).text);
    ls_html_put(html, "</td>");
}

static void put_day(ls_html *html, const struct heat *heat, size_t day)
{
    size_t first = day * HOURS;
    uint64_t requests = sum(heat->week->hours + first, HOURS);
    uint64_t whole = heat->whole ? sum(heat->whole->hours + first, HOURS)
                                 : sum(heat->week->hours, LS_WEEK_HOURS);
    char name[4];

    if ((heat->whole ? whole : requests) == 0) /* the log has no such day */
        return;
    (void)snprintf(name, sizeof(name), "%.3s", days[day]);
    ls_html_put(html, "<tr><th scope=\"row\">");
    ls_html_put(html, name);
    ls_html_put(html, "</th><td class=\"week\">");
    put_boxes(html, heat, first);
    ls_html_count(html, requests);
    ls_html_put(html, "<td class=\"n wide\">");
    ls_html_text(html, ls_word_share(requests, whole).text);
    ls_html_put(html, "</td></tr>\n");
}

static void put_heat(ls_html *html, const struct heat *heat)
{
    ls_html_put(html,
                "<table class=\"heat\">\n<thead><tr><th scope=\"col\">day</th>"
                "<th scope=\"col\" class=\"week\"><div class=\"hours\">"
                "<span>0 h</span> <span>6 h</span> <span>12 h</span> "
                "<span>18 h</span></div></th>"
                "<th scope=\"col\" class=\"n\">most at</th>"
                "<th scope=\"col\" class=\"n\">");
    ls_html_put(html, heat->name);
    ls_html_put(html, "</th><th scope=\"col\" class=\"n wide\">share</th>"
                      "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < DAYS; i++)
        put_day(html, heat, i);
    ls_html_put(html, "</tbody>\n</table>\n");
}

/* The zone of the hours; why it is not that of the report, if it is not. */
static void put_zone(ls_html *html)
{
    int zone = html->look.zone;

    if (!is_whole_hours(zone)) {
        ls_html_put(html, "UTC, as ");
        ls_html_text(html, ls_word_zone(zone, NULL).text);
        ls_html_put(html, " is not whole hours from it");
    } else {
        ls_html_text(html, ls_word_zone(zone, html->look.zone_name).text);
    }
}

/* The worst hour in words, and how to read the boxes. */
static void put_worst(ls_html *html, const struct week *errors,
                      const struct week *all)
{
    size_t hour = errors->peak;
    uint64_t requests = errors->hours[hour];

    ls_html_put(html, "<p>Most 5xx on ");
    ls_html_put(html, days[hour / HOURS]);
    ls_html_put(html, ", ");
    ls_html_put(html, word_hour(hour).text);
    ls_html_put(html, " to ");
    ls_html_put(html, word_hour(hour + 1).text);
    ls_html_put(html, ": ");
    ls_html_put(html, ls_word_count(requests).text);
    ls_html_put(html, " of ");
    ls_html_put(html, ls_word_count(all->hours[hour]).text);
    ls_html_put(html, all->hours[hour] == 1 ? " request (" : " requests (");
    ls_html_text(html, ls_word_share(requests, all->hours[hour]).text);
    ls_html_put(html, ")</p>\n<p class=\"dim\">All weeks together, hours of ");
    put_zone(html);
    ls_html_put(html, "; the more requests in an hour, the stronger its "
                      "colour</p>\n");
}

void ls_html_week(ls_html *html)
{
    const ls_summary *summary = html->summary;
    struct week errors = { .peak = 0 };
    struct week all = { .peak = 0 };
    const struct heat of_errors = { "5xx", "e", &errors, &all };
    const struct heat of_all = { "requests", "r", &all, NULL };

    if (!summary->classes[LS_CLASS_5XX].week ||
        summary->last - summary->first < SHORTEST)
        return;
    add(&errors, summary->classes[LS_CLASS_5XX].week, html->look.zone);
    for (ls_class c = 0; c < LS_CLASS_COUNT; c++)
        add(&all, summary->classes[c].week, html->look.zone);
    errors.peak = peak_of(errors.hours, LS_WEEK_HOURS);
    all.peak = peak_of(all.hours, LS_WEEK_HOURS);
    ls_html_put(html, "<h2>By weekday and hour</h2>\n");
    put_worst(html, &errors, &all);
    put_heat(html, &of_errors);
    put_heat(html, &of_all);
}
