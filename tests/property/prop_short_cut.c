/* SPDX-License-Identifier: MIT */
/*
 * The short cut of a format reads what its expression reads: on the samples of
 * all formats, on generated logs, and on both with bytes changed, put in and
 * taken out.
 */

#include "test.h"

#include "parse/format.h"
#include "property/laws.h"
#include "property/random.h"
#include "property/requests.h"
#include "property/twins.h"

enum {
    VARIANTS = 400,
    MAX_LINE = 4096,
    REQUESTS = 300,
};

/* All bytes that mean something to a format, and some that do not. */
static const char special[] =
    " \"\\[]-.,:/0123456789?ax\t\r\x01\x7f\xc3\xff\0+#(|=";

/* A line of its own, so that a read beyond its end is seen. */
static void try_line(twins *pair, ls_slice line)
{
    char *copy = malloc(line.len ? line.len : 1);
    const char *problem;

    assert_non_null(copy);
    if (line.len)
        memcpy(copy, line.ptr, line.len);
    problem = twins_difference(pair, (ls_slice){ copy, line.len });
    if (problem)
        fail_msg("the short cut and the regex disagree on %s: %.*s", problem,
                 (int)line.len, line.ptr);
    free(copy);
}

/* Changes a byte, takes out some, or puts one in. */
static size_t change(random_source *random, char *bytes, size_t len)
{
    size_t at = random_below(random, len + 1);
    size_t cut = 1 + random_below(random, 8);
    char byte = special[random_below(random, sizeof(special) - 1)];

    switch (random_below(random, 4)) {
    case 0:
        if (at < len)
            bytes[at] = byte;
        return len;
    case 1:
        if (cut > len - at)
            cut = len - at;
        memmove(bytes + at, bytes + at + cut, len - at - cut);
        return len - cut;
    case 2:
        return random_below(random, 4) ? len : at;
    default:
        if (len == MAX_LINE)
            return len;
        memmove(bytes + at + 1, bytes + at, len - at);
        bytes[at] = byte;
        return len + 1;
    }
}

static void try_variants(twins *pair, random_source *random, ls_slice line,
                         size_t count)
{
    char bytes[MAX_LINE];

    if (line.len > MAX_LINE)
        line.len = MAX_LINE;
    try_line(pair, line);
    for (size_t i = 0; i < count; i++) {
        size_t len = line.len;
        size_t changes = 1 + random_below(random, 3);

        memcpy(bytes, line.ptr, len);
        while (changes--)
            len = change(random, bytes, len);
        try_line(pair, (ls_slice){ bytes, len });
    }
}

/* Calls with a reader of each format, for few fields and for all. */
static void for_each_format(void (*try_format)(twins *pair))
{
    const ls_formats *formats = builtin_formats();

    for (size_t i = 0; i < 2 * ls_formats_count(formats); i++) {
        const ls_format *format = ls_formats_at(formats, i / 2);
        twins pair;

        if (ls_format_refusal(format))
            continue;
        assert_true(
            twins_init(&pair, formats, format,
                       i % 2 ? LS_FIELDS_ALL : LS_HAS(LS_FIELD_STATUS)));
        try_format(&pair);
        twins_release(&pair);
    }
}

static void try_samples(twins *pair)
{
    const ls_formats *formats = builtin_formats();
    random_source random = { 3 };

    for (size_t i = 0; i < ls_formats_count(formats); i++) {
        const ls_format *format = ls_formats_at(formats, i);

        for (const ls_sample *s = format->samples; s; s = s->next)
            try_variants(pair, &random, (ls_slice){ s->line, s->len },
                         VARIANTS);
    }
}

static void try_requests(twins *pair)
{
    const request_options options = { 5, REQUESTS, 86400, 100, 10 };
    random_source random = { 4 };
    request *requests = calloc(REQUESTS, sizeof(*requests));
    ls_buf log = { 0 };
    ls_slice rest;
    ls_slice line;

    assert_non_null(requests);
    requests_make(requests, &options);
    assert_int_equal(requests_print(requests, REQUESTS, &log), LS_OK);
    rest = ls_buf_slice(&log);
    while (ls_slice_cut(&rest, '\n', &line))
        if (line.len)
            try_variants(pair, &random, line, 20);
    ls_buf_release(&log);
    free(requests);
}

static void short_cut__reads_samples_as_the_regex_does(void **state)
{
    (void)state;
    for_each_format(try_samples);
}

static void short_cut__reads_generated_lines_as_the_regex_does(void **state)
{
    (void)state;
    for_each_format(try_requests);
}

/* Else the tests above would compare a thing with itself. */
static void short_cut__exists_for_the_usual_formats(void **state)
{
    static const char *const names[] = { "common", "combined", "main" };
    const ls_formats *formats = builtin_formats();

    (void)state;
    for (size_t i = 0; i < CASES(names); i++) {
        const ls_format *format =
            ls_formats_find(formats, ls_slice_of(names[i]));
        twins pair;

        assert_true(
            twins_init(&pair, formats, format, LS_HAS(LS_FIELD_STATUS)));
        assert_non_null(pair.plans[0].items[0].short_cut);
        assert_null(pair.plans[1].items[0].short_cut);
        twins_release(&pair);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_cut__reads_samples_as_the_regex_does),
        cmocka_unit_test(short_cut__reads_generated_lines_as_the_regex_does),
        cmocka_unit_test(short_cut__exists_for_the_usual_formats),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
