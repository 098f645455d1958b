/* SPDX-License-Identifier: MIT */
/*
 * One input from its first bytes to the verdict on it: opening it, choosing how
 * it is read, and what is to be said in the end. Its lines are the workers'.
 */

#include "pipeline/reading.h"

#include "input/kind.h"
#include "pipeline/resume.h"
#include "pipeline/seek.h"
#include "tally/groups.h"

#include <stdlib.h>

ls_status ls_reading_new(ls_run *run, size_t index, pthread_mutex_t *lock,
                         ls_reading **reading)
{
    ls_reading *made = calloc(1, sizeof(*made));

    if (!made)
        return LS_ENOMEM;
    made->run = run;
    made->index = index;
    made->lock = lock;
    if (ls_order_init(&made->order) != LS_OK) {
        free(made);
        return LS_ENOMEM;
    }
    if (pthread_mutex_init(&made->pull, NULL) != 0) {
        ls_order_release(&made->order);
        free(made);
        return LS_ENOMEM;
    }
    *reading = made;
    return LS_OK;
}

static void close_source(ls_reading *reading)
{
    if (reading->is_open)
        ls_source_release(&reading->source);
    reading->is_open = false;
}

void ls_reading_free(ls_reading *reading)
{
    if (!reading)
        return;
    close_source(reading);
    ls_summaries_release(&reading->summaries);
    ls_plans_release(&reading->plans);
    ls_choice_release(&reading->choice);
    ls_order_release(&reading->order);
    (void)pthread_mutex_destroy(&reading->pull);
    free(reading);
}

void ls_reading_refuse(ls_reading *reading, ls_verdict verdict)
{
    reading->is_refused = true;
    reading->outcome.verdict = verdict;
}

static ls_status open_source(ls_reading *reading, int descriptor)
{
    const ls_run *run = reading->run;
    ls_source *source = &reading->source;
    ls_error *err = &reading->outcome.message;
    int stop = run->options.stop;
    ls_status status =
        descriptor < 0
            ? ls_source_open(source, reading->name, &run->limits, stop, err)
            : ls_source_attach(source, descriptor, &run->limits, stop, err);

    reading->is_open = status == LS_OK;
    if (status == LS_ENOMEM)
        return status;
    if (status != LS_OK)
        ls_reading_refuse(reading, status == LS_ENOENT ? LS_INPUT_REFUSED
                                                       : LS_INPUT_FAILED);
    else if (run->options.on_record || run->options.on_part)
        ls_source_hurry(source);
    return LS_OK;
}

static ls_fields wanted_fields(const ls_run *run)
{
    return run->options.on_record
               ? LS_FIELDS_ALL
               : ls_tally_fields() | ls_filter_fields(run->options.filter) |
                     ls_groups_fields(run->options.groups);
}

/* Gets ready to read lines of what was chosen. */
static ls_status start_format(ls_reading *reading)
{
    const ls_run_options *options = &reading->run->options;
    const ls_choice *choice = &reading->choice;
    const ls_format *format = choice->found.format;
    ls_summary_input *input = &reading->input;

    input->detected = options->format == NULL;
    input->format = format ? ls_format_name(format) : "";
    input->servers = choice->servers;
    input->server_count = choice->server_count;
    return ls_plans_init(&reading->plans, options->formats, &choice->found,
                         wanted_fields(reading->run));
}

/* Whether a log can be counted with the summaries before it. */
static bool is_selected(ls_reading *reading)
{
    ls_run *run = reading->run;

    if (run->adopts) /* only until the first log: others come after it */
        run->adopts = false;
    if (ls_select_equal(&run->select, &run->options.select))
        return true;
    ls_reading_refuse(reading, LS_INPUT_REFUSED);
    (void)ls_fail(&reading->outcome.message, LS_OK, 0,
                  "is a log, and the summaries before it were made with "
                  "options that select: give the same ones");
    return false;
}

/* What the first bytes say: whether and how the input is read. */
static ls_status look(ls_reading *reading, ls_slice head)
{
    const char *refusal = ls_kind_refusal(head);
    ls_status status;

    if (refusal) {
        ls_reading_refuse(reading, LS_INPUT_REFUSED);
        (void)ls_fail(&reading->outcome.message, LS_OK, 0, "%s", refusal);
        return LS_OK;
    }
    reading->is_binary = ls_kind_is_binary(head);
    head = ls_slice_skip(head, ls_kind_bom(head));
    if (ls_kind_is_summary(head) && !reading->from)
        return ls_reading_take_summaries(reading);
    if (!is_selected(reading))
        return LS_OK;
    status = ls_choice_make(&reading->choice, reading->run, head);
    if (status == LS_OK && reading->from)
        status = ls_resume_check(reading, head);
    return status == LS_OK ? start_format(reading) : status;
}

/* An input without a byte: without lines there is no format. */
static void judge_empty(ls_reading *reading)
{
    reading->outcome.verdict = LS_INPUT_EMPTY;
    (void)ls_fail(&reading->outcome.message, LS_OK, 0, "is empty");
    reading->input.format = "";
    reading->input.detected = true;
}

/* As much of the first bytes as it takes to choose by. */
static ls_status get_head(ls_reading *reading, ls_buf *room, ls_slice *head)
{
    ls_error *err = &reading->outcome.message;
    ls_status status =
        ls_source_head(&reading->source, LS_HEAD_FIRST, room, head, err);

    if (status != LS_OK || head->len < LS_HEAD_FIRST ||
        ls_choice_is_sure(reading->run, *head))
        return status;
    return ls_source_head(&reading->source, LS_HEAD_MOST, room, head, err);
}

static ls_status read_head(ls_reading *reading)
{
    ls_buf room = { 0 };
    ls_slice head;
    ls_status status = get_head(reading, &room, &head);

    if (status == LS_EIO) {
        ls_reading_refuse(reading, LS_INPUT_FAILED);
        status = LS_OK;
    } else if (status == LS_OK && head.len == 0) {
        judge_empty(reading);
    } else if (status == LS_OK) {
        status = look(reading, head);
        if (status == LS_OK && !ls_reading_is_empty(reading))
            status = ls_seek(reading);
    }
    ls_buf_release(&room);
    return status;
}

/* Goes on at a position. */
static ls_status start_behind(ls_reading *reading, const ls_run_input *input)
{
    bool known = false;
    ls_status status = ls_resume_range(reading, input->is_growing);

    if (status != LS_OK || reading->is_refused)
        return status;
    if (reading->is_at_end) {
        judge_empty(reading);
        return LS_OK;
    }
    ls_choice_remember(&reading->choice, reading->run, reading->from, &known);
    if (!known)
        status = read_head(reading);
    else if (is_selected(reading))
        status = start_format(reading);
    return status == LS_OK && !ls_reading_is_empty(reading)
               ? ls_resume_start(reading)
               : status;
}

ls_status ls_reading_start(ls_reading *reading, const ls_run_input *input)
{
    ls_status status;

    reading->name = input->name;
    reading->is_found = input->is_found;
    reading->from = input->position;
    status = open_source(reading, input->descriptor);
    if (status != LS_OK || !reading->is_open)
        return status;
    return reading->from ? start_behind(reading, input) : read_head(reading);
}

bool ls_reading_is_empty(const ls_reading *reading)
{
    return reading->is_refused || reading->is_summaries ||
           reading->outcome.verdict == LS_INPUT_EMPTY;
}

bool ls_reading_is_whole(const ls_reading *reading)
{
    return reading->choice.document != LS_DOCUMENT_NONE;
}

bool ls_reading_is_splittable(const ls_reading *reading)
{
    return !ls_reading_is_whole(reading) &&
           ls_source_is_splittable(&reading->source);
}

void ls_result_damage(ls_result *result, const char *words)
{
    if (result->is_damaged)
        return;
    result->is_damaged = true;
    (void)ls_fail(&result->damage, LS_OK, 0, "%s", words);
}

void ls_reading_advance(ls_reading *reading, uint64_t position)
{
    const ls_run_options *options = &reading->run->options;
    ls_progress_report report = {
        .index = reading->index,
        .size = reading->source.size,
    };

    if (!options->on_progress)
        return;
    (void)pthread_mutex_lock(reading->lock);
    if (position > reading->position)
        reading->position = position;
    report.bytes = reading->position;
    options->on_progress(options->context, &report);
    (void)pthread_mutex_unlock(reading->lock);
}

void ls_reading_add(ls_reading *reading, const ls_result *result)
{
    ls_summary_input *input = &reading->input;

    ls_lines_add(&input->lines, &result->lines);
    input->bytes += result->bytes;
    input->nul += result->nul;
    input->fallback += result->fallback;
    for (size_t i = 0; i < result->examples.count; i++)
        ls_examples_add(&reading->examples, &result->examples.items[i]);
    reading->lacks_status = reading->lacks_status || result->lacks_status;
    if (!result->is_damaged || reading->outcome.verdict == LS_INPUT_DAMAGED)
        return;
    reading->outcome.verdict = LS_INPUT_DAMAGED;
    reading->outcome.message = result->damage;
}

static void judge_strange(ls_reading *reading)
{
    const ls_examples *examples = &reading->examples;
    ls_outcome *outcome = &reading->outcome;
    const char *nearest =
        examples->count ? examples->items[0].misfit.nearest : "";

    outcome->verdict = LS_INPUT_STRANGE;
    if (reading->is_binary) {
        (void)ls_fail(&outcome->message, LS_OK, 0, "is binary data, not a log");
        return;
    }
    (void)ls_fail(&outcome->message, LS_OK, 0,
                  "no line fits a known log format%s%s",
                  nearest[0] ? "; the nearest is " : "", nearest);
    for (size_t i = 0; i < examples->count && i < LS_OUTCOME_MISFITS; i++)
        outcome->misfits[outcome->misfit_count++] = examples->items[i].misfit;
}

/* An input without a record. */
static void judge_without_records(ls_reading *reading)
{
    ls_error *message = &reading->outcome.message;

    if (reading->choice.lookalike) {
        ls_reading_refuse(reading, LS_INPUT_LOOKALIKE);
        (void)ls_fail(message, LS_OK, 0, "is %s",
                      ls_format_refusal(reading->choice.lookalike));
    } else if (reading->lacks_status) {
        ls_reading_refuse(reading, LS_INPUT_LOOKALIKE);
        (void)ls_fail(message, LS_OK, 0,
                      "has no column for the status (sc-status) in its header");
    } else if (reading->input.lines.unparsed) {
        judge_strange(reading);
    } else if (reading->input.nul &&
               reading->input.nul == reading->input.bytes) {
        reading->outcome.verdict = LS_INPUT_DAMAGED;
        (void)ls_fail(message, LS_OK, 0,
                      "holds nothing but NUL bytes: what was written there is "
                      "lost");
    }
}

void ls_reading_finish(ls_reading *reading)
{
    const ls_lines *lines = &reading->input.lines;

    reading->end = reading->is_open ? ls_source_end(&reading->source) : 0;
    close_source(reading);
    if (!ls_reading_is_empty(reading) &&
        reading->outcome.verdict != LS_INPUT_DAMAGED &&
        lines->counted + lines->filtered == 0 && !ls_resume_is_later(reading))
        judge_without_records(reading);
    if (reading->from && reading->outcome.verdict == LS_INPUT_EMPTY)
        reading->is_refused = true;
    if (reading->is_found && (reading->outcome.verdict == LS_INPUT_EMPTY ||
                              reading->outcome.verdict == LS_INPUT_STRANGE))
        reading->is_refused = true;
}

/* What no part before this one has had. */
static ls_summary_input untold(const ls_reading *reading)
{
    const ls_summary_input *told = &reading->told;
    ls_summary_input input = reading->input;

    input.lines.counted -= told->lines.counted;
    input.lines.filtered -= told->lines.filtered;
    input.lines.comment -= told->lines.comment;
    input.lines.blank -= told->lines.blank;
    input.lines.unparsed -= told->lines.unparsed;
    input.bytes -= told->bytes;
    input.nul -= told->nul;
    input.fallback -= told->fallback;
    return input;
}

static ls_examples untold_examples(const ls_reading *reading)
{
    ls_examples examples = { .count = 0 };

    for (size_t i = reading->told_examples; i < reading->examples.count; i++)
        examples.items[examples.count++] = reading->examples.items[i];
    return examples;
}

/* Adds all but the counts of a log. */
static ls_status report_log(ls_reading *reading)
{
    ls_run *run = reading->run;
    ls_summary_input input = untold(reading);
    ls_examples examples = untold_examples(reading);
    ls_buf title = { 0 };
    ls_status status = ls_choice_title(&reading->choice, &title);

    input.name = reading->name;
    input.title = title.ptr;
    if (status == LS_OK)
        status = ls_example_list_add(&run->examples, reading->name, &examples);
    if (status == LS_OK)
        status = ls_input_list_add(&run->inputs, run->arena, &input);
    ls_buf_release(&title);
    reading->told = reading->input;
    reading->told_examples = reading->examples.count;
    return status;
}

ls_status ls_reading_report(ls_reading *reading)
{
    if (reading->is_refused)
        return LS_OK;
    return reading->is_summaries ? ls_reading_report_summaries(reading)
                                 : report_log(reading);
}
