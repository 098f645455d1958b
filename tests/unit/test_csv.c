/* SPDX-License-Identifier: MIT */
/* Headers of CSV, which look like any other row: what is one, what is none. */

#include "unit/formats.h"

#include "parse/reader.h"

enum {
    MOST = 8
};

/* `codes`: of each line; -1: a comment, -2: unparsed. */
static const struct {
    const char *what;
    const char *lines[MOST];
    int codes[MOST];
} logs[] = {
    { "a first column that may not be asked for",
      { "user,method,path,status", "jane,GET,/,200" },
      { -1, 200 } },
    { "a row that is cut behind a column's name",
      { "path,method,status", "/,GET,200", "path,GET", "/,GET,404" },
      { -1, 200, -2, 404 } },
    { "a row whose first value is a column's name",
      { "path,method,status", "status,GET,200", "/,GET,404" },
      { -1, 200, 404 } },
    { "another header",
      { "path,method,status", "/,GET,200", "code,method", "404,GET" },
      { -1, 200, -1, 404 } },
    { "no header that says enough",
      { "user,path", "jane,/", "status,method", "404,GET" },
      { -1, -2, -1, 404 } },
};

static int code_of(ls_reader *reader, const char *line)
{
    ls_record record;
    ls_line_kind kind;

    assert_int_equal(ls_reader_read(reader, ls_slice_of(line), &record, &kind),
                     LS_OK);
    if (kind == LS_LINE_RECORD)
        return record.code;
    return kind == LS_LINE_COMMENT ? -1 : -2;
}

static void check_logs(const ls_formats *formats, ls_fields wanted)
{
    for (size_t i = 0; i < CASES(logs); i++) {
        ls_plans plans;
        ls_reader *reader;

        assert_int_equal(
            ls_plans_init_one(&plans, format_named(formats, "csv"), wanted),
            LS_OK);
        reader = ls_reader_new(&plans, 0, false);
        assert_non_null(reader);
        for (size_t k = 0; k < MOST && logs[i].lines[k]; k++)
            if (code_of(reader, logs[i].lines[k]) != logs[i].codes[k])
                fail_msg("%s: %s", logs[i].what, logs[i].lines[k]);
        ls_reader_free(reader);
        ls_plans_release(&plans);
    }
}

static void csv__knows_headers_whatever_is_asked_for(void **state)
{
    ls_formats *formats = all_formats();

    (void)state;
    check_logs(formats, LS_FIELDS_ALL);
    check_logs(formats, LS_HAS(LS_FIELD_STATUS));
    ls_formats_free(formats);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv__knows_headers_whatever_is_asked_for),
    };

    return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
