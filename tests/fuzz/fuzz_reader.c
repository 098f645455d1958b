/* SPDX-License-Identifier: MIT */
/*
 * The bytes are a log. It is read as a file and then, as its length has it, as
 * a pipe or as a file in small blocks without machine code, which must come to
 * the same; what comes out must add up and be fit to be shown. The short cut of
 * each format must read what its expression reads.
 */

#include "fuzz/demand.h"
#include "fuzz/target.h"
#include "input/codec.h"
#include "property/laws.h"
#include "property/twins.h"

#include <unistd.h>

enum {
    MAX_LOG = 32768, /* a pipe holds more than that */
    MAX_LINE = 8192,
    SMALL_BLOCK = 64,
};

static ls_run_options options_for(ls_slice log)
{
    return (ls_run_options){
        .formats = builtin_formats(),
        .max_line = MAX_LINE,
        .now = log.len % 3 ? 1900000000 : 0,
        .stop = -1,
    };
}

static int pipe_of(ls_slice log)
{
    int ends[2];

    demand(pipe(ends) == 0, "no pipe");
    demand(log.len == 0 || write(ends[1], log.ptr, log.len) == (ssize_t)log.len,
           "the pipe is too small");
    (void)close(ends[1]);
    return ends[0];
}

static ls_summary *read_and_close(const ls_run_options *options, int descriptor,
                                  ls_outcome *outcome)
{
    ls_summary *summary = read_log(options, descriptor, outcome);

    (void)close(descriptor);
    return summary;
}

static void check_pipe(ls_slice log, const ls_buf *json)
{
    ls_run_options options = options_for(log);
    ls_outcome outcome;
    ls_summary *summary = read_and_close(&options, pipe_of(log), &outcome);
    ls_buf again = { 0 };

    demand_none(output_problem(summary, &again));
    demand(ls_slice_equal(ls_buf_slice(json), ls_buf_slice(&again)),
           "a pipe gives the same document as a file");
    ls_buf_release(&again);
    ls_summary_free(summary);
}

static void check_blocks(ls_slice log, const ls_summary *whole)
{
    ls_run_options options = options_for(log);
    ls_outcome outcome;
    ls_summary *summary;

    options.block = SMALL_BLOCK + log.len % SMALL_BLOCK;
    options.interpret = true;
    summary = read_and_close(&options, file_of(log), &outcome);
    demand_none(difference(whole, summary));
    ls_summary_free(summary);
}

static bool was_read(const ls_outcome *outcome)
{
    return outcome->verdict != LS_INPUT_LOOKALIKE &&
           outcome->verdict != LS_INPUT_REFUSED;
}

/* The short cut never disagrees with PCRE2, whatever format is asked for. */
static void check_short_cut(ls_slice log)
{
    static const char *const names[] = { "combined", "vhost_combined", "main" };
    static twins pairs[3];
    static bool ready;

    for (size_t i = 0; i < 3; i++) {
        const ls_formats *formats = builtin_formats();
        const ls_format *format =
            ls_formats_find(formats, ls_slice_of(names[i]));

        demand(ready || twins_init(&pairs[i], formats, format, LS_FIELDS_ALL),
               "no memory");
        demand_none(twins_differ_on(&pairs[i], log));
    }
    ready = true;
}

/* What is in it is not in the bytes; fuzz_decoder looks at those. */
static bool is_compressed(ls_slice log)
{
    bool unsure;

    return ls_codec_of(log, &unsure) != NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ls_slice log = { (const char *)data, size };
    ls_run_options options = options_for(log);
    ls_buf json = { 0 };
    ls_outcome outcome;
    ls_summary *summary;

    if (size > MAX_LOG || is_compressed(log))
        return 0;
    summary = read_and_close(&options, file_of(log), &outcome);
    demand_none(accounting_problem(summary));
    demand_none(output_problem(summary, &json));
    demand(!was_read(&outcome) ||
               may_have_lines(log, ls_lines_total(&summary->lines)),
           "every line is counted once");
    if (size % 2)
        check_blocks(log, summary);
    else
        check_pipe(log, &json);
    check_short_cut(log);
    ls_buf_release(&json);
    ls_summary_free(summary);
    return 0;
}
