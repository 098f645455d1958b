/* SPDX-License-Identifier: MIT */
/*
 * Counting records and freezing the counts, in small cases that a person can
 * add up. Large random ones are in tests/property/prop_tally.c.
 */

#include "frozen.h"
#include "test.h"

#include "tally/counts.h"
#include "tally/tally.h"

static const int64_t NOON = INT64_C(1700049600000); /* 2023-11-15 12:00 */

static ls_tally *new_tally(int64_t now)
{
    ls_tally *tally = ls_tally_new(now, NULL);

    assert_non_null(tally);
    return tally;
}

/* A record of these values; NULL: none. */
static ls_record make(unsigned code, const char *method, const char *target)
{
    ls_record r = { .code = (uint16_t)code, .has = LS_HAS(LS_FIELD_STATUS) };

    if (method) {
        r.method = ls_method_find(ls_slice_of(method));
        r.has |= LS_HAS(LS_FIELD_METHOD);
    }
    if (target) {
        r.text[LS_FIELD_TARGET] = ls_slice_of(target);
        r.has |= LS_HAS(LS_FIELD_TARGET);
    }
    return r;
}

static void add(ls_tally *tally, ls_record record)
{
    assert_int_equal(ls_tally_add(tally, &record), LS_OK);
}

static void add_at(ls_tally *tally, unsigned code, int64_t ms)
{
    ls_record record = make(code, "GET", "/");

    record.time = ms;
    record.has |= LS_HAS(LS_FIELD_TIME);
    add(tally, record);
}

static void tally__empty_one_freezes_to_nothing(void **state)
{
    ls_tally *tally = new_tally(0);
    ls_summary *summary = freeze(tally);

    (void)state;
    assert_int_equal(summary->code_count, 0);
    assert_int_equal(summary->method_count, 0);
    assert_true(summary->first == LS_NO_TIME && summary->last == LS_NO_TIME);
    assert_true(summary->axis.seconds == 0 && summary->axis.count == 0);
    assert_true(summary->bytes == 0 && summary->odd_times == 0);
    ls_summary_free(summary);
    ls_tally_free(tally);
    ls_tally_free(NULL);
}

static void tally__codes_come_in_order_with_their_sums(void **state)
{
    static const unsigned codes[] = { 999, 404, 200, 0, 404, 99, 404, 200 };
    static const unsigned want[][2] = {
        { 0, 1 }, { 99, 1 }, { 200, 2 }, { 404, 3 }, { 999, 1 }
    };
    ls_tally *tally = new_tally(0);
    ls_summary *summary;

    (void)state;
    for (size_t i = 0; i < CASES(codes); i++)
        add(tally, make(codes[i], "GET", "/"));
    summary = freeze(tally);
    assert_int_equal(summary->code_count, CASES(want));
    for (size_t i = 0; i < CASES(want); i++) {
        assert_int_equal(summary->codes[i].code, want[i][0]);
        assert_true(summary->codes[i].requests == want[i][1]);
    }
    assert_true(summary->classes[LS_CLASS_2XX].requests == 2);
    assert_true(summary->classes[LS_CLASS_4XX].requests == 3);
    assert_true(summary->classes[LS_CLASS_5XX].requests == 0);
    assert_true(summary->classes[LS_CLASS_NONE].requests == 1);
    assert_true(summary->classes[LS_CLASS_OTHER].requests == 2);
    ls_summary_free(summary);
    ls_tally_free(tally);
}

static void tally__methods_come_most_requests_first(void **state)
{
    static const char *const methods[] = { "HEAD", "GET",  "POST", "GET",
                                           NULL,   "BREW", "HEAD", "TEA" };
    /* Equals by name: "GET", "HEAD", "other" have two each. */
    static const char *const want[] = { "GET", "HEAD", "other", "-", "POST" };
    ls_tally *tally = new_tally(0);
    ls_summary *summary;

    (void)state;
    for (size_t i = 0; i < CASES(methods); i++)
        add(tally, make(i % 2 ? 200 : 500, methods[i], "/"));
    summary = freeze(tally);
    assert_int_equal(summary->method_count, CASES(want));
    for (size_t i = 0; i < CASES(want); i++)
        assert_string_equal(ls_method_name(summary->methods[i].method),
                            want[i]);
    assert_true(summary->methods[0].classes[LS_CLASS_2XX] == 2);
    assert_true(summary->methods[1].classes[LS_CLASS_5XX] == 2);
    assert_true(summary->methods[4].requests == 1);
    ls_summary_free(summary);
    ls_tally_free(tally);
}

/* Hours of UTC from Monday on, of all weeks together, by class. */
static ls_summary *two_paths_of(unsigned code)
{
    ls_tally *tally = new_tally(0);
    ls_summary *summary;

    add(tally, make(code, "GET", "/a?b"));
    add(tally, make(code, "GET", "/a?c"));
    add(tally, make(code, NULL, NULL));
    summary = freeze(tally);
    ls_tally_free(tally);
    return summary;
}

static void tally__paths_are_kept_of_errors_only(void **state)
{
    static const unsigned with[] = { 0, 400, 404, 499, 500, 599 };
    static const unsigned without[] = { 1, 100, 200, 304, 399, 600, 999 };

    (void)state;
    for (size_t i = 0; i < CASES(with); i++) {
        ls_summary *summary = two_paths_of(with[i]);

        assert_int_equal(summary->codes[0].path_count, 1);
        assert_slice_equal(summary->codes[0].paths[0].path, "/a");
        assert_true(summary->codes[0].paths[0].requests == 2);
        ls_summary_free(summary);
    }
    for (size_t i = 0; i < CASES(without); i++) {
        ls_summary *summary = two_paths_of(without[i]);

        assert_int_equal(summary->codes[0].path_count, 0);
        ls_summary_free(summary);
    }
}

static void tally__paths_come_most_requests_first_then_by_bytes(void **state)
{
    static const char *const targets[] = { "/b", "/ab",   "/a",    "/c",
                                           "/c", "/\xff", "/\\xFF" };
    static const char *const want[] = { "/\\xff", "/c", "/a", "/ab", "/b" };
    ls_tally *tally = new_tally(0);
    ls_summary *summary;

    (void)state;
    for (size_t i = 0; i < CASES(targets); i++)
        add(tally, make(404, "GET", targets[i]));
    summary = freeze(tally);
    assert_int_equal(summary->codes[0].path_count, CASES(want));
    for (size_t i = 0; i < CASES(want); i++)
        assert_slice_equal(summary->codes[0].paths[i].path, want[i]);
    ls_summary_free(summary);
    ls_tally_free(tally);
}

static void tally__substatuses_are_counted_where_logged(void **state)
{
    static const uint32_t logged[] = { 7, 0, 4294967295U, 7, 13 };
    static const uint32_t want[] = { 0, 7, 13, 4294967295U };
    ls_tally *tally = new_tally(0);
    ls_summary *summary;

    (void)state;
    add(tally, make(404, "GET", "/"));
    for (size_t i = 0; i < CASES(logged); i++) {
        ls_record record = make(404, "GET", "/");

        record.substatus = logged[i];
        record.has |= LS_HAS(LS_FIELD_SUBSTATUS);
        add(tally, record);
    }
    summary = freeze(tally);
    assert_int_equal(summary->codes[0].substatus_count, CASES(want));
    for (size_t i = 0; i < CASES(want); i++) {
        assert_true(summary->codes[0].substatuses[i].substatus == want[i]);
        assert_true(summary->codes[0].substatuses[i].requests ==
                    (want[i] == 7 ? 2 : 1));
    }
    ls_summary_free(summary);
    ls_tally_free(tally);
}

static void tally__bytes_saturate(void **state)
{
    static const uint64_t bytes[] = { 5, UINT64_MAX - 6, 1, 1, UINT64_MAX };
    static const uint64_t sums[] = { 5, UINT64_MAX - 1, UINT64_MAX, UINT64_MAX,
                                     UINT64_MAX };
    ls_tally *tally = new_tally(0);

    (void)state;
    for (size_t i = 0; i < CASES(bytes); i++) {
        ls_record record = make(200, "GET", "/");
        ls_summary *summary;

        record.bytes = 1000;
        add(tally, record); /* has none */
        record.bytes = bytes[i];
        record.has |= LS_HAS(LS_FIELD_BYTES);
        add(tally, record);
        summary = freeze(tally);
        assert_true(summary->bytes == sums[i]);
        ls_summary_free(summary);
    }
    ls_tally_free(tally);
}

static const char *origin_of(const ls_summary *summary, size_t index)
{
    return summary->codes[0].origins[index].origin;
}

static void tally__servers_decide_what_a_code_means(void **state)
{
    static const char *const nginx[] = { "nginx" };
    static const char *const apache[] = { "apache", "nginx" };
    ls_tally *tally = new_tally(0);
    ls_summary *summary;

    (void)state;
    ls_tally_set_servers(tally, nginx, 1);
    add(tally, make(494, "GET", "/"));
    ls_tally_set_servers(tally, NULL, 0);
    add(tally, make(404, "GET", "/"));
    ls_tally_set_servers(tally, apache, 2);
    add(tally, make(404, "GET", "/"));
    summary = freeze(tally);
    assert_int_equal(summary->codes[0].code, 404);
    assert_int_equal(summary->codes[0].origin_count, 1);
    assert_string_equal(origin_of(summary, 0), "iana");
    assert_true(summary->codes[0].origins[0].requests == 2);
    assert_string_equal(summary->codes[1].origins[0].origin, "nginx");
    ls_summary_free(summary);
    ls_tally_free(tally);
}

/* A summary is not changed by what is counted after it was taken. */
static void tally__goes_on_after_a_summary(void **state)
{
    ls_tally *tally = new_tally(0);
    ls_summary *early;
    ls_summary *late;

    (void)state;
    add_at(tally, 404, NOON);
    early = freeze(tally);
    add_at(tally, 404, NOON + 86400000);
    late = freeze(tally);
    ls_tally_free(tally);
    assert_true(early->codes[0].requests == 1);
    assert_int_equal(early->axis.count, 1);
    assert_true(late->codes[0].requests == 2);
    assert_true(late->last == NOON + 86400000);
    ls_summary_free(early);
    ls_summary_free(late);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tally__empty_one_freezes_to_nothing),
        cmocka_unit_test(tally__codes_come_in_order_with_their_sums),
        cmocka_unit_test(tally__methods_come_most_requests_first),
        cmocka_unit_test(tally__paths_are_kept_of_errors_only),
        cmocka_unit_test(tally__paths_come_most_requests_first_then_by_bytes),
        cmocka_unit_test(tally__substatuses_are_counted_where_logged),
        cmocka_unit_test(tally__bytes_saturate),
        cmocka_unit_test(tally__servers_decide_what_a_code_means),
        cmocka_unit_test(tally__goes_on_after_a_summary),
    };

    return cmocka_run_group_tests_name("tally", tests, NULL, NULL);
}
