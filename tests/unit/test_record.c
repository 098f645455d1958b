/* SPDX-License-Identifier: MIT */
/* How the values of a log get into a record: fields and request lines. */

#include "test.h"

#include "record/fields.h"
#include "record/request.h"

#include <stdio.h>

/* Hands a value to a setter. */
static bool take(ls_setter *setter, ls_record *record, ls_slice value)
{
    return setter(record, &value, 1);
}

/* Hands a value to the setter of this name; the record is empty before. */
static bool set(ls_record *record, const char *name, ls_slice value)
{
    ls_setter *setter = ls_setter_find(ls_slice_of(name));

    assert_non_null(setter);
    *record = (ls_record){ 0 };
    return take(setter, record, value);
}

static void record__fields_are_found_by_their_names(void **state)
{
    (void)state;
    for (int i = 0; i < LS_FIELD_COUNT; i++) {
        ls_slice name = ls_slice_of(ls_field_name((ls_field)i));

        assert_true(name.len > 2);
        assert_int_equal(ls_field_find(name), i);
        assert_int_equal(ls_setter_fields(name), LS_HAS(i));
    }
    assert_string_equal(ls_field_name(LS_FIELD_CLIENT), "client");
    assert_string_equal(ls_field_name(LS_FIELD_SOURCE), "source");
}

static void record__names_that_are_no_field(void **state)
{
    static const char *const names[] = { "", "Client", "clien", "clients",
                                         "path" };

    (void)state;
    for (size_t i = 0; i < CASES(names); i++) {
        assert_int_equal(ls_field_find(ls_slice_of(names[i])), LS_FIELD_COUNT);
        assert_null(ls_setter_find(ls_slice_of(names[i])));
        assert_int_equal(ls_setter_fields(ls_slice_of(names[i])), 0);
    }
    assert_int_equal(ls_field_find((ls_slice){ 0 }), LS_FIELD_COUNT);
    /* A request line is a value of the log, but no field. */
    assert_int_equal(ls_field_find(LS_SLICE("request")), LS_FIELD_COUNT);
    assert_int_equal(ls_setter_fields(LS_SLICE("request")),
                     LS_HAS(LS_FIELD_METHOD) | LS_HAS(LS_FIELD_TARGET) |
                         LS_HAS(LS_FIELD_PROTOCOL));
    assert_null(ls_setter_find(LS_SLICE("time"))); /* the reader's */
}

static void record__text_is_kept_as_logged_but_for_a_dash(void **state)
{
    static const ls_field fields[] = {
        LS_FIELD_CLIENT,   LS_FIELD_USER,      LS_FIELD_TARGET,
        LS_FIELD_PROTOCOL, LS_FIELD_REFERER,   LS_FIELD_AGENT,
        LS_FIELD_VHOST,    LS_FIELD_UPSTREAM,  LS_FIELD_UPSTREAM_STATUS,
        LS_FIELD_CACHE,    LS_FIELD_FORWARDED, LS_FIELD_FLAGS,
        LS_FIELD_SOURCE,
    };
    ls_slice value = LS_SLICE("a \\\"b\0\xff ");
    ls_record record;

    (void)state;
    for (size_t i = 0; i < CASES(fields); i++) {
        const char *name = ls_field_name(fields[i]);

        assert_true(set(&record, name, value));
        assert_int_equal(record.has, LS_HAS(fields[i]));
        assert_ptr_equal(record.text[fields[i]].ptr, value.ptr);
        assert_int_equal(record.text[fields[i]].len, value.len);
        assert_true(set(&record, name, LS_SLICE("-")));
        assert_int_equal(record.has, 0);
        assert_true(set(&record, name, LS_SLICE("")));
        assert_int_equal(record.has, 0);
        assert_true(set(&record, name, LS_SLICE("--")));
        assert_int_equal(record.has, LS_HAS(fields[i]));
    }
}

enum {
    BAD = -2, /* cannot be understood */
    NO = -1   /* no sub-status */
};

static const struct {
    const char *text;
    int code;
    int substatus;
} statuses[] = {
    { "200", 200, NO },   { "100", 100, NO },       { "999", 999, NO },
    { "404.7", 404, 7 },  { "404.0", 404, 0 },      { "500.19", 500, 19 },
    { "", 0, NO },        { "-", 0, NO },           { "-1", 0, NO },
    { "0", 0, NO },       { "00", 0, NO },          { "000", 0, NO },
    { "1", 1, NO },       { "99", 99, NO },         { "009", 9, NO },
    { "099", 99, NO },    { "600", 600, NO },       { "404.9999", 404, 9999 },
    { "2000", BAD, NO },  { "0200", BAD, NO },      { "1000", BAD, NO },
    { "OK", BAD, NO },    { "20O", BAD, NO },       { "2 0", BAD, NO },
    { "+20", BAD, NO },   { "-2", BAD, NO },        { "1e2", BAD, NO },
    { "20/", BAD, NO },   { "2:0", BAD, NO },       { " 200", BAD, NO },
    { "--", BAD, NO },    { "/00", BAD, NO },       { "200.x", BAD, NO },
    { "200,5", BAD, NO }, { "404.10000", BAD, NO }, { "404.1.2", BAD, NO },
};

static void record__status_has_up_to_three_digits(void **state)
{
    ls_record record;

    (void)state;
    for (size_t i = 0; i < CASES(statuses); i++) {
        bool good = set(&record, "status", ls_slice_of(statuses[i].text));
        int code = good ? record.code : BAD;

        if (code != statuses[i].code)
            fail_msg("%s: %d", statuses[i].text, code);
        assert_int_equal(good, (record.has & LS_HAS(LS_FIELD_STATUS)) != 0);
        if (good && strchr(statuses[i].text, '.')) {
            assert_true(record.has & LS_HAS(LS_FIELD_SUBSTATUS));
            assert_true(record.substatus == (uint32_t)statuses[i].substatus);
        } else if (good) {
            assert_false(record.has & LS_HAS(LS_FIELD_SUBSTATUS));
        }
    }
}

/* A log may have the status twice; what is none spoils nothing. */
static void record__keeps_its_status_when_another_is_none(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(statuses); i++) {
        ls_setter *setter = ls_setter_find(LS_SLICE("status"));
        ls_record record = { .upstream_code = -1 };

        if (statuses[i].code != BAD)
            continue;
        assert_true(take(setter, &record, LS_SLICE("404.7")));
        assert_false(take(setter, &record, ls_slice_of(statuses[i].text)));
        assert_int_equal(record.code, 404);
        assert_int_equal(record.substatus, 7);
        assert_false(take(setter, &record, LS_SLICE("5y3")));
        assert_false(take(setter, &record, LS_SLICE("x.8")));
        assert_int_equal(record.code, 404);
        assert_int_equal(record.substatus, 7);
    }
}

static void record__every_code_of_three_digits_is_read(void **state)
{
    ls_record record;

    (void)state;
    for (int code = 0; code < 1000; code++) {
        char text[8];

        (void)snprintf(text, sizeof(text), "%03d", code);
        assert_true(set(&record, "status", ls_slice_of(text)));
        assert_int_equal(record.code, code);
    }
}

static const struct {
    const char *name;
    const char *text;
    bool good;
    bool has;
    uint64_t value;
} numbers[] = {
    { "bytes", "0", true, true, 0 },
    { "bytes", "18446744073709551615", true, true, UINT64_MAX },
    { "bytes", "-", true, false, 0 },
    { "bytes", "", true, false, 0 },
    { "bytes", "18446744073709551616", false, false, 0 },
    { "bytes", "-5", false, false, 0 },
    { "bytes", "5k", false, false, 0 },
    { "substatus", "7", true, true, 7 },
    { "substatus", "-", true, false, 0 },
    { "substatus", "9999", true, true, 9999 },
    { "substatus", "10000", false, false, 0 },
    { "win32_status", "4294967295", true, true, UINT32_MAX },
    { "win32_status", "", true, false, 0 },
    { "win32_status", "x", false, false, 0 },
};

static uint64_t number_of(const ls_record *record, ls_field field)
{
    switch (field) {
    case LS_FIELD_BYTES:
        return record->bytes;
    case LS_FIELD_SUBSTATUS:
        return record->substatus;
    default:
        return record->win32_status;
    }
}

static void record__numbers_are_read_or_left_out(void **state)
{
    ls_record record;

    (void)state;
    for (size_t i = 0; i < CASES(numbers); i++) {
        ls_field field = ls_field_find(ls_slice_of(numbers[i].name));
        ls_slice text = ls_slice_of(numbers[i].text);

        assert_int_equal(set(&record, numbers[i].name, text), numbers[i].good);
        assert_int_equal(record.has, numbers[i].has ? LS_HAS(field) : 0);
        if (numbers[i].has)
            assert_true(number_of(&record, field) == numbers[i].value);
    }
}

static void record__method_alone_must_be_a_token(void **state)
{
    ls_record record;

    (void)state;
    assert_true(set(&record, "method", LS_SLICE("PURGE")));
    assert_string_equal(ls_method_name(record.method), "PURGE");
    assert_slice_equal(record.text[LS_FIELD_METHOD], "PURGE");
    assert_true(set(&record, "method", LS_SLICE("x-y!")));
    assert_int_equal(record.method, LS_METHOD_OTHER);
    assert_slice_equal(record.text[LS_FIELD_METHOD], "x-y!");
    assert_true(set(&record, "method", LS_SLICE("-")));
    assert_int_equal(record.has, 0);
    assert_int_equal(record.method, LS_METHOD_NONE);
    assert_false(set(&record, "method", LS_SLICE("GET /")));
    assert_false(set(&record, "method", LS_SLICE("\x16\x03")));
    assert_false(set(&record, "method", LS_SLICE("G\0T")));
    assert_int_equal(record.has, 0);
}

static void record__token_bytes_are_those_of_rfc_9110(void **state)
{
    static const char token[] = "!#$%&'*+-.^_`|~0123456789"
                                "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    (void)state;
    for (unsigned b = 0; b < 256; b++) {
        char byte = (char)b;

        assert_int_equal(ls_is_token((ls_slice){ &byte, 1 }),
                         b != 0 && memchr(token, byte, sizeof(token) - 1));
    }
    assert_false(ls_is_token((ls_slice){ 0 }));
}

static const struct {
    ls_slice line;
    const char *method; /* by name; NULL: none, likewise below */
    const char *target;
    const char *protocol;
    const char *path;
} requests[] = {
#define LINE(literal)                                                          \
    {                                                                          \
        literal, sizeof(literal) - 1                                           \
    }
    { LINE("GET / HTTP/1.1"), "GET", "/", "HTTP/1.1", "/" },
    { LINE("GET /a?b=c?d HTTP/2.0"), "GET", "/a?b=c?d", "HTTP/2.0", "/a" },
    { LINE("GET ? HTTP/1.1"), "GET", "?", "HTTP/1.1", "" },
    { LINE("POST /x HTTP/2"), "POST", "/x", "HTTP/2", "/x" },
    { LINE("GET /a b c HTTP/1.0"), "GET", "/a b c", "HTTP/1.0", "/a b c" },
    { LINE("GET /x H HTTP/2"), "GET", "/x H", "HTTP/2", "/x H" },
    { LINE("GET /x HTTP/ ab"), "GET", "/x HTTP/ ab", NULL, "/x HTTP/ ab" },
    { LINE("GET /x Hello you"), "GET", "/x Hello you", NULL, "/x Hello you" },
    { LINE("GET  /a  HTTP/1.1 "), "GET", "/a", "HTTP/1.1", "/a" },
    { LINE("  GET /a HTTP/1.1"), "GET", "/a", "HTTP/1.1", "/a" },
    { LINE("OPTIONS * HTTP/1.0"), "OPTIONS", "*", "HTTP/1.0", "*" },
    { LINE("CONNECT a.example:443 HTTP/1.1"), "CONNECT", "a.example:443",
      "HTTP/1.1", "a.example:443" },
    { LINE("GET /a"), "GET", "/a", NULL, "/a" },
    { LINE("GET /a http/1.1"), "GET", "/a http/1.1", NULL, "/a http/1.1" },
    { LINE("GET HTTP/1.1"), "GET", "HTTP/1.1", NULL, "HTTP/1.1" },
    { LINE("GET / HTTP/"), "GET", "/", "HTTP/", "/" },
    { LINE("get / HTTP/1.1"), "other", "/", "HTTP/1.1", "/" },
    { LINE("BREW /pot HTCPCP/1.0"), "other", "/pot HTCPCP/1.0", NULL,
      "/pot HTCPCP/1.0" },
    { LINE("GET /\0\xff HTTP/1.1"), "GET", "/\0\xff", "HTTP/1.1", NULL },
    { LINE(""), NULL, NULL, NULL, "" },
    { LINE("-"), NULL, NULL, NULL, "" },
    { LINE("GET"), NULL, NULL, NULL, "" },
    { LINE("GET "), NULL, NULL, NULL, "" },
    { LINE(" GET "), NULL, NULL, NULL, "" },
    { LINE("- / HTTP/1.1"), NULL, NULL, NULL, "" },
    { LINE("\\n"), NULL, NULL, NULL, "" },
    { LINE("\\x16\\x03\\x01 \\x00"), NULL, NULL, NULL, "" },
    { LINE("\x16\x03\x01 / HTTP/1.1"), NULL, NULL, NULL, "" },
    { LINE("G\"T / HTTP/1.1"), NULL, NULL, NULL, "" },
#undef LINE
};

static void demand_text(const ls_record *record, ls_field field,
                        const char *want, ls_slice line)
{
    bool has = record->has & LS_HAS(field);

    if (has != (want != NULL))
        fail_msg("%.*s: %s", (int)line.len, line.ptr, ls_field_name(field));
    if (has && want)
        assert_memory_equal(record->text[field].ptr, want, strlen(want));
    if (has && want && !memchr(line.ptr, '\0', line.len))
        assert_slice_equal(record->text[field], want);
}

static void record__request_line_is_taken_apart(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(requests); i++) {
        ls_slice line = requests[i].line;
        char *bytes = malloc(line.len ? line.len : 1);
        const char *method = requests[i].method ? requests[i].method : "-";
        ls_record record;

        assert_non_null(bytes);
        memcpy(bytes, line.ptr, line.len);
        assert_true(set(&record, "request", (ls_slice){ bytes, line.len }));
        assert_string_equal(ls_method_name(record.method), method);
        assert_int_equal((record.has & LS_HAS(LS_FIELD_METHOD)) != 0,
                         requests[i].method != NULL);
        demand_text(&record, LS_FIELD_TARGET, requests[i].target, line);
        demand_text(&record, LS_FIELD_PROTOCOL, requests[i].protocol, line);
        if (requests[i].path)
            assert_slice_equal(ls_record_path(&record), requests[i].path);
        free(bytes);
    }
}

static void record__path_is_empty_without_a_target(void **state)
{
    ls_record record = { .text[LS_FIELD_TARGET] = LS_SLICE("/stale") };

    (void)state;
    assert_int_equal(ls_record_path(&record).len, 0);
    record.has = LS_HAS(LS_FIELD_TARGET);
    assert_slice_equal(ls_record_path(&record), "/stale");
    ls_record_clear(&record);
    assert_int_equal(ls_record_path(&record).len, 0);
    assert_int_equal(record.has + record.code + record.method, 0);
}

/* They are told apart without the table, so they must stand where they do. */
static void record__usual_methods_stand_first(void **state)
{
    static const struct {
        const char *request;
        const char *name; /* NULL: none that is known */
        uint16_t number;
    } starts[] = {
        { "GET /a b", "GET", LS_METHOD_GET },
        { "POST /a b", "POST", LS_METHOD_POST },
        { "HEAD /a b", "HEAD", LS_METHOD_HEAD },
        { "GET /", "GET", LS_METHOD_GET },
        { "POS /a bc", NULL, LS_METHOD_OTHER },
        { "get /a bc", NULL, LS_METHOD_OTHER },
    };

    (void)state;
    for (size_t i = 0; i < CASES(starts); i++) {
        ls_method_start start =
            ls_method_find_start(ls_slice_of(starts[i].request));

        assert_int_equal(start.number, starts[i].number);
        assert_int_equal(start.len, ls_slice_of(starts[i].name).len);
        if (starts[i].name)
            assert_string_equal(ls_method_name(start.number), starts[i].name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(record__usual_methods_stand_first),
        cmocka_unit_test(record__fields_are_found_by_their_names),
        cmocka_unit_test(record__names_that_are_no_field),
        cmocka_unit_test(record__text_is_kept_as_logged_but_for_a_dash),
        cmocka_unit_test(record__status_has_up_to_three_digits),
        cmocka_unit_test(record__keeps_its_status_when_another_is_none),
        cmocka_unit_test(record__every_code_of_three_digits_is_read),
        cmocka_unit_test(record__numbers_are_read_or_left_out),
        cmocka_unit_test(record__method_alone_must_be_a_token),
        cmocka_unit_test(record__token_bytes_are_those_of_rfc_9110),
        cmocka_unit_test(record__request_line_is_taken_apart),
        cmocka_unit_test(record__path_is_empty_without_a_target),
    };

    return cmocka_run_group_tests_name("record", tests, NULL, NULL);
}
