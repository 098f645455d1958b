/* SPDX-License-Identifier: MIT */
/* A run from outside: inputs one after the other, then the summary. */

#include "pipeline/run.h"

#include <stdlib.h>

enum {
    MIB = 1024 * 1024
};

static ls_status no_memory(ls_error *err)
{
    return ls_fail(err, LS_ENOMEM, 0, "no memory");
}

ls_status ls_run_new(const ls_run_options *options, ls_run **run, ls_error *err)
{
    ls_run *made = calloc(1, sizeof(*made));

    if (!made)
        return no_memory(err);
    made->options = *options;
    made->limits.block = options->block ? options->block : MIB;
    made->limits.max_line = options->max_line ? options->max_line : MIB;
    made->tally = ls_tally_new(options->now);
    made->arena = ls_arena_new();
    made->examples.arena = made->arena;
    made->examples.finder = ls_misfits_new();
    if (!made->tally || !made->arena || !made->examples.finder) {
        ls_run_free(made);
        return no_memory(err);
    }
    *run = made;
    return LS_OK;
}

void ls_run_free(ls_run *run)
{
    if (!run)
        return;
    ls_tally_free(run->tally);
    ls_misfits_free(run->examples.finder);
    ls_arena_free(run->arena);
    free(run);
}

/* What is wrong with a source that could not be opened. */
static ls_status judge_unopened(ls_status opened, ls_outcome *outcome)
{
    if (opened == LS_ENOMEM)
        return LS_ENOMEM;
    outcome->verdict = opened == LS_ENOENT ? LS_INPUT_REFUSED : LS_INPUT_FAILED;
    return LS_OK;
}

/* Reads a source that was opened. */
static ls_status read_source(ls_run *run, ls_source *source, const char *name,
                             bool found, ls_outcome *outcome)
{
    ls_status status;

    if (run->options.on_record)
        ls_source_hurry(source);
    status = ls_run_read(run, source, name, found, outcome);
    ls_source_release(source);
    return status;
}

static ls_status read_file(ls_run *run, const char *path, bool found,
                           ls_outcome *outcome, ls_error *err)
{
    ls_source source;
    ls_status status;

    *outcome = (ls_outcome){ 0 };
    status = ls_source_open(&source, path, &run->limits, run->options.stop,
                            &outcome->message);
    status = status == LS_OK ? read_source(run, &source, path, found, outcome)
                             : judge_unopened(status, outcome);
    return status == LS_ENOMEM ? no_memory(err) : status;
}

ls_status ls_run_file(ls_run *run, const char *path, ls_outcome *outcome,
                      ls_error *err)
{
    return read_file(run, path, false, outcome, err);
}

ls_status ls_run_found_file(ls_run *run, const char *path, ls_outcome *outcome,
                            ls_error *err)
{
    return read_file(run, path, true, outcome, err);
}

ls_status ls_run_stream(ls_run *run, int descriptor, const char *name,
                        ls_outcome *outcome, ls_error *err)
{
    ls_source source;
    ls_status status;

    *outcome = (ls_outcome){ 0 };
    status = ls_source_attach(&source, descriptor, &run->limits,
                              run->options.stop, &outcome->message);
    status = status == LS_OK ? read_source(run, &source, name, false, outcome)
                             : judge_unopened(status, outcome);
    return status == LS_ENOMEM ? no_memory(err) : status;
}

static const char *copy_text(ls_arena *arena, const char *text, bool *failed)
{
    const char *copy;

    if (!text)
        return NULL;
    copy = ls_arena_copy(arena, ls_slice_of(text));
    *failed = *failed || !copy;
    return copy;
}

static ls_status copy_inputs(const ls_run *run, ls_arena *arena,
                             ls_summary *summary)
{
    ls_summary_input *inputs =
        ls_arena_alloc(arena, run->inputs.count + 1, sizeof(*inputs));
    bool failed = false;

    if (!inputs)
        return LS_ENOMEM;
    for (size_t i = 0; i < run->inputs.count; i++) {
        const ls_summary_input *from = &run->inputs.items[i];
        const char **servers =
            ls_arena_alloc(arena, from->server_count + 1, sizeof(*servers));

        if (!servers)
            return LS_ENOMEM;
        inputs[i] = *from;
        inputs[i].name = copy_text(arena, from->name, &failed);
        inputs[i].format = copy_text(arena, from->format, &failed);
        inputs[i].title = copy_text(arena, from->title, &failed);
        for (size_t s = 0; s < from->server_count; s++)
            servers[s] = copy_text(arena, from->servers[s], &failed);
        inputs[i].servers = servers;
        ls_lines_add(&summary->lines, &from->lines);
    }
    summary->inputs = inputs;
    summary->input_count = run->inputs.count;
    return failed ? LS_ENOMEM : LS_OK;
}

static int by_place(const void *left, const void *right)
{
    return ls_examples_order(left, right);
}

static ls_status copy_examples(const ls_run *run, ls_arena *arena,
                               ls_summary *summary)
{
    size_t count = run->examples.count;
    ls_summary_unparsed *items =
        ls_arena_alloc(arena, count + 1, sizeof(*items));
    bool failed = false;

    if (!items)
        return LS_ENOMEM;
    for (size_t i = 0; i < count; i++) {
        const ls_summary_unparsed *from = &run->examples.items[i];

        items[i] = *from;
        items[i].input = copy_text(arena, from->input, &failed);
        items[i].reason = copy_text(arena, from->reason, &failed);
        items[i].text.ptr = ls_arena_copy(arena, from->text);
        failed = failed || !items[i].text.ptr;
    }
    if (failed)
        return LS_ENOMEM;
    qsort(items, count, sizeof(*items), by_place);
    summary->unparsed = items;
    summary->unparsed_count = count;
    return LS_OK;
}

static ls_status fill(const ls_run *run, ls_arena *arena, ls_summary *summary)
{
    const ls_summary_select *select = &run->options.select;
    bool failed = false;

    summary->select = (ls_summary_select){
        .where = copy_text(arena, select->where, &failed),
        .status = copy_text(arena, select->status, &failed),
        .method = copy_text(arena, select->method, &failed),
        .since = copy_text(arena, select->since, &failed),
        .until = copy_text(arena, select->until, &failed),
    };
    if (failed || copy_inputs(run, arena, summary) != LS_OK ||
        copy_examples(run, arena, summary) != LS_OK)
        return LS_ENOMEM;
    return ls_tally_freeze(run->tally, arena, summary);
}

ls_status ls_run_summary(const ls_run *run, ls_summary **summary, ls_error *err)
{
    ls_summary *made = calloc(1, sizeof(*made));

    if (!made)
        return no_memory(err);
    made->memory = ls_arena_new();
    if (!made->memory || fill(run, made->memory, made) != LS_OK) {
        ls_summary_free(made);
        return no_memory(err);
    }
    *summary = made;
    return LS_OK;
}
