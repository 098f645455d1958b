/* SPDX-License-Identifier: MIT */
/*
 * Whatever a log holds, JSON is strict and valid UTF-8 with each name once, and
 * no text for people carries a control byte or a character that deceives.
 */

#include "test.h"

#include "property/check_json.h"
#include "property/laws.h"
#include "property/random.h"

#include <stdio.h>
#include <unistd.h>

enum {
    RANDOM_LOGS = 200,
    RANDOM_BYTES = 3000,
};

/* Bytes that a terminal, a JSON parser or an eye would take badly. */
static const char *const hostile[] = {
    "\x1b[31mred",
    "\x1b]0;title\x07",
    "\23331m",
    "\302\23331m",
    "\x7f\x08\x08",
    "\xff\xfe",
    "\x80",
    "\xc0\x80",
    "\xc1\xbf",
    "\xe0\x80\xaf",
    "\xed\xa0\x80",
    "\xed\xbf\xbf",
    "\xf0\x80\x80\x80",
    "\xf4\x90\x80\x80",
    "\xf8\x88\x80\x80\x80",
    "\xe2\x82",
    "\xf0\x9f\x98",
    "\xe2\x80\xaegpj.exe",
    "\xe2\x80\xa8\xe2\x80\xa9",
    "\xe2\x80\x8b",
    "\xef\xbb\xbf",
    "\xef\xbf\xbe",
    "\xf0\x9f\x98\x80",
    "e\xcc\x81\xcc\x82\xcc\x83",
    "\xe4\xb8\xad\xe6\x96\x87",
    "\xd8\xa7\xd9\x84",
    "\\u0000",
    "\\\"",
    "\\x1b\\x1B",
    "</script>",
    "\t\v\f\r",
    "%s%n",
    "\x85",
    "\xc2\x85",
    "\xc2\xad",
    "\xe2\x81\xa6x\xe2\x81\xa9",
};

static void demand(const char *problem, const char *what, size_t at)
{
    if (problem)
        fail_msg("%s: %s at byte %zu", what, problem, at);
}

/* The length of the colour sequence that `text` starts with, or 0. */
static size_t colour_len(ls_slice text)
{
    size_t end = 2;

    if (!ls_slice_starts(text, LS_SLICE("\x1b[")))
        return 0;
    while (end < text.len && strchr("0123456789;", text.ptr[end]))
        end++;
    return end < text.len && text.ptr[end] == 'm' ? end + 1 : 0;
}

/* Takes colour sequences out: nothing else may start with ESC. */
static void strip_colour(ls_buf *text)
{
    ls_slice rest = ls_buf_slice(text);
    size_t to = 0;

    while (rest.len) {
        size_t len = colour_len(rest);

        if (len == 0)
            text->ptr[to++] = rest.ptr[0];
        rest = ls_slice_skip(rest, len ? len : 1);
    }
    text->len = to;
}

static void demand_text(const ls_summary *summary,
                        const ls_render_options *options)
{
    ls_buf text = { 0 };
    ls_sink sink = sink_to(&text);
    size_t at = 0;

    assert_int_equal(ls_render_text(summary, options, &sink), LS_OK);
    if (options->colour)
        strip_colour(&text);
    demand(text_problem(ls_buf_slice(&text), !options->utf8, &at), "text", at);
    ls_buf_release(&text);
}

/* All outputs in all their shapes. */
static void demand_outputs(const ls_summary *summary)
{
    ls_buf json = { 0 };
    ls_sink sink = sink_to(&json);
    size_t at = 0;

    assert_int_equal(ls_render_json(summary, &sink), LS_OK);
    demand(json_problem(ls_buf_slice(&json), &at), "JSON", at);
    ls_buf_release(&json);
    for (size_t width = 40; width < 170; width += 43)
        for (unsigned shape = 0; shape < 8; shape++) {
            const ls_render_options options = {
                .width = width,
                .top = 100,
                .utf8 = shape & 1,
                .colour = shape & 2,
                .brief = shape & 4,
            };

            demand_text(summary, &options);
        }
}

static ls_status demand_record(void *context, const ls_record *record)
{
    ls_buf line = { 0 };
    ls_sink sink = sink_to(&line);
    size_t at = 0;

    ++*(uint64_t *)context;
    assert_int_equal(ls_render_record(record, &sink), LS_OK);
    demand(json_problem(ls_buf_slice(&line), &at), "record", at);
    ls_buf_release(&line);
    return LS_OK;
}

static void try_log(ls_slice log, const char *name)
{
    uint64_t records = 0;
    const ls_run_options options = {
        .formats = builtin_formats(),
        .select = { .status = name, .method = name },
        .max_line = 100000,
        .stop = -1,
        .on_record = demand_record,
        .context = &records,
    };
    int file = file_of(log);
    ls_run *run = NULL;
    ls_summary *summary = NULL;
    ls_outcome outcome;
    size_t at = 0;

    assert_int_equal(ls_run_new(&options, &run, NULL), LS_OK);
    assert_int_equal(ls_run_stream(run, file, name, &outcome, NULL), LS_OK);
    assert_int_equal(ls_run_summary(run, &summary, NULL), LS_OK);
    demand(text_problem(ls_slice_of(outcome.message.message), false, &at),
           "message", at);
    assert_int_equal(records, summary->lines.counted);
    demand_outputs(summary);
    ls_summary_free(summary);
    ls_run_free(run);
    (void)close(file);
}

static void put(ls_buf *log, const char *text)
{
    assert_int_equal(ls_buf_append(log, ls_slice_of(text)), LS_OK);
}

static void put_bytes(ls_buf *log, ls_slice bytes)
{
    assert_int_equal(ls_buf_append(log, bytes), LS_OK);
}

/* Lines with `bytes` in every field, and one that is no record. */
static void put_lines(ls_buf *log, ls_slice bytes)
{
    static const char *const parts[] = {
        "",
        " - ",
        " [27/Nov/2019:16:03:11 +0000] \"",
        " /",
        "?q HTTP/1.1\" 404 9 \"http://",
        "/\" \"",
        "\"\n",
    };

    for (size_t field = 0; field < CASES(parts); field++) {
        for (size_t i = 0; i < CASES(parts); i++) {
            put(log, parts[i]);
            if (i == field)
                put_bytes(log, bytes);
            else if (i == 0)
                put(log, "192.0.2.1");
            else if (i + 1 < CASES(parts))
                put(log, i == 2 ? "GET" : "x");
        }
    }
    put_bytes(log, bytes);
    put(log, " is no record\n");
}

static void outputs__are_clean_for_every_byte_in_every_field(void **state)
{
    ls_buf log = { 0 };

    (void)state;
    for (unsigned i = 0; i < 256; i++) {
        char byte = (char)(unsigned char)i;

        put_lines(&log, (ls_slice){ &byte, 1 });
    }
    try_log(ls_buf_slice(&log), "log");
    ls_buf_release(&log);
}

static void outputs__are_clean_for_hostile_text_in_every_field(void **state)
{
    ls_buf log = { 0 };

    (void)state;
    for (size_t i = 0; i < CASES(hostile); i++) {
        log.len = 0;
        put_lines(&log, ls_slice_of(hostile[i]));
        try_log(ls_buf_slice(&log), hostile[i]);
    }
    ls_buf_release(&log);
}

/* Long texts are cut: never inside a character. */
static void outputs__are_clean_where_long_text_is_cut(void **state)
{
    ls_buf bytes = { 0 };
    ls_buf log = { 0 };

    (void)state;
    for (size_t i = 0; i < CASES(hostile); i++)
        for (size_t shift = 0; shift < 5; shift++) {
            bytes.len = 0;
            log.len = 0;
            put_bytes(&bytes, (ls_slice){ "/aaaa", shift });
            while (bytes.len < 600)
                put(&bytes, hostile[i]);
            put_lines(&log, ls_buf_slice(&bytes));
            try_log(ls_buf_slice(&log), "log");
        }
    ls_buf_release(&bytes);
    ls_buf_release(&log);
}

static void outputs__are_clean_for_random_bytes(void **state)
{
    random_source random = { 99 };
    char bytes[RANDOM_BYTES];
    ls_buf log = { 0 };

    (void)state;
    for (size_t i = 0; i < RANDOM_LOGS; i++) {
        size_t len = random_below(&random, 40);

        for (size_t k = 0; k < RANDOM_BYTES; k++)
            bytes[k] = (char)(unsigned char)(random_next(&random) >> 56);
        log.len = 0;
        put_lines(&log, (ls_slice){ bytes, len });
        put_bytes(&log, (ls_slice){ bytes, RANDOM_BYTES });
        try_log(ls_buf_slice(&log), "log");
    }
    ls_buf_release(&log);
}

/* Formats do not have every field, so this goes without a log. */
static void records__are_clean_for_every_byte_in_every_field(void **state)
{
    uint64_t records = 0;

    (void)state;
    for (ls_field field = 0; field < LS_FIELD_COUNT; field++) {
        for (unsigned i = 0; i < 256; i++) {
            char text[] = { 'a', (char)(unsigned char)i, '?', 'z' };
            ls_record record = { .has = LS_FIELDS_ALL };

            for (ls_field k = 0; k < LS_FIELD_COUNT; k++)
                record.text[k] = LS_SLICE("x");
            record.text[field] = (ls_slice){ text, sizeof(text) };
            assert_int_equal(demand_record(&records, &record), LS_OK);
        }
        for (size_t i = 0; i < CASES(hostile); i++) {
            ls_record record = { .has = LS_HAS(field) };

            record.text[field] = ls_slice_of(hostile[i]);
            assert_int_equal(demand_record(&records, &record), LS_OK);
        }
    }
}

static void errors__are_clean_for_hostile_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(hostile); i++) {
        const ls_slice text = ls_slice_of(hostile[i]);
        ls_formats *formats = ls_formats_new();
        ls_filter *filter = ls_filter_new();
        ls_error errors[4] = { 0 };

        assert_non_null(formats);
        assert_non_null(filter);
        (void)!ls_formats_add(formats, text, hostile[i], &errors[0]);
        (void)!ls_formats_add_folder(formats, hostile[i], &errors[1]);
        (void)!ls_filter_status(filter, text, &errors[2]);
        (void)!ls_filter_method(filter, text, &errors[3]);
        for (size_t k = 0; k < CASES(errors); k++) {
            size_t at = 0;

            assert_true(errors[k].message[0]);
            demand(text_problem(ls_slice_of(errors[k].message), false, &at),
                   "error", at);
        }
        ls_filter_free(filter);
        ls_formats_free(formats);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outputs__are_clean_for_every_byte_in_every_field),
        cmocka_unit_test(outputs__are_clean_for_hostile_text_in_every_field),
        cmocka_unit_test(outputs__are_clean_where_long_text_is_cut),
        cmocka_unit_test(outputs__are_clean_for_random_bytes),
        cmocka_unit_test(records__are_clean_for_every_byte_in_every_field),
        cmocka_unit_test(errors__are_clean_for_hostile_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
