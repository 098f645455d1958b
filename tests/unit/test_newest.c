/* SPDX-License-Identifier: MIT */
/* The newest errors that the view shows. */

#include "test.h"

#include "live/newest.h"

#include <stdio.h>

static ls_newest newest;

static void begin(int zone)
{
    assert_true(ls_newest_init(&newest, zone));
}

static ls_record record_of(unsigned code, const char *target)
{
    ls_record record = {
        .has = LS_HAS(LS_FIELD_TARGET),
        .code = (uint16_t)code,
    };

    record.text[LS_FIELD_TARGET] = ls_slice_of(target);
    return record;
}

static void note(unsigned code, const char *target)
{
    const ls_record record = record_of(code, target);

    assert_int_equal(ls_newest_note(&newest, &record), LS_OK);
}

static void demand(unsigned code, size_t age, const char *words)
{
    const ls_newest_line *line = ls_newest_at(&newest, code, age);

    if (!words) {
        assert_null(line);
        return;
    }
    assert_non_null(line);
    assert_slice_equal(((ls_slice){ line->text, line->len }), words);
}

static void newest__says_when_who_and_what(void **state)
{
    ls_record record = record_of(502, "/a?b");

    (void)state;
    begin(90);
    record.has |= LS_HAS(LS_FIELD_TIME) | LS_HAS(LS_FIELD_CLIENT) |
                  LS_HAS(LS_FIELD_METHOD) | LS_HAS(LS_FIELD_VHOST);
    record.time = (INT64_C(23) * 3600 + 61) * 1000 + 999;
    record.method = ls_method_find(LS_SLICE("PUT"));
    record.text[LS_FIELD_CLIENT] = LS_SLICE("192.0.2.1");
    record.text[LS_FIELD_VHOST] = LS_SLICE("www");
    assert_int_equal(ls_newest_note(&newest, &record), LS_OK);
    demand(502, 0, "00:31:01 192.0.2.1 PUT www /a?b");
    record.time = -1000; /* before 1970 */
    assert_int_equal(ls_newest_note(&newest, &record), LS_OK);
    demand(502, 0, "01:29:59 192.0.2.1 PUT www /a?b");
    ls_newest_release(&newest);
}

static void newest__keeps_the_last_ones_of_each_code(void **state)
{
    (void)state;
    begin(0);
    demand(404, 0, NULL);
    note(404, "/first");
    note(500, "/other");
    demand(404, 1, NULL);
    for (size_t i = 0; i < LS_NEWEST_LINES; i++) {
        char target[16];

        (void)snprintf(target, sizeof(target), "/%zu", i);
        note(404, target);
    }
    demand(404, 0, "/4");
    demand(404, 4, "/0");
    demand(404, 5, NULL);
    demand(500, 0, "/other");
    ls_newest_release(&newest);
}

static void newest__keeps_errors_alone(void **state)
{
    (void)state;
    begin(0);
    note(200, "/fine");
    note(301, "/moved");
    note(777, "/unheard of");
    note(0, "/no answer");
    demand(200, 0, NULL);
    demand(301, 0, NULL);
    demand(777, 0, NULL);
    demand(0, 0, "/no answer");
    ls_newest_release(&newest);
}

static void newest__cuts_what_is_long(void **state)
{
    static char target[100000];
    const ls_newest_line *line;

    (void)state;
    begin(0);
    memset(target, 'y', sizeof(target) - 1);
    note(503, target);
    line = ls_newest_at(&newest, 503, 0);
    assert_non_null(line);
    assert_int_equal(line->len, LS_NEWEST_ROOM);
    ls_newest_release(&newest);
}

static void newest__copies_stay_as_they_were(void **state)
{
    ls_newest copy;

    (void)state;
    begin(0);
    assert_true(ls_newest_init(&copy, 0));
    note(404, "/first");
    assert_int_equal(ls_newest_copy(&copy, &newest), LS_OK);
    note(404, "/second");
    note(500, "/third");
    assert_int_equal(ls_newest_at(&copy, 404, 0)->len, strlen("/first"));
    assert_null(ls_newest_at(&copy, 404, 1));
    assert_null(ls_newest_at(&copy, 500, 0));
    assert_int_equal(ls_newest_copy(&copy, &newest), LS_OK);
    assert_int_equal(ls_newest_at(&copy, 404, 0)->len, strlen("/second"));
    assert_non_null(ls_newest_at(&copy, 500, 0));
    ls_newest_release(&copy);
    ls_newest_release(&newest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(newest__says_when_who_and_what),
        cmocka_unit_test(newest__keeps_the_last_ones_of_each_code),
        cmocka_unit_test(newest__keeps_errors_alone),
        cmocka_unit_test(newest__cuts_what_is_long),
        cmocka_unit_test(newest__copies_stay_as_they_were),
    };

    return cmocka_run_group_tests_name("newest", tests, NULL, NULL);
}
