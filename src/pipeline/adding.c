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
                       "is a summary made with %s %.80s, and this report is "
                       "without",
                       option, rows[i].theirs);
    if (!rows[i].theirs)
        return ls_fail(err, LS_ESYNTAX, 0,
                       "is a summary made without %s, and this report is with "
                       "%.80s",
                       option, rows[i].ours);
    return ls_fail(err, LS_ESYNTAX, 0,
                   "is a summary made with %s %.80s, and this report is with "
                   "%.80s",
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

static ls_status add_input(ls_run *run, const ls_summary_input *from)
{
    ls_summary_input input = *from;

    if (!input.title[0])
        input.title = title_of(run, from->format);
    return ls_input_list_add(&run->inputs, run->arena, &input);
}

/* Everything but the counts. */
static ls_status add_rest(ls_run *run, const ls_summary *summary)
{
    ls_status status = run->adopts ? adopt(run, &summary->select) : LS_OK;

    run->summed += ls_lines_total(&summary->lines);
    for (size_t i = 0; i < summary->input_count && status == LS_OK; i++)
        status = add_input(run, &summary->inputs[i]);
    for (size_t i = 0; i < summary->unparsed_count && status == LS_OK; i++)
        status = ls_example_list_put(&run->examples, &summary->unparsed[i]);
    return status;
}

static ls_status fail_many(ls_error *err)
{
    return ls_fail(err, LS_ESYNTAX, 0,
                   "is a summary of more lines than can be added up");
}

static ls_status add(ls_run *run, const ls_summary *summary, ls_error *err)
{
    ls_status status;

    if (!run->adopts && !ls_select_equal(&run->select, &summary->select))
        return refuse_select(&summary->select, &run->select, err);
    if (ls_lines_total(&summary->lines) > LS_COUNT_MAX - run->summed)
        return fail_many(err);
    status = ls_tally_add_summary(run->tally, summary);
    if (status == LS_ESYNTAX)
        return ls_fail(err, LS_ESYNTAX, 0,
                       "is a summary with a mistake: its timeline is none "
                       "that logstat makes");
    return status == LS_OK ? add_rest(run, summary) : status;
}

ls_status ls_run_add(ls_run *run, const ls_summary *summary, ls_error *err)
{
    ls_status status = add(run, summary, err);

    return status == LS_ENOMEM ? ls_fail(err, LS_ENOMEM, 0, "no memory")
                               : status;
}

ls_status ls_run_start_sum(const ls_run *run, ls_run **sum)
{
    const ls_run_options options = {
        .formats = run->options.formats,
        .select = run->select,
        .now = run->options.now,
        .stop = -1,
    };

    if (ls_run_new(&options, sum, NULL) != LS_OK)
        return LS_ENOMEM;
    (*sum)->adopts = run->adopts;
    return LS_OK;
}

ls_status ls_run_take_sum(ls_run *run, const ls_run *sum, ls_error *err)
{
    ls_status status = LS_OK;

    if (sum->summed > LS_COUNT_MAX - run->summed)
        return fail_many(err);
    if (run->adopts)
        status = adopt(run, &sum->select);
    run->summed += sum->summed;
    if (status == LS_OK)
        status = ls_tally_merge(run->added, sum->tally);
    for (size_t i = 0; i < sum->inputs.count && status == LS_OK; i++)
        status =
            ls_input_list_add(&run->inputs, run->arena, &sum->inputs.items[i]);
    for (size_t i = 0; i < sum->examples.count && status == LS_OK; i++)
        status =
            ls_example_list_put(&run->examples, &sum->examples.items[i].line);
    return status;
}

ls_status ls_run_settle(ls_run *run)
{
    ls_status status = ls_tally_merge(run->tally, run->added);

    ls_tally_free(run->added);
    run->added = ls_tally_new(run->options.now, run->options.groups);
    return status == LS_OK && run->added ? LS_OK : LS_ENOMEM;
}
