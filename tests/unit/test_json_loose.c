/* SPDX-License-Identifier: MIT */
/* Objects that are valid once their bare values have quotes. */

#include "test.h"

#include "base/json_loose.h"

static const struct {
    const char *object;
    const char *loosened; /* NULL: nothing is changed */
} objects[] = {
    { "{}", NULL },
    { "{\"a\":1,\"b\":-0.5e+3,\"c\":null,\"d\":true}", NULL },
    { "{\"a\":[1,2],\"b\":{\"c\":\"x: -,\"}}", NULL },
    { "{\"a\":-}", "{\"a\":null}" },
    { "{\"a\":,\"b\":1}", "{\"a\":null,\"b\":1}" },
    { "{\"a\": - , \"b\":1}", "{\"a\":null, \"b\":1}" },
    { "{\"a\":000}", "{\"a\":\"000\"}" },
    { "{\"a\":1.}", "{\"a\":\"1.\"}" },
    { "{\"a\":0.01, 0.02,\"b\":1}", "{\"a\":\"0.01, 0.02\",\"b\":1}" },
    { "{\"a\":192.0.2.1:80}", NULL }, /* a colon could be one of JSON's */
    { "{\"a\":GET /x}", "{\"a\":\"GET /x\"}" },
    { "{\"a\":1,}", "{\"a\":1}" },
    { "{\"a\":1},", "{\"a\":1}" },
    { "{\"a\":[1,],\"b\":\"\\\"-,\"}", "{\"a\":[1],\"b\":\"\\\"-,\"}" },
    /* What cannot be mended stays. */
    { "{\"a\":x\"y}", NULL },
    { "{\"a\":x\ty}", NULL },
    { "{\"a\":\"cut", NULL },
    { "{\"a\":", "{\"a\":null" },
    { "", NULL },
};

static void json_loose__gives_quotes_to_bare_values(void **state)
{
    ls_buf out = { 0 };

    (void)state;
    for (size_t i = 0; i < CASES(objects); i++) {
        size_t len = strlen(objects[i].object);
        char *bytes = malloc(len ? len : 1);
        bool changed;

        assert_non_null(bytes);
        memcpy(bytes, objects[i].object, len);
        assert_int_equal(
            ls_json_loosen((ls_slice){ bytes, len }, &out, &changed), LS_OK);
        if (changed != (objects[i].loosened != NULL))
            fail_msg("%s: %.*s", objects[i].object, (int)out.len, out.ptr);
        if (changed)
            assert_slice_equal(ls_buf_slice(&out), objects[i].loosened);
        free(bytes);
    }
    ls_buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_loose__gives_quotes_to_bare_values),
    };

    return cmocka_run_group_tests_name("json_loose", tests, NULL, NULL);
}
