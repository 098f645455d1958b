/* SPDX-License-Identifier: MIT */
/* Conditions on summaries; what is wrong with them is in golden cases. */

#include "test.h"

#include <logstat/insight.h>

#include <stdio.h>

/* 400 requests in 50 seconds, of which 8 are 502; 100 lines are not read. */
static const ls_summary_code codes[] = {
    { .code = 200,
      .requests = 392,
      .duration = { .count = 392, .at = { 1000, 2000, 3000, 4000, 5000 } } },
    { .code = 502,
      .requests = 8,
      .duration = { .count = 8,
                    .at = { 470000, 480000, 990000, 29000000, 30000000 } } },
};

static ls_summary make_summary(void)
{
    ls_summary summary = {
        .lines = { .counted = 400,
                   .filtered = 500,
                   .blank = 7,
                   .unparsed = 100 },
        .first = 1000,
        .last = 51000,
        .codes = codes,
        .code_count = CASES(codes),
    };

    summary.classes[LS_CLASS_2XX].duration = codes[0].duration;
    summary.classes[LS_CLASS_5XX].duration = codes[1].duration;
    summary.duration = codes[1].duration;
    return summary;
}

static ls_alert_verdict judge(const char *condition, const ls_summary *summary)
{
    ls_alert_verdict verdict;
    ls_error err = { 0 };
    ls_alert *alert;

    if (ls_alert_new(ls_slice_of(condition), &alert, &err) != LS_OK)
        fail_msg("%s: %s", condition, err.message);
    verdict = ls_alert_judge(alert, summary);
    ls_alert_free(alert);
    return verdict;
}

static void demand_state(const char *condition, const ls_summary *summary,
                         ls_alert_state state)
{
    ls_alert_verdict verdict = judge(condition, summary);

    if (verdict.state != state)
        fail_msg("%s: %s", condition, verdict.words);
}

static void alert__holds_exactly_at_its_limit(void **state)
{
    static const char *const holding[] = {
        "502 == 8",
        "5xx >= 2%",
        "5xx = 2%",
        "requests == 8/s",
        "requests == 480/m",
        "requests == 28800/h",
        "unparsed == 10%",
        "unparsed == 2/s",
        "p50(duration) == 470ms",
        "p50(duration) == 0.47s",
        "p90(duration) == 480000us",
        "p95(duration, 502) = 990ms",
        "p99(duration, 5xx) == 29s",
        "max(duration, 5XX) == 0.5m",
        "MAX(Duration, requests) < 1h",
        "max(duration, 200) == 5ms",
    };
    ls_summary summary = make_summary();

    (void)state;
    for (size_t i = 0; i < CASES(holding); i++) {
        char other[64];
        char *sign;

        demand_state(holding[i], &summary, LS_ALERT_HOLDS);
        (void)snprintf(other, sizeof(other), "%s", holding[i]);
        sign = strpbrk(other, "<=>");
        sign[0] = sign[0] == '<' ? '>' : '<';
        if (sign[1] == '=')
            sign[1] = ' ';
        demand_state(other, &summary, LS_ALERT_SILENT);
    }
}

static void alert__is_unknown_where_the_log_lacks_its_basis(void **state)
{
    ls_summary summary = {
        .lines = { .counted = 8 },
        .first = LS_NO_TIME,
        .last = LS_NO_TIME,
        .codes = codes,
        .code_count = 0,
    };

    (void)state;
    demand_state("p95(duration) < 1h", &summary, LS_ALERT_UNKNOWN);
    demand_state("p95(duration, 502) < 1h", &summary, LS_ALERT_UNKNOWN);
    demand_state("requests > 0/s", &summary, LS_ALERT_UNKNOWN);
    summary.lines.counted = 0;
    demand_state("p95(duration) < 1h", &summary, LS_ALERT_SILENT);
    demand_state("requests > 0/s", &summary, LS_ALERT_SILENT);
    demand_state("requests < 1", &summary, LS_ALERT_HOLDS);
    summary = make_summary();
    demand_state("p95(duration, 404) < 1h", &summary, LS_ALERT_SILENT);
}

static void alert__says_what_was_found(void **state)
{
    static const struct {
        const char *condition;
        const char *words;
    } cases[] = {
        { "5xx > 1%", "2 % (8 of 400 requests)" },
        { "502 > 1", "8 of 400 requests" },
        { "unparsed > 1", "100 of 1000 lines" },
        { "requests > 1/m", "8 a second (400 requests in 50 s)" },
        { "p90(duration) > 1ms", "480 ms (p90 of 8 requests)" },
        { "max(duration) > 1ms", "30 s (max of 8 requests)" },
    };
    ls_summary summary = make_summary();

    (void)state;
    for (size_t i = 0; i < CASES(cases); i++)
        assert_string_equal(judge(cases[i].condition, &summary).words,
                            cases[i].words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alert__holds_exactly_at_its_limit),
        cmocka_unit_test(alert__is_unknown_where_the_log_lacks_its_basis),
        cmocka_unit_test(alert__says_what_was_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
