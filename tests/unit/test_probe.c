/* SPDX-License-Identifier: MIT */
/*
 * Keys of unknown JSON: which are taken for what, and that objects which are
 * no requests are left alone.
 */

#include "unit/formats.h"

#include "parse/probe.h"

static const struct {
    const char *what;
    const char *lines[3];
    const char *keys; /* "": no format is made */
    const char *title;
} logs[] = {
    { "names in other spellings, inside of objects",
      { "{\"Req\":{\"Http-Method\":\"GET\",\"URI\":\"/a\"},\"StatusCode\":404}",
        "{\"Req\":{\"Http-Method\":\"PUT\",\"URI\":\"/"
        "b\"},\"StatusCode\":201}" },
      "status StatusCode\nmethod Req.Http-Method\ntarget Req.URI\n",
      "JSON log, status from \"StatusCode\", method from \"Req.Http-Method\", "
      "target from \"Req.URI\"" },
    { "the status by its values",
      { "{\"app_result\":\"200\",\"op\":\"GET\",\"at\":\"2026-01-05T09:34:"
        "56Z\"}",
        "{\"app_result\":\"503\",\"op\":\"POST\",\"at\":\"2026-01-05T09:34:"
        "57Z\"}" },
      "status app_result\nmethod op\ntime at\n",
      "JSON log, status from \"app_result\", method from \"op\"" },
    { "a request as one value",
      { "{\"rc_code\":200,\"line\":\"GET /a HTTP/1.1\",\"n\":null}" },
      "status rc_code\nrequest line\n",
      "JSON log, status from \"rc_code\", request from \"line\"" },
    { "a name that does not go with its values",
      { "{\"status\":\"active\",\"http_status\":200,\"path\":\"/a\","
        "\"UserAgent\":\"curl\"}" },
      "status http_status\ntarget path\nagent UserAgent\n",
      "JSON log, status from \"http_status\", target from \"path\"" },
    { "a process that exited",
      { "{\"status\":137,\"path\":\"/usr/bin/x\",\"pid\":5}" },
      "",
      "" },
    { "no status",
      { "{\"status\":\"ok\",\"method\":\"GET\",\"path\":\"/a\"}" },
      "",
      "" },
    { "no request",
      { "{\"status\":200,\"user\":\"jane\",\"job\":\"x\"}" },
      "",
      "" },
    { "numbers that are no status",
      { "{\"code\":7,\"path\":\"/a\"}", "{\"code\":200,\"path\":\"/b\"}" },
      "",
      "" },
    { "keys that a list cannot hold",
      { "{\"status code\":200,\"a|b\":\"GET\",\"path\":\"/\"}" },
      "",
      "" },
    { "a NUL in a key, where a list would end",
      { "{\"Status\\u0000\":404,\"Verb\":\"GET\"}" },
      "",
      "" },
    { "a NUL in one of two keys",
      { "{\"requesttime\":\"1\",\"requesttime\\u0000\":\"2\",\"Status\":200,"
        "\"Verb\":\"GET\"}" },
      "status Status\nmethod Verb\ntime requesttime\n",
      "JSON log, status from \"Status\", method from \"Verb\"" },
    { "no objects", { "GET / 200", "[1]", "" }, "", "" },
    { "nothing", { NULL }, "", "" },
};

static void check(const ls_format *base, size_t i)
{
    ls_arena *arena = ls_arena_new();
    ls_format *made = NULL;
    ls_slice lines[3];
    size_t count = 0;

    for (; count < 3 && logs[i].lines[count]; count++)
        lines[count] = ls_slice_of(logs[i].lines[count]);
    assert_non_null(arena);
    assert_int_equal(ls_probe_json(base, arena, lines, count, &made), LS_OK);
    if (strcmp(made ? made->keys : "", logs[i].keys) != 0)
        fail_msg("%s: %s", logs[i].what, made ? made->keys : "nothing");
    assert_string_equal(made ? ls_format_title(made) : "", logs[i].title);
    ls_arena_free(arena);
}

static void probe__takes_the_keys_of_a_request(void **state)
{
    ls_formats *formats = all_formats();
    const ls_format *base = format_named(formats, "json");

    (void)state;
    for (size_t i = 0; i < CASES(logs); i++)
        check(base, i);
    ls_formats_free(formats);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(probe__takes_the_keys_of_a_request),
    };

    return cmocka_run_group_tests_name("probe", tests, NULL, NULL);
}
