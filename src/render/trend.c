/* SPDX-License-Identifier: MIT */
/*
 * Small pictures in text: trends over time and bars. The buckets of a
 * timeline are added up to columns whose length people think in. Nothing is
 * the lowest step and something never is, so that one request can be seen.
 */

#include "render/trend.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

#define COLUMNS_MAX 120
#define STEPS 7 /* above nothing */
#define DAY 86400

/* Of columns, and between the times on a scale. */
static const uint32_t lengths[] = {
    1,      2,      5,      10,      15,      30,      60,       120,   300,
    600,    900,    1800,   3600,    7200,    10800,   21600,    43200, DAY,
    172800, 259200, 604800, 1209600, 2419200, 7257600, 14515200,
};

static int64_t floor_divide(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/* The column of a bucket, counted from the epoch. */
static int64_t place_of(const ls_trend *trend, size_t bucket)
{
    int64_t time = trend->axis->start +
                   (int64_t)(bucket * trend->axis->seconds) + trend->zone * 60;

    return floor_divide(time, (int64_t)trend->seconds);
}

static size_t columns_of(const ls_trend *trend)
{
    return (size_t)(place_of(trend, trend->axis->count - 1) -
                    place_of(trend, 0) + 1);
}

ls_trend ls_trend_fit(const ls_summary_axis *axis, int zone, size_t room)
{
    ls_trend trend = { .axis = axis, .zone = zone };

    if (room > COLUMNS_MAX)
        room = COLUMNS_MAX;
    if (axis->seconds == 0 || axis->count == 0 || room == 0)
        return trend;
    for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
        trend.seconds = lengths[i];
        if (lengths[i] % axis->seconds == 0 && columns_of(&trend) <= room) {
            trend.columns = columns_of(&trend);
            return trend;
        }
    }
    trend.seconds = axis->seconds * (axis->count / room + 1);
    while (columns_of(&trend) > room)
        trend.seconds += axis->seconds;
    trend.columns = columns_of(&trend);
    return trend;
}

ls_word ls_trend_title(const ls_trend *trend)
{
    static const struct {
        uint32_t seconds;
        const char *name;
    } units[] = { { 604800, "WEEK" },
                  { 86400, "DAY" },
                  { 3600, "HOUR" },
                  { 60, "MINUTE" },
                  { 1, "SECOND" } };
    uint64_t count;
    ls_word word;
    size_t i = 0;

    while (units[i].seconds > 1 && trend->seconds % units[i].seconds)
        i++;
    count = trend->seconds / units[i].seconds;
    if (count == 1)
        (void)snprintf(word.text, sizeof(word.text), "PER %s", units[i].name);
    else
        (void)snprintf(word.text, sizeof(word.text), "PER %" PRIu64 " %sS",
                       count, units[i].name);
    return word;
}

static uint64_t span_of(const ls_trend *trend)
{
    return trend->seconds * trend->columns;
}

/* The least that tells two times on its scale apart. */
static ls_tick tick_of(const ls_trend *trend)
{
    if (span_of(trend) > (uint64_t)300 * DAY)
        return LS_TICK_MONTH;
    if (trend->seconds >= DAY)
        return LS_TICK_DAY;
    return trend->seconds < 60 ? LS_TICK_SECOND : LS_TICK_MINUTE;
}

/* The time at which a column begins; midnight is told by the day. */
static ls_word label_of(const ls_trend *trend, size_t column)
{
    int64_t time =
        (place_of(trend, 0) + (int64_t)column) * (int64_t)trend->seconds;
    ls_tick tick = tick_of(trend);

    if (tick < LS_TICK_DAY && time % DAY == 0 &&
        (column || span_of(trend) > DAY))
        tick = LS_TICK_DAY;
    return ls_word_tick(time, tick);
}

/* How many columns lie between two times: as few as leave room for them. */
static uint64_t distance_of(const ls_trend *trend)
{
    ls_tick tick = tick_of(trend);
    bool is_short = tick == LS_TICK_MINUTE || tick == LS_TICK_DAY;
    uint64_t least = is_short ? 8 : 10;

    for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++)
        if (lengths[i] % trend->seconds == 0 &&
            lengths[i] / trend->seconds >= least)
            return lengths[i] / trend->seconds;
    return least;
}

/* Whether the label of a column is on the page as a whole. */
static bool has_room(const ls_page *page, const ls_trend *trend, size_t left,
                     size_t column)
{
    return left + column + strlen(label_of(trend, column).text) <
           page->look.width;
}

static void put_label(ls_page *page, const ls_trend *trend, size_t left,
                      size_t column)
{
    if (!has_room(page, trend, left, column))
        return;
    ls_page_to(page, left + column);
    ls_page_text(page, label_of(trend, column).text);
}

/* The first column with a label that is round: of days, any midnight is. */
static size_t first_of(const ls_trend *trend, uint64_t distance)
{
    uint64_t in_day = trend->seconds < DAY ? DAY / trend->seconds : 1;
    int64_t apart = (int64_t)(distance < in_day ? distance : in_day);
    int64_t place = place_of(trend, 0);

    assert(apart > 0);
    return (size_t)(-floor_divide(-place, apart) * apart - place);
}

void ls_trend_scale(ls_page *page, const ls_trend *trend, size_t left)
{
    uint64_t distance;
    size_t at;

    if (trend->columns == 0)
        return;
    distance = distance_of(trend);
    at = first_of(trend, distance);
    if (at >= trend->columns || at > strlen(label_of(trend, 0).text) + 1 ||
        !has_room(page, trend, left, at))
        put_label(page, trend, left, 0);
    for (; at < trend->columns; at += distance)
        put_label(page, trend, left, at);
}

static void draw_step(ls_page *page, unsigned step)
{
    static const char *const blocks[] = {
        "\xe2\x96\x81", "\xe2\x96\x82", "\xe2\x96\x83", "\xe2\x96\x84",
        "\xe2\x96\x85", "\xe2\x96\x86", "\xe2\x96\x87", "\xe2\x96\x88",
    };
    static const char *const ascii[] = {
        ".", ":", "-", "=", "+", "*", "#", "@"
    };

    ls_page_symbol(page, blocks[step], ascii[step]);
}

/* 0 for nothing, else from 1 to STEPS. */
static unsigned step_of(uint64_t requests, uint64_t most)
{
    if (requests == 0)
        return 0;
    return 1 + (unsigned)ls_scaled(requests, most, STEPS - 1);
}

void ls_trend_draw(ls_page *page, const ls_trend *trend,
                   const uint64_t *timeline)
{
    uint64_t sums[COLUMNS_MAX] = { 0 };
    uint64_t most = 0;

    if (trend->columns == 0 || !timeline)
        return;
    for (size_t i = 0; i < trend->axis->count; i++) {
        uint64_t *sum = &sums[place_of(trend, i) - place_of(trend, 0)];

        *sum =
            timeline[i] > UINT64_MAX - *sum ? UINT64_MAX : *sum + timeline[i];
        if (*sum > most)
            most = *sum;
    }
    for (size_t i = 0; i < trend->columns; i++)
        draw_step(page, step_of(sums[i], most));
}

void ls_bar_draw(ls_page *page, uint64_t part, uint64_t whole, size_t room)
{
    static const char *const ends[] = {
        "",
        "\xe2\x96\x8f",
        "\xe2\x96\x8e",
        "\xe2\x96\x8d",
        "\xe2\x96\x8c",
        "\xe2\x96\x8b",
        "\xe2\x96\x8a",
        "\xe2\x96\x89",
    };
    uint64_t eighths;

    if (room > COLUMNS_MAX)
        room = COLUMNS_MAX;
    eighths = ls_scaled(part, whole, 8 * room);
    if (part && eighths == 0)
        eighths = 1;
    for (uint64_t i = 0; i < eighths / 8; i++)
        ls_page_symbol(page, "\xe2\x96\x88", "#");
    if (eighths % 8)
        ls_page_symbol(page, ends[eighths % 8], eighths % 8 < 4 ? "." : "#");
}
