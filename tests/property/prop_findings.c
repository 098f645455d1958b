/* SPDX-License-Identifier: MIT */
/*
 * Ordinary logs have no findings: of a few days with busy hours, with a share
 * of errors that stays the same, of any size. And one incident that is put into
 * such a log is found, once, with its numbers.
 */

#include "test.h"

#include "property/laws.h"
#include "property/random.h"

#include <logstat/insight.h>

#include <stdio.h>
#include <unistd.h>

enum {
    LOGS = 20,
    HOURS = 60,
    INCIDENT = 31, /* the hour in which it begins */
};

/* A log that is made. */
struct log {
    ls_buf text;
    random_source random;
    size_t rate; /* requests in a quiet hour */
};

static void put_of(struct log *log, const char *client, size_t second,
                   const char *request, unsigned code)
{
    char line[300];
    int len = snprintf(line, sizeof(line),
                       "%s - - [%02zu/Nov/2026:%02zu:%02zu:%02zu +0000] "
                       "\"%s HTTP/1.1\" %u %zu\n",
                       client, 1 + second / 86400, second / 3600 % 24,
                       second / 60 % 60, second % 60, request, code,
                       random_below(&log->random, 100000));

    assert_int_equal(ls_buf_append(&log->text, (ls_slice){ line, (size_t)len }),
                     LS_OK);
}

static void put(struct log *log, size_t second, const char *request,
                unsigned code)
{
    char client[40];

    (void)snprintf(client, sizeof(client), "10.0.%zu.%zu",
                   random_below(&log->random, 16),
                   random_below(&log->random, 256));
    put_of(log, client, second, request, code);
}

static unsigned usual_code(random_source *random)
{
    static const struct {
        unsigned code;
        size_t of_thousand;
    } codes[] = { { 304, 80 }, { 301, 30 }, { 404, 25 },
                  { 500, 3 },  { 403, 4 },  { 499, 3 } };
    size_t at = random_below(random, 1000);

    for (size_t i = 0; i < CASES(codes); i++) {
        if (at < codes[i].of_thousand)
            return codes[i].code;
        at -= codes[i].of_thousand;
    }
    return 200;
}

/* Twice as many at noon as at midnight, and some more by chance. */
static void put_hour(struct log *log, size_t hour)
{
    size_t of_day = hour % 24;
    size_t busy = of_day < 12 ? of_day : 24 - of_day;
    size_t count = log->rate + log->rate * busy / 12;

    count += random_below(&log->random, log->rate / 4 + 1);
    for (size_t i = 0; i < count; i++) {
        char request[40];

        (void)snprintf(request, sizeof(request), "GET /p%zu",
                       random_below(&log->random, 200));
        put(log, hour * 3600 + i * 3600 / count, request,
            usual_code(&log->random));
    }
}

typedef void happening(struct log *log, size_t second);

static void make_log(struct log *log, uint64_t seed, happening *incident)
{
    *log = (struct log){ .random = { seed } };
    log->rate = 20 + random_below(&log->random, 400);
    for (size_t hour = 0; hour < HOURS; hour++) {
        put_hour(log, hour);
        if (incident && hour == INCIDENT)
            incident(log, (hour + 1) * 3600 - 1);
    }
}

/* With the tables that rules look at. */
static ls_groups *groups_of_rules(void)
{
    ls_groups *groups = ls_groups_new();
    ls_error err;

    assert_non_null(groups);
    assert_int_equal(ls_groups_add(groups, LS_SLICE("client,status"), &err),
                     LS_OK);
    assert_int_equal(ls_groups_add(groups, LS_SLICE("network,status"), &err),
                     LS_OK);
    assert_int_equal(
        ls_groups_add(groups, LS_SLICE("redirects:client,path"), &err), LS_OK);
    return groups;
}

/* The summary of a log, which is the caller's. */
static ls_summary *summarize(struct log *log)
{
    ls_groups *groups = groups_of_rules();
    const ls_run_options options = { .formats = builtin_formats(),
                                     .groups = groups,
                                     .stop = -1 };
    ls_outcome outcome;
    int file = file_of(ls_buf_slice(&log->text));
    ls_summary *summary = read_log(&options, file, &outcome);

    (void)close(file);
    ls_buf_release(&log->text);
    ls_groups_free(groups);
    return summary;
}

/* Findings of a log, whose summary is the caller's. */
static size_t find(struct log *log, ls_summary **summary,
                   ls_finding findings[LS_FINDINGS])
{
    *summary = summarize(log);
    return ls_findings_of(*summary, NULL, findings);
}

static void quiet_logs_have_none(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= LOGS; seed++) {
        ls_finding findings[LS_FINDINGS];
        ls_summary *summary;
        struct log log;
        size_t count;

        make_log(&log, seed * 1000, NULL);
        count = find(&log, &summary, findings);
        if (count)
            fail_msg("log %d: %s %u: %llu of %llu", (int)seed,
                     ls_rule_name(findings[0].rule), findings[0].code,
                     (unsigned long long)findings[0].requests,
                     (unsigned long long)findings[0].of);
        ls_summary_free(summary);
    }
}

/* --- Incidents. */

static void fail_at_checkout(struct log *log, size_t second)
{
    for (size_t i = 0; i < 400; i++)
        put(log, second + 60 + i, "POST /checkout", 502);
}

static void scan(struct log *log, size_t second)
{
    static const char *const paths[] = { "/.env", "/.git/config",
                                         "/wp-login.php", "/xmlrpc.php" };

    for (size_t i = 0; i < 120; i++) {
        char request[60];

        (void)snprintf(request, sizeof(request), "GET %s",
                       paths[i % CASES(paths)]);
        /* Slowly: no burst. */
        put(log, second % 3600 + i * 1750, request, 404);
    }
}

static void limit(struct log *log, size_t second)
{
    size_t count = log->rate * HOURS / 10;

    for (size_t i = 0; i < count; i++)
        put(log, second % 3600 + i * 210000 / count, "GET /api", 429);
}

static void trace(struct log *log, size_t second)
{
    put(log, second, "TRACE /", 200);
}

static void invent(struct log *log, size_t second)
{
    put(log, second, "GET /", 777);
}

static void give_up(struct log *log, size_t second)
{
    size_t count = log->rate * HOURS / 10;

    for (size_t i = 0; i < count; i++)
        put(log, second % 3600 + i * 210000 / count, "GET /slow", 499);
}

/* A browser that gives up after twenty, and is sent again. */
static void circle(struct log *log, size_t second)
{
    size_t count = log->rate * HOURS / 40;

    for (size_t i = 0; i < count; i++)
        put_of(log, "198.51.100.7", second + i, "GET /login", 302);
}

static void scan_from_one(struct log *log, size_t second)
{
    size_t count = log->rate * HOURS / 6;

    for (size_t i = 0; i < count; i++)
        put_of(log, "198.51.100.7", second % 3600 + i * 210000 / count,
               "GET /admin", 403);
}

static const struct {
    happening *incident;
    ls_rule rule;
    unsigned code;
    uint64_t requests; /* at least; 0: any */
    const char *subject;
} incidents[] = {
    { fail_at_checkout, LS_RULE_BURST, 502, 400, "/checkout" },
    { scan, LS_RULE_PROBES, 0, 120, "/.env" },
    { limit, LS_RULE_LIMITED, 429, 20, "/api" },
    { trace, LS_RULE_TUNNEL, 0, 1, "TRACE" },
    { invent, LS_RULE_UNREGISTERED, 777, 1, "" },
    { give_up, LS_RULE_GAVE_UP, 499, 20, "/slow" },
    { circle, LS_RULE_LOOP, 0, 20, "198.51.100.7" },
    { scan_from_one, LS_RULE_CLIENT, 0, 50, "198.51.100.7" },
};

static void demand_found(size_t index, uint64_t seed)
{
    ls_finding findings[LS_FINDINGS];
    ls_summary *summary;
    struct log log;
    size_t count;

    make_log(&log, seed, incidents[index].incident);
    count = find(&log, &summary, findings);
    if (count != 1)
        fail_msg("incident %d in log %d: %d findings, %s %u", (int)index,
                 (int)seed, (int)count,
                 count ? ls_rule_name(findings[0].rule) : "",
                 count ? findings[0].code : 0);
    assert_int_equal(findings[0].rule, incidents[index].rule);
    assert_int_equal(findings[0].code, incidents[index].code);
    assert_true(findings[0].requests >= incidents[index].requests);
    assert_slice_equal(findings[0].subject, incidents[index].subject);
    if (findings[0].rule == LS_RULE_BURST) {
        int64_t start = INT64_C(1793491200) + (INCIDENT + 1) * 3600 + 59;

        assert_in_range(findings[0].from, start - 600, start + 1);
        assert_in_range(findings[0].until, start + 400, start + 1200);
    }
    ls_summary_free(summary);
}

static void incidents_are_found_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(incidents); i++)
        for (uint64_t seed = 1; seed <= 6; seed++)
            demand_found(i, seed * 7777);
}

/* --- Against another log. */

/* So slowly that it is no burst. */
static void break_something(struct log *log, size_t second)
{
    for (size_t i = 0; i < 60; i++)
        put(log, second % 3600 + i * 3500, "GET /new", 503);
}

static void an_error_is_new_against_an_ordinary_day(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= LOGS / 4; seed++) {
        ls_finding findings[LS_FINDINGS];
        ls_summary *summaries[3];
        struct log log;

        make_log(&log, seed * 31, NULL);
        summaries[0] = summarize(&log);
        make_log(&log, seed * 37, NULL);
        summaries[1] = summarize(&log);
        make_log(&log, seed * 37, break_something);
        summaries[2] = summarize(&log);
        assert_int_equal(ls_findings_of(summaries[1], summaries[0], findings),
                         0);
        assert_int_equal(ls_findings_of(summaries[2], summaries[0], findings),
                         1);
        assert_int_equal(findings[0].rule, LS_RULE_NEW);
        assert_int_equal(findings[0].code, 503);
        assert_int_equal(findings[0].requests, 60);
        assert_slice_equal(findings[0].subject, "/new");
        for (size_t i = 0; i < CASES(summaries); i++)
            ls_summary_free(summaries[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_error_is_new_against_an_ordinary_day),
        cmocka_unit_test(quiet_logs_have_none),
        cmocka_unit_test(incidents_are_found_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
