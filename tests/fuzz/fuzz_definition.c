/* SPDX-License-Identifier: MIT */
/*
 * The first line is a format in the words of Apache or nginx, what follows is
 * a log. The string is refused with words, or it becomes a format that is read
 * like any other: it compiles, it accounts for every line, and its short cut,
 * if it has one, reads what its regex reads.
 */

#include "fuzz/demand.h"
#include "fuzz/target.h"
#include "parse/formats.h"
#include "property/laws.h"
#include "property/twins.h"

#include <unistd.h>

enum {
    MAX_TEXT = 4096
};

static void read_with(const ls_formats *formats, const ls_format *format,
                      ls_slice log)
{
    const ls_run_options options = {
        .formats = formats,
        .format = format,
        .stop = -1,
    };
    int file = file_of(log);
    ls_outcome outcome;
    ls_summary *summary = read_log(&options, file, &outcome);

    demand_none(accounting_problem(summary));
    (void)close(file);
    ls_summary_free(summary);
}

static void compare_twins(const ls_formats *formats, const ls_format *format,
                          ls_slice log)
{
    twins pair;

    demand(twins_init(&pair, formats, format, LS_FIELDS_ALL), "no memory");
    demand_none(twins_differ_on(&pair, log));
    twins_release(&pair);
}

/* The plain form takes nothing that the head would read otherwise. */
static void compare_forms(const ls_formats *formats, const ls_format *format,
                          ls_slice log)
{
    ls_arena *arena = ls_arena_new();
    ls_format bare = *format;
    twins pair = { 0 };

    bare.plain = NULL;
    bare.regex = NULL;
    bare.trial_cut = NULL;
    demand(arena && ls_format_compile(&bare, formats, arena, NULL) == LS_OK,
           "the head compiles without the plain form");
    demand(ls_plans_init_one(&pair.plans[0], format, LS_FIELDS_ALL) == LS_OK &&
               ls_plans_init_one(&pair.plans[1], &bare, LS_FIELDS_ALL) == LS_OK,
           "no memory");
    for (size_t i = 0; i < 2; i++) {
        pair.readers[i] = ls_reader_new(&pair.plans[i], 0, false);
        demand(pair.readers[i] != NULL, "no memory");
    }
    demand_none(twins_differ_on(&pair, log));
    twins_release(&pair);
    ls_regex_free(bare.regex);
    ls_short_cut_free(bare.trial_cut);
    ls_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ls_slice log = { (const char *)data, size };
    ls_slice string = log;
    const ls_format *format = NULL;
    ls_formats *formats = ls_formats_new();
    ls_error err = { 0 };
    ls_status status;

    if (!formats || size > MAX_TEXT) {
        ls_formats_free(formats);
        return 0;
    }
    if (!ls_slice_cut(&log, '\n', &string))
        log.len = 0;
    status = ls_formats_define(formats, string, &format, &err);
    demand(status == LS_OK || status == LS_ESYNTAX, "LS_OK or LS_ESYNTAX");
    demand(status == LS_OK || err.message[0], "an error has words");
    if (status == LS_OK) {
        demand(ls_formats_compile(formats, &err) == LS_OK,
               "what was made compiles");
        read_with(formats, format, log);
        compare_twins(formats, format, log);
        compare_forms(formats, format, log);
    }
    ls_formats_free(formats);
    return 0;
}
