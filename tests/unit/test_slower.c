/* SPDX-License-Identifier: MIT */
/*
 * Whether requests took longer while clients gave up: when it is said, with
 * which numbers, and when not.
 */

#include "test.h"

#include "render/finding.h"

enum {
    BUCKETS = 100, /* of a minute */
    OK_EACH = 20,  /* requests of 200 */
    USUAL = 310000 /* microseconds that they take */
};

/* A log of 200, 499 and 504. */
struct log {
    uint64_t timelines[3][BUCKETS];
    uint64_t requests[BUCKETS];
    uint64_t microseconds[BUCKETS];
    ls_summary_code codes[3];
    ls_summary summary;
};

static void make_quiet(struct log *log)
{
    memset(log, 0, sizeof(*log));
    for (size_t i = 0; i < BUCKETS; i++) {
        log->timelines[0][i] = OK_EACH;
        log->requests[i] = OK_EACH;
        log->microseconds[i] = (uint64_t)OK_EACH * USUAL;
    }
}

/* Clients give up in every third bucket: often, and then requests take long. */
static void make(struct log *log, uint64_t took)
{
    make_quiet(log);
    for (size_t i = 0; i < BUCKETS; i++) {
        log->timelines[1][i] = i % 3 ? 1 : 6;
        if (i % 3 == 0)
            log->microseconds[i] = OK_EACH * took;
    }
}

static const ls_summary *sum_up(struct log *log)
{
    static const unsigned codes[] = { 200, 499, 504 };
    static uint64_t errors[BUCKETS];
    ls_summary *summary = &log->summary;

    *summary = (ls_summary){ .axis = { 60, 0, BUCKETS },
                             .codes = log->codes,
                             .code_count = 3 };
    for (size_t c = 0; c < 3; c++) {
        log->codes[c] = (ls_summary_code){ .code = codes[c],
                                           .timeline = log->timelines[c] };
        for (size_t i = 0; i < BUCKETS; i++)
            log->codes[c].requests += log->timelines[c][i];
        summary->lines.counted += log->codes[c].requests;
    }
    memcpy(errors, log->timelines[1], sizeof(errors));
    summary->classes[LS_CLASS_2XX].timeline = log->timelines[0];
    summary->classes[LS_CLASS_4XX].timeline = errors;
    summary->classes[LS_CLASS_5XX].timeline = log->timelines[2];
    summary->classes[LS_CLASS_5XX].requests = log->codes[2].requests;
    summary->duration_timeline =
        (ls_summary_duration_timeline){ log->requests, log->microseconds };
    return summary;
}

/* The finding of a rule, which there must be. */
static ls_finding find(const ls_summary *summary, ls_rule rule)
{
    ls_finding findings[LS_FINDINGS];
    size_t count = ls_findings_of(summary, NULL, findings);

    for (size_t i = 0; i < count; i++)
        if (findings[i].rule == rule)
            return findings[i];
    fail_msg("no %s", ls_rule_name(rule));
    return findings[0];
}

static const ls_render_options utc = { 0 };

static void demand(const ls_summary *summary, ls_rule rule, const char *words)
{
    ls_finding finding = find(summary, rule);

    assert_string_equal(ls_finding_say(&finding, &utc).text, words);
}

static void demand_silence(struct log *log)
{
    ls_finding finding = find(sum_up(log), LS_RULE_GAVE_UP);

    assert_int_equal(finding.took, 0);
    assert_int_equal(finding.took_otherwise, 0);
    assert_null(strstr(ls_finding_say(&finding, &utc).text, "average"));
}

static void clients_that_did_not_wait_for_slow_answers(void **state)
{
    struct log log;
    ls_finding finding;

    (void)state;
    make(&log, 4200000);
    log.timelines[2][50] = 4;
    finding = find(sum_up(&log), LS_RULE_GAVE_UP);
    /* 23 of the 34 slow buckets have most of the 270. */
    assert_int_equal(finding.took, 4200000);
    assert_int_equal(finding.took_otherwise,
                     (11 * UINT64_C(4200000) + 66 * USUAL) / 77);
    demand(&log.summary, LS_RULE_GAVE_UP,
           "Clients did not wait for an answer to 11.9% of all requests (499): "
           "270, most of them while requests took 4.20 s on average, 866 ms "
           "otherwise; and the upstream was too slow for the server with 4 "
           "(504).");
}

static void without_slow_answers_nothing_is_said_of_them(void **state)
{
    struct log log;

    (void)state;
    make(&log, USUAL);
    demand_silence(&log);
    demand(&log.summary, LS_RULE_GAVE_UP,
           "Clients did not wait for an answer to 11.9% of all requests (499): "
           "270.");
    make(&log, USUAL / 10);
    demand_silence(&log);
    make(&log, 0);
    demand_silence(&log);
}

/* Half of the buckets, which have so many durations of this mean. */
static void fill_half(struct log *log, size_t first, uint64_t requests,
                      uint64_t mean)
{
    for (size_t i = 0; i < BUCKETS / 2; i++) {
        log->requests[first + i] = (requests + i) / (BUCKETS / 2);
        log->microseconds[first + i] = log->requests[first + i] * mean;
    }
}

/* Most 499 stand in the first half of the buckets, and it takes all of it. */
static void make_halves(struct log *log, uint64_t took, uint64_t otherwise)
{
    make_quiet(log);
    for (size_t i = 0; i < BUCKETS; i++)
        log->timelines[1][i] = i < BUCKETS / 2 ? 26 : 25;
    fill_half(log, 0, 1000, took);
    fill_half(log, BUCKETS / 2, 1000, otherwise);
}

static void it_is_twice_as_long_and_by_a_tenth_of_a_second(void **state)
{
    static const struct {
        uint64_t took;
        uint64_t otherwise;
        bool is_said;
    } cases[] = {
        { 400000, 200000, true },  { 399999, 200000, false },
        { 100000, 0, true },       { 99999, 0, false },
        { 199998, 99999, false },  { 200000, 100000, true },
        { 30000, 200000, false },  { UINT64_MAX / 2000, 400000, true },
        { 200000, 200000, false },
    };

    (void)state;
    for (size_t i = 0; i < CASES(cases); i++) {
        struct log log;
        ls_finding finding;

        make_halves(&log, cases[i].took, cases[i].otherwise);
        finding = find(sum_up(&log), LS_RULE_GAVE_UP);
        assert_true(finding.took == (cases[i].is_said ? cases[i].took : 0));
        assert_true(finding.took_otherwise ==
                    (cases[i].is_said ? cases[i].otherwise : 0));
    }
}

static void a_mean_needs_enough_requests(void **state)
{
    static const struct {
        uint64_t then;
        uint64_t otherwise;
        bool is_said;
    } cases[] = {
        { 50, 2000, true },  { 49, 2000, false }, { 2000, 50, true },
        { 2000, 49, false }, { 0, 2000, false },  { 2000, 0, false },
        { 0, 0, false },
    };
    struct log log;

    (void)state;
    for (size_t i = 0; i < CASES(cases); i++) {
        make_halves(&log, 4200000, USUAL);
        fill_half(&log, 0, cases[i].then, 4200000);
        fill_half(&log, BUCKETS / 2, cases[i].otherwise, USUAL);
        assert_int_equal(find(sum_up(&log), LS_RULE_GAVE_UP).took,
                         cases[i].is_said ? 4200000 : 0);
    }
    log.summary.duration_timeline.requests = NULL;
    log.summary.duration_timeline.microseconds = NULL;
    assert_int_equal(find(&log.summary, LS_RULE_GAVE_UP).took, 0);
}

/* The buckets in which clients give up have no answers; those around have. */
static void few_requests_are_looked_at_in_longer_steps(void **state)
{
    struct log log;
    ls_finding finding;

    (void)state;
    make_quiet(&log);
    for (size_t i = 0; i < BUCKETS; i++) {
        bool is_slow = i / 25 % 2;

        log.requests[i] = i % 4 ? 4 : 0;
        log.timelines[0][i] = log.requests[i];
        log.timelines[1][i] = i % 4 == 0 && is_slow ? 2 : 0;
        log.microseconds[i] =
            log.requests[i] * (is_slow ? UINT64_C(4200000) : USUAL);
    }
    finding = find(sum_up(&log), LS_RULE_GAVE_UP);
    assert_in_range(finding.took, 3000000, 4200000);
    assert_in_range(finding.took_otherwise, USUAL, 2000000);
}

/* There are slow times, but not when clients give up. */
static void slow_answers_at_other_times(void **state)
{
    struct log log;

    (void)state;
    make(&log, USUAL);
    for (size_t i = 1; i < BUCKETS; i += 3)
        log.microseconds[i] *= 20;
    demand_silence(&log);
}

static void a_burst_says_it_too(void **state)
{
    struct log log;

    (void)state;
    make_quiet(&log);
    for (size_t i = 40; i < 50; i++) {
        log.timelines[1][i] = 4;
        log.timelines[2][i] = 2;
        log.microseconds[i] = OK_EACH * UINT64_C(4200000);
    }
    demand(sum_up(&log), LS_RULE_BURST,
           "504 Gateway Timeout rose to 7.7% of requests (else none): 20 of "
           "260, 1 Jan 1970 00:40 to 00:50 UTC; requests then took 4.20 s on "
           "average, 310 ms otherwise.");
    memset(log.timelines[2], 0, sizeof(log.timelines[2]));
    demand(sum_up(&log), LS_RULE_BURST,
           "499 Client Closed Request rose to 16.7% of requests (else none): "
           "40 of 240, 1 Jan 1970 00:40 to 00:50 UTC; requests then took 4.20 "
           "s on "
           "average, 310 ms otherwise.");
    demand(&log.summary, LS_RULE_GAVE_UP,
           "Clients did not wait for an answer to 2.0% of all requests (499): "
           "40, most of them while requests took 4.20 s on average, 310 ms "
           "otherwise.");
    for (size_t i = 40; i < 50; i++)
        log.microseconds[i] = (uint64_t)OK_EACH * USUAL;
    demand(sum_up(&log), LS_RULE_BURST,
           "499 Client Closed Request rose to 16.7% of requests (else none): "
           "40 of 240, 1 Jan 1970 00:40 to 00:50 UTC.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clients_that_did_not_wait_for_slow_answers),
        cmocka_unit_test(without_slow_answers_nothing_is_said_of_them),
        cmocka_unit_test(it_is_twice_as_long_and_by_a_tenth_of_a_second),
        cmocka_unit_test(a_mean_needs_enough_requests),
        cmocka_unit_test(few_requests_are_looked_at_in_longer_steps),
        cmocka_unit_test(slow_answers_at_other_times),
        cmocka_unit_test(a_burst_says_it_too),
    };

    return cmocka_run_group_tests_name("slower", tests, NULL, NULL);
}
