/* SPDX-License-Identifier: MIT */
/*
 * A long URL is no reason to lose a line: of every length to 4 KiB, then in
 * steps to 1 MiB, plain and made of escapes only, with machine code and
 * without, a combined line is a record and the URL comes out whole.
 */

#include "test.h"

#include "parse/reader.h"
#include "parse/shortcut.h"
#include "property/laws.h"

#include <stdio.h>

/* A sanitizer makes PCRE2's interpreter five times as slow, and sees no more
   in 4,000 long lines than in 250. */
#if defined(__SANITIZE_ADDRESS__)
#define STEP (16 * 251)
#else
#define STEP 251
#endif

enum {
    EVERY = 4096,
    LONGEST = 1 << 20,
};

static const ls_slice before = {
    "203.0.113.7 - - [27/Nov/2019:16:03:11 +0000] \"GET ", 50
};
static const ls_slice after = {
    " HTTP/1.1\" 404 209 \"http://example.org/\" \"curl/8\"", 49
};

/* A combined line with a URL of any length in its middle. */
struct line {
    char *bytes;
    ls_slice unit; /* what the URL is made of */
};

static void make_line(struct line *line, const char *unit)
{
    line->unit = ls_slice_of(unit);
    line->bytes = malloc(before.len + LONGEST + after.len);
    assert_non_null(line->bytes);
    memcpy(line->bytes, before.ptr, before.len);
    line->bytes[before.len] = '/';
    for (size_t i = 1; i < LONGEST; i++)
        line->bytes[before.len + i] = unit[(i - 1) % line->unit.len];
}

static void read_line(ls_reader *reader, const struct line *line, size_t len)
{
    char *end = line->bytes + before.len + len;
    const ls_slice text = { line->bytes, before.len + len + after.len };
    /* A unit that is cut would take the blank behind it as escaped. */
    size_t rest = (len - 1) % line->unit.len;
    size_t room = LONGEST - len < after.len ? LONGEST - len : after.len;
    char covered[64];
    ls_record record;
    ls_line_kind kind;

    memcpy(covered, end - rest, rest + room);
    memset(end - rest, 'a', rest);
    memcpy(end, after.ptr, after.len);
    assert_int_equal(ls_reader_read(reader, text, &record, &kind), LS_OK);
    if (kind != LS_LINE_RECORD || record.code != 404 ||
        record.text[LS_FIELD_TARGET].len != len ||
        !ls_slice_equal(record.text[LS_FIELD_AGENT], LS_SLICE("curl/8")))
        fail_msg("a URL of %zu bytes of %s: kind %d, status %d", len,
                 line->unit.ptr, (int)kind, record.code);
    memcpy(end - rest, covered, rest + room);
}

/* Without the short cut, PCRE2 reads plain URLs too. */
static void take_short_cuts_out(ls_plans *plans)
{
    for (size_t i = 0; i < plans->count; i++) {
        ls_short_cut_free(plans->items[i].short_cut);
        plans->items[i].short_cut = NULL;
    }
}

static void read_all_lengths(const char *unit, bool interpret, bool short_cut)
{
    const ls_formats *formats = builtin_formats();
    ls_found found = {
        .format = ls_formats_find(formats, LS_SLICE("combined")),
    };
    struct line line;
    ls_plans plans;
    ls_reader *reader;

    make_line(&line, unit);
    assert_int_equal(ls_plans_init(&plans, formats, &found, LS_FIELDS_ALL),
                     LS_OK);
    if (!short_cut)
        take_short_cuts_out(&plans);
    reader = ls_reader_new(&plans, 0, interpret);
    assert_non_null(reader);
    for (size_t len = 1; len <= EVERY; len++)
        read_line(reader, &line, len);
    for (size_t len = EVERY; len <= LONGEST; len += STEP)
        read_line(reader, &line, len);
    read_line(reader, &line, LONGEST);
    ls_reader_free(reader);
    ls_plans_release(&plans);
    free(line.bytes);
}

static void long_urls__are_records_by_the_short_cut(void **state)
{
    (void)state;
    read_all_lengths("a", false, true);
}

static void long_urls__are_records_with_machine_code(void **state)
{
    (void)state;
    read_all_lengths("a", false, false);
    read_all_lengths("\\x22", false, true);
    read_all_lengths("\\\"", false, true);
}

static void long_urls__are_records_without_machine_code(void **state)
{
    (void)state;
    read_all_lengths("a", true, false);
    read_all_lengths("\\x22", true, true);
    read_all_lengths("\\\"", true, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(long_urls__are_records_by_the_short_cut),
        cmocka_unit_test(long_urls__are_records_with_machine_code),
        cmocka_unit_test(long_urls__are_records_without_machine_code),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
