/* SPDX-License-Identifier: MIT */
/*
 * What a rule needs to fire, and what is said then. Bursts and ordinary logs
 * are in tests/property/prop_findings.c.
 */

#include "test.h"

#include "render/finding.h"

#include <stdio.h>

static const ls_summary_path probes[] = {
    { .path = { "/.env", 5 }, .requests = 12 },
    { .path = { "/.git/config", 12 }, .requests = 7 },
    { .path = { "/wp-login.php", 13 }, .requests = 1 },
    { .path = { "/news", 5 }, .requests = 300 },
};

/* 1,000 requests, of which so many have this code, all on one path. */
static ls_summary_code codes[2];
static ls_summary_path path = { .path = { "/api", 4 } };

static ls_summary summary_of(unsigned code, uint64_t requests)
{
    ls_summary summary = { .lines = { .counted = 1000 },
                           .first = LS_NO_TIME,
                           .last = LS_NO_TIME,
                           .codes = codes,
                           .code_count = 2 };

    path.requests = requests;
    codes[0] = (ls_summary_code){ .code = 200, .requests = 1000 - requests };
    codes[1] = (ls_summary_code){
        .code = code, .requests = requests, .paths = &path, .path_count = 1
    };
    summary.classes[LS_CLASS_2XX].requests = 1000 - requests;
    summary.classes[ls_class_of(code)].requests = requests;
    return summary;
}

static const ls_render_options utc = { .zone = 0 };

/* The only finding, in words; "" if there is none. */
static void demand(const ls_summary *summary, const char *words)
{
    ls_finding findings[LS_FINDINGS];
    size_t count = ls_findings_of(summary, NULL, findings);

    assert_int_equal(count, words[0] ? 1 : 0);
    if (count)
        assert_string_equal(ls_finding_say(&findings[0], &utc).text, words);
}

static void shares_have_a_least(void **state)
{
    ls_summary summary = summary_of(502, 49);

    (void)state;
    demand(&summary, "");
    summary = summary_of(502, 50);
    demand(&summary, "5.0% of all requests failed (5xx): 50, most of them 502 "
                     "Bad Gateway (50). All 502 are on /api.");
    summary.lines.counted = 100000;
    demand(&summary, "");
    summary = summary_of(429, 19);
    demand(&summary, "");
    summary = summary_of(429, 20);
    demand(&summary, "2.0% of all requests were turned away as too many (429): "
                     "20. All 429 are on /api.");
    summary = summary_of(499, 30);
    path.requests = 20;
    demand(&summary, "Clients did not wait for an answer to 3.0% of all "
                     "requests (499): 30. 66.7% of all 499 are on /api.");
}

static void shares_are_of_all_requests(void **state)
{
    ls_summary summary = summary_of(502, 500);

    (void)state;
    summary.select.status = "5xx";
    demand(&summary, "");
    summary.select.status = NULL;
    summary.select.where = "status >= 500";
    demand(&summary, "");
}

static void probes_are_of_several_kinds(void **state)
{
    ls_summary summary = summary_of(404, 320);

    (void)state;
    codes[1].paths = probes;
    codes[1].path_count = 4;
    demand(&summary, "20 requests with 403 or 404 were for what only scanners "
                     "look for: 3 paths, /.env most often (12).");
    codes[1].path_count = 2; /* only two of them */
    demand(&summary, "");
}

static void a_gap_is_always_told(void **state)
{
    ls_summary summary = summary_of(200, 0);
    ls_summary_input inputs[] = { { .name = "a.log" },
                                  { .name = "b.log", .gap_unknown = true },
                                  { .name = "c.log", .gap = 1500 } };

    (void)state;
    summary.inputs = inputs;
    summary.input_count = 2;
    demand(&summary, "A part of b.log is missing, nobody knows how much: what "
                     "stands there is in no number.");
    summary.input_count = 3;
    demand(&summary, "A part of b.log and of 1 other log is missing, at least "
                     "1.5 kB: what stands there is in no number.");
}

static void lines_that_are_not_understood(void **state)
{
    ls_summary summary = summary_of(200, 0);
    const ls_summary_unparsed line = { .input = "a", .reason = "wants a time" };

    (void)state;
    summary.lines.unparsed = 10;
    demand(&summary, "");
    summary.lines.unparsed = 11;
    summary.unparsed = &line;
    summary.unparsed_count = 1;
    demand(&summary, "1.1% of all lines are not understood, and in no number: "
                     "11; the first: wants a time.");
}

static void tunnels(void **state)
{
    ls_summary summary = summary_of(200, 0);
    ls_summary_method method = { .method = ls_method_find(LS_SLICE("CONNECT")),
                                 .requests = 5 };

    (void)state;
    summary.methods = &method;
    summary.method_count = 1;
    demand(&summary, "");
    method.classes[LS_CLASS_2XX] = 1;
    demand(&summary,
           "CONNECT succeeded 1 time: the server may be somebody's proxy.");
}

/* --- Of groups. */

static void a_site_that_fails(void **state)
{
    ls_summary summary = summary_of(502, 40);
    ls_summary_row rows[] = {
        { .values = { { "www", 3 } }, .requests = 800 },
        { .values = { { "shop", 4 } }, .requests = 200 },
    };
    ls_summary_group groups[2] = { { .by = "vhost",
                                     .value_count = 1,
                                     .requests = 1000,
                                     .rows = rows,
                                     .row_count = 2 } };

    (void)state;
    summary.groups = groups;
    summary.group_count = 1;
    rows[0].classes[LS_CLASS_5XX] = 20; /* as the other, or nearly */
    rows[1].classes[LS_CLASS_5XX] = 20;
    demand(&summary, "");
    rows[0].classes[LS_CLASS_5XX] = 2;
    rows[1].classes[LS_CLASS_5XX] = 38;
    demand(&summary, "shop fails far more often than the rest: 19.0% of its "
                     "200 requests are 5xx, and 0.3% of all others.");
    groups[1] = groups[0]; /* told once */
    groups[1].by = "site";
    summary.group_count = 2;
    demand(&summary, "shop fails far more often than the rest: 19.0% of its "
                     "200 requests are 5xx, and 0.3% of all others.");
}

static void a_client_that_is_refused(void **state)
{
    ls_summary summary = summary_of(404, 100);
    ls_summary_row rows[] = {
        { .values = { { "a", 1 }, { "200", 3 } }, .requests = 700 },
        { .values = { { "b", 1 }, { "404", 3 } }, .requests = 60 },
        { .values = { { "a", 1 }, { "404", 3 } }, .requests = 40 },
    };
    ls_summary_group group = { .by = "client,status",
                               .value_count = 2,
                               .requests = 800,
                               .rows = rows,
                               .row_count = 3 };

    (void)state;
    summary.groups = &group;
    summary.group_count = 1;
    demand(&summary, "b has 60.0% of all 401, 403 and 404 (60), as a scan has, "
                     "or guessing passwords.");
    group.by = "client,path";
    demand(&summary, "");
    group.by = "network,status";
    rows[1].over = 20; /* 40 for sure */
    demand(&summary, "");
    group.by = "errors:status,client";
    rows[1] = (ls_summary_row){ .values = { { "404", 3 }, { "b", 1 } },
                                .requests = 51 };
    demand(&summary, "b has 51.0% of all 401, 403 and 404 (51), as a scan has, "
                     "or guessing passwords.");
}

static void a_client_that_goes_in_a_circle(void **state)
{
    ls_summary summary = summary_of(301, 100);
    ls_summary_row rows[13] = {
        { .values = { { "a", 1 }, { "/login", 6 } }, .requests = 60 },
    };
    ls_summary_group group = { .by = "redirects:client,path",
                               .value_count = 2,
                               .requests = 100,
                               .rows = rows,
                               .row_count = CASES(rows) };

    (void)state;
    for (size_t i = 1; i < CASES(rows); i++)
        rows[i] = (ls_summary_row){ .values = { { "b", 1 }, { "/login", 6 } },
                                    .requests = 2 };
    rows[1].requests = 18;
    summary.groups = &group;
    summary.group_count = 1;
    demand(&summary, "a was redirected 60 times on /login, which is 60.0% of "
                     "all redirects: the redirects go in a circle, or it does "
                     "not follow them.");
    rows[0].over = 41; /* 19 for sure */
    demand(&summary, "");
    rows[0].over = 0;
    group.by = "client,path"; /* which counts what is no redirect, too */
    demand(&summary, "");
    group.by = "redirects:client,path";
    group.requests = 60 + 72; /* six of each */
    demand(&summary, "a was redirected 60 times on /login, which is 45.5% of "
                     "all redirects: the redirects go in a circle, or it does "
                     "not follow them.");
    group.requests = 60 + 73;
    group.row_count = 2;
    demand(&summary, "");
    group.requests = 62;
    rows[1].values[0] = rows[0].values[0]; /* one client: a proxy, maybe */
    demand(&summary, "");
}

static void causes_are_named_if_there_are_tables_of_them(void **state)
{
    ls_summary summary = summary_of(502, 60);
    ls_summary_row clients[] = {
        { .values = { { "500", 3 }, { "b", 1 } }, .requests = 60 },
        { .values = { { "502", 3 }, { "a", 1 } }, .requests = 45 },
    };
    ls_summary_row vhosts[] = {
        { .values = { { "502", 3 }, { "www", 3 } }, .requests = 60 },
    };
    ls_summary_group groups[] = {
        { .by = "errors:status,client",
          .value_count = 2,
          .requests = 105,
          .rows = clients,
          .row_count = 2 },
        { .by = "errors:status,vhost",
          .value_count = 2,
          .requests = 60,
          .rows = vhosts,
          .row_count = 1 },
    };

    (void)state;
    summary.groups = groups;
    summary.group_count = 2;
    demand(&summary, "6.0% of all requests failed (5xx): 60, most of them 502 "
                     "Bad Gateway (60). All 502 are on /api; all are of www; "
                     "75.0% went to a.");
    clients[1].over = 16; /* 29 for sure */
    codes[1].path_count = 0;
    demand(&summary, "6.0% of all requests failed (5xx): 60, most of them 502 "
                     "Bad Gateway (60). All 502 are of www.");
    vhosts[0].requests = 29;
    demand(&summary, "6.0% of all requests failed (5xx): 60, most of them 502 "
                     "Bad Gateway (60).");
}

static void an_error_that_the_baseline_has_not(void **state)
{
    ls_summary summary = summary_of(503, 10);
    ls_summary_code before_codes[] = { { .code = 200, .requests = 1000 },
                                       { .code = 503, .requests = 1 } };
    ls_summary before = { .lines = { .counted = 1000 },
                          .codes = before_codes,
                          .code_count = 1 };
    ls_finding findings[LS_FINDINGS];

    (void)state;
    codes[1].first = LS_NO_TIME;
    assert_int_equal(ls_findings_of(&summary, NULL, findings), 0);
    assert_int_equal(ls_findings_of(&summary, &before, findings), 1);
    assert_int_equal(findings[0].rule, LS_RULE_NEW);
    assert_string_equal(ls_finding_say(&findings[0], &utc).text,
                        "503 Service Unavailable is new: 10 of 1,000 requests, "
                        "and none of the 1,000 of the baseline. All 503 are on "
                        "/api.");
    before.lines.counted = 999; /* too few to tell */
    assert_int_equal(ls_findings_of(&summary, &before, findings), 0);
    before.lines.counted = 1000;
    before.code_count = 2;
    assert_int_equal(ls_findings_of(&summary, &before, findings), 0);
    summary = summary_of(204, 500);
    assert_int_equal(ls_findings_of(&summary, &before, findings), 0);
    summary = summary_of(503, 40);
    codes[0].code = 404; /* there are more of these, but 5xx come first */
    before.code_count = 0;
    assert_int_equal(ls_findings_of(&summary, &before, findings), 2);
    assert_int_equal(findings[0].code, 503);
    assert_int_equal(findings[1].code, 404);
}

static void a_subject_of_any_length(void **state)
{
    char text[400];
    ls_finding finding = { .rule = LS_RULE_TUNNEL, .requests = 2 };

    (void)state;
    for (size_t i = 0; i + 1 < sizeof(text); i++)
        text[i] = "\xc3\xa9"[i % 2]; /* two bytes each */
    text[sizeof(text) - 1] = '\0';
    for (size_t len = 1; len < sizeof(text); len += 2) {
        finding.subject = (ls_slice){ text, len - 1 };
        assert_true(strlen(ls_finding_say(&finding, &utc).text) < 300);
    }
    finding.subject = (ls_slice){ text, 300 };
    assert_non_null(
        strstr(ls_finding_say(&finding, &utc).text, "\xc3\xa9... succeeded"));
}

static void times_say_their_zone(void **state)
{
    const ls_finding finding = { .rule = LS_RULE_NEW,
                                 .code = 503,
                                 .requests = 10,
                                 .of = 100,
                                 .of_rest = 100,
                                 .from = 1795689600,
                                 .until = 1795689900 };
    const struct {
        ls_render_options look;
        const char *end;
    } samples[] = {
        { { .zone = 0 }, "; 26 Nov 2026 10:40:00 to 10:45:00 UTC." },
        { { .zone = 330 }, "; 26 Nov 2026 16:10:00 to 16:15:00 +05:30." },
        { { .zone = 60, .zone_name = "CET" },
          "; 26 Nov 2026 11:40:00 to 11:45:00 CET." },
    };

    (void)state;
    for (size_t i = 0; i < CASES(samples); i++) {
        ls_finding_text said = ls_finding_say(&finding, &samples[i].look);

        assert_string_equal(strchr(said.text, ';'), samples[i].end);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_have_a_least),
        cmocka_unit_test(shares_are_of_all_requests),
        cmocka_unit_test(probes_are_of_several_kinds),
        cmocka_unit_test(a_gap_is_always_told),
        cmocka_unit_test(lines_that_are_not_understood),
        cmocka_unit_test(tunnels),
        cmocka_unit_test(a_site_that_fails),
        cmocka_unit_test(a_client_that_is_refused),
        cmocka_unit_test(a_client_that_goes_in_a_circle),
        cmocka_unit_test(causes_are_named_if_there_are_tables_of_them),
        cmocka_unit_test(an_error_that_the_baseline_has_not),
        cmocka_unit_test(a_subject_of_any_length),
        cmocka_unit_test(times_say_their_zone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
