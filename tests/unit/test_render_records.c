/* SPDX-License-Identifier: MIT */
/* A record as a line of JSON: each field as docs/records.md promises. */

#include "test.h"

#include "unit/fixture.h"

#define TEXT_BYTES(literal)                                                    \
    {                                                                          \
        (literal), sizeof(literal) - 1                                         \
    }

static void assert_renders(const ls_record *record, const char *line)
{
    capture kept = { 0 };
    ls_sink sink = capture_sink(&kept);

    assert_int_equal(ls_render_record(record, &sink), LS_OK);
    assert_string_equal(kept.text, line);
    capture_release(&kept);
}

static void record__without_fields_is_an_empty_object(void **state)
{
    const ls_record record = { 0 };

    (void)state;
    assert_renders(&record, "{}\n");
}

static void record__has_its_fields_in_their_order(void **state)
{
    ls_record record = {
        .has = LS_FIELDS_ALL,
        .code = 502,
        .substatus = 3,
        .win32_status = 64,
        .upstream_code = 504,
        .time = INT64_C(1574870591250),
        .bytes = UINT64_MAX,
        .duration = 52000,
    };

    (void)state;
    for (ls_field i = 0; i < LS_FIELD_COUNT; i++)
        record.text[i] = ls_slice_of(ls_field_name(i));
    record.text[LS_FIELD_TARGET] = LS_SLICE("/a?b?c");
    record.text[LS_FIELD_UPSTREAM_STATUS] = LS_SLICE("502, 504");
    assert_renders(
        &record,
        "{\"time\":\"2019-11-27T16:03:11.250Z\",\"client\":\"client\","
        "\"user\":\"user\",\"method\":\"method\",\"target\":\"/a?b?c\","
        "\"path\":\"/a\",\"protocol\":\"protocol\",\"status\":502,"
        "\"substatus\":3,\"win32_status\":64,"
        "\"bytes\":18446744073709551615,\"referer\":\"referer\","
        "\"agent\":\"agent\",\"vhost\":\"vhost\",\"duration\":0.052,"
        "\"upstream\":\"upstream\",\"upstream_status\":\"502, 504\","
        "\"cache\":\"cache\",\"flags\":\"flags\","
        "\"forwarded\":\"forwarded\",\"source\":\"source\"}\n");
}

static void record__without_a_status_has_status_0(void **state)
{
    const ls_record record = { .has = LS_HAS(LS_FIELD_STATUS) };

    (void)state;
    assert_renders(&record, "{\"status\":0}\n");
}

static void record__gives_times_as_rfc_3339(void **state)
{
    static const struct {
        int64_t time;
        const char *line;
    } cases[] = {
        { 0, "{\"time\":\"1970-01-01T00:00:00Z\"}\n" },
        { 1, "{\"time\":\"1970-01-01T00:00:00.001Z\"}\n" },
        { 120, "{\"time\":\"1970-01-01T00:00:00.120Z\"}\n" },
        { -1, "{\"time\":\"1969-12-31T23:59:59.999Z\"}\n" },
        { -1000, "{\"time\":\"1969-12-31T23:59:59Z\"}\n" },
        { INT64_C(1709164799999), "{\"time\":\"2024-02-28T23:59:59.999Z\"}\n" },
        { INT64_C(253402300799999),
          "{\"time\":\"9999-12-31T23:59:59.999Z\"}\n" },
        { INT64_C(253402300800000), "{}\n" },
        { INT64_C(-62167219200000), "{\"time\":\"0000-01-01T00:00:00Z\"}\n" },
        { INT64_C(-62167219200001), "{}\n" },
        { INT64_MAX, "{}\n" },
        { INT64_MIN, "{}\n" },
    };

    (void)state;
    for (size_t i = 0; i < CASES(cases); i++) {
        const ls_record record = {
            .has = LS_HAS(LS_FIELD_TIME),
            .time = cases[i].time,
        };

        assert_renders(&record, cases[i].line);
    }
}

static void record__gives_durations_exactly(void **state)
{
    static const struct {
        uint64_t microseconds;
        const char *line;
    } cases[] = {
        { 0, "{\"duration\":0}\n" },
        { 1, "{\"duration\":0.000001}\n" },
        { 10, "{\"duration\":0.00001}\n" },
        { 100000, "{\"duration\":0.1}\n" },
        { 123456, "{\"duration\":0.123456}\n" },
        { 1000000, "{\"duration\":1}\n" },
        { 61500000, "{\"duration\":61.5}\n" },
        { 1000001, "{\"duration\":1.000001}\n" },
        { UINT64_MAX, "{\"duration\":18446744073709.551615}\n" },
    };

    (void)state;
    for (size_t i = 0; i < CASES(cases); i++) {
        const ls_record record = {
            .has = LS_HAS(LS_FIELD_DURATION),
            .duration = cases[i].microseconds,
        };

        assert_renders(&record, cases[i].line);
    }
}

static void record__escapes_the_bytes_of_its_texts(void **state)
{
    static const struct {
        ls_slice text;
        const char *line;
    } cases[] = {
        { TEXT_BYTES(""), "{\"agent\":\"\"}\n" },
        { TEXT_BYTES("a\0b"), "{\"agent\":\"a\\\\x00b\"}\n" },
        { TEXT_BYTES("\x1b[31m"), "{\"agent\":\"\\\\x1b[31m\"}\n" },
        { TEXT_BYTES("\x7f\xc2\x85"),
          "{\"agent\":\"\\\\x7f\\\\xc2\\\\x85\"}\n" },
        { TEXT_BYTES("\xff \xe2\x82"),
          "{\"agent\":\"\\\\xff \\\\xe2\\\\x82\"}\n" },
        { TEXT_BYTES("caf\xc3\xa9 \xf0\x9f\x98\x80"),
          "{\"agent\":\"caf\xc3\xa9 \xf0\x9f\x98\x80\"}\n" },
        { TEXT_BYTES("\\x1B \\\" \\ \""),
          "{\"agent\":\"\\\\x1B \\\\\\\" \\\\ \\\"\"}\n" },
    };

    (void)state;
    for (size_t i = 0; i < CASES(cases); i++) {
        ls_record record = { .has = LS_HAS(LS_FIELD_AGENT) };

        record.text[LS_FIELD_AGENT] = cases[i].text;
        assert_renders(&record, cases[i].line);
    }
}

static void record__longer_than_any_buffer_is_whole(void **state)
{
    enum {
        LEN = 20000
    };
    ls_record record = { .has = LS_HAS(LS_FIELD_AGENT) };
    char *agent = malloc(LEN);
    capture kept = { 0 };
    ls_sink sink = capture_sink(&kept);

    (void)state;
    assert_non_null(agent);
    memset(agent, 'x', LEN);
    record.text[LS_FIELD_AGENT] = (ls_slice){ agent, LEN };
    assert_int_equal(ls_render_record(&record, &sink), LS_OK);
    assert_int_equal(kept.len, LEN + strlen("{\"agent\":\"\"}\n"));
    assert_memory_equal(kept.text + strlen("{\"agent\":\""), agent, LEN);
    capture_release(&kept);
    free(agent);
}

static void record__says_that_the_sink_failed(void **state)
{
    const ls_record record = { .has = LS_HAS(LS_FIELD_STATUS), .code = 200 };
    capture kept = { .limit = 5 };
    ls_sink sink = capture_sink(&kept);

    (void)state;
    assert_int_equal(ls_render_record(&record, &sink), LS_EIO);
    capture_release(&kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(record__without_fields_is_an_empty_object),
        cmocka_unit_test(record__has_its_fields_in_their_order),
        cmocka_unit_test(record__without_a_status_has_status_0),
        cmocka_unit_test(record__gives_times_as_rfc_3339),
        cmocka_unit_test(record__gives_durations_exactly),
        cmocka_unit_test(record__escapes_the_bytes_of_its_texts),
        cmocka_unit_test(record__longer_than_any_buffer_is_whole),
        cmocka_unit_test(record__says_that_the_sink_failed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
