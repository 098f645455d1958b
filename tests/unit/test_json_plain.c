/* SPDX-License-Identifier: MIT */
/*
 * The short cut for JSON: which objects it takes, and what it says of them. The
 * parser must say the same of each (json_model_got() sees to it).
 */

#include "test.h"

#include "base/json_plain.h"
#include "base/json_scan.h"
#include "unit/json_reader.h"

#include <stdio.h>

static ls_json_plain plain;

/* What the short cut hands out, as the model writes it. */
static bool take(ls_slice text, ls_buf *out)
{
    char *copy = malloc(text.len + (text.len == 0));
    bool taken;

    assert_non_null(copy);
    memcpy(copy, text.ptr, text.len);
    out->len = 0;
    taken = ls_json_plain_read(&plain, (ls_slice){ copy, text.len });
    for (size_t i = 0; taken && i < plain.count; i++)
        json_model_write(out, plain.members[i].path, plain.members[i].type,
                         plain.members[i].text);
    free(copy);
    return taken;
}

static const char *const ordinary[] = {
    "{\"a\":\"b\"}",
    " \t\r\n{ \"a\" : 1 , \"b\" : [ true ] , \"c\" : { } } \t\r\n",
    "{\"\":\"\",\"a\":-0.5e+10,\"b\":0,\"c\":-0,\"d\":1E9,\"e\":10.01}",
    "{\"a\":true,\"b\":false,\"c\":null,\"a\":2}",
    "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":1}}}}}},\"h\":2}",
    "{\"a\":{},\"b\":{\"\":{\"\":1},\"c.d\":2},\"c\":3}",
    "{\"a\":[],\"b\":[\"x\",2,null],\"c\":{\"d\":[\"y\"]}}",
    "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}",
    "{\"\\u0041\\n\":\"/?a\\u0026b\\u003D\"}",
    "{\"a\":{\"\\u0062\":\"\\u0000\"}}",
    "{\"a\":\"\xc3\xa9\xff\x7f\"}",
    "{\"a\":\"a text of more than sixteen bytes\",\"b\":\"and one behind it\"}",
};

static void plain__takes_what_logs_are_made_of(void **state)
{
    ls_buf got = { 0 };
    ls_buf want = { 0 };

    (void)state;
    for (size_t i = 0; i < CASES(ordinary); i++) {
        if (!take(ls_slice_of(ordinary[i]), &got))
            fail_msg("not taken: %s", ordinary[i]);
        assert_true(json_model_got(reader, ls_slice_of(ordinary[i]), &want));
        assert_int_equal(got.len, want.len);
        assert_memory_equal(got.ptr, want.ptr, want.len);
    }
    ls_buf_release(&got);
    ls_buf_release(&want);
}

/* What is not plain, and what is not valid. */
static const char *const left[] = {
    /* valid, but not plain */
    "{}",
    "{\"a\":[[1]]}",
    "{\"a\":[{\"b\":1}]}",
    "{\"a\":\"\\u00e9\"}",
    "{\"a\":\"\\ud83d\\ude00\"}",
    "{\"a\":\"\\x22\"}",
    "{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":1}}}}}}}}}",
    /* not valid */
    "",
    "}",
    "{",
    "x{\"a\":1}",
    "{\"a\":}",
    "{\"a\":1,}",
    "{\"a\":{\"b\":1,}}",
    "{,\"a\":1}",
    "{\"a\"}",
    "{\"a\" 1}",
    "{\"a\":1 \"b\":2}",
    "{\"a\":1}}",
    "{\"a\":{\"b\":1}",
    "{\"a\":[1}",
    "{\"a\":[1,]}",
    "{\"a\":[,]}",
    "{\"a\":\"b}",
    "{\"a\":\"\\}",
    "{\"a\":\"\\q\"}",
    "{\"a\":\"\\u\"}",
    "{\"a\":\"\\u00\"}",
    "{\"a\":\"\\u00g0\"}",
    "{\"a\":\"b\tc\"}",
    "{\"a\":01}",
    "{\"a\":1.}",
    "{\"a\":1e}",
    "{\"a\":-}",
    "{\"a\":+1}",
    "{\"a\":.5}",
    "{\"a\":1x}",
    "{\"a\":tru}",
    "{\"a\":True}",
    "{\"a\":nullx}",
    "{\"a\":1}\v",
    "{\v\"a\":1}",
};

static void plain__leaves_the_rest_to_the_parser(void **state)
{
    ls_buf out = { 0 };

    (void)state;
    for (size_t i = 0; i < CASES(left); i++)
        if (take(ls_slice_of(left[i]), &out))
            fail_msg("taken: %s", left[i]);
    ls_buf_release(&out);
}

/* An object cut to `len` bytes, with its last byte made a brace or not. */
static void try_cut(const char *object, size_t len)
{
    char text[256];
    const char *problem;

    memcpy(text, object, len);
    problem = json_model_differs(reader, (ls_slice){ text, len });
    text[len - 1] = '}';
    if (!problem)
        problem = json_model_differs(reader, (ls_slice){ text, len });
    if (problem)
        fail_msg("%s: %.*s", problem, (int)len, object);
}

static void plain__is_right_wherever_an_object_is_cut(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(ordinary); i++)
        for (size_t len = 1; len < strlen(ordinary[i]); len++)
            try_cut(ordinary[i], len);
}

/* {"k0":"v","k1":"v", ...}, or one level below with paths of 100 bytes. */
static void write_members(ls_buf *text, size_t count, size_t path_len)
{
    char member[200];

    text->len = 0;
    assert_int_equal(ls_buf_append(text, LS_SLICE("{\"a\":{")), LS_OK);
    for (size_t i = 0; i < count; i++) {
        (void)snprintf(member, sizeof(member), "%s\"%0*zu\":\"v\"",
                       i ? "," : "", (int)path_len - 2, i);
        assert_int_equal(ls_buf_append(text, ls_slice_of(member)), LS_OK);
    }
    assert_int_equal(ls_buf_append(text, LS_SLICE("}}")), LS_OK);
}

static void plain__takes_as_much_as_it_has_room_for(void **state)
{
    static const struct {
        size_t count;
        size_t path_len;
        bool taken;
    } cases[] = {
        { LS_JSON_PLAIN_MEMBERS, 10, true },
        { LS_JSON_PLAIN_MEMBERS + 1, 10, false },
        { LS_JSON_PLAIN_BYTES / 128, 128, true },
        { LS_JSON_PLAIN_BYTES / 128 + 1, 128, false },
    };
    ls_buf text = { 0 };
    ls_buf got = { 0 };
    ls_buf want = { 0 };

    (void)state;
    for (size_t i = 0; i < CASES(cases); i++) {
        write_members(&text, cases[i].count, cases[i].path_len);
        assert_int_equal(take(ls_buf_slice(&text), &got), cases[i].taken);
        assert_true(json_model_got(reader, ls_buf_slice(&text), &want));
        if (cases[i].taken)
            assert_int_equal(got.len, want.len);
    }
    ls_buf_release(&text);
    ls_buf_release(&got);
    ls_buf_release(&want);
}

/* Every byte at one place. */
static void try_bytes(char *text, size_t len, size_t at)
{
    for (unsigned byte = 0; byte < 256; byte++) {
        bool stops = byte < 0x20 || byte == '"' || byte == '\\';
        size_t want = stops ? at : len;

        text[at] = (char)(unsigned char)byte;
        assert_int_equal(ls_json_scan(text, len), want);
        assert_int_equal(ls_json_scan_plain(text, len), want);
    }
    text[at] = 'a';
}

/* Every place, in memory that ends with the text. */
static void scan__stops_where_text_does(void **state)
{
    (void)state;
    for (size_t len = 0; len < 40; len++) {
        char *text = malloc(len + (len == 0));

        assert_non_null(text);
        memset(text, 'a', len);
        assert_int_equal(ls_json_scan(text, len), len);
        for (size_t at = 0; at < len; at++)
            try_bytes(text, len, at);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain__takes_what_logs_are_made_of),
        cmocka_unit_test(plain__leaves_the_rest_to_the_parser),
        cmocka_unit_test(plain__is_right_wherever_an_object_is_cut),
        cmocka_unit_test(plain__takes_as_much_as_it_has_room_for),
        cmocka_unit_test(scan__stops_where_text_does),
    };

    return cmocka_run_group_tests_name("json_plain", tests, make_reader,
                                       free_reader);
}
