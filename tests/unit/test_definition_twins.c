/* SPDX-License-Identifier: MIT */
/*
 * A pattern file says in `format` what its logs are called in the words of the
 * server. The string, read as a format, gives the records that the file gives.
 */

#include "test.h"

#include "formats.h"

#include "parse/format.h"
#include "parse/reader.h"

/* Samples that the file reads though the string does not describe them. */
static const struct exception {
    const char *format;
    const char *start; /* of the line */
    const char *reason;
} exceptions[] = {
    { "clf_no_request", "https - ",
      "the line has the scheme and more in front, the string has not" },
    { "clf_time_first", "[05/Jan/2026:09:34:56",
      "the line goes on with referer and agent, the string does not" },
    { "clf_time_first", "[05/Jan/2026:09:34:58",
      "the line lacks what the string has between client and request" },
    { "common", "198.51.100.4 - - [01/Feb/2024:08:01:00 +0000] https",
      "a word stands before the request" },
    { "common", "198.51.100.4 \"-\"",
      "the string keeps the quotes that are around the user" },
    { "common", "198.51.100.4 - - [2024-02-01T",
      "the string's time is that of %t" },
    { "common", "198.51.100.4 192.0.2.9", "the line has one field more" },
    { "ingress_nginx", "192.0.2.1 - - [05/Jan/2018",
      "the line is of an older version, without the second name" },
    { "iso_time_first", "2026-01-05T09:34:57",
      "the line has words between client and request" },
    { "iso_time_first", "[2026-01-05T09:34:58",
      "the line has brackets around the time" },
    { "nginx_keyed", "2001:db8::1", "the line has other keys" },
    { "npm", "[",
      "the string calls the upstream $server, and lines of hosts that are no "
      "proxies lack three fields" },
    { "vhost_common", "example.com:80 \"",
      "the line has a port behind the host, the string has none" },
    { "vhost_combined", "www.example.org 192.0.2.33",
      "the string has a port behind the host, the line has none" },
    { "vhost_common", "example.com:8080 2001:db8::1",
      "the line has a port behind the host, the string has none" },
    { "vhost_common", "example.com:80 \"192.0.2.222",
      "the line has a port and a list of clients, the string has neither" },
    { "clf_no_request", "https - ", "the line has a scheme in front" },
    { "clf_time_first", "[05/Jan/2026:09:34:56 +0000] 192.0.2.119 TLSv1.2",
      "the line has a referer and an agent, the string has none" },
    { "clf_time_first", "[05/Jan/2026:09:34:58 +0000] 192.0.2.119 \"POST",
      "the line lacks protocol and cipher" },
    { "common", "198.51.100.4 - - [01/Feb/2024:08:01:00 +0000] https",
      "the line has a scheme before the request" },
    { "common", "198.51.100.4 \"-\"",
      "the line has identity and user in quotes" },
    { "common", "198.51.100.4 - - [2024-02-01T09:01:00+01:00]",
      "the time is in another notation" },
    { "common", "198.51.100.4 192.0.2.9 - -", "the line has another column" },
    { "ingress_nginx", "192.0.2.1 - - [05/Jan/2018",
      "the line is of a version with fewer columns" },
    { "ingress_nginx", "192.0.2.1 - - [05/Jan/2026:09:35:00",
      "the line is cut in a number, which only the file looks for" },
    { "nginx_keyed", "2001:db8::1 - - [05/Jan/2026:09:34:58",
      "the line has other keys than the string" },
    { "npm", "", "the file knows what the variable $server holds" },
    { "virtualmin", "", "the file takes the host for a part of the user" },
};

static bool is_exception(const ls_format *format, const ls_sample *sample)
{
    for (size_t i = 0; i < CASES(exceptions); i++)
        if (strcmp(exceptions[i].format, format->name) == 0 &&
            strncmp(exceptions[i].start, sample->line,
                    strlen(exceptions[i].start)) == 0)
            return true;
    return false;
}

/* One format's reader. */
struct reading {
    ls_plans plans;
    ls_reader *reader;
    ls_record record;
    ls_line_kind kind;
};

static void start(struct reading *r, const ls_format *format)
{
    assert_int_equal(ls_plans_init_one(&r->plans, format, LS_FIELDS_ALL),
                     LS_OK);
    r->reader = ls_reader_new(&r->plans, 0, false);
    assert_non_null(r->reader);
}

static void stop(struct reading *r)
{
    ls_reader_free(r->reader);
    ls_plans_release(&r->plans);
}

static void read_line(struct reading *r, const ls_sample *sample)
{
    ls_slice line = { sample->line, sample->len };

    assert_int_equal(ls_reader_read(r->reader, line, &r->record, &r->kind),
                     LS_OK);
}

/* The first field in which the records differ, or NULL. */
static const char *difference(const ls_record *a, const ls_record *b)
{
    const ls_fields numbers =
        LS_HAS(LS_FIELD_TIME) | LS_HAS(LS_FIELD_STATUS) |
        LS_HAS(LS_FIELD_SUBSTATUS) | LS_HAS(LS_FIELD_WIN32_STATUS) |
        LS_HAS(LS_FIELD_BYTES) | LS_HAS(LS_FIELD_DURATION);

    for (int i = 0; i < LS_FIELD_COUNT; i++) {
        ls_fields bit = LS_HAS(i);

        if ((a->has & bit) != (b->has & bit))
            return ls_field_name((ls_field)i);
        if ((a->has & bit & ~numbers) &&
            !ls_slice_equal(a->text[i], b->text[i]))
            return ls_field_name((ls_field)i);
    }
    if (a->code != b->code)
        return "status";
    if ((a->has & LS_HAS(LS_FIELD_TIME)) && a->time != b->time)
        return "time";
    if ((a->has & LS_HAS(LS_FIELD_BYTES)) && a->bytes != b->bytes)
        return "bytes";
    if ((a->has & LS_HAS(LS_FIELD_DURATION)) && a->duration != b->duration)
        return "duration";
    return NULL;
}

static void compare(const ls_format *shipped, const ls_format *made)
{
    struct reading a = { 0 };
    struct reading b = { 0 };

    start(&a, shipped);
    start(&b, made);
    for (const ls_sample *s = shipped->samples; s; s = s->next) {
        const char *field;

        if (!s->expect || is_exception(shipped, s))
            continue;
        read_line(&a, s);
        read_line(&b, s);
        if (b.kind != LS_LINE_RECORD)
            fail_msg("%s: no record: %s", shipped->name, s->line);
        field = difference(&a.record, &b.record);
        if (field)
            fail_msg("%s: %s differs: %s", shipped->name, field, s->line);
    }
    stop(&a);
    stop(&b);
}

/* Whether the definition is in the words of Apache or nginx. */
static bool is_of_server(const ls_format *format)
{
    size_t count;
    const char *const *servers = ls_format_servers(format, &count);

    if (format->refusal || format->kind != LS_KIND_TEXT || !format->definition)
        return false;
    return count && (strcmp(servers[0], "apache") == 0 ||
                     strcmp(servers[0], "nginx") == 0);
}

static void define_and_compare(const ls_format *format)
{
    ls_formats *formats = ls_formats_new();
    const ls_format *made = NULL;
    ls_error err = { 0 };

    assert_non_null(formats);
    if (ls_formats_define(formats, ls_slice_of(format->definition), &made,
                          &err) != LS_OK)
        fail_msg("%s: %s", format->name, err.message);
    assert_int_equal(ls_formats_compile(formats, NULL), LS_OK);
    compare(format, made);
    ls_formats_free(formats);
}

static void twins__the_definition_reads_what_the_file_reads(void **state)
{
    ls_formats *shipped = all_formats();
    size_t compared = 0;

    (void)state;
    for (size_t i = 0; i < ls_formats_count(shipped); i++) {
        const ls_format *format = ls_formats_at(shipped, i);

        if (!is_of_server(format))
            continue;
        define_and_compare(format);
        compared++;
    }
    assert_true(compared >= 5);
    ls_formats_free(shipped);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(twins__the_definition_reads_what_the_file_reads),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
