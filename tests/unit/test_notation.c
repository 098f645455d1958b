/* SPDX-License-Identifier: MIT */
/*
 * Pattern files that people write: wrong ones are refused with the line and the
 * reason, and a right one takes its place among those that are compiled in.
 */

#include "test.h"

#include <logstat/format.h>

#include "parse/detect.h"
#include "parse/format.h"

#include <stdio.h>

/* A whole file but for its name and head, which a case adds. */
#define REST "title T\nsample 200\nexpect status=200\n"
#define STATUS "head (?<status>\\d++)\n"

static ls_formats *new_set(void)
{
    ls_formats *formats = ls_formats_new();

    assert_non_null(formats);
    return formats;
}

static void add(ls_formats *formats, const char *text)
{
    ls_error err = { 0 };
    ls_status status =
        ls_formats_add(formats, ls_slice_of(text), "t.pattern", &err);

    assert_string_equal(err.message, "");
    assert_int_equal(status, LS_OK);
}

static void compile(ls_formats *formats)
{
    ls_error err = { 0 };
    ls_status status = ls_formats_compile(formats, &err);

    assert_string_equal(err.message, "");
    assert_int_equal(status, LS_OK);
}

static const ls_format *find(const ls_formats *formats, const char *name)
{
    const ls_format *format = ls_formats_find(formats, ls_slice_of(name));

    assert_non_null(format);
    return format;
}

static const struct wrong_text {
    const char *text;
    size_t line;
    const char *message; /* behind the file and the line */
} wrong_texts[] = {
    { "", 0, "has no name" },
    { "# nothing\n\n", 0, "has no name" },
    { "  a value\n", 1, "continues no key" },
    { "nmae t\n", 1, "unknown key 'nmae'" },
    { "name t\n\nname u\n", 3, "name: given twice" },
    { "name\n", 1, "name: has no value" },
    { "name T\n", 1, "name: may hold a-z, 0-9, _ and - only" },
    { "name ../t\n", 1, "name: may hold a-z, 0-9, _ and - only" },
    { "name a2345678901234567890123456789012\n", 1,
      "name: is longer than 31 bytes" },
    { "title a\ntitle b\n", 2, "title: given twice" },
    { "format a\nformat b\n", 2, "format: given twice" },
    { "refuse a\nrefuse b\n", 2, "refuse: given twice" },
    { "extends a\nextends b\n", 2, "extends: given twice" },
    { "lead a\nlead b\n", 2, "lead: given twice" },
    { "head a\nhead b\n", 2, "head: given twice" },
    { "time clf\ntime clf\n", 2, "time: given twice" },
    { "time noon\n", 1, "time: is none of clf, iso, unix, any or a %-layout" },
    { "head\n", 1, "head: has no value" },
    { "tail\n", 1, "tail: has no value" },
    { "name t\nhead a\n  b\n\tc\nend x\n", 5, "unknown key 'end'" },
    { "name t\r\nhead a\r\n  b\r\nend x\r\n", 4, "unknown key 'end'" },
    { "expect status=200\n", 1, "expect: stands without a sample before it" },
    { "sample 1\nexpect\nexpect\n", 3,
      "expect: stands without a sample before it" },
    { "reject x\nexpect\n", 2, "expect: stands without a sample before it" },
    { "title T\n" STATUS "sample 2\nexpect\n", 0, "has no name" },
    { "name t\n" STATUS "sample 2\nexpect\n", 0, "has no title" },
    { "name t\n" REST, 0, "has neither head nor extends" },
    { "name t\nextends u\n" STATUS REST, 0, "has both head and extends" },
    { "name t\nlead a\n" STATUS REST, 0, "has a lead without extends" },
    { "name t\ntitle T\n" STATUS, 0, "has no sample" },
    { "name t\ntitle T\nreject x\n" STATUS, 0, "has no sample" },
    { "name t\n" STATUS REST "sample 3\n", 0, "has a sample without expect" },
};

static void notation__wrong_text_is_refused_with_its_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(wrong_texts); i++) {
        const struct wrong_text *c = &wrong_texts[i];
        ls_formats *formats = new_set();
        ls_error err = { 0 };
        char want[128] = "t: ";

        if (c->line)
            (void)snprintf(want, sizeof(want), "t: line %zu: ", c->line);
        (void)strncat(want, c->message, sizeof(want) - strlen(want) - 1);
        assert_int_equal(
            ls_formats_add(formats, ls_slice_of(c->text), "t", &err),
            LS_ESYNTAX);
        assert_string_equal(err.message, want);
        assert_int_equal(err.line, c->line);
        assert_int_equal(ls_formats_count(formats), 0);
        ls_formats_free(formats);
    }
}

static void notation__nul_byte_is_refused(void **state)
{
    ls_formats *formats = new_set();
    ls_error err = { 0 };

    (void)state;
    assert_int_equal(
        ls_formats_add(formats, LS_SLICE("name t\ntitle a\0b\n"), "t", &err),
        LS_ESYNTAX);
    assert_string_equal(err.message, "t: line 2: title: holds a NUL byte");
    ls_formats_free(formats);
}

/* Files that read well, but do not go with each other or make no sense. */
static const struct wrong_set {
    const char *texts[3];
    const char *message; /* its start: the byte is for PCRE2 to say */
} wrong_sets[] = {
    { { "name t\nextends u\n" REST },
      "t.pattern: extends 'u', which does not exist" },
    { { "name t\nextends t\n" REST },
      "t.pattern: extends too many formats, or itself" },
    { { "name t\nextends u\n" REST, "name u\nextends t\n" REST },
      "t.pattern: extends too many formats, or itself" },
    { { "name t\nhead (?<status>\\d++) (?<colour>x)\n" REST },
      "t.pattern: the group 'colour' is no field" },
    { { "name t\nhead (?<bytes>\\d++)\n" REST },
      "t.pattern: no group is the status" },
    { { "name t\nhead (?<status>\\d++) (?<time>x)\n" REST },
      "t.pattern: has times, but no time key" },
    { { "name t\nhead (?<status>\\d++\n" REST },
      "t.pattern: missing closing parenthesis before '" },
    { { "name u\n" STATUS REST, "name t\nextends u\ntail [a\n" REST },
      "t.pattern: missing terminating ] for character class before '" },
    { { "name t\nhead \\C(?<status>\\d++)\n" REST },
      "t.pattern: using \\C is disabled by the application before '" },
    { { "name t\nkind json\nkeys\n status s\nunlike a=1 a=2 a=3 a=4 "
        "a=5\n" REST },
      "t.pattern: unlike: more than 4 of one key" },
};

static void notation__files_that_do_not_fit_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(wrong_sets); i++) {
        ls_formats *formats = new_set();
        ls_error err = { 0 };

        for (size_t k = 0; k < 3 && wrong_sets[i].texts[k]; k++)
            add(formats, wrong_sets[i].texts[k]);
        assert_int_equal(ls_formats_compile(formats, &err), LS_ESYNTAX);
        assert_memory_equal(err.message, wrong_sets[i].message,
                            strlen(wrong_sets[i].message));
        ls_formats_free(formats);
    }
}

static const struct wrong_sample {
    const char *text; /* lines 3 and on; head and names stand before */
    size_t line;
    const char *message;
} wrong_samples[] = {
    { "sample x\nexpect\n", 3, "sample: the line does not fit" },
    { "sample 200\nexpect\nreject 404\n", 5, "reject: the line fits" },
    { "sample 200\nexpect status=404\n", 3,
      "sample: status is '200', expected '404'" },
    { "sample 200\nexpect status=200 target=/\n", 3,
      "sample: target is '-', expected '/'" },
    { "sample 200\nexpect colour=red\n", 3, "expect: 'colour' is no field" },
    { "sample 200\nexpect status\n", 3, "expect: 'status' is no key=value" },
};

static void notation__wrong_sample_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(wrong_samples); i++) {
        const struct wrong_sample *c = &wrong_samples[i];
        ls_formats *formats = new_set();
        ls_error err = { 0 };
        char text[256];
        size_t checked = 0;

        (void)snprintf(text, sizeof(text), "name t\ntitle T\n%s%s", c->text,
                       STATUS);
        add(formats, text);
        compile(formats);
        assert_int_equal(ls_format_check(find(formats, "t"), &checked, &err),
                         LS_ESYNTAX);
        assert_string_equal(err.message, c->message);
        assert_int_equal(err.line, c->line);
        ls_formats_free(formats);
    }
}

static void notation__user_file_replaces_a_builtin(void **state)
{
    ls_formats *formats = new_set();
    size_t count;

    (void)state;
    assert_int_equal(ls_formats_add_builtin(formats, NULL), LS_OK);
    count = ls_formats_count(formats);
    add(formats, "name common\nhead x [ ] (?<status>\\d++)\ntime clf\n"
                 "title Mine\nsample x 200\nexpect status=200\n");
    compile(formats);
    assert_int_equal(ls_formats_count(formats), count);
    assert_string_equal(ls_format_title(find(formats, "common")), "Mine");
    assert_string_equal(find(formats, "combined")->full_head,
                        "x [ ] (?<status>\\d++)");
    ls_formats_free(formats);
}

static void notation__user_file_extends_a_builtin(void **state)
{
    ls_slice line =
        LS_SLICE("192.0.2.1 - - [10/Oct/2025:13:55:36 +0000] \"GET "
                 "/ HTTP/1.1\" 200 5 \"-\" \"curl/8\" 192.0.2.80:8080");
    ls_formats *formats = new_set();
    ls_found found = { 0 };
    ls_error err = { 0 };
    size_t checked = 0;
    char text[512];

    (void)state;
    assert_int_equal(ls_formats_add_builtin(formats, NULL), LS_OK);
    (void)snprintf(text, sizeof(text),
                   "name proxied\ntitle Mine\nextends combined\n"
                   "tail [ ] (?<upstream> [^ ]++ )\nsample %.*s\n"
                   "expect status=200 agent=curl/8 upstream=192.0.2.80:8080\n",
                   (int)line.len, line.ptr);
    add(formats, text);
    compile(formats);
    assert_int_equal(ls_format_check(find(formats, "proxied"), &checked, &err),
                     LS_OK);
    assert_int_equal(checked, 1);
    assert_string_equal(find(formats, "proxied")->family, "common");
    assert_int_equal(ls_detect(formats, NULL, &line, 1, &found), LS_OK);
    assert_ptr_equal(found.format, find(formats, "proxied"));
    ls_found_release(&found);
    ls_formats_free(formats);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(notation__wrong_text_is_refused_with_its_line),
        cmocka_unit_test(notation__nul_byte_is_refused),
        cmocka_unit_test(notation__files_that_do_not_fit_are_refused),
        cmocka_unit_test(notation__wrong_sample_is_named),
        cmocka_unit_test(notation__user_file_replaces_a_builtin),
        cmocka_unit_test(notation__user_file_extends_a_builtin),
    };

    return cmocka_run_group_tests_name("notation", tests, NULL, NULL);
}
