/* SPDX-License-Identifier: MIT */
/*
 * Grouping: what a record's values are, counts and durations that are exact or
 * within their bounds, and what becomes of groups that are not everywhere.
 */

#include "test.h"

#include "property/random.h"
#include "tally/group.h"
#include "tally/tally.h"

#include <stdio.h>

enum {
    KEYS = 5000
};

static ls_groups *make_groups(const char *first, const char *second)
{
    ls_groups *groups = ls_groups_new();

    assert_non_null(groups);
    assert_int_equal(ls_groups_add(groups, ls_slice_of(first), NULL), LS_OK);
    if (second)
        assert_int_equal(ls_groups_add(groups, ls_slice_of(second), NULL),
                         LS_OK);
    return groups;
}

static ls_record make_record(unsigned code, const char *client,
                             const char *target)
{
    ls_record record = {
        .has = LS_HAS(LS_FIELD_STATUS) | LS_HAS(LS_FIELD_CLIENT) |
               LS_HAS(LS_FIELD_TARGET) | LS_HAS(LS_FIELD_BYTES) |
               LS_HAS(LS_FIELD_TIME),
        .code = (uint16_t)code,
        .method = ls_method_find(LS_SLICE("GET")),
        .bytes = 10,
        .time = INT64_C(1795665599999), /* 26 Nov 2026 03:59:59.999 */
    };

    record.text[LS_FIELD_CLIENT] = ls_slice_of(client);
    record.text[LS_FIELD_TARGET] = ls_slice_of(target);
    return record;
}

static ls_summary freeze(ls_tally *tally, ls_arena *arena)
{
    ls_summary summary = { .input_count = 0 };

    assert_int_equal(ls_tally_freeze(tally, arena, &summary), LS_OK);
    return summary;
}

/* --- Values. */

static const struct {
    const char *dimension;
    const char *client;
    const char *value; /* NULL: none */
} values[] = {
    { "client", "192.0.2.77", "192.0.2.77" },
    { "network", "192.0.2.77", "192.0.2.0/24" },
    { "network", "2001:db8:1:2:3::4", "2001:db8:1::/48" },
    { "network", "::ffff:192.0.2.7", "::/48" },
    { "network", "host.example.org", "host.example.org" },
    { "network", "192.0.2.77.example", "192.0.2.77.example" },
    { "network", "", "" },
    { "path", "", "/a" },
    { "target", "", "/a?b=1" },
    { "method", "", "GET" },
    { "status", "", "502" },
    { "class", "", "5xx" },
    { "day", "", "2026-11-26" },
    { "hour", "", "2026-11-26 05:00" }, /* two hours east */
    { "minute", "", "2026-11-26 05:59" },
    { "file", "", "access.log" },
    { "user", "", NULL },
    { "substatus", "", NULL },
    { "win32_status", "", NULL },
    { "upstream_status", "", NULL },
};

static void dimension__has_values(void **state)
{
    const ls_place place = { .file = "access.log", .zone = 120 };

    (void)state;
    for (size_t i = 0; i < CASES(values); i++) {
        const ls_record record = make_record(502, values[i].client, "/a?b=1");
        const ls_dimension *dimension =
            ls_dimension_find(ls_slice_of(values[i].dimension));
        ls_value_room room;
        ls_slice value;
        bool has;

        assert_non_null(dimension);
        has = dimension->value(&place, &record, &room, &value);
        assert_int_equal(has, values[i].value != NULL);
        if (has)
            assert_slice_equal(value, values[i].value);
    }
}

static void dimension__has_values_of_odd_times(void **state)
{
    static const int64_t times[] = { INT64_MIN, -1, 0, INT64_MAX };
    const ls_place place = { .file = "", .zone = -900 };
    const ls_dimension *minute = ls_dimension_find(LS_SLICE("minute"));

    (void)state;
    for (size_t i = 0; i < CASES(times); i++) {
        ls_record record = make_record(200, "a", "/");
        ls_value_room room;
        ls_slice value;

        record.time = times[i];
        assert_true(minute->value(&place, &record, &room, &value));
        assert_true(value.len >= 16);
    }
}

static const struct {
    const char *fields;
    const char *words;
} mistakes[] = {
    { "", "a field expected" },
    { "path,", "a field expected" },
    { ",path", "a field expected" },
    { "pth", "did you mean 'path'" },
    { "path,clint", "did you mean 'client'" },
    { "bytes", "unknown field 'bytes'" },
    { "path,client,status", "no more than two" },
};

static void groups__refuse_what_is_no_field(void **state)
{
    ls_groups *groups = ls_groups_new();

    (void)state;
    for (size_t i = 0; i < CASES(mistakes); i++) {
        ls_error err = { 0 };

        assert_int_equal(
            ls_groups_add(groups, ls_slice_of(mistakes[i].fields), &err),
            LS_ESYNTAX);
        assert_non_null(strstr(err.message, mistakes[i].words));
    }
    assert_int_equal(ls_groups_fields(groups), 0);
    assert_int_equal(ls_groups_add(groups, LS_SLICE(" path , client"), NULL),
                     LS_OK);
    assert_int_equal(ls_groups_fields(groups),
                     LS_HAS(LS_FIELD_TARGET) | LS_HAS(LS_FIELD_CLIENT));
    ls_groups_free(groups);
}

static void groups__have_a_most(void **state)
{
    static const char *const fields[] = { "path",   "client", "network",
                                          "status", "class",  "day",
                                          "hour",   "minute" };
    ls_groups *groups = ls_groups_new();

    (void)state;
    for (size_t i = 0; i < 2 * CASES(fields); i++) /* the same again, too */
        assert_int_equal(
            ls_groups_add(groups, ls_slice_of(fields[i % CASES(fields)]), NULL),
            LS_OK);
    assert_int_equal(ls_groups_add(groups, LS_SLICE("user"), NULL), LS_ESYNTAX);
    ls_groups_free(groups);
}

/* --- Counts. */

static void group__counts_pairs(void **state)
{
    ls_groups *groups = make_groups("client,status", "vhost");
    ls_tally *tally = ls_tally_new(0, groups);
    ls_arena *arena = ls_arena_new();
    const unsigned codes[] = { 200, 404, 404, 200, 404 };
    ls_summary summary;
    const ls_summary_group *group;

    (void)state;
    for (size_t i = 0; i < CASES(codes); i++) {
        const ls_record record =
            make_record(codes[i], i < 4 ? "a\tb" : "a", "/");

        assert_int_equal(ls_tally_add(tally, &record), LS_OK);
    }
    summary = freeze(tally, arena);
    assert_int_equal(summary.group_count, 2);
    group = &summary.groups[0];
    assert_string_equal(group->by, "client,status");
    assert_int_equal(group->value_count, 2);
    assert_int_equal(group->requests, 5);
    assert_int_equal(group->row_count, 3);
    assert_slice_equal(group->rows[0].values[0], "a\\x09b");
    assert_slice_equal(group->rows[0].values[1], "200");
    assert_int_equal(group->rows[0].requests, 2);
    assert_int_equal(group->rows[0].classes[LS_CLASS_2XX], 2);
    assert_int_equal(group->rows[0].bytes, 20);
    assert_slice_equal(group->rows[1].values[1], "404");
    assert_slice_equal(group->rows[2].values[0], "a");
    assert_int_equal(summary.groups[1].requests, 0); /* no record has one */
    assert_int_equal(summary.groups[1].row_count, 0);
    ls_arena_free(arena);
    ls_tally_free(tally);
    ls_groups_free(groups);
}

static void group__counts_errors_alone(void **state)
{
    static const unsigned codes[] = { 200, 404, 0, 302, 502, 999, 100 };
    ls_groups *groups = make_groups(" errors:status", NULL);
    ls_tally *tally = ls_tally_new(0, groups);
    ls_arena *arena = ls_arena_new();
    ls_summary summary;

    (void)state;
    for (size_t i = 0; i < CASES(codes); i++) {
        const ls_record record = make_record(codes[i], "a", "/");

        assert_int_equal(ls_tally_add(tally, &record), LS_OK);
    }
    summary = freeze(tally, arena);
    assert_string_equal(summary.groups[0].by, "errors:status");
    assert_int_equal(summary.groups[0].requests, 3);
    assert_slice_equal(summary.groups[0].rows[0].values[0], "404");
    assert_slice_equal(summary.groups[0].rows[1].values[0], "502");
    assert_slice_equal(summary.groups[0].rows[2].values[0], "none");
    ls_arena_free(arena);
    ls_tally_free(tally);
    ls_groups_free(groups);
}

/* More values than there is room for, low numbers more often. */
static void add_many(ls_tally *tally, random_source *random, bool timed,
                     uint64_t *truth)
{
    for (size_t i = 0; i < 40000; i++) {
        size_t a = random_below(random, KEYS);
        size_t b = random_below(random, KEYS);
        size_t number = a < b ? a : b;
        char path[32];
        ls_record record;

        number = number * number / KEYS;
        (void)snprintf(path, sizeof(path), "/%zu", number);
        record = make_record(number % 3 ? 200 : 500, "a", path);
        record.has |= timed ? LS_HAS(LS_FIELD_DURATION) : 0;
        record.duration = number * 1000;
        assert_int_equal(ls_tally_add(tally, &record), LS_OK);
        truth[number]++;
    }
}

static void demand_bounds(const ls_summary_group *group, const uint64_t *truth)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < group->row_count; i++) {
        const ls_summary_row *row = &group->rows[i];
        size_t number = strtoul(row->values[0].ptr + 1, NULL, 10);
        uint64_t known = row->requests - row->over;

        assert_in_range(truth[number], known, row->requests);
        assert_int_equal(row->classes[number % 3 ? LS_CLASS_2XX : LS_CLASS_5XX],
                         known);
        assert_int_equal(row->bytes, known * 10);
        assert_true(row->duration.count <= known);
        if (row->duration.count) /* off as docs/groups.md says */
            assert_in_range(row->duration.p95, number * 870, number * 1130);
        sum += row->requests;
    }
    assert_true(sum <= group->requests);
}

static void group__stays_within_its_bounds(void **state)
{
    ls_groups *groups = make_groups("path", NULL);
    ls_tally *tally = ls_tally_new(0, groups);
    ls_tally *other = ls_tally_new(0, groups);
    ls_arena *arena = ls_arena_new();
    random_source random = { 11 };
    uint64_t *truth = calloc(KEYS, sizeof(*truth));
    ls_summary summary;

    (void)state;
    assert_non_null(truth);
    add_many(tally, &random, false, truth);
    summary = freeze(tally, arena);
    assert_int_equal(summary.groups[0].row_count, LS_SUMMARY_ROWS);
    demand_bounds(&summary.groups[0], truth);
    add_many(other, &random, true, truth);
    assert_int_equal(ls_tally_merge(tally, other), LS_OK);
    summary = freeze(tally, arena);
    assert_int_equal(summary.groups[0].requests, 80000);
    demand_bounds(&summary.groups[0], truth);
    free(truth);
    ls_arena_free(arena);
    ls_tally_free(tally);
    ls_tally_free(other);
    ls_groups_free(groups);
}

/* --- Groups that are not everywhere. */

static ls_tally *tally_of(const ls_groups *groups, const char *path)
{
    ls_tally *tally = ls_tally_new(0, groups);

    assert_non_null(tally);
    if (path) {
        const ls_record record = make_record(200, "a", path);

        assert_int_equal(ls_tally_add(tally, &record), LS_OK);
    }
    return tally;
}

/* Merges, and gives the names of the groups with blanks between. */
static void demand_groups(ls_tally *to, const ls_tally *from, const char *want)
{
    ls_arena *arena = ls_arena_new();
    char got[100] = "";
    ls_summary summary;

    assert_int_equal(ls_tally_merge(to, from), LS_OK);
    summary = freeze(to, arena);
    for (size_t i = 0; i < summary.group_count; i++) {
        size_t len = strlen(got);

        (void)snprintf(got + len, sizeof(got) - len, "%s%s:%llu", i ? " " : "",
                       summary.groups[i].by,
                       (unsigned long long)summary.groups[i].requests);
    }
    assert_string_equal(got, want);
    ls_arena_free(arena);
}

static void group__goes_where_it_is_not_everywhere(void **state)
{
    ls_groups *both = make_groups("path", "status");
    ls_groups *one = make_groups("status", NULL);
    ls_tally *first = tally_of(both, "/");
    ls_tally *second = tally_of(one, "/");
    ls_tally *empty = tally_of(NULL, NULL);

    (void)state;
    demand_groups(first, empty, "path:1 status:1");
    demand_groups(first, second, "status:2");
    demand_groups(second, first, "status:3");
    ls_tally_free(first);
    ls_tally_free(second);
    ls_tally_free(empty);
    ls_groups_free(both);
    ls_groups_free(one);
}

static void group__is_adopted_by_who_has_counted_nothing(void **state)
{
    ls_groups *groups = make_groups("path", NULL);
    ls_tally *first = tally_of(groups, "/");
    ls_tally *plain = tally_of(NULL, "/");
    ls_tally *empty = tally_of(NULL, NULL);
    ls_tally *other = tally_of(NULL, NULL);
    const ls_record record = make_record(200, "a", "/");

    (void)state;
    demand_groups(empty, first, "path:1");
    demand_groups(empty, first, "path:2");
    demand_groups(plain, first, "");
    assert_int_equal(ls_tally_add(empty, &record), LS_OK);
    demand_groups(empty, other, ""); /* which was not counted by path */
    ls_tally_free(first);
    ls_tally_free(plain);
    ls_tally_free(empty);
    ls_tally_free(other);
    ls_groups_free(groups);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dimension__has_values),
        cmocka_unit_test(dimension__has_values_of_odd_times),
        cmocka_unit_test(groups__refuse_what_is_no_field),
        cmocka_unit_test(groups__have_a_most),
        cmocka_unit_test(group__counts_pairs),
        cmocka_unit_test(group__counts_errors_alone),
        cmocka_unit_test(group__stays_within_its_bounds),
        cmocka_unit_test(group__goes_where_it_is_not_everywhere),
        cmocka_unit_test(group__is_adopted_by_who_has_counted_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
