/* SPDX-License-Identifier: MIT */
/* A run from outside: inputs, then the summary. */

#include "pipeline/run.h"

#include "pipeline/crew.h"

#include <stdlib.h>

enum {
    MIB = 1024 * 1024,
    LIMIT_MAX = 1024 * MIB /* so that offsets in a block have 32 bits */
};

static ls_status no_memory(ls_error *err)
{
    return ls_fail(err, LS_ENOMEM, 0, "no memory");
}

static size_t limit(size_t wanted, size_t usual)
{
    if (wanted == 0)
        return usual;
    return wanted < LIMIT_MAX ? wanted : LIMIT_MAX;
}

ls_status ls_run_new(const ls_run_options *options, ls_run **run, ls_error *err)
{
    ls_run *made = calloc(1, sizeof(*made));

    if (!made)
        return no_memory(err);
    made->options = *options;
    made->limits.block = limit(options->block, MIB);
    made->limits.max_line = limit(options->max_line, MIB);
    made->select = options->select;
    made->adopts = ls_select_equal(&made->select, &(ls_summary_select){ 0 });
    made->tally = ls_tally_new(options->now, options->groups);
    made->added = ls_tally_new(options->now, options->groups);
    made->arena = ls_arena_new();
    if (!made->tally || !made->added || !made->arena) {
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
    ls_tally_free(run->added);
    ls_input_list_release(&run->inputs);
    ls_example_list_release(&run->examples);
    ls_arena_free(run->arena);
    free(run);
}

ls_status ls_run_read(ls_run *run, const ls_run_input *inputs, size_t count,
                      ls_error *err)
{
    ls_status status = ls_crew_read(run, inputs, count);

    return status == LS_ENOMEM ? no_memory(err) : status;
}

static ls_status read_one(ls_run *run, const char *name, int descriptor,
                          ls_outcome *outcome, ls_error *err)
{
    ls_run_input input = { .name = name, .descriptor = descriptor };
    ls_status status;

    *outcome = (ls_outcome){ 0 };
    run->outcome = outcome;
    status = ls_run_read(run, &input, 1, err);
    run->outcome = NULL;
    return status;
}

ls_status ls_run_file(ls_run *run, const char *path, ls_outcome *outcome,
                      ls_error *err)
{
    return read_one(run, path, -1, outcome, err);
}

ls_status ls_run_stream(ls_run *run, int descriptor, const char *name,
                        ls_outcome *outcome, ls_error *err)
{
    return read_one(run, name, descriptor, outcome, err);
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
        const ls_summary_unparsed *from = &run->examples.items[i].line;

        items[i] = *from;
        items[i].input = copy_text(arena, from->input, &failed);
        items[i].reason = copy_text(arena, from->reason, &failed);
        items[i].text.ptr = ls_arena_copy(arena, from->text);
        failed = failed || !items[i].text.ptr;
    }
    if (failed)
        return LS_ENOMEM;
    summary->unparsed = items;
    summary->unparsed_count = count;
    return LS_OK;
}

static ls_status copy_select(const ls_summary_select *from, ls_arena *arena,
                             ls_summary_select *to)
{
    bool failed = false;

    *to = (ls_summary_select){
        .where = copy_text(arena, from->where, &failed),
        .status = copy_text(arena, from->status, &failed),
        .method = copy_text(arena, from->method, &failed),
        .since = copy_text(arena, from->since, &failed),
        .until = copy_text(arena, from->until, &failed),
    };
    return failed ? LS_ENOMEM : LS_OK;
}

static ls_status fill(const ls_run *run, ls_arena *arena, ls_summary *summary)
{
    if (copy_select(&run->select, arena, &summary->select) != LS_OK ||
        copy_inputs(run, arena, summary) != LS_OK ||
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

ls_status ls_run_begin_anew(ls_run *run)
{
    ls_tally *tally = ls_tally_new(run->options.now, run->options.groups);
    ls_arena *arena = ls_arena_new();
    ls_summary_select select;

    if (!tally || !arena ||
        copy_select(&run->select, arena, &select) != LS_OK) {
        ls_tally_free(tally);
        ls_arena_free(arena);
        return LS_ENOMEM;
    }
    ls_tally_free(run->tally);
    ls_arena_free(run->arena);
    ls_input_list_release(&run->inputs);
    run->tally = tally;
    run->arena = arena;
    run->select = select;
    run->inputs = (ls_input_list){ .count = 0 };
    ls_example_list_release(&run->examples);
    return LS_OK;
}
