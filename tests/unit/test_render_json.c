/* SPDX-License-Identifier: MIT */
/* The JSON document: it is JSON, and says what docs/summary.md promises. */

#include "test.h"

#include "base/escape.h"

#include "unit/fixture.h"

/* A strict reader of JSON (RFC 8259) that only says where JSON ends. */
static const char *skip_value(const char *c);

static const char *skip_string(const char *c)
{
    assert_int_equal(*c++, '"');
    while (*c != '"') {
        assert_true((unsigned char)*c >= 0x20);
        if (*c == '\\') {
            c++;
            assert_non_null(strchr("\"\\/bfnrt", *c));
        }
        c++;
    }
    return c + 1;
}

static const char *skip_number(const char *c)
{
    size_t digits = strspn(c, "0123456789");

    assert_true(digits > 0 && (digits == 1 || *c != '0'));
    c += digits;
    if (*c == '.') {
        digits = strspn(++c, "0123456789");
        assert_true(digits > 0);
        c += digits;
    }
    return c;
}

static const char *skip_members(const char *c, char end, bool named)
{
    if (*c == end)
        return c + 1;
    for (;;) {
        if (named) {
            c = skip_string(c);
            assert_int_equal(*c++, ':');
        }
        c = skip_value(c);
        if (*c == end)
            return c + 1;
        assert_int_equal(*c++, ',');
    }
}

static const char *skip_value(const char *c)
{
    static const char *const words[] = { "null", "true", "false" };

    for (size_t i = 0; i < CASES(words); i++)
        if (strncmp(c, words[i], strlen(words[i])) == 0)
            return c + strlen(words[i]);
    if (*c == '{')
        return skip_members(c + 1, '}', true);
    if (*c == '[')
        return skip_members(c + 1, ']', false);
    return *c == '"' ? skip_string(c) : skip_number(c);
}

static void render(fixture_kind kind, capture *kept)
{
    fixture *f = fixture_new(kind);
    ls_sink sink = capture_sink(kept);

    assert_int_equal(ls_render_json(&f->summary, &sink), LS_OK);
    free(f);
}

static void json__is_one_line_of_valid_json_and_utf8(void **state)
{
    (void)state;
    for (fixture_kind kind = 0; kind < FIXTURE_KINDS; kind++) {
        capture kept = { 0 };
        ls_slice rest;

        render(kind, &kept);
        assert_int_equal(strlen(kept.text), kept.len);
        assert_string_equal(skip_value(kept.text), "\n");
        rest = (ls_slice){ kept.text, kept.len - 1 };
        while (rest.len) {
            size_t len = ls_escape_plain(rest, LS_ESCAPE_CONTROL);

            assert_true(len > 0);
            rest = ls_slice_skip(rest, len);
        }
        capture_release(&kept);
    }
}

/* The parts stand in the document in this order. */
static void assert_order(fixture_kind kind, const char *const *parts,
                         size_t count)
{
    capture kept = { 0 };
    const char *at;

    render(kind, &kept);
    at = kept.text;
    for (size_t i = 0; i < count; i++) {
        const char *next = at ? strstr(at, parts[i]) : NULL;

        if (!next)
            fail_msg("not there, or too early: %s", parts[i]);
        at = next + strlen(parts[i]);
    }
    capture_release(&kept);
}

static void json__keys_have_their_order(void **state)
{
    static const char *const parts[] = {
        "{\"schema\":\"logstat-summary/1\",\"generator\":\"logstat ",
        "\"select\":{\"where\":null,\"status\":null,\"method\":null,"
        "\"since\":null,\"until\":null},",
        "\"inputs\":[{\"name\":\"access.log\",\"format\":\"combined\","
        "\"servers\":[\"apache\",\"nginx\"],\"detected\":true,\"fallback\":0,"
        "\"bytes\":193699674,\"unread\":0,\"nul\":0,\"gap\":0,"
        "\"gap_unknown\":false,"
        "\"lines\":{\"total\":1000013,",
        "\"lines\":{\"total\":1000013,\"counted\":1000000,\"filtered\":0,"
        "\"comment\":0,\"blank\":1,\"unparsed\":12},",
        "\"time\":{\"first\":\"2026-11-01T00:00:00Z\","
        "\"last\":\"2026-11-03T07:33:12Z\",\"odd\":0},",
        "\"bytes\":4612345678,",
        "\"classes\":[{\"class\":\"1xx\",\"name\":\"Informational\","
        "\"requests\":996,\"share\":0.000996},{\"class\":\"2xx\"",
        "\"class\":\"3xx\"",
        "\"class\":\"4xx\"",
        "\"class\":\"5xx\"",
        "\"class\":\"none\"",
        "{\"class\":\"other\",\"name\":\"Not an HTTP status\",\"requests\":0,"
        "\"share\":0.000000}],",
        "\"codes\":[{\"code\":101,",
        "\"methods\":[{\"method\":\"GET\",\"requests\":900005,\"classes\":{",
        "\"timeline\":{\"seconds\":300,\"start\":\"2026-11-01T00:00:00Z\","
        "\"buckets\":[{\"time\":\"2026-11-01T00:00:00Z\",\"classes\":{",
        "\"unparsed\":[{\"input\":\"access.log\",\"line\":812,"
        "\"offset\":154280,\"column\":19,\"reason\":\"expected \\\"[\\\"\","
        "\"text\":\"203.0.113.9",
    };

    (void)state;
    assert_order(FIXTURE_SMALL, parts, CASES(parts));
}

static void json__a_code_says_all_that_is_known(void **state)
{
    static const char *const parts[] = {
        "{\"code\":499,\"class\":\"4xx\",\"requests\":9995,"
        "\"share\":0.009995,\"name\":\"Client Closed Request\","
        "\"origin\":\"nginx\",\"who\":\"client\",\"meaning\":\"",
        "\"check\":\"",
        "\"spec\":\"nginx, NGX_HTTP_CLIENT_CLOSED_REQUEST\",\"origins\":[{"
        "\"origin\":\"nginx\",\"requests\":9995}],\"also\":[{\"origin\":"
        "\"aspnetcore\",\"name\":\"Client Closed Request\"},",
        "\"methods\":{\"GET\":8996,\"POST\":999},\"first\":\"2026-11-01T",
        "\"last\":\"",
        "\"timeline\":[[168,",
        "\"paths\":[{\"path\":\"/api/export\",\"requests\":9120,\"over\":0},",
        "{\"path\":\"\",\"requests\":875,\"over\":0}]}",
    };

    (void)state;
    assert_order(FIXTURE_SMALL, parts, CASES(parts));
}

static void json__unknown_times_are_null(void **state)
{
    static const char *const parts[] = {
        "\"time\":{\"first\":null,\"last\":null,\"odd\":0}",
        "\"first\":null,\"last\":null,\"timeline\":[]}",
        "\"timeline\":{\"seconds\":0,\"start\":null,\"buckets\":[]}",
    };

    (void)state;
    assert_order(FIXTURE_TIMELESS, parts, CASES(parts));
}

static void json__substatuses_only_where_the_log_has_them(void **state)
{
    static const char *const parts[] = {
        "\"substatus\":{\"0\":40,\"7\":12,\"15\":30,\"777\":1},\"first\":",
        "\"origins\":[{\"origin\":\"nginx\",\"requests\":20},"
        "{\"origin\":\"esri\",\"requests\":1}],\"also\":[{\"origin\":"
        "\"aspnetcore\",\"name\":\"Client Closed Request\"},{\"origin\":"
        "\"cloudflare\",\"name\":\"Client Close Request\"}],",
    };
    capture kept = { 0 };

    (void)state;
    assert_order(FIXTURE_IIS, parts, CASES(parts));
    render(FIXTURE_SMALL, &kept);
    assert_null(strstr(kept.text, "substatus"));
    assert_null(strstr(kept.text, "senders"));
    capture_release(&kept);
}

static void json__senders_only_where_the_log_tells_them(void **state)
{
    static const char *const parts[] = {
        "\"senders\":{\"upstream\":0,\"server\":10000},\"first\":",
        "\"senders\":{\"upstream\":4,\"server\":16},\"first\":",
    };

    (void)state;
    assert_order(FIXTURE_IIS, parts, CASES(parts));
}

static void json__log_bytes_are_escaped_once(void **state)
{
    static const char *const parts[] = {
        "\"where\":\"path ~ \\\"\\\\x1b[2J\\\"\"",
        "\"name\":\"\\\\x1b]0;owned\\\\x07/tmp/\\\\xff\xe2\x80\xae.log\"",
        "{\"path\":\"/\\\\x1b[31mred\\\\x1b[0m\\\\x07\\\\x7f\"",
        "\\\\x1b \\\"q\\\" \\\\ <b>&amp;\"",
        "{\"path\":\"/\\\\xc2\\\\x9b31m\\\\xc0\\\\xaf\\\\xed\\\\xa0",
        "\\\\x80\\\\xf5\"",
        "\"text\":\"\\\\xff\\\\xfe\\\\x00G\\\\x00E\\\\x00T\\\\x00\"",
    };

    (void)state;
    assert_order(FIXTURE_HOSTILE, parts, CASES(parts));
}

static void json__a_sink_that_fails_is_reported(void **state)
{
    fixture *f = fixture_new(FIXTURE_SMALL);

    (void)state;
    for (size_t limit = 1; limit < 40000; limit += 3989) {
        capture kept = { .limit = limit };
        ls_sink sink = capture_sink(&kept);

        assert_int_equal(ls_render_json(&f->summary, &sink), LS_EIO);
        capture_release(&kept);
    }
    free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json__is_one_line_of_valid_json_and_utf8),
        cmocka_unit_test(json__keys_have_their_order),
        cmocka_unit_test(json__a_code_says_all_that_is_known),
        cmocka_unit_test(json__unknown_times_are_null),
        cmocka_unit_test(json__substatuses_only_where_the_log_has_them),
        cmocka_unit_test(json__senders_only_where_the_log_tells_them),
        cmocka_unit_test(json__log_bytes_are_escaped_once),
        cmocka_unit_test(json__a_sink_that_fails_is_reported),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
