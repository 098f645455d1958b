/* SPDX-License-Identifier: MIT */
/*
 * Clients that give up, in logs of any size whose durations vary much: that
 * requests took longer then is said if they did, and never else, although those
 * that are given up are longer than all others.
 */

#include "test.h"

#include "property/laws.h"
#include "property/random.h"

#include <logstat/insight.h>

#include <stdio.h>
#include <unistd.h>

enum {
    LOGS = 40,
    HOURS = 30,
    PATIENCE = 60000, /* milliseconds that a client waits */
    SLOW = 12,        /* times as long as usual */
    FIRST_SLOW = 11,  /* hours */
    END_SLOW = 15
};

/* Mostly short, but now and then very long; in milliseconds. */
static size_t duration(random_source *random)
{
    size_t longest = (size_t)100 << random_below(random, 6);

    return random_below(random, longest << random_below(random, 4));
}

static void put(ls_buf *log, size_t second, unsigned code, size_t took)
{
    char line[200];
    int len = snprintf(line, sizeof(line),
                       "time:%02zu/Nov/2026:%02zu:%02zu:%02zu +0000\t"
                       "host:192.0.2.7\treq:GET /a HTTP/1.1\tstatus:%u\t"
                       "reqtime:%zu.%03zu\n",
                       1 + second / 86400, second / 3600 % 24, second / 60 % 60,
                       second % 60, code, took / 1000, took % 1000);

    assert_int_equal(ls_buf_append(log, (ls_slice){ line, (size_t)len }),
                     LS_OK);
}

static bool is_slow(size_t hour)
{
    return hour >= FIRST_SLOW && hour < END_SLOW;
}

/* One in so many clients gives up, in slow hours and else. */
struct patience {
    size_t slow;
    size_t usual;
};

/* Slow hours are `times` as slow as others. */
static void make_log(ls_buf *log, random_source *random, size_t times,
                     const struct patience *patience)
{
    size_t rate = 60 + random_below(random, 600);

    for (size_t i = 0; i < rate * HOURS; i++) {
        size_t second = i * 3600 / rate;
        bool slow = is_slow(second / 3600);
        size_t took = duration(random) * (slow ? times : 1);

        if (random_below(random, slow ? patience->slow : patience->usual))
            put(log, second, 200, took);
        else
            put(log, second, 499, PATIENCE + random_below(random, 100));
    }
}

/* The finding of those who gave up, or of the burst of them. */
static ls_finding find(ls_buf *log, ls_rule rule)
{
    const ls_run_options options = { .formats = builtin_formats(), .stop = -1 };
    ls_finding findings[LS_FINDINGS];
    ls_finding found = { .rule = LS_RULE_COUNT };
    ls_outcome outcome;
    int file = file_of(ls_buf_slice(log));
    ls_summary *summary = read_log(&options, file, &outcome);
    size_t count = ls_findings_of(summary, NULL, findings);

    (void)close(file);
    ls_buf_release(log);
    for (size_t i = 0; i < count; i++)
        if (findings[i].rule == rule)
            found = findings[i];
    ls_summary_free(summary);
    return found;
}

static void demand_slow(ls_buf *log, ls_rule rule, uint64_t seed)
{
    ls_finding finding = find(log, rule);

    if (finding.rule != rule || finding.took_otherwise == 0 ||
        finding.took / finding.took_otherwise < SLOW / 3 ||
        finding.took / finding.took_otherwise > SLOW * 2)
        fail_msg("log %d, %s: %llu and %llu", (int)seed, ls_rule_name(rule),
                 (unsigned long long)finding.took,
                 (unsigned long long)finding.took_otherwise);
}

static void slow_answers_are_found(void **state)
{
    static const struct patience little = { 6, 300 };
    static const struct patience less = { 8, 90 };

    (void)state;
    for (uint64_t seed = 1; seed <= LOGS; seed++) {
        random_source random = { seed * 97 };
        ls_buf log = { 0 };

        make_log(&log, &random, SLOW, seed % 2 ? &little : &less);
        demand_slow(&log, LS_RULE_GAVE_UP, seed);
        make_log(&log, &random, SLOW, &little);
        demand_slow(&log, LS_RULE_BURST, seed);
    }
}

static void other_reasons_to_leave_are_none(void **state)
{
    static const struct patience cases[] = {
        { 6, 300 }, { 20, 20 }, { 60, 60 }, { 300, 20 }
    };

    (void)state;
    for (uint64_t seed = 1; seed <= LOGS; seed++)
        for (size_t i = 0; i < CASES(cases); i++) {
            random_source random = { seed * 101 };
            ls_buf log = { 0 };
            ls_finding finding;

            make_log(&log, &random, 1, &cases[i]);
            finding = find(&log, seed % 2 ? LS_RULE_GAVE_UP : LS_RULE_BURST);
            if (finding.took)
                fail_msg("log %d, 1 in %d: %llu and %llu", (int)seed,
                         (int)cases[i].slow, (unsigned long long)finding.took,
                         (unsigned long long)finding.took_otherwise);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slow_answers_are_found),
        cmocka_unit_test(other_reasons_to_leave_are_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
