/* SPDX-License-Identifier: MIT */
/*
 * Formats in the words of Apache and nginx: what a string says about a line,
 * and what is said about a string that cannot be read.
 */

#include "test.h"

#include <logstat/format.h>

#include "parse/formats.h"
#include "parse/shortcut.h"

/* A string, a line, and what that gives in the notation of pattern files. */
static const struct reading {
    const char *string;
    const char *line;
    const char *expect;
} readings[] = {
    /* Apache: directives and their modifiers. */
    { "%h %l %u %t \"%r\" %>s %b",
      "192.0.2.1 - jane [dr] doe [10/Oct/2000:13:55:36 -0700] \"GET /a?b "
      "HTTP/1.1\" 404 9",
      "client=192.0.2.1 user=\"jane [dr] doe\" time=2000-10-10T20:55:36.000Z "
      "method=GET target=/a?b protocol=HTTP/1.1 status=404 bytes=9" },
    { "%h \\\"%r\\\" %>s", "192.0.2.1 \"GET / HTTP/1.1\" 404",
      "client=192.0.2.1 target=/ status=404" },
    { "%h \"%r\" %s %>s", "192.0.2.1 \"GET /\" 302 200", "status=200" },
    { "%h \"%r\" %>s %s", "192.0.2.1 \"GET /\" 200 302", "status=200" },
    { "%h %<s", "192.0.2.1 302", "status=302" },
    { "%>s \"%!200,304{Referer}i\" \"%200{USER-AGENT}i\"", "200 \"-\" \"x y\"",
      "status=200 referer=- agent=\"x y\"" },
    { "%{c}a %a %{local}p %p %{remote}p %>s", "192.0.2.1 192.0.2.2 1 2 3 200",
      "client=192.0.2.2 status=200" },
    { "%{c}a %>s", "192.0.2.1 200", "client=192.0.2.1" },
    { "%%%>s%%", "%200%", "status=200" },
    { "%>s\\t%B\\t%{User-Agent}i", "200\t5\ta b", "bytes=5 agent=\"a b\"" },
    { "%>s %b %O %B", "200 - 300 0", "bytes=0" },
    { "%>s %b %O", "200 - 300", "bytes=-" },
    { "%>s %I %O %S", "200 100 300 400", "bytes=300" },
    { "%m %U%q %H %>s", "GET /a/b?c=d HTTP/2.0 200",
      "method=GET target=/a/b?c=d protocol=HTTP/2.0" },
    { "%U%q %>s", "/a/b 200", "target=/a/b" },
    { "\"%m %U%q %H\" %>s", "\"GET /a b?c d HTTP/1.1\" 200",
      "target=\"/a b?c d\" protocol=HTTP/1.1" },
    { "\"%m %U%q %H\" %>s", "\"GET /a b HTTP/1.1\" 200",
      "target=\"/a b\" protocol=HTTP/1.1" },
    { "%h^%{%FT%T%z}t^%>s", "192.0.2.1^2020-01-02T03:04:05Z^200",
      "client=192.0.2.1 time=2020-01-02T03:04:05.000Z" },
    { "%v%U %>s", "example.com/a 200", "vhost=example.com target=/a" },
    { "%v:%p %>s", "[2001:db8::1]:443 200", "vhost=[2001:db8::1]" },
    { "%V %v %{Host}i %>s", "a b c 200", "vhost=b" },
    { "%>s %D %T", "200 1500 1", "duration=0.001500" },
    { "%>s %T %{ms}T", "200 1 1250", "duration=1.250000" },
    { "%>s %{us}T", "200 1250", "duration=0.001250" },
    { "%>s %{s}T", "200 12", "duration=12.000000" },
    { "%h %{X-Forwarded-For}i %>s", "192.0.2.1 192.0.2.2, 192.0.2.3 200",
      "client=192.0.2.1 forwarded=\"192.0.2.2, 192.0.2.3\"" },
    { "%>s %{Cache-Status}e %{BALANCER_WORKER_NAME}e", "200 hit http://b:80",
      "cache=hit upstream=http://b:80" },
    { "%h %{SSL_PROTOCOL}x %{VAR}e %{n}n %{S}o %{c}C %{T}^ti %^FB %k %X %>s",
      "192.0.2.1 TLSv1.3 a b c d e - 0 + 200", "status=200" },
    { "%h \"%q\" %f \"%r\" %>s", "192.0.2.1 \"?x\" /srv/a \"GET /a?x\" 200",
      "target=/a?x" },
    /* Values that hold what ends them. */
    { "%h %{Cookie}i %>s \"%{User-Agent}i\"", "192.0.2.1 a=1; b=2 3 404 \"x\"",
      "status=404 agent=x" },
    { "%h %{User-Agent}i %D %>s", "192.0.2.1 Mozilla/5.0 (X11) Z 3 404",
      "agent=\"Mozilla/5.0 (X11) Z\" duration=0.000003 status=404" },
    { "[%D %h %r] %>s", "[5 192.0.2.1 GET /a b HTTP/1.1] 200",
      "target=\"/a b\" status=200" },
    { "\"%{User-Agent}i\" \"%r\" %>s", "\"a \\\"b\\\" c\" \"GET /\\\"x\" 404",
      "agent=\"a \\\\\\x22b\\\\\\x22 c\" target=/\\\\\\x22x status=404" },
    { "\"%r\" %>s", "\"GET /a\"b HTTP/1.0\" 404", "target=/a\"b" },
    { "\"%r\" %>s", "\"GET /a\\\" 404", "target=/a\\\\" },
    { "%h|%{Cookie}i|%{%FT%T}t|%>s", "192.0.2.1|a|b|2020-01-02T03:04:05|200",
      "time=2020-01-02T03:04:05.000Z" },
    { "(%h) {%>s} #%D^ .*+?[]\x01 %b", "(192.0.2.1) {404} #7^ .*+?[]\x01 3",
      "client=192.0.2.1 status=404 duration=0.000007 bytes=3" },
    { "%h %l %u %t \"%r\" %>s",
      "192.0.2.1 - - [10/Oct/2000:13:55:36 -0700]  \"GET /\" 200",
      "target=/ status=200" },
    /* Times. */
    { "%{%d/%b/%Y %T}t.%{msec_frac}t %{%z}t %>s",
      "10/Oct/2000 13:55:36.123 +0100 200", "time=2000-10-10T12:55:36.123Z" },
    { "%{[%d/%b/%Y:%H:%M:%S %z]}t %>s", "[10/Oct/2000:13:55:36 +0100] 200",
      "time=2000-10-10T12:55:36.000Z" },
    { "%{begin:%F %T}t %{end:%F %T}t %>s",
      "2000-10-10 01:02:03 2000-10-10 01:02:04 200",
      "time=2000-10-10T01:02:03.000Z" },
    { "%{end:%F}t %{end:%T}t %>s", "2000-10-10 01:02:04 200",
      "time=2000-10-10T01:02:04.000Z" },
    { "%{sec}t %>s", "971186136 200", "time=2000-10-10T13:55:36.000Z" },
    { "%{sec}t.%{usec_frac}t %>s", "971186136.123456 200",
      "time=2000-10-10T13:55:36.123Z" },
    { "%{sec}t%{msec_frac}t %>s", "971186136123 200",
      "time=2000-10-10T13:55:36.123Z" },
    { "%{msec}t %>s", "971186136123 200", "time=2000-10-10T13:55:36.123Z" },
    { "%{usec}t %>s", "971186136123456 200", "time=2000-10-10T13:55:36.123Z" },
    { "%{%c}t %h %>s", "Tue Oct  3 13:55:36 2000 192.0.2.1 200",
      "time=2000-10-03T13:55:36.000Z client=192.0.2.1" },
    { "%{%D %r}t %>s", "10/10/00 01:55:36 PM 200",
      "time=2000-10-10T13:55:36.000Z" },
    { "%{%H:%M}t %>s", "13:55 200", "time=- status=200" },
    { "%t %{%s}t %>s", "[10/Oct/2000:13:55:36 +0000] 971186136 200",
      "time=2000-10-10T13:55:36.000Z" },
    /* A line that is cut, and one that is broken behind the status. */
    { "%h %>s %b \"%{Referer}i\" \"%{User-Agent}i\" %D", "192.0.2.1 404",
      "status=404 bytes=-" },
    { "%h %>s %b \"%{Referer}i\" \"%{User-Agent}i\" %D",
      "192.0.2.1 404 9 \"r\" \"Mozi", "bytes=9 referer=r agent=-" },
    { "%h %>s %b \"%{Referer}i\" \"%{User-Agent}i\" %D",
      "192.0.2.1 404 9 r a 7", "bytes=9 referer=- agent=- duration=-" },
    { "%h %>s", "192.0.2.1 404 and more", "status=404" },
    /* Statuses that are none. */
    { "%h %>s %b", "192.0.2.1 - 7", "status=0 bytes=7" },
    { "%h %>s %b", "192.0.2.1 404.7 7", "status=404 substatus=7 bytes=7" },
    { "%h \"%r\" %b", "192.0.2.1 \"GET /\" 7",
      "status=0 method=GET target=/ bytes=7" },
    /* nginx: variables. */
    { "$remote_addr - $remote_user [$time_local] \"$request\" $status "
      "$body_bytes_sent \"$http_referer\" \"$http_user_agent\"",
      "192.0.2.1 - a b [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.1\" 499 0 "
      "\"\" \"x\\x22y\"",
      "user=\"a b\" target=/ status=499 bytes=0 referer=- agent=x\\\\x22y" },
    { "${remote_addr} ${status}$", "192.0.2.1 404$", "client=192.0.2.1" },
    { "$status $upstream_addr $upstream_status $upstream_cache_status "
      "$request_time",
      "502 192.0.2.1:80, 192.0.2.2:80 : unix:/s 502, 502 : 200 MISS 0.500",
      "upstream=\"192.0.2.1:80, 192.0.2.2:80 : unix:/s\" "
      "upstream_status=\"502, 502 : 200\" cache=MISS duration=0.500000" },
    { "$status $upstream_addr $upstream_status $request_time", "502 - - 0.5",
      "upstream=- upstream_status=- duration=0.500000" },
    { "$scheme://$host$request_uri $status", "https://example.com/a?b=c 404",
      "vhost=example.com target=/a?b=c" },
    { "$host$uri$is_args$args $status", "example.com/a?b=c 404",
      "vhost=example.com target=/a?b=c" },
    { "$host$uri$is_args$args $status", "example.com/a 404", "target=/a" },
    { "$request_uri $args $uri $status", "/a?b b /c 404", "target=/a?b" },
    { "\"$request_method $scheme://$host$request_uri $server_protocol\" "
      "$status",
      "\"GET https://example.com/a b?c HTTP/1.1\" 404",
      "method=GET target=\"/a b?c\" protocol=HTTP/1.1 vhost=example.com" },
    { "$http_host $server_name $status", "a b 404", "vhost=a" },
    { "$time_iso8601 $status", "2000-10-10T13:55:36+01:00 200",
      "time=2000-10-10T12:55:36.000Z" },
    { "$time_local $status", "10/Oct/2000:13:55:36 +0100 200",
      "time=2000-10-10T12:55:36.000Z" },
    { "$msec $status", "971186136.123 200", "time=2000-10-10T13:55:36.123Z" },
    { "$bytes_sent $status $body_bytes_sent", "9 200 5", "bytes=5" },
    { "$foo $empty $remote_addr $status", "a  192.0.2.1 200",
      "client=192.0.2.1" },
    { "$status $http_x_forwarded_for $http_x_real_ip $remote_addr",
      "200 192.0.2.1, 192.0.2.2 192.0.2.3 192.0.2.4",
      "forwarded=\"192.0.2.1, 192.0.2.2\" client=192.0.2.4" },
    { "$remote_addr,$status,\"$http_user_agent\",$request_time",
      "192.0.2.1,404,\"a,b\",0.25", "agent=a,b duration=0.250000" },
    { "host:$remote_addr\\tstatus:$status\\tua:$http_user_agent\\tt:$msec",
      "host:192.0.2.1\tstatus:404\tua:a b\tt:971186136",
      "agent=\"a b\" time=2000-10-10T13:55:36.000Z" },
    { "{\"a\":\"$remote_addr\",\"s\":$status,\"u\":\"$http_user_agent\","
      "\"t\":$request_time}",
      "{\"a\":\"192.0.2.1\",\"s\":404,\"u\":\"a \\\"b\\\"\",\"t\":0.5}",
      "client=192.0.2.1 status=404 agent=\"a \\\\\\x22b\\\\\\x22\" "
      "duration=0.500000" },
    /* Lines of a configuration, as they are. */
    { "LogFormat \"%h \\\"%r\\\" %>s\" nick", "192.0.2.1 \"GET /\" 404",
      "target=/ status=404" },
    { "logformat \"%h \"%r\" %>s\" nick\n", "192.0.2.1 \"GET /\" 404",
      "target=/ status=404" },
    { "LogFormat '%h \"%r\" %>s' nick", "192.0.2.1 \"GET /\" 404",
      "target=/ status=404" },
    { "\"%h \\\"%r\\\" %>s\"", "192.0.2.1 \"GET /\" 404", "target=/" },
    { "CustomLog logs/access_log \"%h %>s\" env=!x", "192.0.2.1 404",
      "status=404" },
    { "log_format main '$remote_addr \"$request\" '\n   '$status';",
      "192.0.2.1 \"GET /\" 404", "target=/ status=404" },
    { "log_format main escape=json \"$remote_addr \\\"$request\\\" \"\n"
      "  $status ;",
      "192.0.2.1 \"GET /\" 404", "target=/ status=404" },
    { "log_format main escape=none '\"$http_user_agent\" $status';",
      "\"a\\\" 404", "agent=a\\\\ status=404" },
    { "log_format main '$remote_addr '\n '$status';\naccess_log a $b;",
      "192.0.2.1 404", "client=192.0.2.1 status=404" },
    { "$http_cookie $request_uri $status", "a=1; b=2 /x?y 404",
      "target=/x?y status=404" },
    { "'$remote_addr '\n'$status';", "192.0.2.1 404", "status=404" },
    { "escape: $status%", "escape: 404%", "status=404" },
};

/* The set with the one format that the string defines. */
static ls_formats *define(const char *string, const ls_format **format)
{
    ls_formats *formats = ls_formats_new();
    ls_error err = { 0 };

    assert_non_null(formats);
    if (ls_formats_define(formats, ls_slice_of(string), format, &err) !=
            LS_OK ||
        ls_formats_compile(formats, &err) != LS_OK)
        fail_msg("%s: %s", string, err.message);
    return formats;
}

static void check_reading(const struct reading *c, const ls_format *format)
{
    ls_sample sample = {
        .line = c->line,
        .len = strlen(c->line),
        .expect = c->expect,
    };
    ls_format copy = *format;
    ls_error err = { 0 };
    size_t checked = 0;

    copy.samples = &sample;
    if (ls_format_check(&copy, &checked, &err) != LS_OK)
        fail_msg("%s\n%s\n%s", c->string, c->line, err.message);
}

/* The plain form, which only makes reading faster, is left out. */
static void check_head(const struct reading *c, const ls_format *format,
                       const ls_formats *formats)
{
    ls_arena *arena = ls_arena_new();
    ls_format copy = *format;

    assert_non_null(arena);
    copy.plain = NULL;
    copy.regex = NULL;
    copy.trial_cut = NULL;
    assert_int_equal(ls_format_compile(&copy, formats, arena, NULL), LS_OK);
    check_reading(c, &copy);
    ls_regex_free(copy.regex);
    ls_short_cut_free(copy.trial_cut);
    ls_arena_free(arena);
}

static void definition__a_string_reads_its_lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(readings); i++) {
        const ls_format *format = NULL;
        ls_formats *formats = define(readings[i].string, &format);

        check_reading(&readings[i], format);
        check_head(&readings[i], format, formats);
        ls_formats_free(formats);
    }
}

static const struct refusal {
    const char *string;
    const char *line;
} refusals[] = {
    { "%h \"%r\" %>s", "192.0.2.1 \"GET /\" OK" },
    { "%h \"%r\" %>s", "192.0.2.1 \"GET /\" 2000" },
    { "%h \"%r\" %>s %b", "192.0.2.1 \"GET /\"" },
    { "%h %t %>s", "192.0.2.1 10/Oct/2000:13:55:36 200" },
    { "$remote_addr|$status", "192.0.2.1 404" },
    /* What is no time where a time must stand. */
    { "$time_iso8601 $status $request",
      "192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.1\" 200 5" },
    { "$time_local $status", "2000-10-10T13:55:36-07:00 200" },
    { "[$time_local] $status", "[error] 200" },
    { "\"$time_local\" $status", "\"GET / HTTP/1.1\" 200" },
    { "%t %>s", "[error] 200" },
    { "$msec $status", "192.0.2.1 200" },
    { "$msec $status", "- 200" },
};

static void definition__a_line_without_a_status_does_not_fit(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(refusals); i++) {
        const ls_format *format = NULL;
        ls_formats *formats = define(refusals[i].string, &format);
        ls_sample sample = {
            .line = refusals[i].line,
            .len = strlen(refusals[i].line),
        };
        ls_format copy = *format;
        ls_error err = { 0 };
        size_t checked = 0;

        copy.samples = &sample;
        if (ls_format_check(&copy, &checked, &err) != LS_OK)
            fail_msg("%s: %s", refusals[i].string, err.message);
        ls_formats_free(formats);
    }
}

static const struct wrong {
    const char *string;
    const char *message;
} wrongs[] = {
    { "", "the string has no status (%>s or $status)" },
    { "%h %l %u %t", "the string has no status (%>s or $status)" },
    { "$remote_addr", "the string has no status (%>s or $status)" },
    { "%h %y %>s", "column 4: '%y' is no directive of mod_log_config" },
    { "%h %200>- %s", "column 4: '%200>-' is no directive of mod_log_config" },
    { "%h %s %", "column 7: '%' has no end" },
    { "%h %s %^F", "column 7: '%^F' has no end" },
    { "%s %{Referer", "column 4: '%{Referer' has no closing brace" },
    { "LogFormat \"%h %y\" n",
      "column 15: '%y' is no directive of mod_log_config" },
    { "$status ${foo",
      "column 9: '${foo' is no variable, it has no closing brace" },
    { "log_format m '$status '\n'${}';",
      "column 26: '${' is no variable, it has no closing brace" },
};

static void definition__what_cannot_be_read_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(wrongs); i++) {
        ls_formats *formats = ls_formats_new();
        const ls_format *format = NULL;
        ls_error err = { 0 };

        assert_non_null(formats);
        assert_int_equal(ls_formats_define(formats,
                                           ls_slice_of(wrongs[i].string),
                                           &format, &err),
                         LS_ESYNTAX);
        assert_string_equal(err.message, wrongs[i].message);
        assert_int_equal(ls_formats_count(formats), 0);
        ls_formats_free(formats);
    }
}

static void definition__nul_byte_is_refused(void **state)
{
    ls_formats *formats = ls_formats_new();
    const ls_format *format = NULL;
    ls_error err = { 0 };

    (void)state;
    assert_int_equal(
        ls_formats_define(formats, LS_SLICE("%h\0%s"), &format, &err),
        LS_ESYNTAX);
    assert_string_equal(err.message, "the string holds a NUL byte");
    ls_formats_free(formats);
}

static void definition__the_server_is_known(void **state)
{
    const ls_format *format = NULL;
    ls_formats *formats = define("%h %>s $100", &format);
    size_t count = 0;

    (void)state;
    assert_string_equal(ls_format_name(format), "custom");
    assert_string_equal(ls_format_title(format), "Apache LogFormat string");
    assert_string_equal(ls_format_servers(format, &count)[0], "apache");
    assert_int_equal(count, 1);
    ls_formats_free(formats);
    formats = define("$status 100%s", &format);
    assert_string_equal(ls_format_title(format), "nginx log_format string");
    assert_string_equal(ls_format_servers(format, &count)[0], "nginx");
    ls_formats_free(formats);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(definition__a_string_reads_its_lines),
        cmocka_unit_test(definition__a_line_without_a_status_does_not_fit),
        cmocka_unit_test(definition__what_cannot_be_read_is_named),
        cmocka_unit_test(definition__nul_byte_is_refused),
        cmocka_unit_test(definition__the_server_is_known),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
