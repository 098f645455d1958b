/* SPDX-License-Identifier: MIT */
/*
 * base/json.h and its model say the same of every text: of objects, and of
 * objects with a few bytes changed, dropped, doubled or moved.
 */

#include "test.h"

#include "property/json_model.h"
#include "property/random.h"

static const char *const seeds[] = {
    "{\"time\":\"2026-11-22T14:03:05Z\",\"status\":200,\"uri\":\"\\/\"}",
    "{\"a\":{\"b\":[{\"c\":-1.5e3},{\"d\":null}],\"e\":{}},\"f\":[true,false]}",
    "{\"k\\u00e9y\":\"\\ud83d\\ude00\\ud800\\x22\\\\\",\"x\":[[],[[1]]]} ",
    " {\"a\" : [ 1 , \"\\\"\" ] ,\t\"\" : { \"\" : \"\xc3\xa9\" } }\r",
    "{\"time_iso8601\":\"2026-11-22T14:03:05+00:00\",\"status\":\"200\","
    "\"http_user_agent\":\"Mozilla/5.0 (X11; Linux x86_64)\",\"n\":0.125}",
    "{\"request\":{\"uri\":\"/a?b\\u0026c\",\"headers\":{\"Accept\":[\"*/*\"],"
    "\"X\":[]}},\"tls\":{},\"size\":-12E+3,\"ok\":true,\"none\":null}",
};

/* Changes, doubles, drops or moves some bytes. */
static size_t mutate(random_source *random, char *text, size_t len)
{
    static const char bytes[] = "{}[]\",:\\ux0e1.-dDf tn\n\v\xff";
    size_t at = random_below(random, len);
    size_t from = random_below(random, len);
    size_t count = random_below(random, 6);

    if (count > len - at)
        count = len - at;
    if (count > len - from)
        count = len - from;
    switch (random_below(random, 4)) {
    case 0:
        memmove(text + at, text + from, count);
        return len;
    case 1:
        memmove(text + at, text + at + count, len - at - count);
        return len - count ? len - count : len;
    case 2:
        memmove(text + at + count, text + at, len - at);
        return len + count;
    default:
        text[at] = bytes[random_below(random, sizeof(bytes) - 1)];
        return len;
    }
}

static void json__says_what_its_model_says(void **state)
{
    random_source random = { 11 };
    ls_json_reader *reader = ls_json_reader_new();

    (void)state;
    assert_non_null(reader);
    for (size_t i = 0; i < 40000; i++) {
        const char *seed = seeds[random_below(&random, CASES(seeds))];
        size_t len = strlen(seed);
        size_t changes = random_below(&random, 4);
        char text[256];
        const char *problem;

        memcpy(text, seed, len);
        for (size_t n = 0; n < changes; n++)
            len = mutate(&random, text, len);
        problem = json_model_differs(reader, (ls_slice){ text, len });
        if (problem)
            fail_msg("%s: %.*s", problem, (int)len, text);
    }
    ls_json_reader_free(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json__says_what_its_model_says),
    };

    return cmocka_run_group_tests_name("json_read", tests, NULL, NULL);
}
