/* SPDX-License-Identifier: MIT */
/* JSON objects that are deep or large: where reading gives up, and where not.
 */

#include "test.h"

#include "unit/json_reader.h"

#include <stdio.h>

/* {"a":{"a": ... {"a":1} ... }} with so many levels, or with arrays inside. */
static void nest(ls_buf *out, size_t levels, bool arrays)
{
    out->len = 0;
    for (size_t i = 0; i < levels; i++)
        assert_int_equal(ls_buf_append(out, arrays && i ? LS_SLICE("[")
                                                        : LS_SLICE("{\"a\":")),
                         LS_OK);
    assert_int_equal(ls_buf_append(out, LS_SLICE("1")), LS_OK);
    for (size_t i = levels; i-- > 0;)
        assert_int_equal(
            ls_buf_append(out, arrays && i ? LS_SLICE("]") : LS_SLICE("}")),
            LS_OK);
}

static void json__bounds_how_deep_it_looks(void **state)
{
    static const struct {
        size_t levels;
        bool taken;
        bool handed_out;
    } cases[] = {
        { 64, true, true },    { 65, true, false },     { 512, true, false },
        { 513, false, false }, { 10000, false, false },
    };
    ls_buf text = { 0 };
    ls_buf out = { 0 };

    (void)state;
    for (size_t i = 0; i < 2 * CASES(cases); i++) {
        size_t n = i / 2;

        nest(&text, cases[n].levels, i % 2);
        assert_int_equal(json_model_got(reader, ls_buf_slice(&text), &out),
                         cases[n].taken);
        assert_int_equal(out.len != 0, cases[n].handed_out);
    }
    for (size_t i = 0; i < 2; i++) { /* never closed */
        char *deep = malloc(100000);

        assert_non_null(deep);
        memset(deep, i ? '[' : '{', 100000);
        assert_false(is_taken((ls_slice){ deep, 100000 }));
        free(deep);
    }
    ls_buf_release(&text);
    ls_buf_release(&out);
}

/* After values that are too deep, those beside them are handed out again. */
static void json__goes_on_beside_what_is_too_deep(void **state)
{
    ls_buf text = { 0 };
    ls_buf deep = { 0 };
    ls_buf out = { 0 };

    (void)state;
    nest(&deep, 100, false);
    assert_int_equal(ls_buf_append(&text, LS_SLICE("{\"x\":")), LS_OK);
    assert_int_equal(ls_buf_append(&text, ls_buf_slice(&deep)), LS_OK);
    assert_int_equal(ls_buf_append(&text, LS_SLICE(",\"y\":{\"z\":2}}")),
                     LS_OK);
    assert_true(json_model_got(reader, ls_buf_slice(&text), &out));
    assert_slice_equal(ls_buf_slice(&out), "y.z12\n");
    ls_buf_release(&text);
    ls_buf_release(&deep);
    ls_buf_release(&out);
}

/* Values whose path is too long are passed over, and none beside them. */
static void json__bounds_how_long_a_path_is(void **state)
{
    char key[LS_JSON_LONGEST + 2];

    (void)state;
    for (size_t len = LS_JSON_LONGEST - 3; len <= LS_JSON_LONGEST + 1; len++) {
        char text[2 * LS_JSON_LONGEST];
        ls_buf out = { 0 };
        size_t want = strlen("b13\n");

        memset(key, 'k', len);
        key[len] = '\0';
        (void)snprintf(text, sizeof(text),
                       "{\"%s\":1,\"%s\":{\"a\":2},\"b\":3}", key + len / 2,
                       key);
        want += strlen(key + len / 2) + strlen("11\n");
        want += len + 2 <= LS_JSON_LONGEST ? len + strlen(".a12\n") : 0;
        assert_true(json_model_got(reader, ls_slice_of(text), &out));
        assert_int_equal(out.len, want);
        ls_buf_release(&out);
    }
}

/* A string of a megabyte: as it is, all escapes, and what has to be mended. */
static void json__takes_a_string_of_a_megabyte(void **state)
{
    static const struct {
        const char *part;
        size_t len; /* of what it becomes */
    } cases[] = {
        { "x", 1 },     { "\\n", 1 },     { "\\u0041", 1 },
        { "\\x1b", 4 }, { "\\udead", 3 }, { "\\u20ac", 3 },
    };
    const size_t size = 1 << 20;

    (void)state;
    for (size_t i = 0; i < CASES(cases); i++) {
        size_t len = strlen(cases[i].part);
        ls_buf text = { 0 };
        ls_buf out = { 0 };

        assert_int_equal(ls_buf_append(&text, LS_SLICE("{\"a\":\"")), LS_OK);
        for (size_t n = 0; n < size / len; n++)
            assert_int_equal(ls_buf_append(&text, ls_slice_of(cases[i].part)),
                             LS_OK);
        assert_false(is_taken(ls_buf_slice(&text))); /* cut */
        assert_int_equal(ls_buf_append(&text, LS_SLICE("\",\"b\":1}")), LS_OK);
        assert_true(json_model_got(reader, ls_buf_slice(&text), &out));
        assert_int_equal(out.len, size / len * cases[i].len + 3 + 4);
        ls_buf_release(&text);
        ls_buf_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json__bounds_how_deep_it_looks),
        cmocka_unit_test(json__goes_on_beside_what_is_too_deep),
        cmocka_unit_test(json__bounds_how_long_a_path_is),
        cmocka_unit_test(json__takes_a_string_of_a_megabyte),
    };

    return cmocka_run_group_tests_name("json_bounds", tests, make_reader,
                                       free_reader);
}
