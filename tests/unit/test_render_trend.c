/* SPDX-License-Identifier: MIT */
/* Trends over time: how long a column is, what is drawn, and when it was. */

#include "test.h"

#include "render/trend.h"

#include "unit/fixture.h"

/* A drawn line, without page and sink. */
static void draw(capture *kept, const ls_trend *trend, const uint64_t *timeline)
{
    ls_render_options options = { .width = 200 };
    ls_sink sink = capture_sink(kept);
    ls_page page;

    ls_page_init(&page, &options, &sink);
    ls_trend_draw(&page, trend, timeline);
    assert_int_equal(ls_page_finish(&page), LS_OK);
}

static void trend__columns_are_lengths_that_people_use(void **state)
{
    static const struct {
        uint64_t seconds;
        size_t count;
        size_t room;
        const char *title;
        size_t columns;
    } cases[] = {
        { 1, 60, 80, "PER SECOND", 60 },
        { 60, 60, 25, "PER 5 MINUTES", 12 },
        { 300, 667, 60, "PER HOUR", 56 },
        { 300, 667, 28, "PER 2 HOURS", 28 },
        { 86400, 1400, 50, "PER 4 WEEKS", 51 },
    };

    (void)state;
    for (size_t i = 0; i < CASES(cases); i++) {
        ls_summary_axis axis = { cases[i].seconds, 1793491200, cases[i].count };
        ls_trend trend = ls_trend_fit(&axis, 0, cases[i].room);

        if (cases[i].columns > cases[i].room) {
            assert_true(trend.columns <= cases[i].room);
            continue;
        }
        assert_string_equal(ls_trend_title(&trend).text, cases[i].title);
        assert_int_equal(trend.columns, cases[i].columns);
    }
}

/* No label is cut or leaves the page, whatever the axis. */
static void demand_scale_fits(const ls_trend *trend, size_t room)
{
    ls_render_options options = { .width = 40 + room };
    capture kept = { 0 };
    ls_sink sink = capture_sink(&kept);
    ls_page page;

    ls_page_init(&page, &options, &sink);
    ls_trend_scale(&page, trend, 39);
    assert_int_equal(ls_page_finish(&page), LS_OK);
    if (kept.text)
        assert_true(strlen(kept.text) < options.width);
    capture_release(&kept);
}

static void trend__no_axis_fits_in_more_than_the_room(void **state)
{
    static const uint64_t steps[] = { 1, 7, 60, 300, 3600, 86400, 1000000 };

    (void)state;
    for (size_t i = 0; i < CASES(steps); i++)
        for (size_t room = 1; room < 130; room += 3)
            for (size_t count = 1; count <= 1500; count += 61) {
                ls_summary_axis axis = { steps[i], 1793491234, count };
                ls_trend trend = ls_trend_fit(&axis, 90, room);

                assert_true(trend.columns >= 1 && trend.columns <= room);
                assert_true(trend.seconds % steps[i] == 0);
                demand_scale_fits(&trend, room);
            }
}

static void trend__one_request_can_be_seen(void **state)
{
    ls_summary_axis axis = { 60, 0, 4 };
    const uint64_t timeline[4] = { 0, 1, UINT64_MAX, 0 };
    ls_trend trend = ls_trend_fit(&axis, 0, 10);
    capture kept = { 0 };

    (void)state;
    draw(&kept, &trend, timeline);
    assert_string_equal(kept.text, ".:@.");
    capture_release(&kept);
}

static void trend__days_are_those_of_the_zone(void **state)
{
    /* 22:00 and 23:00 UTC: two days in UTC+1, one in UTC. */
    ls_summary_axis axis = { 3600, 1793484000, 2 };
    ls_trend utc = { &axis, 0, 86400, 1 };
    ls_trend east = { &axis, 60, 86400, 2 };
    const uint64_t timeline[2] = { 1, 1 };
    capture kept = { 0 };

    (void)state;
    draw(&kept, &utc, timeline);
    assert_string_equal(kept.text, "@");
    capture_release(&kept);
    draw(&kept, &east, timeline);
    assert_string_equal(kept.text, "@@");
    capture_release(&kept);
}

/* Axes that begin on 2026-11-01, and the line above their bars. */
static const struct {
    uint64_t seconds;
    size_t count;
    int64_t offset; /* seconds after midnight, UTC */
    int zone;
    size_t room;
    const char *scale;
} scales[] = {
    { 1, 25, 3, 0, 30, "       00:00:10  00:00:20" },
    { 1, 25, 0, 0, 26, "00:00:00  00:00:10" },
    { 1, 5, 83, 0, 10, "00:01:23" },
    { 1, 6, 5, 0, 10, "00:00:05" }, /* no room for one at 00:00:10 */
    { 900, 25, 18000, 0, 30, "    06:00   08:00   10:00" },
    { 900, 25, 18000, -60, 30, "04:00   06:00   08:00   10:00" },
    { 900, 25, 18000, 345, 30, "     12:00   14:00   16:00" },
    { 900, 1, 18000, 0, 10, "05:00" },
    { 3600, 24, 0, 0, 33, "00:00       12:00" },
    { 3600, 24, 34200, 0, 33, "   12:00       2 Nov" },
    { 3600, 30, 0, 0, 33, "1 Nov       12:00       2 Nov" },
    { 3600, 60, 0, 0, 33, "1 Nov       2 Nov       3 Nov" },
    { 43200, 17, 43200, 0, 33, " 2 Nov         9 Nov" },
    { 86400, 28, 0, 0, 33, "1 Nov         15 Nov" },
    { 86400, 400, 0, 0, 33, "Oct 2026    Apr 2027    Sep 2027" },
};

static void trend__scale_says_when_its_columns_are(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(scales); i++) {
        ls_summary_axis axis = { scales[i].seconds,
                                 1793491200 + scales[i].offset,
                                 scales[i].count };
        ls_trend trend = ls_trend_fit(&axis, scales[i].zone, scales[i].room);
        ls_render_options options = { .width = 41 + scales[i].room };
        capture kept = { 0 };
        ls_sink sink = capture_sink(&kept);
        ls_page page;

        ls_page_init(&page, &options, &sink);
        ls_page_text(&page, "|");
        ls_trend_scale(&page, &trend, 40);
        assert_int_equal(ls_page_finish(&page), LS_OK);
        assert_true(strlen(kept.text) > 40);
        assert_string_equal(kept.text + 40, scales[i].scale);
        capture_release(&kept);
    }
}

static void trend__scale_of_no_trend_is_empty(void **state)
{
    ls_summary_axis axis = { 0, 0, 0 };
    ls_trend trend = ls_trend_fit(&axis, 0, 10);
    ls_sink sink;
    capture kept = { 0 };
    ls_page page;

    (void)state;
    sink = capture_sink(&kept);
    ls_page_init(&page, NULL, &sink);
    ls_trend_scale(&page, &trend, 0);
    assert_int_equal(ls_page_finish(&page), LS_OK);
    assert_true(!kept.text || kept.text[0] == '\0');
    capture_release(&kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trend__columns_are_lengths_that_people_use),
        cmocka_unit_test(trend__no_axis_fits_in_more_than_the_room),
        cmocka_unit_test(trend__one_request_can_be_seen),
        cmocka_unit_test(trend__days_are_those_of_the_zone),
        cmocka_unit_test(trend__scale_says_when_its_columns_are),
        cmocka_unit_test(trend__scale_of_no_trend_is_empty),
    };

    return cmocka_run_group_tests_name("render_trend", tests, NULL, NULL);
}
