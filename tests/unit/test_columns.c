/* SPDX-License-Identifier: MIT */
/* Headers that name columns, and rows under them. */

#include "unit/formats.h"

#include "parse/reader.h"

static const struct {
    const char *what;
    const char *header;
    const char *row;
    bool fits;
    unsigned code;
    const char *target;
} rows[] = {
    { "blanks", "#Fields: date cs-uri-stem sc-status", "2026-01-05 /a 404",
      true, 404, "/a" },
    { "tabs below blanks", "#Fields: date cs-uri-stem sc-status",
      "2026-01-05\t/a b\t404", true, 404, "/a b" },
    { "tabs in the header", "#Fields:\tcs-uri-stem\tsc-status", "/a\t404", true,
      404, "/a" },
    { "more columns than names", "#Fields: cs-uri-stem sc-status", "/a 404 x y",
      true, 404, "/a" },
    { "cut behind the status", "#Fields: sc-status cs-uri-stem", "404", true,
      404, "" },
    { "cut before the status", "#Fields: cs-uri-stem sc-status", "/a", false, 0,
      "" },
    { "quoted", "#Fields: cs-uri-stem sc-status", "\"/a b\" 404", true, 404,
      "/a b" },
    { "quoted and doubled", "#Fields: cs-uri-stem sc-status",
      "\"/a \"\"b\"\"\" 404", true, 404, "/a \"\"b\"\"" },
    { "query apart", "#Fields: cs-uri-stem cs-uri-query sc-status",
      "/a b=1 404", true, 404, "/a?b=1" },
    { "no query", "#Fields: cs-uri-stem cs-uri-query sc-status", "/a - 404",
      true, 404, "/a" },
    { "column twice", "#Fields: sc-status sc-status cs-uri-stem", "404 500 /a",
      true, 404, "/a" },
    { "no date", "#Fields: date cs-uri-stem sc-status", "today /a 404", false,
      0, "" },
    { "status of letters", "#Fields: cs-uri-stem sc-status", "/a x", false, 0,
      "" },
    { "no status", "#Fields: cs-uri-stem sc-substatus", "/a 404", false, 0,
      "" },
    { "status of none", "#Fields: cs-uri-stem sc-status", "/a -", true, 0,
      "/a" },
};

static void check(ls_formats *formats, size_t i)
{
    ls_plans plans;
    ls_reader *reader;
    ls_record record = { 0 };
    ls_line_kind kind;

    assert_int_equal(
        ls_plans_init_one(&plans, format_named(formats, "w3c"), LS_FIELDS_ALL),
        LS_OK);
    reader = ls_reader_new(&plans, 0, false);
    assert_non_null(reader);
    assert_int_equal(
        ls_reader_read(reader, ls_slice_of(rows[i].header), &record, &kind),
        LS_OK);
    assert_int_equal(kind, LS_LINE_COMMENT);
    assert_int_equal(
        ls_reader_read(reader, ls_slice_of(rows[i].row), &record, &kind),
        LS_OK);
    if ((kind == LS_LINE_RECORD) != rows[i].fits)
        fail_msg("%s: kind %d", rows[i].what, kind);
    if (rows[i].fits) {
        ls_slice target = { 0 };

        if (record.has & LS_HAS(LS_FIELD_TARGET))
            target = record.text[LS_FIELD_TARGET];
        assert_int_equal(record.code, rows[i].code);
        assert_slice_equal(target, rows[i].target);
    }
    ls_reader_free(reader);
    ls_plans_release(&plans);
}

static void columns__are_those_of_the_header(void **state)
{
    ls_formats *formats = all_formats();

    (void)state;
    for (size_t i = 0; i < CASES(rows); i++)
        check(formats, i);
    ls_formats_free(formats);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns__are_those_of_the_header),
    };

    return cmocka_run_group_tests_name("columns", tests, NULL, NULL);
}
