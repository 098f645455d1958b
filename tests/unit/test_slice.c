/* SPDX-License-Identifier: MIT */
/*
 * Slices and growing buffers. Bytes that a function is given lie in memory of
 * their exact size, so that a sanitizer sees one that is read too many.
 */

#include "test.h"

#include "base/buf.h"

#include <stdio.h>

static void slice__equal_compares_bytes_not_strings(void **state)
{
    char copy[] = { 'a', '\0', 'b' };

    (void)state;
    assert_true(ls_slice_equal(LS_SLICE("a\0b"), (ls_slice){ copy, 3 }));
    assert_false(ls_slice_equal(LS_SLICE("a\0b"), LS_SLICE("a\0c")));
    assert_false(ls_slice_equal(LS_SLICE("a\0b"), LS_SLICE("a")));
    assert_true(ls_slice_equal(LS_SLICE(""), (ls_slice){ 0 }));
    assert_int_equal(ls_slice_of(NULL).len, 0);
    assert_int_equal(ls_slice_of("abc").len, 3);
}

static void slice__starts_with_its_prefixes_only(void **state)
{
    ls_slice s = LS_SLICE("GET /");

    (void)state;
    for (size_t n = 0; n <= s.len; n++)
        assert_true(ls_slice_starts(s, ls_slice_head(s, n)));
    assert_true(ls_slice_starts((ls_slice){ 0 }, (ls_slice){ 0 }));
    assert_false(ls_slice_starts(s, LS_SLICE("get")));
    assert_false(ls_slice_starts(s, LS_SLICE("GET /a")));
    assert_false(ls_slice_starts((ls_slice){ 0 }, LS_SLICE("a")));
}

static void slice__head_and_skip_share_the_bytes_out(void **state)
{
    ls_slice s = LS_SLICE("abcdef");

    (void)state;
    for (size_t n = 0; n <= s.len; n++) {
        ls_slice head = ls_slice_head(s, n);
        ls_slice rest = ls_slice_skip(s, n);

        assert_int_equal(head.len, n);
        assert_int_equal(head.len + rest.len, s.len);
        assert_ptr_equal(rest.ptr, s.ptr + n);
    }
    assert_int_equal(ls_slice_head(s, 100).len, s.len);
    assert_int_equal(ls_slice_skip((ls_slice){ 0 }, 0).len, 0);
}

static const struct {
    ls_slice text;
    bool found;
    const char *head;
    const char *rest;
} cuts[] = {
    { { "a,b", 3 }, true, "a", "b" },     { { ",b", 2 }, true, "", "b" },
    { { "a,", 2 }, true, "a", "" },       { { ",", 1 }, true, "", "" },
    { { "a,b,c", 5 }, true, "a", "b,c" }, { { "abc", 3 }, false, "", "abc" },
    { { "", 0 }, false, "", "" },         { { NULL, 0 }, false, "", "" },
};

static void slice__cut_takes_what_stands_before_the_byte(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(cuts); i++) {
        ls_slice rest = cuts[i].text;
        ls_slice head = { 0 };

        assert_int_equal(ls_slice_cut(&rest, ',', &head), cuts[i].found);
        assert_slice_equal(head, cuts[i].head);
        assert_slice_equal(rest, cuts[i].rest);
    }
}

static void slice__cut_finds_a_nul(void **state)
{
    ls_slice rest = LS_SLICE("a\0b");
    ls_slice head;

    (void)state;
    assert_true(ls_slice_cut(&rest, '\0', &head));
    assert_slice_equal(head, "a");
    assert_slice_equal(rest, "b");
}

static void slice__trim_takes_blanks_and_tabs_only(void **state)
{
    static const char *const cases[][2] = {
        { " \ta b\t ", "a b" }, { "a", "a" },     { "", "" },
        { " \t \t", "" },       { "\na", "\na" }, { "a\r", "a\r" },
    };

    (void)state;
    for (size_t i = 0; i < CASES(cases); i++)
        assert_slice_equal(ls_slice_trim(ls_slice_of(cases[i][0])),
                           cases[i][1]);
    assert_int_equal(ls_slice_trim((ls_slice){ 0 }).len, 0);
}

static const struct {
    const char *text;
    uint64_t value;
} numbers[] = {
    { "0", 0 },
    { "007", 7 },
    { "1234567890", 1234567890 },
    { "18446744073709551615", UINT64_MAX },
    { "000000000000000000000000000000000009", 9 },
    { "18446744073709551609", UINT64_MAX - 6 },
};

static const char *const no_numbers[] = {
    "",
    " 1",
    "1 ",
    "+1",
    "-1",
    "0x10",
    "1e3",
    "1.0",
    "\xd9",
    "1/",
    "1:",
    "18446744073709551616",
    "18446744073709551620",
    "99999999999999999999",
    "184467440737095516150",
};

/* Reads a number from memory of its exact size. */
static bool read_number(const char *text, uint64_t *value)
{
    size_t len = strlen(text);
    char *bytes = malloc(len ? len : 1);
    bool good;

    assert_non_null(bytes);
    memcpy(bytes, text, len);
    good = ls_slice_to_u64((ls_slice){ bytes, len }, value);
    free(bytes);
    return good;
}

static void slice__reads_numbers_that_fit(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(numbers); i++) {
        uint64_t value = 42;

        assert_true(read_number(numbers[i].text, &value));
        assert_true(value == numbers[i].value);
    }
}

/* Digits of any length, with any byte in the place of any. */
static void slice__reads_digits_and_nothing_else(void **state)
{
    char text[13];

    (void)state;
    for (size_t len = 1; len < sizeof(text); len++)
        for (size_t at = 0; at < len; at++)
            for (int byte = 1; byte < 256; byte++) {
                uint64_t value;
                bool is_digit = byte >= '0' && byte <= '9';

                (void)snprintf(text, sizeof(text), "%.*s", (int)len,
                               "907856341209");
                text[at] = (char)byte;
                assert_int_equal(read_number(text, &value), is_digit);
                if (is_digit)
                    assert_int_equal(value, strtoull(text, NULL, 10));
            }
}

static void slice__refuses_what_is_no_number_and_changes_nothing(void **state)
{
    uint64_t value = 42;

    (void)state;
    for (size_t i = 0; i < CASES(no_numbers); i++) {
        assert_false(read_number(no_numbers[i], &value));
        assert_int_equal(value, 42);
    }
    assert_false(ls_slice_to_u64((ls_slice){ 0 }, &value));
    assert_false(ls_slice_to_u64(LS_SLICE("1\0"), &value));
}

static void buf__holds_what_was_appended(void **state)
{
    ls_buf buf = { 0 };

    (void)state;
    for (size_t i = 0; i < 1000; i++) {
        char byte = (char)('a' + i % 26);

        assert_int_equal(ls_buf_append(&buf, (ls_slice){ &byte, 1 }), LS_OK);
        assert_int_equal(ls_buf_slice(&buf).len, i + 1);
        assert_true(buf.len <= buf.cap);
    }
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(buf.ptr[i], 'a' + i % 26);
    ls_buf_release(&buf);
    assert_int_equal(buf.len + buf.cap, 0);
    assert_null(buf.ptr);
}

static void buf__append_of_nothing_needs_no_memory(void **state)
{
    ls_buf buf = { 0 };

    (void)state;
    assert_int_equal(ls_buf_append(&buf, (ls_slice){ 0 }), LS_OK);
    assert_null(buf.ptr);
    ls_buf_release(&buf);
    ls_buf_release(&buf);
}

static void buf__grows_by_doubling(void **state)
{
    ls_buf buf = { 0 };
    size_t moves = 0;

    (void)state;
    for (size_t i = 0; i < 100000; i++) {
        size_t cap = buf.cap;

        assert_int_equal(ls_buf_append(&buf, LS_SLICE("x")), LS_OK);
        moves += buf.cap != cap;
    }
    assert_true(moves <= 12);
    ls_buf_release(&buf);
}

static void buf__refuses_lengths_that_cannot_be(void **state)
{
    ls_buf buf = { 0 };
    char *before;

    (void)state;
    assert_int_equal(ls_buf_append(&buf, LS_SLICE("abc")), LS_OK);
    before = buf.ptr;
    assert_int_equal(ls_buf_append(&buf, (ls_slice){ "x", SIZE_MAX }),
                     LS_ENOMEM);
    assert_int_equal(ls_buf_append(&buf, (ls_slice){ "x", SIZE_MAX - 3 }),
                     LS_ENOMEM);
    assert_int_equal(ls_buf_reserve(&buf, SIZE_MAX), LS_ENOMEM);
    assert_slice_equal(ls_buf_slice(&buf), "abc");
    assert_ptr_equal(buf.ptr, before);
    ls_buf_release(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slice__equal_compares_bytes_not_strings),
        cmocka_unit_test(slice__starts_with_its_prefixes_only),
        cmocka_unit_test(slice__head_and_skip_share_the_bytes_out),
        cmocka_unit_test(slice__cut_takes_what_stands_before_the_byte),
        cmocka_unit_test(slice__cut_finds_a_nul),
        cmocka_unit_test(slice__trim_takes_blanks_and_tabs_only),
        cmocka_unit_test(slice__reads_numbers_that_fit),
        cmocka_unit_test(slice__reads_digits_and_nothing_else),
        cmocka_unit_test(slice__refuses_what_is_no_number_and_changes_nothing),
        cmocka_unit_test(buf__holds_what_was_appended),
        cmocka_unit_test(buf__append_of_nothing_needs_no_memory),
        cmocka_unit_test(buf__grows_by_doubling),
        cmocka_unit_test(buf__refuses_lengths_that_cannot_be),
    };

    return cmocka_run_group_tests_name("slice", tests, NULL, NULL);
}
