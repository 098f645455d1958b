/* SPDX-License-Identifier: MIT */
/*
 * What of a log is shown as it is and what becomes \xhh, and that no error
 * message carries a byte that is not to be shown.
 */

#include "test.h"

#include "base/escape.h"
#include "property/random.h"

/* Escapes a copy of exact size; the text has a NUL behind it. */
static char *escape(ls_slice s, ls_escape how)
{
    char *bytes = malloc(s.len ? s.len : 1);
    ls_buf out = { 0 };

    assert_non_null(bytes);
    if (s.len)
        memcpy(bytes, s.ptr, s.len);
    assert_int_equal(ls_escape_append(&out, (ls_slice){ bytes, s.len }, how),
                     LS_OK);
    assert_int_equal(ls_buf_append(&out, (ls_slice){ "", 1 }), LS_OK);
    free(bytes);
    return out.ptr;
}

#define BYTES(literal)                                                         \
    {                                                                          \
        (literal), sizeof(literal) - 1                                         \
    }

static const struct {
    ls_slice text;
    const char *control; /* NULL: as it is, likewise below */
    const char *shown;
    const char *ascii;
} cases[] = {
    { BYTES(""), NULL, NULL, NULL },
    { BYTES("/a b?c=\"d\"\\x~"), NULL, NULL, NULL },
    { BYTES("a\0b"), "a\\x00b", "a\\x00b", "a\\x00b" },
    { BYTES("\x1b[31m\t\r\n"), "\\x1b[31m\\x09\\x0d\\x0a",
      "\\x1b[31m\\x09\\x0d\\x0a", "\\x1b[31m\\x09\\x0d\\x0a" },
    { BYTES("\x7f"), "\\x7f", "\\x7f", "\\x7f" },
    { BYTES("caf\xc3\xa9"), NULL, NULL, "caf\\xc3\\xa9" },
    { BYTES("\xe2\x82\xac"), NULL, NULL, "\\xe2\\x82\\xac" },
    { BYTES("\xf0\x9f\x98\x80"), NULL, NULL, "\\xf0\\x9f\\x98\\x80" },
    /* C1 controls, as UTF-8 and as bare bytes. */
    { BYTES("\xc2\x85"), "\\xc2\\x85", "\\xc2\\x85", "\\xc2\\x85" },
    { BYTES("\xc2\x9b"), "\\xc2\\x9b", "\\xc2\\x9b", "\\xc2\\x9b" },
    { BYTES("\xc2\xa0"), NULL, NULL, "\\xc2\\xa0" },
    { BYTES("\x85"), "\\x85", "\\x85", "\\x85" },
    /* No UTF-8: cut, too long, surrogates, beyond U+10FFFF, never used. */
    { BYTES("a\xc3"), "a\\xc3", "a\\xc3", "a\\xc3" },
    { BYTES("\xe2\x82"), "\\xe2\\x82", "\\xe2\\x82", "\\xe2\\x82" },
    { BYTES("\xf0\x9f\x98"), "\\xf0\\x9f\\x98", "\\xf0\\x9f\\x98",
      "\\xf0\\x9f\\x98" },
    { BYTES("\xc3(a"), "\\xc3(a", "\\xc3(a", "\\xc3(a" },
    { BYTES("\xc0\xaf"), "\\xc0\\xaf", "\\xc0\\xaf", "\\xc0\\xaf" },
    { BYTES("\xe0\x80\xaf"), "\\xe0\\x80\\xaf", "\\xe0\\x80\\xaf",
      "\\xe0\\x80\\xaf" },
    { BYTES("\xed\xa0\x80"), "\\xed\\xa0\\x80", "\\xed\\xa0\\x80",
      "\\xed\\xa0\\x80" },
    { BYTES("\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80", "\\xf4\\x90\\x80\\x80",
      "\\xf4\\x90\\x80\\x80" },
    { BYTES("\xff\xfe"), "\\xff\\xfe", "\\xff\\xfe", "\\xff\\xfe" },
    /* Valid, but it deceives: U+202E, U+200B, U+2028, U+2066, U+FEFF. */
    { BYTES("a\xe2\x80\xae"), NULL, "a\\xe2\\x80\\xae", "a\\xe2\\x80\\xae" },
    { BYTES("\xe2\x80\x8b"), NULL, "\\xe2\\x80\\x8b", "\\xe2\\x80\\x8b" },
    { BYTES("\xe2\x80\xa8"), NULL, "\\xe2\\x80\\xa8", "\\xe2\\x80\\xa8" },
    { BYTES("\xe2\x80\xa9"), NULL, "\\xe2\\x80\\xa9", "\\xe2\\x80\\xa9" },
    { BYTES("\xe2\x81\xa6"), NULL, "\\xe2\\x81\\xa6", "\\xe2\\x81\\xa6" },
    { BYTES("\xef\xbb\xbf"), NULL, "\\xef\\xbb\\xbf", "\\xef\\xbb\\xbf" },
};

static void demand(ls_slice text, ls_escape how, const char *want)
{
    char *got = escape(text, how);

    if (want)
        assert_string_equal(got, want);
    else
        assert_slice_equal(text, got);
    free(got);
}

static void escape__shows_what_may_be_shown(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(cases); i++) {
        demand(cases[i].text, LS_ESCAPE_CONTROL, cases[i].control);
        demand(cases[i].text, LS_ESCAPE_TEXT, cases[i].shown);
        demand(cases[i].text, LS_ESCAPE_ASCII, cases[i].ascii);
    }
}

static void escape__of_every_byte_is_said_by_its_number(void **state)
{
    static const char hex[] = "0123456789abcdef";

    (void)state;
    for (unsigned b = 0; b < 256; b++) {
        char byte = (char)b;
        char want[5] = { '\\', 'x', hex[b >> 4], hex[b & 15], '\0' };
        char *got = escape((ls_slice){ &byte, 1 }, LS_ESCAPE_CONTROL);

        if (b >= 0x20 && b < 0x7f)
            assert_int_equal(got[0], b);
        else
            assert_string_equal(got, want);
        free(got);
    }
}

static bool is_printable_ascii(const char *text)
{
    for (; *text; text++)
        if (*text < 0x20 || *text > 0x7e)
            return false;
    return true;
}

static void escape__of_escaped_text_changes_nothing(void **state)
{
    random_source random = { 3 };
    char bytes[200];

    (void)state;
    for (size_t round = 0; round < 500; round++) {
        char *once;
        char *ascii;

        for (size_t i = 0; i < sizeof(bytes); i++)
            bytes[i] = (char)random_next(&random);
        once = escape((ls_slice){ bytes, sizeof(bytes) }, LS_ESCAPE_TEXT);
        demand(ls_slice_of(once), LS_ESCAPE_TEXT, NULL);
        demand(ls_slice_of(once), LS_ESCAPE_CONTROL, NULL);
        ascii = escape((ls_slice){ bytes, sizeof(bytes) }, LS_ESCAPE_ASCII);
        assert_true(is_printable_ascii(ascii));
        free(once);
        free(ascii);
    }
}

static void error__message_is_formatted_with_its_line(void **state)
{
    ls_error err = { 0 };

    (void)state;
    assert_int_equal(ls_fail(&err, LS_ESYNTAX, 7, "unknown key '%s'", "nmae"),
                     LS_ESYNTAX);
    assert_string_equal(err.message, "unknown key 'nmae'");
    assert_int_equal(err.line, 7);
    assert_int_equal(ls_fail(&err, LS_EIO, 0, "x"), LS_EIO);
    assert_string_equal(err.message, "x");
    assert_int_equal(err.line, 0);
}

static void error__goes_nowhere_if_nobody_wants_it(void **state)
{
    (void)state;
    assert_int_equal(ls_fail(NULL, LS_ENOENT, 3, "%s", "x"), LS_ENOENT);
}

static void error__message_carries_no_control_byte(void **state)
{
    ls_error err = { 0 };

    (void)state;
    (void)ls_fail(&err, LS_EIO, 0, "%s: no", "\x1b]0;x\x07\xe2\x80\xae\xff");
    assert_string_equal(err.message, "\\x1b]0;x\\x07\\xe2\\x80\\xae\\xff: no");
}

/* `lead` bytes and then characters of the given text, until it is full. */
static void fill_message(ls_error *err, size_t lead, const char *text)
{
    char all[2048] = { 0 };

    memset(all, 'a', lead);
    while (strlen(all) < 1000)
        strncat(all, text, 8);
    (void)ls_fail(err, LS_EIO, 0, "%s", all);
}

static void error__message_is_cut_between_characters(void **state)
{
    static const char *const texts[] = { "\xc3\xa9", "\xe2\x82\xac",
                                         "\xf0\x9f\x98\x80", "\x01", "b" };

    (void)state;
    for (size_t i = 0; i < CASES(texts); i++) {
        for (size_t lead = 0; lead < 9; lead++) {
            ls_error err = { 0 };
            size_t len;

            fill_message(&err, lead, texts[i]);
            len = strlen(err.message);
            assert_in_range(len, sizeof(err.message) - 4,
                            sizeof(err.message) - 1);
            demand(ls_slice_of(err.message), LS_ESCAPE_TEXT, NULL);
            if (texts[i][0] == '\x01') /* nor inside an escape */
                assert_string_equal(err.message + len - 4, "\\x01");
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(escape__shows_what_may_be_shown),
        cmocka_unit_test(escape__of_every_byte_is_said_by_its_number),
        cmocka_unit_test(escape__of_escaped_text_changes_nothing),
        cmocka_unit_test(error__message_is_formatted_with_its_line),
        cmocka_unit_test(error__goes_nowhere_if_nobody_wants_it),
        cmocka_unit_test(error__message_carries_no_control_byte),
        cmocka_unit_test(error__message_is_cut_between_characters),
    };

    return cmocka_run_group_tests_name("escape", tests, NULL, NULL);
}
