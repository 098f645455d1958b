/* SPDX-License-Identifier: MIT */
/*
 * Small pictures in text: trends over time and bars. The buckets of a
 * timeline are added up to columns whose length people think in. Nothing is
 * the lowest step and something never is, so that one request can be seen.
 */

#include "render/trend.h"

#include <inttypes.h>
#include <stdio.h>

#define COLUMNS_MAX 120
#define STEPS 7 /* above nothing */

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
    static const uint32_t lengths[] = {
        1,       2,       5,       10,       15,     30,     60,
        120,     300,     600,     900,      1800,   3600,   7200,
        10800,   21600,   43200,   86400,    172800, 259200, 604800,
        1209600, 2419200, 7257600, 14515200,
    };
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
