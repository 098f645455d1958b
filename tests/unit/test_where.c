/* SPDX-License-Identifier: MIT */
/* What expressions hold for, and where wrong ones are wrong. */

#include "test.h"

#include <logstat/filter.h>

static const ls_clock clock_of_test = { .now = INT64_C(1774787400) };

/* A request of everything that an expression can ask for. */
static ls_record make_record(void)
{
    ls_record r = {
        .has = LS_FIELDS_ALL & ~LS_HAS(LS_FIELD_USER) &
               ~LS_HAS(LS_FIELD_WIN32_STATUS),
        .code = 502,
        .method = ls_method_find(LS_SLICE("GET")),
        .substatus = 3,
        .upstream_code = 504,
        .time = INT64_C(1774787400000),
        .bytes = 2048,
        .duration = 1500000,
    };

    r.text[LS_FIELD_CLIENT] = LS_SLICE("192.0.2.7");
    r.text[LS_FIELD_METHOD] = LS_SLICE("GET");
    r.text[LS_FIELD_TARGET] = LS_SLICE("/api/v1/items.php?id=7");
    r.text[LS_FIELD_PROTOCOL] = LS_SLICE("HTTP/1.1");
    r.text[LS_FIELD_REFERER] = LS_SLICE("https://example.org/");
    r.text[LS_FIELD_AGENT] = LS_SLICE("Mozilla \\\"x\\\" (bot)");
    r.text[LS_FIELD_VHOST] = LS_SLICE("www.example.org");
    r.text[LS_FIELD_UPSTREAM] = LS_SLICE("10.0.0.1:80");
    return r;
}

static ls_filter_answer ask(const char *expression, const ls_record *record)
{
    ls_filter *filter = ls_filter_new();
    ls_filter_tools *tools = ls_filter_tools_new(false);
    ls_filter_answer answer;
    ls_error err = { 0 };

    assert_non_null(filter);
    assert_non_null(tools);
    if (ls_filter_where(filter, ls_slice_of(expression), &clock_of_test,
                        &err) != LS_OK)
        fail_msg("%s: %s", expression, err.message);
    assert_int_equal(ls_filter_ask(filter, tools, record, &answer), LS_OK);
    ls_filter_free(filter);
    ls_filter_tools_free(tools);
    return answer;
}

static const char *const true_ones[] = {
    "status == 502",
    "status = 502",
    "status != 404",
    "status > 501 and status < 503",
    "status >= 502 and status <= 502",
    "status in (404, 502)",
    "status not in (404, 503)",
    "not status in (404)",
    "class == 5xx",
    "class != 4xx",
    "class in (4xx, 5xx)",
    "CLASS in (none, other, \"5xx\") AND NOT status == 500",
    "method == GET",
    "method == \"GET\"",
    "method != POST",
    "path == '/api/v1/items.php'",
    "target ~ \"\\?id=\"",
    "not path ~ \"id\"",
    "path ~ \"^/api/.*\\.php$\"",
    "path ~ \"(?i)API\"",
    "path ~ \"items|nothing\"",
    "path ~ \"^(/[a-z0-9.]+)+$\"",
    "path ~ \" ?items # no comment|items\"",
    "path ~ \"(?x) items # a comment\"",
    "path !~ \"^/static\"",
    "agent == \"Mozilla \\\\\\\"x\\\\\\\" (bot)\"",
    "agent ~ '\"x'",
    "agent ~ \"\\(bot\\)\"",
    "client in (192.0.2.7, 192.0.2.8)",
    "client ~ \"^192[.]0[.]2[.]\"",
    "vhost == www.example.org",
    "protocol == \"HTTP/1.1\"",
    "bytes == 2k",
    "bytes > 1.5K and bytes < 1M",
    "bytes >= 2048",
    "duration == 1.5s",
    "duration > 1499ms and duration < 0.1m",
    "duration >= 1500000us",
    "duration > 1",
    "substatus == 3",
    "upstream_status == 504",
    "time == \"2026-03-29T12:30:00Z\"",
    "time > \"-1s\" and time < '2026-03-29 12:30:01'",
    "status == 1 or status == 502",
    "status == 1 and status == 2 or status == 502",
    "status == 502 or status == 1 and status == 2",
    "(status == 502 or status == 1) and not (status == 3 or not bytes > 5)",
    "not not status == 502",
    "referer ~ \"\"",
    "path ~ \"\\Qitems.\"",
};

/* The record has no user: every test of it is false. */
static const char *const false_ones[] = {
    "status == 404",
    "user == jane",
    "user != jane",
    "user ~ \"\"",
    "user !~ \"jane\"",
    "user in (jane)",
    "win32_status == 0",
    "win32_status != 0",
    "status == 502 and status == 1",
    "not (status == 502)",
    "path == \"/API/v1/items.php\"",
    "path ~ \"^items\"",
    "path ~ \"API\"",
    "(status == 502 or status == 1) and status == 2",
    "not status == 502 or status == 1",
};

static void where__holds(void **state)
{
    ls_record record = make_record();

    (void)state;
    for (size_t i = 0; i < CASES(true_ones); i++)
        if (ask(true_ones[i], &record) != LS_FILTER_TAKES)
            fail_msg("%s", true_ones[i]);
    for (size_t i = 0; i < CASES(false_ones); i++)
        if (ask(false_ones[i], &record) != LS_FILTER_LEAVES)
            fail_msg("%s", false_ones[i]);
}

/* An expression whose cost has no bound, and what it is part of. */
static void where__says_when_it_does_not_know(void **state)
{
    static char path[4001];
    ls_record record = make_record();

    (void)state;
    memset(path, 'a', sizeof(path) - 1);
    record.text[LS_FIELD_TARGET] = ls_slice_of(path);
    assert_int_equal(ask("path ~ \"(a+)+[bc]$\"", &record),
                     LS_FILTER_UNDECIDED);
    assert_int_equal(ask("not path ~ \"(a+)+[bc]$\"", &record),
                     LS_FILTER_UNDECIDED);
    assert_int_equal(ask("path ~ \"(a+)+[bc]$\" and status == 502", &record),
                     LS_FILTER_UNDECIDED);
    assert_int_equal(ask("path ~ \"(a+)+[bc]$\" and status == 1", &record),
                     LS_FILTER_LEAVES);
    assert_int_equal(ask("path ~ \"(a+)+[bc]$\" or status == 502", &record),
                     LS_FILTER_TAKES);
    assert_int_equal(ask("status == 502 or path ~ \"(a+)+[bc]$\"", &record),
                     LS_FILTER_TAKES);
}

static void demand_wrong(const char *expression, size_t len, size_t column)
{
    ls_filter *filter = ls_filter_new();
    ls_error err = { 0 };

    assert_non_null(filter);
    if (ls_filter_where(filter, (ls_slice){ expression, len }, &clock_of_test,
                        &err) != LS_ESYNTAX)
        fail_msg("%.100s is taken", expression);
    if (column && err.column != column)
        fail_msg("%.100s: column %zu, %s", expression, err.column, err.message);
    ls_filter_free(filter);
}

static void where__bounds_what_it_takes(void **state)
{
    static char text[1 << 20];

    (void)state;
    memset(text, '(', sizeof(text));
    demand_wrong(text, sizeof(text), 101);
    for (size_t i = 0; i + 4 <= sizeof(text); i += 4)
        memcpy(text + i, "not ", 4);
    demand_wrong(text, sizeof(text), 401);
    for (size_t i = 0; i + 16 <= sizeof(text); i += 16)
        memcpy(text + i, "status == 1 and ", 16);
    demand_wrong(text, sizeof(text), 16001);
    memset(text, '1', sizeof(text));
    memcpy(text, "status == ", 10);
    demand_wrong(text, sizeof(text), 11);
    memcpy(text, "status in (", 11);
    for (size_t i = 11; i + 2 <= sizeof(text); i += 2)
        memcpy(text + i, "1,", 2);
    demand_wrong(text, sizeof(text), 0);
    memset(text, 'a', sizeof(text));
    memcpy(text, "path == \"", 9);
    demand_wrong(text, sizeof(text), 9);
    demand_wrong("path ~ \"a\0b\"", 12, 8);
    demand_wrong("\0", 1, 1);
}

static void where__says_what_it_needs(void **state)
{
    ls_filter *filter = ls_filter_new();

    (void)state;
    assert_non_null(filter);
    assert_int_equal(ls_filter_fields(NULL), 0);
    assert_int_equal(ls_filter_where(filter,
                                     LS_SLICE("agent ~ 'x' or path == '/'"),
                                     &clock_of_test, NULL),
                     LS_OK);
    assert_true(ls_filter_fields(filter) & LS_HAS(LS_FIELD_AGENT));
    assert_true(ls_filter_fields(filter) & LS_HAS(LS_FIELD_TARGET));
    assert_false(ls_filter_fields(filter) & LS_HAS(LS_FIELD_TIME));
    ls_filter_since(filter, 0);
    assert_true(ls_filter_fields(filter) & LS_HAS(LS_FIELD_TIME));
    ls_filter_free(filter);
}

static void window__takes_its_start_and_not_its_end(void **state)
{
    ls_record record = make_record();
    ls_filter *filter = ls_filter_new();
    ls_filter_answer answer;

    (void)state;
    assert_non_null(filter);
    ls_filter_since(filter, record.time);
    ls_filter_until(filter, record.time + 1);
    assert_int_equal(ls_filter_ask(filter, NULL, &record, &answer), LS_OK);
    assert_int_equal(answer, LS_FILTER_TAKES);
    record.time++;
    assert_int_equal(ls_filter_ask(filter, NULL, &record, &answer), LS_OK);
    assert_int_equal(answer, LS_FILTER_LEAVES);
    record.time -= 2;
    assert_int_equal(ls_filter_ask(filter, NULL, &record, &answer), LS_OK);
    assert_int_equal(answer, LS_FILTER_LEAVES);
    record.time++;
    record.has &= ~LS_HAS(LS_FIELD_TIME);
    assert_int_equal(ls_filter_ask(filter, NULL, &record, &answer), LS_OK);
    assert_int_equal(answer, LS_FILTER_LEAVES);
    ls_filter_free(filter);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(where__holds),
        cmocka_unit_test(where__says_when_it_does_not_know),
        cmocka_unit_test(where__bounds_what_it_takes),
        cmocka_unit_test(where__says_what_it_needs),
        cmocka_unit_test(window__takes_its_start_and_not_its_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
