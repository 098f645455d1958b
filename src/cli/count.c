/* SPDX-License-Identifier: MIT */
/*
 * The main job up to the summary: sets up a run as the options say, feeds it
 * the inputs, and tells what became of each. One bad input never keeps the
 * others from being counted.
 */

#include "cli/count.h"

#include "cli/catalog.h"
#include "cli/details.h"
#include "cli/grouping.h"
#include "cli/inputs.h"
#include "cli/selection.h"
#include "cli/signals.h"
#include "cli/unparsed.h"
#include "cli/verdict.h"

#include <stdlib.h>
#include <unistd.h>

/* What one call of ls_count_inputs() works with. */
struct work {
    const ls_options *options;
    ls_notes *notes;
    const ls_format *format; /* --format, or NULL */
    ls_selection selection;
    ls_inputs inputs;
    ls_progress progress;
    ls_unparsed unparsed;
    ls_output *records; /* or NULL */
    ls_sink sink;       /* the same as a sink */
    bool waited;        /* somebody waits for each record of this input */
    ls_run *run;
    ls_input *reading; /* the first of the inputs that are read now */
    double since;      /* when reading what is read now began */
    size_t reported;   /* inputs that are in the summary */
    ls_exit result;    /* of what has been read */
};

/* A failure that ends everything: as good as always there is no memory. */
static ls_exit give_up(ls_notes *notes, const ls_error *err)
{
    bool said = err && err->message[0];

    ls_complain(notes, NULL, "%s", said ? err->message : "out of memory");
    return LS_EXIT_INCOMPLETE;
}

static ls_status keep_unparsed(void *context, ls_slice line)
{
    struct work *work = context;

    ls_unparsed_add(&work->unparsed, line);
    return LS_OK;
}

static ls_status write_record(void *context, const ls_record *record)
{
    struct work *work = context;

    return ls_render_record(record, &work->sink);
}

static void end_block(void *context, const ls_progress_report *report)
{
    struct work *work = context;

    if (work->records && work->waited)
        (void)ls_output_flush(work->records);
    ls_progress_show(&work->progress, report);
}

static ls_exit tell(struct work *work, const ls_input *input,
                    const ls_outcome *outcome)
{
    const char *title = ls_input_title(input);

    if (input->folder)
        return ls_folder_tell(input->folder, work->notes, title, outcome);
    return ls_verdict_tell(work->notes, title, outcome,
                           work->inputs.distinct == 1);
}

/* An input has been read. */
static void end_input(void *context, size_t index, const ls_outcome *outcome)
{
    struct work *work = context;
    ls_input *input = &work->reading[index];
    double now = ls_progress_clock();

    input->seconds = now - work->since;
    work->since = now;
    ls_progress_clear(&work->progress);
    ls_progress_next(&work->progress);
    work->result = ls_exit_worse(work->result, tell(work, input, outcome));
    if (ls_verdict_counts(outcome->verdict, input->folder != NULL))
        work->reported++;
}

static ls_exit start_run(struct work *work, const ls_count *count)
{
    ls_run_options how =
        ls_selection_run(&work->selection, count, work->format);
    ls_error err = { 0 };

    how.stop = count->stop;
    how.on_record = work->records ? write_record : NULL;
    how.on_unparsed = work->unparsed.open ? keep_unparsed : NULL;
    how.on_input = end_input;
    how.on_progress = end_block;
    how.context = work;
    if (ls_run_new(&how, &work->run, &err) != LS_OK)
        return give_up(work->notes, &err);
    return LS_EXIT_DONE;
}

/* Reads `count` inputs, of which a stream is the only one. */
static ls_status read_group(struct work *work, ls_input *inputs, size_t count,
                            ls_error *err)
{
    ls_run_input *list = calloc(count, sizeof(*list));
    ls_status status;

    if (!list)
        return LS_ENOMEM;
    for (size_t i = 0; i < count; i++)
        list[i] = (ls_run_input){
            .name = inputs[i].name,
            .descriptor = inputs[i].standard ? STDIN_FILENO : -1,
            .is_found = inputs[i].folder != NULL,
        };
    work->waited = inputs->stream;
    work->reading = inputs;
    work->since = ls_progress_clock();
    if (inputs->stream)
        ls_signals_hold();
    status = ls_run_read(work->run, list, count, err);
    if (inputs->stream)
        ls_signals_release();
    ls_progress_clear(&work->progress);
    free(list);
    return status;
}

/* How many inputs from this one on are files that can be read at once. */
static size_t group_len(const struct work *work, size_t first)
{
    const ls_input *items = work->inputs.items;
    size_t end = first;

    while (end < work->inputs.count && !items[end].stream && !items[end].twin &&
           !items[end].ends_folder)
        end++;
    return end > first ? end - first : 1;
}

static void tell_twin(struct work *work, const ls_input *input)
{
    const char *title = ls_input_title(input);

    if (input->folder)
        ls_folder_tell_twin(input->folder, work->notes, title, input->twin);
    else
        ls_note(work->notes, title, "the same file as %s; read once",
                input->twin);
}

/* Reads some of the inputs; false if nothing more can be read. */
static bool read_some(struct work *work, size_t first, size_t count)
{
    ls_input *input = &work->inputs.items[first];
    ls_error err = { 0 };
    ls_status status;

    if (input->ends_folder) {
        work->result = ls_exit_worse(work->result,
                                     ls_folder_end(input->folder, work->notes));
        return true;
    }
    if (input->twin) {
        tell_twin(work, input);
        return true;
    }
    status = read_group(work, input, count, &err);
    if (status == LS_OK)
        return true;
    /* LS_EIO: the output failed, which is told when it is closed. */
    if (status != LS_EIO)
        work->result = give_up(work->notes, &err);
    work->reported = 0;
    return false;
}

static ls_exit read_all(struct work *work)
{
    size_t count = work->inputs.count;
    size_t i = 0;

    while (i < count && !ls_signals_stopped()) {
        size_t len = group_len(work, i);

        if (!read_some(work, i, len))
            return work->result;
        i += len;
    }
    if (i < count)
        ls_note(work->notes, NULL, "stopped; inputs not read: %zu", count - i);
    if (work->reported)
        return work->result;
    if (work->notes->errors == 0)
        ls_complain(work->notes, NULL, "nothing to count in these inputs");
    return LS_EXIT_INCOMPLETE;
}

static ls_exit summarise(const struct work *work, ls_summary **summary)
{
    ls_error err = { 0 };

    if (!work->reported)
        return LS_EXIT_DONE;
    if (ls_run_summary(work->run, summary, &err) != LS_OK)
        return give_up(work->notes, &err);
    ls_details_tell(work->notes, &work->inputs, *summary);
    ls_grouping_tell(work->options, *summary, work->notes);
    return LS_EXIT_DONE;
}

/* Records on the terminal show by themselves how far it has come. */
static ls_when progress_of(const ls_count *count)
{
    ls_when when = count->options->progress;

    if (when == LS_WHEN_AUTO && count->records && isatty(STDOUT_FILENO))
        return LS_WHEN_NEVER;
    return when;
}

/* Whatever can be wrong with the options, before a byte is read. */
static ls_exit prepare(struct work *work, const ls_count *count)
{
    ls_exit result = ls_catalog_choose(count->formats, work->options->format,
                                       work->notes, &work->format);

    if (result == LS_EXIT_DONE)
        result =
            ls_selection_make(&work->selection, work->options, work->notes);
    if (result != LS_EXIT_DONE)
        return result;
    if (ls_inputs_init(&work->inputs, &work->options->files) != LS_OK)
        return give_up(work->notes, NULL);
    ls_progress_init(&work->progress, progress_of(count),
                     work->inputs.distinct);
    return LS_EXIT_DONE;
}

static ls_exit run(struct work *work, const ls_count *count,
                   ls_summary **summary)
{
    ls_exit result = ls_unparsed_open(&work->unparsed, work->options->unparsed,
                                      &work->inputs, work->notes);
    ls_exit started;

    if (result == LS_EXIT_USAGE)
        return result;
    started = start_run(work, count);
    if (started == LS_EXIT_DONE)
        result = ls_exit_worse(result, read_all(work));
    result =
        ls_exit_worse(result, ls_unparsed_close(&work->unparsed, work->notes));
    if (started == LS_EXIT_DONE)
        result = ls_exit_worse(result, summarise(work, summary));
    return ls_exit_worse(result, started);
}

ls_exit ls_count_inputs(const ls_count *count, ls_summary **summary)
{
    struct work work = {
        .options = count->options,
        .notes = count->notes,
        .records = count->records,
    };
    ls_exit result = prepare(&work, count);

    if (work.records)
        work.sink = ls_output_sink(work.records);
    if (result == LS_EXIT_DONE) {
        count->notes->progress = &work.progress;
        ls_details_tell_jit(count->notes);
        result = run(&work, count, summary);
        count->notes->progress = NULL;
    }
    ls_run_free(work.run);
    ls_selection_release(&work.selection);
    ls_inputs_release(&work.inputs);
    return result;
}
