/* SPDX-License-Identifier: MIT */
/* The lists of statuses and methods that a person types. */

#include "test.h"

#include <logstat/codes.h>
#include <logstat/filter.h>

static ls_filter *new_filter(void)
{
    ls_filter *filter = ls_filter_new();

    assert_non_null(filter);
    return filter;
}

static bool takes(const ls_filter *filter, const ls_record *record)
{
    ls_filter_answer answer;

    assert_int_equal(ls_filter_ask(filter, NULL, record, &answer), LS_OK);
    return answer == LS_FILTER_TAKES;
}

static bool takes_code(const ls_filter *filter, unsigned code)
{
    ls_record record = { .code = (uint16_t)code,
                         .has = LS_HAS(LS_FIELD_STATUS) };

    return takes(filter, &record);
}

static bool takes_method(const ls_filter *filter, const char *name)
{
    ls_record record = { .method = ls_method_find(ls_slice_of(name)) };

    if (strcmp(name, "-") == 0)
        record.method = LS_METHOD_NONE;
    return takes(filter, &record);
}

static void filter__new_one_takes_everything(void **state)
{
    ls_filter *filter = new_filter();

    (void)state;
    for (unsigned code = 0; code < 1000; code++) {
        assert_true(takes_code(filter, code));
        assert_true(takes_code(NULL, code));
    }
    for (size_t i = 0; i < ls_method_count(); i++) {
        ls_record record = { .method = (uint16_t)i };

        assert_true(takes(filter, &record));
    }
    ls_filter_free(filter);
    ls_filter_free(NULL);
}

enum {
    MOST = 8,
    END = 1000
};

/* Which codes a list takes: up to END, and how many there are in all. */
static const struct {
    const char *list;
    size_t count;
    unsigned takes[MOST];
    unsigned leaves[MOST];
} statuses[] = {
    { "404", 1, { 404, END }, { 403, 405, 0, END } },
    { "5xx", 100, { 500, 599, 520, END }, { 499, 600, END } },
    { "5XX", 100, { 500, END }, { 499, END } },
    { "400-404", 5, { 400, 404, END }, { 399, 405, END } },
    { "404-404", 1, { 404, END }, { 403, 405, END } },
    { "5xx,!502", 99, { 500, 503, END }, { 502, END } },
    { "!502,5xx", 1000, { 502, 200, END }, { END } }, /* the last word */
    { "!404", 999, { 0, 200, 999, END }, { 404, END } },
    { "!4xx,!5xx", 800, { 399, 600, 0, END }, { 400, 599, END } },
    { "!4xx,404", 901, { 404, 200, END }, { 403, END } },
    { "none", 1, { 0, END }, { 1, 200, END } },
    { "other", 499, { 1, 99, 600, 999, END }, { 0, 100, 599, END } },
    { "none,other", 500, { 0, 1, 999, END }, { 100, 599, END } },
    { "0", 1, { 0, END }, { 1, END } },
    { "000", 1, { 0, END }, { 1, END } },
    { "099", 1, { 99, END }, { 100, END } },
    { "0-999", 1000, { 0, 500, 999, END }, { END } },
    { " 404 ,\t500 ", 2, { 404, 500, END }, { 405, END } },
    { "200,200,200", 1, { 200, END }, { 201, END } },
};

static void filter__status_list_means_what_it_says(void **state)
{
    ls_filter *filter = new_filter();

    (void)state;
    for (size_t i = 0; i < CASES(statuses); i++) {
        size_t count = 0;
        ls_error err = { 0 };

        if (ls_filter_status(filter, ls_slice_of(statuses[i].list), &err) !=
            LS_OK)
            fail_msg("%s: %s", statuses[i].list, err.message);
        for (unsigned code = 0; code < 1000; code++)
            count += takes_code(filter, code);
        if (count != statuses[i].count)
            fail_msg("%s takes %zu", statuses[i].list, count);
        for (size_t k = 0; statuses[i].takes[k] != END; k++)
            assert_true(takes_code(filter, statuses[i].takes[k]));
        for (size_t k = 0; statuses[i].leaves[k] != END; k++)
            assert_false(takes_code(filter, statuses[i].leaves[k]));
    }
    ls_filter_free(filter);
}

static const struct {
    const char *list;
    const char *wrong; /* the item that the message names */
} wrong_statuses[] = {
    { "", "''" },
    { " ", "''" },
    { "404,", "''" },
    { ",404", "''" },
    { "404,,500", "''" },
    { "4x", "'4x'" },
    { "6xx", "'6xx'" },
    { "4xxx", "'4xxx'" },
    { "1000", "'1000'" },
    { "0404", "'0404'" },
    { "-1", "'-1'" },
    { "-", "'-'" },
    { "404-400", "'404-400'" },
    { "400-", "'400-'" },
    { "-404", "'-404'" },
    { "400-404-408", "'400-404-408'" },
    { "400 404", "'400 404'" },
    { "!", "'!'" },
    { "! 404", "'! 404'" },
    { "!!404", "'!!404'" },
    { "all", "'all'" },
    { "4\x1bx", "'4\\x1bx'" },
    { "200,GET", "'GET'" },
    { "404.7", "'404.7'" },
    { "5xx-6xx", "'5xx-6xx'" },
};

static void filter__wrong_status_is_named(void **state)
{
    ls_filter *filter = new_filter();

    (void)state;
    for (size_t i = 0; i < CASES(wrong_statuses); i++) {
        ls_slice list = ls_slice_of(wrong_statuses[i].list);
        const char *wrong = wrong_statuses[i].wrong;
        ls_error err = { 0 };

        assert_int_equal(ls_filter_status(filter, list, &err), LS_ESYNTAX);
        assert_memory_equal(err.message, wrong, strlen(wrong));
        assert_non_null(strstr(err.message, " is no status"));
        assert_non_null(strstr(err.message, "404, 5xx, 400-404, none, other"));
        assert_int_equal(ls_filter_status(filter, list, NULL), LS_ESYNTAX);
    }
    assert_int_equal(ls_filter_status(filter, (ls_slice){ 0 }, NULL),
                     LS_ESYNTAX);
    ls_filter_free(filter);
}

static const struct {
    const char *list;
    const char *takes[MOST];
    const char *leaves[MOST];
} methods[] = {
    { "GET", { "GET" }, { "HEAD", "-", "BREW" } },
    { "get,Post", { "GET", "POST" }, { "HEAD", "-" } },
    { "!GET", { "HEAD", "-", "BREW" }, { "GET" } },
    { "!GET,!-", { "HEAD", "BREW" }, { "GET", "-" } },
    { "-", { "-" }, { "GET", "BREW" } },
    { "other", { "BREW", "get" }, { "GET", "-" } },
    { "PROPFIND, PURGE", { "PROPFIND", "PURGE" }, { "GET", "BAN" } },
    { "VERSION-CONTROL", { "VERSION-CONTROL" }, { "GET" } },
};

static void filter__method_list_means_what_it_says(void **state)
{
    ls_filter *filter = new_filter();

    (void)state;
    for (size_t i = 0; i < CASES(methods); i++) {
        ls_slice list = ls_slice_of(methods[i].list);

        assert_int_equal(ls_filter_method(filter, list, NULL), LS_OK);
        for (size_t k = 0; k < MOST && methods[i].takes[k]; k++)
            assert_true(takes_method(filter, methods[i].takes[k]));
        for (size_t k = 0; k < MOST && methods[i].leaves[k]; k++)
            assert_false(takes_method(filter, methods[i].leaves[k]));
    }
    ls_filter_free(filter);
}

static void filter__wrong_method_is_named(void **state)
{
    static const char *const wrong[][2] = {
        { "", "''" },
        { "GETS", "'GETS'" },
        { "GET,BREW", "'BREW'" },
        { "GET;POST", "'GET;POST'" },
        { "!", "'!'" },
        { "404", "'404'" },
    };
    ls_filter *filter = new_filter();

    (void)state;
    for (size_t i = 0; i < CASES(wrong); i++) {
        ls_error err = { 0 };

        assert_int_equal(
            ls_filter_method(filter, ls_slice_of(wrong[i][0]), &err),
            LS_ESYNTAX);
        assert_memory_equal(err.message, wrong[i][1], strlen(wrong[i][1]));
        assert_non_null(strstr(err.message, " is no method"));
    }
    ls_filter_free(filter);
}

static void filter__status_and_method_must_both_hold(void **state)
{
    ls_filter *filter = new_filter();
    ls_record record = { .code = 404,
                         .method = ls_method_find(LS_SLICE("GET")) };

    (void)state;
    assert_int_equal(ls_filter_status(filter, LS_SLICE("4xx"), NULL), LS_OK);
    assert_int_equal(ls_filter_method(filter, LS_SLICE("GET"), NULL), LS_OK);
    assert_true(takes(filter, &record));
    record.method = ls_method_find(LS_SLICE("POST"));
    assert_false(takes(filter, &record));
    record.method = ls_method_find(LS_SLICE("GET"));
    record.code = 200;
    assert_false(takes(filter, &record));
    ls_filter_free(filter);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(filter__new_one_takes_everything),
        cmocka_unit_test(filter__status_list_means_what_it_says),
        cmocka_unit_test(filter__wrong_status_is_named),
        cmocka_unit_test(filter__method_list_means_what_it_says),
        cmocka_unit_test(filter__wrong_method_is_named),
        cmocka_unit_test(filter__status_and_method_must_both_hold),
    };

    return cmocka_run_group_tests_name("filter", tests, NULL, NULL);
}
