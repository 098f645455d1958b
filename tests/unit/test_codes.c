/* SPDX-License-Identifier: MIT */
/*
 * The status-code database: the data is complete and well formed, and of
 * several meanings of a code the right one is chosen.
 */

#include "test.h"

#include <logstat/codes.h>

#include "codes/when.h"

/* The codes that a hosting provider's guide of 2019 lists. */
static const unsigned guide[] = {
    100, 101, 102, 103, 200, 201, 202, 203, 204, 205, 206, 207, 208, 226,
    300, 301, 302, 303, 304, 305, 306, 307, 308, 400, 401, 402, 403, 404,
    405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418,
    421, 422, 423, 424, 425, 426, 428, 429, 431, 440, 444, 449, 451, 494,
    495, 496, 497, 499, 500, 501, 502, 503, 504, 505, 506, 507, 508, 509,
    510, 511, 520, 521, 522, 523, 524, 525, 526, 527, 530,
};

static bool is_plain_text(const char *s)
{
    size_t len = strlen(s);

    for (size_t i = 0; i < len; i++) {
        if (s[i] < ' ' || s[i] > '~')
            return false;
    }
    return len > 0 && s[0] != ' ' && s[len - 1] != ' ';
}

static bool is_one_of(const char *word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(word, words[i]) == 0)
            return true;
    }
    return false;
}

static void assert_good_row(const ls_code *row)
{
    static const char *const standings[] = { "standard", "deprecated",
                                             "unused",   "unofficial",
                                             "historic", "unassigned" };
    static const char *const whos[] = { "client", "server", "origin", "proxy",
                                        "neither" };

    assert_true(row->code <= 999);
    assert_true(is_plain_text(row->name));
    assert_true(is_plain_text(row->origin));
    assert_true(is_plain_text(row->meaning));
    assert_true(is_plain_text(row->check));
    assert_true(row->spec[0] == '\0' || is_plain_text(row->spec));
    assert_true(is_one_of(row->standing, standings, CASES(standings)));
    assert_true(is_one_of(row->who, whos, CASES(whos)));
    assert_int_equal(row->meaning[strlen(row->meaning) - 1], '.');
    assert_int_equal(row->check[strlen(row->check) - 1], '.');
}

static void codes__every_row_is_complete_ascii(void **state)
{
    (void)state;
    assert_int_equal(ls_code_count(), 137);
    for (size_t i = 0; i < ls_code_count(); i++) {
        assert_good_row(ls_code_at(i));
        assert_true(ls_when_is_valid(ls_code_when(i)));
    }
    assert_null(ls_code_at(ls_code_count()));
}

static void codes__rows_are_sorted_after_the_default(void **state)
{
    (void)state;
    for (size_t i = 1; i < ls_code_count(); i++) {
        const ls_code *a = ls_code_at(i - 1);
        const ls_code *b = ls_code_at(i);
        bool a_is_default = i == 1 || ls_code_at(i - 2)->code != a->code;

        assert_true(a->code <= b->code);
        if (a->code == b->code && !a_is_default)
            assert_true(strcmp(a->origin, b->origin) < 0);
    }
}

static void codes__every_row_is_found_by_its_key(void **state)
{
    (void)state;
    for (size_t i = 0; i < ls_code_count(); i++) {
        const ls_code *row = ls_code_at(i);

        assert_ptr_equal(ls_code_find(row->code, row->origin), row);
    }
    assert_null(ls_code_find(404, "nginx"));
    assert_null(ls_code_find(471, "iana"));
    assert_null(ls_code_find(1000, "iana"));
}

static void codes__the_guide_is_covered(void **state)
{
    size_t marked = 0;

    (void)state;
    assert_int_equal(CASES(guide), 81);
    for (size_t i = 0; i < ls_code_count(); i++) {
        if (!ls_code_at(i)->guide)
            continue;
        assert_true(marked < CASES(guide));
        assert_int_equal(ls_code_at(i)->code, guide[marked]);
        marked++;
    }
    assert_int_equal(marked, CASES(guide));
}

static void codes__iana_has_64_and_is_the_default(void **state)
{
    size_t count = 0;

    (void)state;
    for (size_t i = 0; i < ls_code_count(); i++) {
        const ls_code *row = ls_code_at(i);

        if (strcmp(row->origin, "iana") != 0)
            continue;
        assert_ptr_equal(ls_code_explain(row->code, NULL), row);
        assert_true(row->spec[0] != '\0');
        count++;
    }
    assert_int_equal(count, 64);
}

/* Who answered what to which request, and whose meaning that has. */
struct choice {
    unsigned code;
    const char *servers[2];
    const char *method;
    const char *path;
    const char *origin;
};

#define SYNC "/Microsoft-Server-ActiveSync/default.eas"
#define MAP "/server/ArcGIS/rest/services"

static const struct choice choices[] = {
    { 0, { NULL }, "GET", "/", "any" },
    { 0, { "haproxy" }, "GET", "/", "haproxy" },
    { 0, { "apache", "nginx" }, "GET", "/", "apache" },
    { 0, { "litespeed", "nginx" }, "GET", "/", "nginx" },
    { 0, { "litespeed" }, "GET", "/", "any" },
    { 308, { "apache" }, "GET", "/upload/x", "iana" },
    { 308, { "apache" }, "PUT", "/x", "iana" },
    { 308, { "apache" }, "PUT", "/upload/x", "google" },
    { 404, { "nginx" }, "GET", "/", "iana" },
    { 419, { "nginx" }, "POST", "/", "laravel" },
    { 419, { "nginx" }, "PROPFIND", "/", "webdav-draft" },
    { 420, { NULL }, "GET", "/", "twitter" },
    { 421, { "apache" }, "COPY", "/", "iana" },
    { 425, { "apache" }, "PROPFIND", "/", "iana" },
    { 449, { "iis" }, "POST", "/", "iis" },
    { 449, { "iis" }, "POST", SYNC, "exchange" },
    { 449, { "exchange" }, "POST", "/", "exchange" },
    { 451, { "iis" }, "POST", "/", "iana" },
    { 451, { "iis" }, "POST", SYNC, "exchange" },
    { 451, { NULL }, "POST", "/x/microsoft-server-activesync", "exchange" },
    { 456, { "iis" }, "POST", SYNC, "exchange" },
    { 498, { "apache" }, "GET", "/", "esri" },
    { 498, { "nginx" }, "GET", "/", "nginx" },
    { 498, { "nginx" }, "GET", MAP, "esri" },
    { 499, { NULL }, "GET", "/", "nginx" },
    { 499, { "apache", "nginx" }, "GET", "/", "nginx" },
    { 499, { "cloudflare" }, "GET", "/", "cloudflare" },
    { 499, { "nginx" }, "GET", MAP, "esri" },
    { 499, { "iis" }, "GET", "/", "esri" },
    { 499, { "nginx", "iis" }, "GET", "/", "nginx" },
    { 508, { "apache" }, "GET", "/", "iana" },
    { 508, { "cpanel", "apache" }, "GET", "/", "cpanel" },
    { 508, { "cpanel", "apache" }, "PROPFIND", "/", "iana" },
    { 509, { "nginx" }, "GET", "/", "apache" },
    { 526, { "envoy" }, "GET", "/", "cloudflare" },
    { 526, { "cloudfoundry" }, "GET", "/", "cloudfoundry" },
    { 530, { NULL }, "GET", "/", "cloudflare" },
    { 599, { "alibaba" }, "GET", "/", "alibaba" },
    { 600, { "apache" }, "GET", "/", "squid" },
};

static const ls_code *explain(const struct choice *c)
{
    const ls_code_context context = {
        .servers = c->servers,
        .server_count =
            (size_t)(c->servers[0] != NULL) + (size_t)(c->servers[1] != NULL),
        .method = ls_method_find(ls_slice_of(c->method)),
        .path = ls_slice_of(c->path),
    };

    return ls_code_explain(c->code, &context);
}

static void codes__the_meaning_follows_server_method_and_path(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(choices); i++) {
        const ls_code *row = explain(&choices[i]);

        assert_int_equal(row->code, choices[i].code);
        assert_string_equal(row->origin, choices[i].origin);
    }
}

static void codes__only_tests_of_the_request_make_a_code_depend(void **state)
{
    static const unsigned depending[] = {
        308, 419, 420, 449, 451, 498, 499, 508
    };
    size_t found = 0;

    (void)state;
    for (unsigned code = 0; code <= 999; code++) {
        if (!ls_code_depends(code))
            continue;
        assert_true(found < CASES(depending));
        assert_int_equal(code, depending[found]);
        found++;
    }
    assert_int_equal(found, CASES(depending));
}

static void codes__every_number_is_explained(void **state)
{
    const ls_code_context nothing = { NULL, 0, LS_METHOD_NONE, { NULL, 0 } };

    (void)state;
    for (unsigned code = 0; code <= 999; code++) {
        const ls_code *row = ls_code_explain(code, NULL);

        assert_good_row(row);
        assert_ptr_equal(ls_code_explain(code, &nothing), row);
        assert_int_equal(ls_class_of(row->code), ls_class_of(code));
    }
}

static void codes__an_unknown_code_is_read_as_its_x00(void **state)
{
    static const unsigned unknown[] = { 199, 299, 399, 471, 597 };

    (void)state;
    for (size_t i = 0; i < CASES(unknown); i++) {
        const ls_code *row = ls_code_explain(unknown[i], NULL);
        const ls_code *as = ls_code_find(unknown[i] / 100 * 100, "iana");

        assert_int_equal(row->code, as->code);
        assert_string_equal(row->origin, "iana");
        assert_string_equal(row->standing, "unassigned");
        assert_string_equal(row->who, as->who);
        assert_non_null(strstr(row->meaning, as->name));
    }
}

static void codes__a_number_outside_http_is_said_to_be_none(void **state)
{
    (void)state;
    assert_int_equal(ls_code_explain(42, NULL)->code, 1);
    assert_int_equal(ls_code_explain(700, NULL)->code, 600);
    assert_string_equal(ls_code_explain(42, NULL)->name, "Not an HTTP status");
    assert_string_equal(ls_code_explain(700, NULL)->name, "Not an HTTP status");
    assert_string_equal(ls_code_explain(9, NULL)->name, "HTTP/0.9 request");
    assert_string_equal(ls_code_explain(999, NULL)->origin, "linkedin");
}

/* For PUT /a/Upload/b in a log of IIS, perhaps nginx. */
static void assert_when(const char *when, bool holds)
{
    const char *const servers[] = { "iis", "nginx" };
    const ls_code_context context = { servers, 2,
                                      ls_method_find(LS_SLICE("PUT")),
                                      LS_SLICE("/a/Upload/b") };

    assert_true(ls_when_is_valid(when));
    assert_int_equal(ls_when_holds(when, &context), holds);
}

static void when__holds_as_its_terms_say(void **state)
{
    static const char *const holding[] = {
        "path~/upload/",       "path~/A/",
        "method=PUT",          "server=iis",
        "method=PUT path~a",   "path~x | server=iis",
        "server=iis | path~x", "path~a | method=PUT path~x"
    };
    static const char *const failing[] = { "",
                                           "path~b/",
                                           "path~/a/upload/b/",
                                           "method=put",
                                           "method=webdav",
                                           "server=nginx",
                                           "method=PUT path~x",
                                           "path~x | server=y" };
    (void)state;
    for (size_t i = 0; i < CASES(holding); i++)
        assert_when(holding[i], true);
    for (size_t i = 0; i < CASES(failing); i++)
        assert_when(failing[i], false);
}

static void when__refuses_what_it_does_not_know(void **state)
{
    static const char *const bad[] = {
        "path~",    "nonsense",          "| path~x",
        "path~x |", "path~x | | path~y", "path~a  path~b",
        " path~a"
    };

    (void)state;
    for (size_t i = 0; i < CASES(bad); i++)
        assert_false(ls_when_is_valid(bad[i]));
}

static void classes__cover_every_number(void **state)
{
    static const char labels[] = "1xx 2xx 3xx 4xx 5xx none other";
    static const unsigned last[] = { 0, 99, 199, 299, 399, 499, 599, 999 };
    static const ls_class classes[] = { LS_CLASS_NONE, LS_CLASS_OTHER,
                                        LS_CLASS_1XX,  LS_CLASS_2XX,
                                        LS_CLASS_3XX,  LS_CLASS_4XX,
                                        LS_CLASS_5XX,  LS_CLASS_OTHER };
    size_t range = 0;

    (void)state;
    for (unsigned code = 0; code <= 999; code++) {
        range += code > last[range];
        assert_int_equal(ls_class_of(code), classes[range]);
        assert_int_equal(ls_class_is_error(classes[range]),
                         code == 0 || (code >= 400 && code <= 599));
    }
    for (int i = 0; i < LS_CLASS_COUNT; i++) {
        assert_memory_equal(ls_class_label((ls_class)i),
                            labels + 4 * i + (i == LS_CLASS_OTHER), 3);
        assert_true(is_plain_text(ls_class_name((ls_class)i)));
    }
    assert_string_equal(ls_class_label(LS_CLASS_NONE), "none");
    assert_string_equal(ls_class_name(LS_CLASS_4XX), "Client error");
}

static void substatus__all_122_are_complete_sorted_and_found(void **state)
{
    unsigned last = 0;

    (void)state;
    assert_int_equal(ls_substatus_count(), 122);
    for (size_t i = 0; i < ls_substatus_count(); i++) {
        const ls_substatus *row = ls_substatus_at(i);
        unsigned key = row->code * 1000 + row->substatus;

        assert_true(row->substatus < 1000 && key > last);
        last = key;
        assert_ptr_equal(ls_substatus_find(row->code, row->substatus), row);
        assert_true(is_plain_text(row->name));
        assert_true(is_plain_text(row->meaning));
        assert_true(is_plain_text(row->check));
        assert_true(is_plain_text(row->source));
    }
    assert_null(ls_substatus_at(ls_substatus_count()));
}

static void substatus__is_found_by_both_numbers(void **state)
{
    (void)state;
    assert_string_equal(ls_substatus_find(500, 19)->name,
                        "Configuration data invalid");
    assert_string_equal(ls_substatus_find(404, 7)->name,
                        "File extension denied");
    assert_null(ls_substatus_find(404, 21));
    assert_null(ls_substatus_find(200, 0));
    assert_null(ls_substatus_find(503, 5));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes__every_row_is_complete_ascii),
        cmocka_unit_test(codes__rows_are_sorted_after_the_default),
        cmocka_unit_test(codes__every_row_is_found_by_its_key),
        cmocka_unit_test(codes__the_guide_is_covered),
        cmocka_unit_test(codes__iana_has_64_and_is_the_default),
        cmocka_unit_test(codes__the_meaning_follows_server_method_and_path),
        cmocka_unit_test(codes__only_tests_of_the_request_make_a_code_depend),
        cmocka_unit_test(codes__every_number_is_explained),
        cmocka_unit_test(codes__an_unknown_code_is_read_as_its_x00),
        cmocka_unit_test(codes__a_number_outside_http_is_said_to_be_none),
        cmocka_unit_test(when__holds_as_its_terms_say),
        cmocka_unit_test(when__refuses_what_it_does_not_know),
        cmocka_unit_test(classes__cover_every_number),
        cmocka_unit_test(substatus__all_122_are_complete_sorted_and_found),
        cmocka_unit_test(substatus__is_found_by_both_numbers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
