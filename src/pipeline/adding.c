/* SPDX-License-Identifier: MIT */
/* Summaries that are added to a run, and which of them can be. */

#include "pipeline/run.h"

static bool same_text(const char *a, const char *b)
{
    if (!a || !b)
        return a == b;
    return strcmp(a, b) == 0;
}

bool ls_select_equal(const ls_summary_select *a, const ls_summary_select *b)
{
    return same_text(a->where, b->where) && same_text(a->status, b->status) &&
           same_text(a->method, b->method) && same_text(a->since, b->since) &&
           same_text(a->until, b->until);
}

/* Names the first option that makes the difference. */
static ls_status refuse_select(const ls_summary_select *theirs,
                               const ls_summary_select *ours, ls_error *err)
{
    const struct {
        const char *option;
        const char *theirs;
        const char *ours;
    } rows[] = {
        { "--where", theirs->where, ours->where },
        { "--status", theirs->status, ours->status },
        { "--method", theirs->method, ours->method },
        { "--since", theirs->since, ours->since },
        { "--until", theirs->until, ours->until },
    };
    const char *option;
    size_t i = 0;

    while (same_text(rows[i].theirs, rows[i].ours))
        i++;
    option = rows[i].option;
    if (!rows[i].ours)
        return ls_fail(err, LS_ESYNTAX, 0,
                       "is a summary made with %s %.80s, the others are "
                       "without: not added",
                       option, rows[i].theirs);
    if (!rows[i].theirs)
        return ls_fail(err, LS_ESYNTAX, 0,
                       "is a summary made without %s, the others are with "
                       "%.80s: not added",
                       option, rows[i].ours);
    return ls_fail(err, LS_ESYNTAX, 0,
                   "is a summary made with %s %.80s, the others are with "
                   "%.80s: not added",
                   option, rows[i].theirs, rows[i].ours);
}

/* Makes the selection of the first summary that of the run. */
static ls_status adopt(ls_run *run, const ls_summary_select *select)
{
    const char *const from[] = { select->where, select->status, select->method,
                                 select->since, select->until };
    const char **const to[] = { &run->select.where, &run->select.status,
                                &run->select.method, &run->select.since,
                                &run->select.until };

    for (size_t i = 0; i < sizeof(to) / sizeof(to[0]); i++) {
        if (!from[i])
            continue;
        *to[i] = ls_arena_copy(run->arena, ls_slice_of(from[i]));
        if (!*to[i])
            return LS_ENOMEM;
    }
    run->adopts = false;
    return LS_OK;
}

/* What is not in the document, but known of the format. */
static const char *title_of(const ls_run *run, const char *format)
{
    const ls_format *found =
        ls_formats_find(run->options.formats, ls_slice_of(format));

    return found ? ls_format_title(found) : "";
}

/* Copies what the input points to. */
static ls_status add_input(ls_run *run, const ls_summary_input *from)
{
    ls_arena *arena = run->arena;
    ls_summary_input input = *from;
    const char **servers =
        ls_arena_alloc(arena, from->server_count + 1, sizeof(*servers));

    input.name = ls_arena_copy(arena, ls_slice_of(from->name));
    input.format = ls_arena_copy(arena, ls_slice_of(from->format));
    input.title = from->title[0]
                      ? ls_arena_copy(arena, ls_slice_of(from->title))
                      : title_of(run, from->format);
    if (!servers || !input.name || !input.format || !input.title)
        return LS_ENOMEM;
    for (size_t i = 0; i < from->server_count; i++) {
        servers[i] = ls_arena_copy(arena, ls_slice_of(from->servers[i]));
        if (!servers[i])
            return LS_ENOMEM;
    }
    input.servers = servers;
    return ls_input_list_add(&run->inputs, arena, &input);
}

static ls_status add_example(ls_run *run, const ls_summary_unparsed *from)
{
    ls_summary_unparsed line = *from;

    line.input = ls_arena_copy(run->arena, ls_slice_of(from->input));
    return line.input ? ls_example_list_put(&run->examples, run->arena, &line)
                      : LS_ENOMEM;
}

/* Everything but the counts. */
static ls_status add_rest(ls_run *run, const ls_summary *summary)
{
    ls_status status = run->adopts ? adopt(run, &summary->select) : LS_OK;

    run->summed += ls_lines_total(&summary->lines);
    for (size_t i = 0; i < summary->input_count && status == LS_OK; i++)
        status = add_input(run, &summary->inputs[i]);
    for (size_t i = 0; i < summary->unparsed_count && status == LS_OK; i++)
        status = add_example(run, &summary->unparsed[i]);
    return status;
}

static ls_status take(ls_run *run, ls_tally *tally, const ls_summary *summary,
                      ls_error *err)
{
    ls_status status;

    if (!run->adopts && !ls_select_equal(&run->select, &summary->select))
        return refuse_select(&summary->select, &run->select, err);
    if (ls_lines_total(&summary->lines) > LS_COUNT_MAX - run->summed)
        return ls_fail(err, LS_ESYNTAX, 0,
                       "is a summary of more lines than can be added up");
    status = ls_tally_add_summary(tally, summary);
    if (status == LS_ESYNTAX)
        return ls_fail(err, LS_ESYNTAX, 0,
                       "is a summary with a mistake: its timeline is none "
                       "that logstat makes");
    return status == LS_OK ? add_rest(run, summary) : status;
}

ls_status ls_run_take(ls_run *run, ls_tally *tally, const ls_summary *summary,
                      ls_error *err)
{
    ls_status status = take(run, tally, summary, err);

    return status == LS_ENOMEM ? ls_fail(err, LS_ENOMEM, 0, "no memory")
                               : status;
}

ls_status ls_run_add(ls_run *run, const ls_summary *summary, ls_error *err)
{
    return ls_run_take(run, run->tally, summary, err);
}

ls_status ls_run_settle(ls_run *run)
{
    ls_status status = ls_tally_merge(run->tally, run->added);

    ls_tally_free(run->added);
    run->added = ls_tally_new(run->options.now);
    return status == LS_OK && run->added ? LS_OK : LS_ENOMEM;
}
