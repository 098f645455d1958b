/* SPDX-License-Identifier: MIT */
/* The table of durations in the text report. */

#include "test.h"

#include "unit/fixture.h"

/* A summary of three classes, of which two have durations. */
static fixture *make_timed(uint64_t count, uint64_t longest)
{
    fixture *f = fixture_new(FIXTURE_SMALL);
    ls_summary_duration duration = { .count = count };

    for (size_t i = 0; i < LS_PERCENTILES; i++)
        duration.at[i] = longest >> (LS_PERCENTILES - 1 - i);
    f->summary.classes[LS_CLASS_2XX].duration = duration;
    f->summary.classes[LS_CLASS_NONE].duration = duration;
    f->summary.duration = duration;
    return f;
}

static capture render(const fixture *f, size_t width)
{
    ls_render_options options = { .width = width };
    capture kept = { 0 };
    ls_sink sink = capture_sink(&kept);

    assert_int_equal(ls_render_text(&f->summary, &options, &sink), LS_OK);
    return kept;
}

static size_t line_len(const char *text)
{
    return strcspn(text, "\n");
}

static void latency__has_a_row_for_each_class_that_has_it(void **state)
{
    static const char table[] =
        "\n"
        " LATENCY    REQUESTS        p50        p90        p95        p99     "
        "   MAX\n"
        " 2xx           1,234     938 ms     1.88 s     3.75 s     7.50 s     "
        "15.0 s\n"
        " none          1,234     938 ms     1.88 s     3.75 s     7.50 s     "
        "15.0 s\n"
        " all           1,234     938 ms     1.88 s     3.75 s     7.50 s     "
        "15.0 s\n"
        "\n";
    fixture *f = make_timed(1234, 15000000);
    capture kept = render(f, 80);

    (void)state;
    if (!strstr(kept.text, table))
        fail_msg("%s", kept.text);
    capture_release(&kept);
    free(f);
}

static void latency__is_not_there_without_durations(void **state)
{
    fixture *f = fixture_new(FIXTURE_SMALL);
    capture kept = render(f, 80);

    (void)state;
    assert_null(strstr(kept.text, "LATENCY"));
    capture_release(&kept);
    free(f);
}

/* On a narrow page the last percentiles stay. */
static void latency__fits_every_width(void **state)
{
    (void)state;
    for (size_t width = 40; width < 120; width++) {
        fixture *f = make_timed(UINT64_C(9999999999999), UINT64_MAX);
        capture kept = render(f, width);
        const char *heads = strstr(kept.text, " LATENCY");
        const char *longest;

        assert_non_null(heads);
        longest = strstr(heads, "MAX\n");
        assert_non_null(longest);
        assert_true(longest < heads + line_len(heads));
        for (const char *line = heads; line[0] != '\n';
             line += line_len(line) + 1)
            assert_true(line_len(line) <= width);
        capture_release(&kept);
        free(f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(latency__has_a_row_for_each_class_that_has_it),
        cmocka_unit_test(latency__is_not_there_without_durations),
        cmocka_unit_test(latency__fits_every_width),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
