/* SPDX-License-Identifier: MIT */
/*
 * Every line is exactly one of counted, filtered, comment, blank or unparsed:
 * on random bytes, on mixes of good and bad lines, on every sample and on every
 * input that fuzzing has found. In a JSON document the unit is no line, and
 * only the sum must hold.
 */

#include "test.h"

#include "input/codec.h"
#include "input/elements.h"
#include "input/kind.h"
#include "property/laws.h"
#include "property/random.h"
#include "property/requests.h"

#include <dirent.h>
#include <stdio.h>
#include <unistd.h>

enum {
    MEGABYTE = 1000000
};

static ls_run_options options_of(size_t block, const ls_filter *filter)
{
    return (ls_run_options){
        .formats = builtin_formats(),
        .filter = filter,
        .block = block,
        .max_line = 10000,
        .stop = -1,
    };
}

/*
 * Refused inputs are not read; all others are, whole. What is compressed, or
 * is a summary, tells of other lines than can be seen.
 */
static bool was_read(ls_slice log, const ls_outcome *outcome)
{
    bool unsure;

    return !ls_codec_of(log, &unsure) && !ls_kind_is_summary(log) &&
           outcome->verdict != LS_INPUT_REFUSED &&
           outcome->verdict != LS_INPUT_LOOKALIKE;
}

static void demand_accounting(ls_slice log, const ls_run_options *options,
                              const char *name)
{
    int file = file_of(log);
    ls_outcome outcome;
    ls_summary *summary = read_log(options, file, &outcome);
    const char *problem = accounting_problem(summary);
    uint64_t lines = ls_lines_total(&summary->lines);

    if (problem)
        fail_msg("%s: %s", name, problem);
    if (was_read(log, &outcome) && !may_have_lines(log, lines))
        fail_msg("%s: not %llu lines", name, (unsigned long long)lines);
    if (was_read(log, &outcome))
        assert_int_equal(summary->inputs[0].bytes, log.len);
    ls_summary_free(summary);
    (void)close(file);
}

static void try_log(ls_slice log, const char *name)
{
    static const size_t blocks[] = { 0, 64, 4096 };
    ls_filter *filter = ls_filter_new();

    assert_non_null(filter);
    assert_int_equal(ls_filter_status(filter, LS_SLICE("!2xx"), NULL), LS_OK);
    assert_int_equal(ls_filter_method(filter, LS_SLICE("!POST"), NULL), LS_OK);
    for (size_t i = 0; i < CASES(blocks); i++) {
        ls_run_options options = options_of(blocks[i], NULL);

        demand_accounting(log, &options, name);
        options.filter = filter;
        demand_accounting(log, &options, name);
    }
    ls_filter_free(filter);
}

static void accounting__holds_for_random_bytes(void **state)
{
    static const char *const alphabets[] = { "\n a",
                                             "\n\r\t -[]\"0123456789/:+GET",
                                             "\n\\x\"2 " };
    random_source random = { 42 };
    char *bytes = malloc(MEGABYTE);

    (void)state;
    assert_non_null(bytes);
    for (size_t i = 0; i < MEGABYTE; i++)
        bytes[i] = (char)(unsigned char)random_below(&random, 256);
    try_log((ls_slice){ bytes, MEGABYTE }, "random bytes");
    for (size_t k = 0; k < CASES(alphabets); k++) {
        for (size_t i = 0; i < MEGABYTE / 10; i++)
            bytes[i] =
                alphabets[k][random_below(&random, strlen(alphabets[k]))];
        try_log((ls_slice){ bytes, MEGABYTE / 10 }, alphabets[k]);
    }
    free(bytes);
}

/* Damages some bytes, so that lines are cut, joined and broken. */
static void damage(char *bytes, size_t len, random_source *random)
{
    static const char odd[] = "\n\n\r\0\"\\ [-9\xff\xc3";

    for (size_t i = 0; i < len / 200; i++)
        bytes[random_below(random, len)] =
            odd[random_below(random, sizeof(odd) - 1)];
}

static void accounting__holds_for_good_and_bad_lines(void **state)
{
    enum {
        COUNT = 500
    };
    random_source random = { 7 };
    request *requests = calloc(COUNT, sizeof(*requests));
    ls_buf log = { 0 };

    (void)state;
    assert_non_null(requests);
    for (uint64_t seed = 1; seed <= 30; seed++) {
        const request_options options = { seed, COUNT, 86400, 100,
                                          (size_t)seed * 3 };

        requests_make(requests, &options);
        assert_int_equal(requests_print(requests, COUNT, &log), LS_OK);
        damage(log.ptr, log.len, &random);
        log.len -= random_below(&random, 200);
        try_log(ls_buf_slice(&log), "good and bad lines");
    }
    ls_buf_release(&log);
    free(requests);
}

static void try_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    ls_buf log = { 0 };
    size_t got = 1;

    assert_non_null(file);
    while (got) {
        assert_int_equal(ls_buf_reserve(&log, log.len + 65536), LS_OK);
        got = fread(log.ptr + log.len, 1, 65536, file);
        log.len += got;
    }
    (void)fclose(file);
    try_log(ls_buf_slice(&log), path);
    ls_buf_release(&log);
}

/* Every file below a folder; returns how many. */
static size_t try_folder(const char *path)
{
    DIR *folder = opendir(path);
    const struct dirent *entry;
    size_t count = 0;

    if (!folder)
        return 0;
    while ((entry = readdir(folder)) != NULL) {
        char inner[1024];
        size_t below;

        if (entry->d_name[0] == '.')
            continue;
        (void)snprintf(inner, sizeof(inner), "%s/%s", path, entry->d_name);
        below = try_folder(inner);
        if (below == 0 && access(inner, R_OK) == 0) {
            DIR *empty = opendir(inner);

            if (empty)
                (void)closedir(empty);
            else
                try_file(inner);
            below = !empty;
        }
        count += below;
    }
    (void)closedir(folder);
    return count;
}

static void accounting__holds_for_samples_and_fuzz_corpora(void **state)
{
    (void)state;
    (void)try_folder(LOGSTAT_SOURCE "/samples");
    assert_true(try_folder(LOGSTAT_SOURCE "/tests/fuzz/corpus") > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accounting__holds_for_random_bytes),
        cmocka_unit_test(accounting__holds_for_good_and_bad_lines),
        cmocka_unit_test(accounting__holds_for_samples_and_fuzz_corpora),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
