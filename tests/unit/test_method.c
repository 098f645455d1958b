/* SPDX-License-Identifier: MIT */
/*
 * The table of request methods: what it holds is found, nothing else is.
 */

#include "test.h"

#include "record/request.h"

#include <stdio.h>

static void method__are_unique_tokens_found_by_name(void **state)
{
    static const char token[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ-_";

    (void)state;
    for (size_t i = LS_METHOD_OTHER + 1; i < ls_method_count(); i++) {
        const char *name = ls_method_name(i);

        assert_true(name[0] != '\0');
        assert_int_equal(strspn(name, token), strlen(name));
        assert_int_equal(ls_method_find(ls_slice_of(name)), i);
        assert_int_equal(ls_method_find_name(ls_slice_of(name)), i);
    }
    assert_string_equal(ls_method_name(LS_METHOD_NONE), "-");
    assert_string_equal(ls_method_name(LS_METHOD_OTHER), "other");
}

static void method__are_found_before_a_blank(void **state)
{
    (void)state;
    for (size_t i = LS_METHOD_OTHER + 1; i < ls_method_count(); i++) {
        char line[64];
        ls_slice text = { line, strlen(ls_method_name(i)) };
        ls_method_start start;

        (void)snprintf(line, sizeof(line), "%s /", ls_method_name(i));
        assert_int_equal(ls_method_find_start(text).len, 0);
        text.len++;
        start = ls_method_find_start(text);
        assert_int_equal(start.number, i);
        assert_int_equal(start.len, text.len - 1);
    }
    assert_int_equal(ls_method_find_start(LS_SLICE("BREW /")).len, 0);
    assert_int_equal(ls_method_find_start(LS_SLICE("")).len, 0);
}

static void method__unknown_words_are_other(void **state)
{
    static const char *const unknown[] = {
        "",      "get",  "GETX", "GE",   "-",    "other", "POSTS",
        "HEADS", "BREW", "POSX", "PXST", "POXT", "GEX",   "GXT",
        "XET",   "HEAX", "HXAD", "HEXD", "XEAD", "POS",   "HEA",
    };

    (void)state;
    for (size_t i = 0; i < CASES(unknown); i++) {
        ls_slice name = ls_slice_of(unknown[i]);

        assert_int_equal(ls_method_find(name), LS_METHOD_OTHER);
        assert_int_equal(ls_method_find_name(name), LS_METHOD_OTHER);
    }
    assert_string_equal(ls_method_name(ls_method_count()), "other");
}

static void method__of_webdav_are_marked(void **state)
{
    static const char *const yes[] = { "PROPFIND",   "LOCK", "REPORT",
                                       "MKCALENDAR", "ACL",  "BIND" };
    static const char *const no[] = { "GET", "PUT", "DELETE", "PURGE", "BAN" };

    (void)state;
    for (size_t i = 0; i < CASES(yes); i++)
        assert_true(ls_method_is_webdav(ls_method_find(ls_slice_of(yes[i]))));
    for (size_t i = 0; i < CASES(no); i++) {
        assert_true(ls_method_find(ls_slice_of(no[i])) > LS_METHOD_OTHER);
        assert_false(ls_method_is_webdav(ls_method_find(ls_slice_of(no[i]))));
    }
    assert_false(ls_method_is_webdav(LS_METHOD_NONE));
    assert_false(ls_method_is_webdav(LS_METHOD_OTHER));
    assert_false(ls_method_is_webdav(ls_method_count()));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(method__are_unique_tokens_found_by_name),
        cmocka_unit_test(method__are_found_before_a_blank),
        cmocka_unit_test(method__unknown_words_are_other),
        cmocka_unit_test(method__of_webdav_are_marked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
