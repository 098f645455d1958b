/* SPDX-License-Identifier: MIT */
/*
 * The bytes are a summary, or not: one that is read is written the same when it
 * is read again, and can be added to a run, which gives one that can be read.
 * And the bytes are an input that may hold several.
 */

#include "fuzz/demand.h"
#include "fuzz/target.h"
#include "property/laws.h"

#include <unistd.h>

enum {
    MAX_TEXT = 1 << 20
};

static ls_buf write_down(const ls_summary *summary)
{
    ls_buf json = { 0 };
    ls_sink sink = sink_to(&json);

    demand(ls_render_json(summary, &sink) == LS_OK, "it cannot be written");
    return json;
}

static void demand_same_again(const ls_summary *summary)
{
    ls_buf first = write_down(summary);
    ls_buf second;
    ls_summary *again;
    size_t used;

    demand(ls_summary_read(ls_buf_slice(&first), &used, &again, NULL) == LS_OK,
           "what was written is not read");
    second = write_down(again);
    demand(ls_slice_equal(ls_buf_slice(&first), ls_buf_slice(&second)),
           "what was read is written in another way");
    ls_summary_free(again);
    ls_buf_release(&first);
    ls_buf_release(&second);
}

static void add(const ls_summary *summary)
{
    ls_run_options options = { .formats = builtin_formats(), .stop = -1 };
    size_t added = 0;
    ls_run *run;
    ls_summary *sum;

    demand(ls_run_new(&options, &run, NULL) == LS_OK, "no run");
    while (added < 2 && ls_run_add(run, summary, NULL) == LS_OK)
        added++;
    if (added == 2) {
        demand(ls_run_summary(run, &sum, NULL) == LS_OK, "no sum");
        demand(sum->lines.counted == 2 * summary->lines.counted,
               "the sum is another");
        demand_none(accounting_problem(sum));
        demand_same_again(sum);
        ls_summary_free(sum);
    }
    ls_run_free(run);
}

/* As what a run reads, in blocks; summaries or not. */
static void read_input(ls_slice text)
{
    ls_run_options options = {
        .formats = builtin_formats(),
        .stop = -1,
        .block = 1 + text.len / 3,
    };
    int file = file_of(text);
    ls_outcome outcome;
    ls_summary *sum = read_log(&options, file, &outcome);

    demand_none(accounting_problem(sum));
    ls_summary_free(sum);
    (void)close(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ls_slice text = { (const char *)data, size };
    ls_summary *summary;
    size_t used;

    if (size > MAX_TEXT)
        return 0;
    read_input(text);
    if (ls_summary_read(text, &used, &summary, NULL) != LS_OK)
        return 0;
    demand_same_again(summary);
    add(summary);
    ls_summary_free(summary);
    return 0;
}
