/* SPDX-License-Identifier: MIT */
/*
 * Expressions: groups, marks and errors, the same with machine code and
 * without, and a bound on what a line can cost.
 */

#include "test.h"

#include "base/regex.h"

#include <pthread.h>
#include <stdio.h>

static ls_regex *compile(const char *pattern)
{
    ls_regex *regex = NULL;
    ls_error err = { 0 };
    ls_status status = ls_regex_new(pattern, &regex, &err);

    assert_string_equal(err.message, "");
    assert_int_equal(status, LS_OK);
    return regex;
}

static ls_matcher *new_matcher(bool interpret)
{
    ls_matcher *matcher = ls_matcher_new(interpret);

    assert_non_null(matcher);
    return matcher;
}

enum {
    USES = 50
}; /* enough for machine code */

/* Matches a copy of exact size as often as it takes for machine code; `len`
   gets the length of the match. */
static int match(const char *pattern, ls_slice line, bool interpret,
                 size_t *len)
{
    ls_regex *regex = compile(pattern);
    ls_matcher *matcher = new_matcher(interpret);
    char *bytes = malloc(line.len ? line.len : 1);
    ls_slice all;
    int found;

    assert_non_null(bytes);
    if (line.len)
        memcpy(bytes, line.ptr, line.len);
    found = ls_matcher_match(matcher, regex, (ls_slice){ bytes, line.len });
    for (size_t i = 1; i < USES; i++)
        assert_int_equal(
            ls_matcher_match(matcher, regex, (ls_slice){ bytes, line.len }),
            found);
    *len = 0;
    if (found == LS_MATCH_FOUND) {
        assert_true(ls_matcher_group(matcher, 0, &all));
        assert_ptr_equal(all.ptr, bytes);
        *len = all.len;
    }
    free(bytes);
    ls_matcher_free(matcher);
    ls_regex_free(regex);
    return found;
}

#define BYTES(literal)                                                         \
    {                                                                          \
        (literal), sizeof(literal) - 1                                         \
    }

static const struct {
    const char *pattern;
    ls_slice line;
    int found;
    size_t len;
} cases[] = {
    { "abc", BYTES("abcd"), LS_MATCH_FOUND, 3 },
    { "bc", BYTES("abc"), LS_MATCH_NONE, 0 },           /* anchored */
    { "a b # c\n c", BYTES("abc"), LS_MATCH_FOUND, 3 }, /* extended */
    { "a [ ] b", BYTES("a b"), LS_MATCH_FOUND, 3 },
    { "a.c", BYTES("a\nc"), LS_MATCH_FOUND, 3 }, /* any byte at all */
    { "a.c", BYTES("a\0c"), LS_MATCH_FOUND, 3 },
    { "a..c",
      BYTES("a\xc3\xa9"
            "c"),
      LS_MATCH_FOUND, 4 }, /* bytes, no characters */
    { "[\\x80-\\xff]++", BYTES("\xff\xfe\x80"), LS_MATCH_FOUND, 3 },
    { "a$", BYTES("a\n"), LS_MATCH_NONE, 0 }, /* the end is the end */
    { "a$", BYTES("a"), LS_MATCH_FOUND, 1 },
    { "", BYTES(""), LS_MATCH_FOUND, 0 },
    { "a", BYTES(""), LS_MATCH_NONE, 0 },
    { "A", BYTES("a"), LS_MATCH_NONE, 0 },
};

static void regex__matches_bytes_from_the_first(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(cases); i++) {
        for (int interpret = 0; interpret < 2; interpret++) {
            size_t len;

            assert_int_equal(
                match(cases[i].pattern, cases[i].line, interpret, &len),
                cases[i].found);
            assert_int_equal(len, cases[i].len);
        }
    }
}

static void regex__matches_a_line_without_bytes(void **state)
{
    ls_regex *regex = compile("a?");
    ls_matcher *matcher = new_matcher(false);
    ls_slice all = { "x", 1 };

    (void)state;
    assert_int_equal(ls_matcher_match(matcher, regex, (ls_slice){ 0 }),
                     LS_MATCH_FOUND);
    assert_true(ls_matcher_group(matcher, 0, &all));
    assert_int_equal(all.len, 0);
    ls_matcher_free(matcher);
    ls_regex_free(regex);
}

static void regex__only_named_groups_count(void **state)
{
    ls_regex *regex = compile("(a)(?<x>b)(?:c)(?<y>d)?(?<x>e)?");
    ls_matcher *matcher = new_matcher(false);
    ls_slice group;

    (void)state;
    assert_int_equal(ls_regex_group_count(regex), 4);
    assert_null(ls_regex_group_name(regex, 0));
    assert_string_equal(ls_regex_group_name(regex, 1), "x");
    assert_string_equal(ls_regex_group_name(regex, 2), "y");
    assert_string_equal(ls_regex_group_name(regex, 3), "x");
    assert_null(ls_regex_group_name(regex, 4));
    assert_int_equal(ls_matcher_match(matcher, regex, LS_SLICE("abce")),
                     LS_MATCH_FOUND);
    assert_true(ls_matcher_group(matcher, 1, &group));
    assert_slice_equal(group, "b");
    assert_false(ls_matcher_group(matcher, 2, &group));
    assert_true(ls_matcher_group(matcher, 3, &group));
    assert_slice_equal(group, "e");
    ls_matcher_free(matcher);
    ls_regex_free(regex);
}

static void regex__tells_the_last_mark_it_passed(void **state)
{
    ls_regex *regex = compile("a(*MARK:1)(?:b(*MARK:2))?");
    ls_matcher *matcher = new_matcher(false);

    (void)state;
    assert_int_equal(ls_matcher_match(matcher, regex, LS_SLICE("ac")),
                     LS_MATCH_FOUND);
    assert_string_equal(ls_matcher_mark(matcher), "1");
    assert_int_equal(ls_matcher_match(matcher, regex, LS_SLICE("ab")),
                     LS_MATCH_FOUND);
    assert_string_equal(ls_matcher_mark(matcher), "2");
    ls_matcher_free(matcher);
    ls_regex_free(regex);
}

static const char *const wrong[] = {
    "(a", "[a", "a{2,1}", "(?<1>a)", "*a", "\\", "a\\C", "(?<n>a", "\\p{Foo}",
};

static void regex__wrong_pattern_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(wrong); i++) {
        ls_regex *regex = NULL;
        ls_error err = { 0 };

        assert_int_equal(ls_regex_new(wrong[i], &regex, &err), LS_ESYNTAX);
        assert_null(regex);
        assert_true(strlen(err.message) > 10);
        assert_int_equal(ls_regex_new(wrong[i], &regex, NULL), LS_ESYNTAX);
    }
}

/* Two thousand ways to cut a run in two, and two for each of those ... */
static const char costly[] = "(?: x++ | x+ x+ | (?: xx? )+ )+ [yz]";

static void regex__costly_line_is_given_up_not_unmatched(void **state)
{
    char line[2000];
    size_t len;

    (void)state;
    memset(line, 'x', sizeof(line));
    for (int interpret = 0; interpret < 2; interpret++)
        assert_int_equal(
            match(costly, (ls_slice){ line, sizeof(line) }, interpret, &len),
            LS_MATCH_LIMIT);
}

/* Greedy repetition of a group: what costs a JIT its stack. */
static void regex__long_line_is_no_costly_line(void **state)
{
    const char *quoted = "\" (?: [^\"\\\\] | \\\\. )*+ \"";
    const size_t size = 100000;
    char *line = malloc(size);
    size_t len;

    (void)state;
    assert_non_null(line);
    memset(line, 'x', size);
    line[0] = '"';
    line[size - 1] = '"';
    for (int interpret = 0; interpret < 2; interpret++) {
        assert_int_equal(
            match(quoted, (ls_slice){ line, size }, interpret, &len),
            LS_MATCH_FOUND);
        assert_int_equal(len, size);
    }
    free(line);
}

/* What is compiled when it is needed is what is compiled at once. */
static void regex__of_a_later_time_is_the_same(void **state)
{
    static const char pattern[] = "(?<a> x++ ) (?: y | (?<b> z ) )";
    static const char *const names[] = { NULL, "a", "b" };
    ls_regex *regex = ls_regex_later(pattern, names, CASES(names));
    ls_matcher *matcher = new_matcher(false);
    ls_slice group;

    (void)state;
    assert_int_equal(ls_regex_group_count(regex), 3);
    assert_string_equal(ls_regex_group_name(regex, 2), "b");
    assert_null(ls_regex_group_name(regex, 3));
    for (size_t i = 0; i < USES; i++) {
        assert_int_equal(ls_matcher_match(matcher, regex, LS_SLICE("xxz")),
                         LS_MATCH_FOUND);
        assert_true(ls_matcher_group(matcher, 2, &group));
        assert_int_equal(group.len, 1);
        assert_int_equal(ls_matcher_match(matcher, regex, LS_SLICE("xxy")),
                         LS_MATCH_FOUND);
        assert_false(ls_matcher_group(matcher, 2, &group));
    }
    ls_matcher_free(matcher);
    ls_regex_free(regex);
}

/* Each thread has a matcher of its own, and all share the expression. */
static void *match_often(void *shared)
{
    const ls_regex *regex = shared;
    ls_matcher *matcher = ls_matcher_new(false);
    size_t found = 0;

    for (size_t i = 0; matcher && i < 4 * USES; i++)
        found +=
            ls_matcher_match(matcher, regex, LS_SLICE("xxz")) == LS_MATCH_FOUND;
    ls_matcher_free(matcher);
    return found == 4 * USES ? shared : NULL;
}

static void regex__is_shared_by_threads(void **state)
{
    static const char *const names[] = { NULL, "a" };
    ls_regex *regex = ls_regex_later("(?<a> x++ ) z", names, CASES(names));
    pthread_t threads[4];
    void *right;

    (void)state;
    assert_non_null(regex);
    for (size_t i = 0; i < CASES(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, match_often, regex),
                         0);
    for (size_t i = 0; i < CASES(threads); i++) {
        assert_int_equal(pthread_join(threads[i], &right), 0);
        assert_ptr_equal(right, regex);
    }
    ls_regex_free(regex);
}

static void regex__free_of_nothing_does_nothing(void **state)
{
    (void)state;
    ls_regex_free(NULL);
    ls_matcher_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(regex__matches_bytes_from_the_first),
        cmocka_unit_test(regex__matches_a_line_without_bytes),
        cmocka_unit_test(regex__only_named_groups_count),
        cmocka_unit_test(regex__tells_the_last_mark_it_passed),
        cmocka_unit_test(regex__wrong_pattern_is_named),
        cmocka_unit_test(regex__costly_line_is_given_up_not_unmatched),
        cmocka_unit_test(regex__long_line_is_no_costly_line),
        cmocka_unit_test(regex__of_a_later_time_is_the_same),
        cmocka_unit_test(regex__is_shared_by_threads),
        cmocka_unit_test(regex__free_of_nothing_does_nothing),
    };

    return cmocka_run_group_tests_name("regex", tests, NULL, NULL);
}
