/* SPDX-License-Identifier: MIT */
/* Numbers and times in letters, their widths, and how they are written. */

#include "test.h"

#include "render/page.h"

#include "unit/fixture.h"

static void word__counts_are_grouped(void **state)
{
    (void)state;
    assert_string_equal(ls_word_count(0).text, "0");
    assert_string_equal(ls_word_count(999).text, "999");
    assert_string_equal(ls_word_count(1000).text, "1,000");
    assert_string_equal(ls_word_count(12345678901).text, "12,345,678,901");
    assert_string_equal(ls_word_count(UINT64_MAX).text,
                        "18,446,744,073,709,551,615");
}

static void word__shares_never_round_to_nothing_or_all(void **state)
{
    static const struct {
        uint64_t part;
        uint64_t whole;
        const char *share;
    } cases[] = {
        { 0, 0, "0.0%" },
        { 0, 5, "0.0%" },
        { 5, 5, "100.0%" },
        { 1, 3, "33.3%" },
        { 1, 10000, "<0.1%" },
        { 5, 10000, "0.1%" },
        { 9999, 10000, ">99.9%" },
        { 99949, 100000, "99.9%" },
        { UINT64_MAX, UINT64_MAX, "100.0%" },
        { UINT64_MAX / 2, UINT64_MAX, "50.0%" },
        { 1, UINT64_MAX, "<0.1%" },
        { UINT64_MAX - 1, UINT64_MAX, ">99.9%" },
    };

    (void)state;
    for (size_t i = 0; i < CASES(cases); i++)
        assert_string_equal(ls_word_share(cases[i].part, cases[i].whole).text,
                            cases[i].share);
}

static void word__fractions_have_six_digits(void **state)
{
    (void)state;
    assert_string_equal(ls_word_fraction(0, 0).text, "0.000000");
    assert_string_equal(ls_word_fraction(725099, 1000000).text, "0.725099");
    assert_string_equal(ls_word_fraction(2, 3).text, "0.666667");
    assert_string_equal(ls_word_fraction(7, 7).text, "1.000000");
    assert_string_equal(ls_word_fraction(UINT64_MAX, UINT64_MAX).text,
                        "1.000000");
}

static void word__bytes_keep_two_or_three_digits(void **state)
{
    static const struct {
        uint64_t bytes;
        const char *text;
    } cases[] = {
        { 0, "0 bytes" },         { 1, "1 byte" },
        { 999, "999 bytes" },     { 1000, "1.0 kB" },
        { 99940, "99.9 kB" },     { 968498370, "968 MB" },
        { 999499, "999 kB" },     { 999500, "1.0 MB" },
        { 4612345678, "4.6 GB" }, { UINT64_MAX, "18.4 EB" },
    };

    (void)state;
    for (size_t i = 0; i < CASES(cases); i++)
        assert_string_equal(ls_word_bytes(cases[i].bytes).text, cases[i].text);
}

static void word__times_are_rfc3339(void **state)
{
    (void)state;
    assert_string_equal(ls_word_rfc3339(0).text, "1970-01-01T00:00:00Z");
    assert_string_equal(ls_word_rfc3339(1793491200).text,
                        "2026-11-01T00:00:00Z");
    assert_string_equal(ls_word_rfc3339(ls_seconds_of(-1)).text,
                        "1969-12-31T23:59:59Z");
}

static void word__spans_say_no_more_than_needed(void **state)
{
    const int64_t t = 1793491200; /* 2026-11-01T00:00:00Z */

    (void)state;
    assert_string_equal(ls_word_span(t, t, 0).text, "1 Nov 2026 00:00:00");
    assert_string_equal(ls_word_span(t, t + 90, 0).text,
                        "1 Nov 2026 00:00:00 to 00:01:30");
    assert_string_equal(ls_word_span(t, t + 7200, 0).text,
                        "1 Nov 2026 00:00 to 02:00");
    assert_string_equal(ls_word_span(t, t + 90000, 330).text,
                        "1 Nov 2026 05:30 to 2 Nov 06:30");
    assert_string_equal(ls_word_span(t, t + 100 * 86400, -60).text,
                        "31 Oct 2026 to 8 Feb 2027");
}

static void word__zones_and_codes_have_names(void **state)
{
    (void)state;
    assert_string_equal(ls_word_zone(0, NULL).text, "UTC");
    assert_string_equal(ls_word_zone(330, NULL).text, "+05:30");
    assert_string_equal(ls_word_zone(-150, NULL).text, "-02:30");
    assert_string_equal(ls_word_zone(60, "CET").text, "CET");
    assert_string_equal(ls_word_code(0).text, "---");
    assert_string_equal(ls_word_code(9).text, "009");
    assert_string_equal(ls_word_code(404).text, "404");
}

static void glyph__widths_are_those_of_a_terminal(void **state)
{
    static const struct {
        const char *text;
        size_t text_width;
        size_t ascii_width;
    } cases[] = {
        { "", 0, 0 },
        { "/a", 2, 2 },
        { "\xe6\x97\xa5\xe6\x9c\xac", 4, 24 }, /* two wide characters */
        { "\xd9\x85\xd8\xb1", 2, 16 },
        { "a\xcc\x80", 1, 9 },         /* a letter and its accent */
        { "\xf0\x9f\x98\x80", 2, 16 }, /* an emoji */
        { "\xe2\x80\xae", 12, 12 },    /* turns the direction of writing */
        { "\x1b", 4, 4 },
        { "\xff\xc3", 8, 8 },
    };

    (void)state;
    for (size_t i = 0; i < CASES(cases); i++) {
        ls_slice text = ls_slice_of(cases[i].text);

        assert_int_equal(ls_glyph_width(text, LS_ESCAPE_TEXT),
                         cases[i].text_width);
        assert_int_equal(ls_glyph_width(text, LS_ESCAPE_ASCII),
                         cases[i].ascii_width);
    }
}

static void glyph__no_cut_splits_a_character(void **state)
{
    const ls_slice text = LS_SLICE("\xe6\x97\xa5"
                                   "e\xcc\x81"
                                   "\xe6\x9c\xac");

    (void)state;
    for (size_t width = 0; width < 8; width++) {
        ls_slice head = ls_glyph_head(text, LS_ESCAPE_TEXT, width);
        ls_slice tail = ls_glyph_tail(text, LS_ESCAPE_TEXT, width);

        assert_true(ls_glyph_width(head, LS_ESCAPE_TEXT) <= width);
        assert_true(ls_glyph_width(tail, LS_ESCAPE_TEXT) <= width);
        assert_true(head.len == 0 || head.len == 3 || head.len == 6 ||
                    head.len == 9);
        assert_true(tail.len == 0 || tail.len == 3 || tail.len == 6 ||
                    tail.len == 9);
    }
}

static void writer__numbers_and_json_strings_are_exact(void **state)
{
    capture kept = { 0 };
    ls_sink sink = capture_sink(&kept);
    ls_writer writer;

    (void)state;
    ls_writer_init(&writer, &sink);
    ls_write_number(&writer, 0);
    ls_write_string(&writer, " ");
    ls_write_number(&writer, UINT64_MAX);
    ls_write_string(&writer, " ");
    ls_write_json(&writer, LS_SLICE("a\"\\x1b\x1b\0\xff\xc2\x80\x7f"
                                    "\xc3\xa9"));
    assert_int_equal(ls_writer_finish(&writer), LS_OK);
    assert_string_equal(kept.text,
                        "0 18446744073709551615 "
                        "\"a\\\"\\\\x1b\\\\x1b\\\\x00\\\\xff\\\\xc2\\\\x80"
                        "\\\\x7f\xc3\xa9\"");
    capture_release(&kept);
}

static void writer__is_silent_after_a_failure(void **state)
{
    capture kept = { .limit = 1 };
    ls_sink sink = capture_sink(&kept);
    ls_writer writer;

    (void)state;
    ls_writer_init(&writer, &sink);
    for (int i = 0; i < 10000; i++)
        ls_write_string(&writer, "0123456789");
    assert_int_equal(ls_writer_finish(&writer), LS_EIO);
    assert_true(kept.failed);
    capture_release(&kept);
}

static void word__durations_keep_two_or_three_digits(void **state)
{
    static const struct {
        uint64_t microseconds;
        const char *word;
    } cases[] = {
        { 0, "0 ms" },
        { 1, "0.00 ms" },
        { 850, "0.85 ms" },
        { 994, "0.99 ms" },
        { 995, "1.0 ms" },
        { 9949, "9.9 ms" },
        { 9950, "10 ms" },
        { 12345, "12 ms" },
        { 999499, "999 ms" },
        { 999500, "1.00 s" },
        { 1500000, "1.50 s" },
        { 9995000, "10.0 s" },
        { 99949999, "99.9 s" },
        { 99950000, "100 s" },
        { 999500000, "16.7 min" },
        { UINT64_C(5996999999), "99.9 min" },
        { UINT64_C(7200000000), "2.0 h" },
        { UINT64_C(1000000000000000), "277,778 h" },
        { UINT64_MAX, "5,124,095,576 h" },
    };

    (void)state;
    for (size_t i = 0; i < CASES(cases); i++)
        assert_string_equal(ls_word_duration(cases[i].microseconds).text,
                            cases[i].word);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(word__counts_are_grouped),
        cmocka_unit_test(word__shares_never_round_to_nothing_or_all),
        cmocka_unit_test(word__fractions_have_six_digits),
        cmocka_unit_test(word__bytes_keep_two_or_three_digits),
        cmocka_unit_test(word__durations_keep_two_or_three_digits),
        cmocka_unit_test(word__times_are_rfc3339),
        cmocka_unit_test(word__spans_say_no_more_than_needed),
        cmocka_unit_test(word__zones_and_codes_have_names),
        cmocka_unit_test(glyph__widths_are_those_of_a_terminal),
        cmocka_unit_test(glyph__no_cut_splits_a_character),
        cmocka_unit_test(writer__numbers_and_json_strings_are_exact),
        cmocka_unit_test(writer__is_silent_after_a_failure),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
