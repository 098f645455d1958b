/* SPDX-License-Identifier: MIT */
/*
 * JSON objects: which are taken, what is handed out of them, and for how long.
 */

#include "test.h"

#include "base/json.h"
#include "unit/json_reader.h"

static void demand_values(const char *text, const char *values)
{
    ls_buf out = { 0 };

    if (!json_model_got(reader, ls_slice_of(text), &out))
        fail_msg("not taken: %s", text);
    if (!ls_slice_equal(ls_buf_slice(&out), ls_slice_of(values)))
        fail_msg("%s gives %.*s", text, (int)out.len, out.ptr);
    ls_buf_release(&out);
}

static void json__hands_out_values_by_their_paths(void **state)
{
    static const char *const cases[][2] = {
        { "{}", "" },
        { " \t\r\n{ } \t\r\n", "" },
        { "{\"a\":\"b\"}", "a\"b\n" },
        { "{\"a\":1,\"b\":-0.5e+10}", "a1"
                                      "1\nb1"
                                      "-0.5e+10\n" },
        { "{\"a\":true,\"b\":false,\"c\":null}", "a?true\nb?false\nc0null\n" },
        { "{\"a\":{\"b\":{\"c\":\"d\"}},\"e\":1}", "a.b.c\"d\ne11\n" },
        { "{\"a.b\":{\"c\":1}}", "a.b.c11\n" },
        { "{\"a\":{\"b.c\":1}}", "a.b.c11\n" },
        { "{\"a\":{\"b\":1,\"c\":{}},\"d\":2}", "a.b11\nd12\n" },
        { "{\"\":1,\"a\":{\"\":2}}", "11\na.12\n" },
        { "{\"\":{\"\":{\"\":1}}}", "..11\n" },
        { "{\"a\":1,\"a\":2}", "a11\na12\n" },
        { "{\"a\":[\"b\",\"c\"],\"d\":1}", "a\"b\nd11\n" },
        { "{\"a\":[[[1],2],3],\"b\":[],\"c\":[[]]}", "a11\n" },
        { "{\"a\":[{\"b\":1,\"c\":2},{\"b\":3}],\"b\":4}", "b14\n" },
        { "{\"a\":[[],1,{\"b\":2}]}", "" },
        { "{\"a\":99999999999999999999,\"b\":1e999}",
          "a199999999999999999999\nb11e999\n" },
    };

    (void)state;
    for (size_t i = 0; i < CASES(cases); i++)
        demand_values(cases[i][0], cases[i][1]);
}

static void json__decodes_strings_and_keys(void **state)
{
    static const char *const cases[][2] = {
        { "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}", "a\"\"\\/\b\f\n\r\t\n" },
        { "{\"a\":\"x\\u0041\\u00e9\\u20aC\"}", "a\"xA\xc3\xa9\xe2\x82\xac\n" },
        { "{\"a\":\"\\ud83d\\ude00\"}", "a\"\xf0\x9f\x98\x80\n" },
        { "{\"\\u0061\":{\"\\u0062\":1,\"c\\n\":2}}", "a.b11\na.c\n12\n" },
        { "{\"a\":\"\\n\",\"b\":\"\\t\",\"c\":\"d\"}", "a\"\n\nb\"\t\nc\"d\n" },
        /* a surrogate alone */
        { "{\"a\":\"\\ud800\"}", "a\"\xef\xbf\xbd\n" },
        { "{\"a\":\"\\uDFFFx\"}", "a\"\xef\xbf\xbdx\n" },
        { "{\"a\":\"\\ud800\\u0041\"}", "a\"\xef\xbf\xbd"
                                        "A\n" },
        { "{\"a\":\"\\ud800\\ud800\\udc00\"}",
          "a\"\xef\xbf\xbd\xf0\x90\x80\x80\n" },
        { "{\"a\":\"\\\\ud800\"}", "a\"\\ud800\n" },
        /* bytes as they are */
        { "{\"a\":\"\xff\xc3\",\"\xfe\":1}", "a\"\xff\xc3\n\xfe"
                                             "11\n" },
        /* as nginx and Apache log what is no JSON escape */
        { "{\"a\":\"\\x22b\\xE9\"}", "a\"\\x22b\\xE9\n" },
        { "{\"\\x41\":{\"b\":\"\\\\x22\"}}", "\\x41.b\"\\x22\n" },
    };

    (void)state;
    for (size_t i = 0; i < CASES(cases); i++)
        demand_values(cases[i][0], cases[i][1]);
}

static void json__nul_in_a_string_is_a_byte(void **state)
{
    ls_buf out = { 0 };

    (void)state;
    assert_true(
        json_model_got(reader, LS_SLICE("{\"a\":\"x\\u0000y\"}"), &out));
    assert_int_equal(out.len, 6);
    assert_memory_equal(out.ptr, "a\"x\0y\n", 6);
    ls_buf_release(&out);
}

static const ls_slice no_objects[] = {
    { "", 0 },
    { NULL, 0 },
#define TEXT(literal)                                                          \
    {                                                                          \
        literal, sizeof(literal) - 1                                           \
    }
    TEXT(" "),
    TEXT("404"),
    TEXT("\"a\""),
    TEXT("null"),
    TEXT("[]"),
    TEXT("[{\"a\":1}]"),
    TEXT("\xef\xbb\xbf{}"),
    TEXT("x{}"),
    TEXT("\0{}"),
    /* cut */
    TEXT("{"),
    TEXT("{\"a"),
    TEXT("{\"a\""),
    TEXT("{\"a\":"),
    TEXT("{\"a\":1"),
    TEXT("{\"a\":\"b"),
    TEXT("{\"a\":\"b\\"),
    TEXT("{\"a\":\"\\u00"),
    TEXT("{\"a\":\"\\x2"),
    TEXT("{\"a\":tru"),
    TEXT("{\"a\":[1"),
    TEXT("{\"a\":{}"),
    TEXT("{\"a\":1,"),
    /* something behind it */
    TEXT("{}x"),
    TEXT("{}{}"),
    TEXT("{} \"open"),
    TEXT("{} 1"),
    TEXT("{}]"),
    TEXT("{}}"),
    TEXT("{}\0"),
    TEXT("{} \\x22"),
    /* escapes and controls */
    TEXT("{\"a\":\"\\q\"}"),
    TEXT("{\"a\":\"\\u12g4\"}"),
    TEXT("{\"a\":\"\\x2g\"}"),
    TEXT("{\"a\":\"\\x\"}"),
    TEXT("{\"a\":\"\\U0041\"}"),
    TEXT("{\"a\":\"\\'\"}"),
    TEXT("{\\x22a\":1}"),
    TEXT("{\"a\":\\ud800}"),
    TEXT("{\"a\":\"b\nc\"}"),
    TEXT("{\"a\":\"b\tc\"}"),
    TEXT("{\"a\":\"b\0c\"}"),
    TEXT("{\"a\":\"\x1f\"}"),
    TEXT("{\v\"a\":1}"),
    TEXT("{\"a\":1}\f"),
    TEXT("{\"a\":\"\v\"}"),
    /* numbers */
    TEXT("{\"a\":012}"),
    TEXT("{\"a\":-}"),
    TEXT("{\"a\":+1}"),
    TEXT("{\"a\":1.}"),
    TEXT("{\"a\":.5}"),
    TEXT("{\"a\":1e}"),
    TEXT("{\"a\":0x1}"),
    TEXT("{\"a\":NaN}"),
    TEXT("{\"a\":-Infinity}"),
    TEXT("{\"a\":1x}"),
    TEXT("{\"a\":--1}"),
    TEXT("{\"a\":True}"),
    /* structure */
    TEXT("{\"a\":1,}"),
    TEXT("{,}"),
    TEXT("{\"a\" 1}"),
    TEXT("{\"a\"}"),
    TEXT("{\"a\":1 \"b\":2}"),
    TEXT("{\"a\":1:2}"),
    TEXT("{a:1}"),
    TEXT("{'a':1}"),
    TEXT("{1:2}"),
    TEXT("{\"a\":1]"),
    TEXT("{\"a\":[1}}"),
    TEXT("{\"a\":[1,]}"),
    TEXT("{\"a\":[,1]}"),
    TEXT("{\"a\":[1 2]}"),
    TEXT("{{}:1}"),
    TEXT("{[]}"),
    TEXT("{null:1}"),
    TEXT("{/*c*/\"a\":1}"),
    TEXT("{\"a\":1}//c"),
    TEXT("{\"a\":\xff}"),
#undef TEXT
};

static void json__refuses_all_that_is_no_object(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(no_objects); i++)
        if (is_taken(no_objects[i]))
            fail_msg("taken: %.*s", (int)no_objects[i].len, no_objects[i].ptr);
    assert_true(is_taken(LS_SLICE("{}")));
}

/* What was handed out, kept beyond the call. */
struct kept {
    ls_slice texts[8];
    size_t count;
};

static void keep(void *context, ls_slice path, ls_json_type type, ls_slice text)
{
    struct kept *kept = context;

    (void)path;
    (void)type;
    assert_true(kept->count < CASES(kept->texts));
    kept->texts[kept->count++] = text;
}

static void json__texts_stay_until_the_next_object(void **state)
{
    static const char text[] = "{\"a\":\"plain\",\"b\":\"one\\n\","
                               "\"c\":{\"\\u0064\":\"\\ttwo\"},\"e\":17,"
                               "\"f\":\"\\x22\",\"g\":\"\\ud800\"}";
    static const char *const want[] = { "plain", "one\n", "\ttwo",
                                        "17",    "\\x22", "\xef\xbf\xbd" };
    struct kept kept = { .count = 0 };
    bool valid;

    (void)state;
    assert_int_equal(
        ls_json_read(reader, ls_slice_of(text), keep, &kept, &valid), LS_OK);
    assert_true(valid);
    assert_int_equal(kept.count, CASES(want));
    for (size_t i = 0; i < CASES(want); i++)
        assert_slice_equal(kept.texts[i], want[i]);
}

/* What has no escapes is not copied. */
static void json__plain_texts_are_slices_of_the_object(void **state)
{
    static const char text[] = "{\"a\":\"plain\",\"b\":17}";
    struct kept kept = { .count = 0 };
    bool valid;

    (void)state;
    assert_int_equal(
        ls_json_read(reader, ls_slice_of(text), keep, &kept, &valid), LS_OK);
    assert_true(valid);
    assert_ptr_equal(kept.texts[0].ptr, text + 6);
    assert_ptr_equal(kept.texts[1].ptr, text + 17);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json__hands_out_values_by_their_paths),
        cmocka_unit_test(json__decodes_strings_and_keys),
        cmocka_unit_test(json__nul_in_a_string_is_a_byte),
        cmocka_unit_test(json__refuses_all_that_is_no_object),
        cmocka_unit_test(json__texts_stay_until_the_next_object),
        cmocka_unit_test(json__plain_texts_are_slices_of_the_object),
    };

    return cmocka_run_group_tests_name("json", tests, make_reader, free_reader);
}
