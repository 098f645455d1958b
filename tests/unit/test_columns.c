/* SPDX-License-Identifier: MIT */
/* Headers that name columns, and rows under them. */

#include "unit/formats.h"

#include "parse/reader.h"
#include "property/random.h"
#include "property/records.h"

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
    { "empty status", "#Fields: cs-uri-stem sc-status", "/a\t", true, 0, "/a" },
    { "nothing", "#Fields: sc-status cs-uri-stem", "", false, 0, "" },
    { "nothing but blanks", "#Fields: sc-status cs-uri-stem", " \t", false, 0,
      "" },
    { "blanks for as many cells", "#Fields: sc-status cs-uri-stem", " ", false,
      0, "" },
    { "quote behind what is asked for", "#Fields: cs-uri-stem sc-status x",
      "/a 404 \"", true, 404, "/a" },
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

static ls_reader *reader_below(const ls_plans *plans, const char *header)
{
    ls_reader *reader = ls_reader_new(plans, 0, false);
    ls_record record;
    ls_line_kind kind;

    assert_non_null(reader);
    assert_int_equal(
        ls_reader_read(reader, ls_slice_of(header), &record, &kind), LS_OK);
    assert_int_equal(kind, LS_LINE_COMMENT);
    return reader;
}

/* Cells of any length, now and then more or fewer than there are columns. */
static ls_slice make_row(random_source *random, char *room)
{
    /* One that something wraps may hold line ends. */
    bool wrapped = random_below(random, 20) == 0;
    const char *bytes = wrapped ? "/a?4-[2026-11-22\n" : "/a?4-[2026-11-22";
    char separator = random_below(random, 2) ? ' ' : '\t';
    size_t cells = random_below(random, 80);
    size_t longest = 1 + random_below(random, 40);
    size_t len = 0;

    for (size_t i = 0; i < cells; i++) {
        size_t rest = random_below(random, longest);

        if (random_below(random, 3) == 0) {
            memcpy(room + len, "404", 3);
            len += 3;
            rest = 0;
        }
        while (rest--)
            room[len++] = bytes[random_below(random, strlen(bytes))];
        room[len++] = separator;
    }
    return (ls_slice){ room, len ? len - 1 : 0 };
}

/* Reads a copy, so that a sanitizer sees a byte that is read too many. */
static bool read_copy(ls_reader *reader, ls_slice row, char *copy,
                      ls_record *record)
{
    ls_line_kind kind;

    memcpy(copy, row.ptr, row.len);
    row.ptr = copy;
    assert_int_equal(ls_reader_read(reader, row, record, &kind), LS_OK);
    return kind == LS_LINE_RECORD;
}

/* Whether a reader takes a row, whose memory ends with the slack. */
static bool read_at_once(ls_reader *reader, ls_slice row, char *copy,
                         ls_record *record)
{
    memset(copy + row.len, ' ', LS_READER_SLACK);
    ls_reader_around(reader, (ls_slice){ copy, row.len + LS_READER_SLACK });
    return read_copy(reader, row, copy, record);
}

/* Whether it takes the row behind a cell in quotes, for which its header has a
   column. */
static bool read_one_by_one(ls_reader *reader, ls_slice row, char *copy,
                            ls_record *record)
{
    char quoted[80 * 41 + 3] = { '"', '"' };

    quoted[2] = memchr(row.ptr, '\t', row.len) ? '\t' : ' ';
    memcpy(quoted + 3, row.ptr, row.len);
    return read_copy(reader, (ls_slice){ quoted, row.len + 3 }, copy, record);
}

/* Whether two readers take a row, about which they must agree. */
static bool read_alike(ls_reader *at_once, ls_reader *one_by_one, ls_slice row)
{
    char *a = malloc(row.len + LS_READER_SLACK);
    char *b = malloc(row.len + 3);
    ls_record of_a = { 0 };
    ls_record of_b = { 0 };
    bool taken;

    assert_non_null(a);
    assert_non_null(b);
    taken = read_at_once(at_once, row, a, &of_a);
    assert_int_equal(read_one_by_one(one_by_one, row, b, &of_b), taken);
    if (taken) {
        const char *problem = record_difference(&of_b, &of_a);

        if (problem)
            fail_msg("%s: %.*s", problem, (int)row.len, row.ptr);
    }
    free(a);
    free(b);
    return taken;
}

/* Cells are searched for one by one in a row with a quote. */
static void columns__are_the_same_found_one_by_one_or_at_once(void **state)
{
#define COLUMNS                                                                \
    "cs-method x-a cs-uri-stem sc-status cs-uri-query x-b x-c sc-bytes c-ip "  \
    "time x-d x-e x-f x-g x-h x-i x-j x-k x-l cs-host"
    ls_formats *formats = all_formats();
    random_source random = { 3 };
    ls_plans plans;
    ls_reader *one_by_one;
    ls_reader *at_once;
    size_t records = 0;

    (void)state;
    assert_int_equal(
        ls_plans_init_one(&plans, format_named(formats, "w3c"), LS_FIELDS_ALL),
        LS_OK);
    at_once = reader_below(&plans, "#Fields: " COLUMNS);
    one_by_one = reader_below(&plans, "#Fields: x-quoted " COLUMNS);
    for (size_t i = 0; i < 20000; i++) {
        char room[80 * 41];
        ls_slice row = make_row(&random, room);

        if (!ls_slice_is_blank(row)) /* which is no row if it stands alone */
            records += read_alike(at_once, one_by_one, row);
    }
    assert_true(records > 2000);
    ls_reader_free(at_once);
    ls_reader_free(one_by_one);
    ls_plans_release(&plans);
    ls_formats_free(formats);
#undef COLUMNS
}

/* Who asks for the path alone is given the target without the query. */
static void columns__of_a_path_have_no_query(void **state)
{
    static const char header[] = "#Fields: cs-uri-stem cs-uri-query sc-status";
    static const char *const targets[] = { "/a?b=1", "/a" };
    const ls_fields wanted[] = { LS_HAS(LS_FIELD_TARGET) | LS_FIELDS_PATH,
                                 LS_FIELDS_PATH };
    ls_formats *formats = all_formats();

    (void)state;
    for (size_t i = 0; i < CASES(wanted); i++) {
        ls_plans plans;
        ls_record record;
        ls_line_kind kind;
        ls_reader *reader;

        assert_int_equal(
            ls_plans_init_one(&plans, format_named(formats, "w3c"), wanted[i]),
            LS_OK);
        reader = reader_below(&plans, header);
        assert_int_equal(
            ls_reader_read(reader, LS_SLICE("/a b=1 404"), &record, &kind),
            LS_OK);
        assert_int_equal(kind, LS_LINE_RECORD);
        assert_slice_equal(record.text[LS_FIELD_TARGET], targets[i]);
        ls_reader_free(reader);
        ls_plans_release(&plans);
    }
    ls_formats_free(formats);
}

/* By their bytes one format is told to say more of a log than another. */
static void columns__are_explained_by_their_bytes(void **state)
{
    ls_formats *formats = all_formats();
    ls_plans plans;
    ls_record record;
    ls_line_kind kind;
    ls_reader *reader;

    (void)state;
    assert_int_equal(
        ls_plans_init_one(&plans, format_named(formats, "w3c"), LS_FIELDS_ALL),
        LS_OK);
    reader = reader_below(&plans, "#Fields: date time x-a cs-uri-stem "
                                  "cs-uri-query c-ip sc-status");
    assert_int_equal(
        ls_reader_read(reader,
                       LS_SLICE("2026-11-22 10:00:00 a /a b=1 192.0.2.7 404"),
                       &record, &kind),
        LS_OK);
    assert_int_equal(kind, LS_LINE_RECORD);
    assert_int_equal(ls_reader_explained(reader), strlen("2026-11-22"
                                                         "10:00:00"
                                                         "/a"
                                                         "b=1"
                                                         "192.0.2.7"
                                                         "404"));
    ls_reader_free(reader);
    ls_plans_release(&plans);
    ls_formats_free(formats);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns__are_those_of_the_header),
        cmocka_unit_test(columns__are_the_same_found_one_by_one_or_at_once),
        cmocka_unit_test(columns__of_a_path_have_no_query),
        cmocka_unit_test(columns__are_explained_by_their_bytes),
    };

    return cmocka_run_group_tests_name("columns", tests, NULL, NULL);
}
