/* SPDX-License-Identifier: MIT */
/* Memory that runs out while a summary is compared, or one of its forms made.
 */

#include "test.h"

#include "fault/points.h"
#include "property/laws.h"

#include <logstat/insight.h>
#include <logstat/render.h>

#include <unistd.h>

static ls_summary *now;
static ls_summary *before;

/* Lines of one log, the first `count` of them errors. */
static ls_summary *summary_of(size_t count)
{
    ls_run_options options = { .formats = builtin_formats(), .stop = -1 };
    ls_buf log = { 0 };
    ls_outcome outcome;
    ls_summary *summary;
    int file;

    for (size_t i = 0; i < 200; i++)
        assert_int_equal(
            ls_buf_append(
                &log,
                ls_slice_of(
                    i < count
                        ? "192.0.2.1 - - [22/Nov/2026:10:00:00 +0000] \"GET /a "
                          "HTTP/1.1\" 502 5\n"
                        : "192.0.2.1 - - [22/Nov/2026:10:09:00 +0000] \"GET /b "
                          "HTTP/1.1\" 200 7\n")),
            LS_OK);
    file = file_of(ls_buf_slice(&log));
    summary = read_log(&options, file, &outcome);
    assert_int_equal(close(file), 0);
    ls_buf_release(&log);
    return summary;
}

static int make_summaries(void **state)
{
    (void)state;
    now = summary_of(150);
    before = summary_of(2);
    return 0;
}

static int free_summaries(void **state)
{
    (void)state;
    ls_summary_free(now);
    ls_summary_free(before);
    return 0;
}

static ls_status work_compare(uint64_t *result)
{
    ls_change *changes;
    size_t count;
    ls_status status = ls_compare(now, before, &changes, &count);

    if (status != LS_OK)
        return status;
    *result = count;
    free(changes);
    return LS_OK;
}

typedef ls_status renderer(const ls_summary *summary,
                           const ls_render_options *options,
                           const ls_sink *sink);

/* With a sink that needs memory itself; the result is the length. */
static ls_status render(renderer *form, uint64_t *result)
{
    const ls_baseline baseline = { .summary = before, .name = "before" };
    const ls_render_options options = { .baseline = &baseline };
    ls_buf out = { 0 };
    ls_sink sink = sink_to(&out);
    ls_status status = form(now, &options, &sink);

    *result = out.len;
    ls_buf_release(&out);
    return status;
}

static ls_status work_html(uint64_t *result)
{
    return render(ls_render_html, result);
}

static ls_status work_markdown(uint64_t *result)
{
    return render(ls_render_markdown, result);
}

static ls_status render_csv(const ls_summary *summary,
                            const ls_render_options *options,
                            const ls_sink *sink)
{
    (void)options;
    return ls_render_csv(summary, sink);
}

static ls_status work_csv(uint64_t *result)
{
    return render(render_csv, result);
}

static ls_status render_prometheus(const ls_summary *summary,
                                   const ls_render_options *options,
                                   const ls_sink *sink)
{
    (void)options;
    return ls_render_prometheus(summary, sink);
}

static ls_status work_prometheus(uint64_t *result)
{
    return render(render_prometheus, result);
}

static void no_memory__to_compare(void **state)
{
    (void)state;
    try_all_points(work_compare, 2);
}

static void no_memory__for_html(void **state)
{
    (void)state;
    try_all_points(work_html, 3);
}

static void no_memory__for_markdown(void **state)
{
    (void)state;
    try_all_points(work_markdown, 3);
}

static void no_memory__for_csv(void **state)
{
    (void)state;
    try_all_points(work_csv, 1);
}

static void no_memory__for_prometheus(void **state)
{
    (void)state;
    try_all_points(work_prometheus, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_memory__to_compare),
        cmocka_unit_test(no_memory__for_html),
        cmocka_unit_test(no_memory__for_markdown),
        cmocka_unit_test(no_memory__for_csv),
        cmocka_unit_test(no_memory__for_prometheus),
    };

    return cmocka_run_group_tests(tests, make_summaries, free_summaries);
}
