/* SPDX-License-Identifier: MIT */
/*
 * Counting what is new since the last run. A log may be rotated or truncated
 * while it is read; then what was read counts for nothing, and all begins anew
 * with what is there now. What cannot be read to its end is left for the next
 * run, and keeps nothing else from being counted.
 */

#include "cli/catch_up.h"

#include "cli/catalog.h"
#include "cli/verdict.h"

#include <stdlib.h>

enum {
    TRIES = 4,     /* to read all at one time at which nothing changes; */
    TRIES_ALL = 2, /* of these with what could not be read before */
};

static ls_exit give_up(const ls_catch_up *work, const ls_error *err)
{
    ls_complain(work->notes, NULL, "%s",
                err->message[0] ? err->message : "out of memory");
    return LS_EXIT_INCOMPLETE;
}

/* --- One try. */

static void take_position(void *context, size_t index,
                          const ls_position *position)
{
    ls_catch_up *work = context;

    /* Without memory it is not taken, and left for the next run. */
    if (ls_state_take(work->state, work->readings[index], position) != LS_OK)
        work->again = true;
}

static void end_input(void *context, size_t index, const ls_outcome *outcome)
{
    ls_catch_up *work = context;

    ls_progress_next(&work->progress);
    work->outcomes[work->readings[index]] = *outcome;
    if (outcome->verdict == LS_INPUT_DAMAGED)
        work->again = true;
}

static ls_status note_record(void *context, const ls_record *record)
{
    const ls_catch_up *work = context;

    return ls_newest_note(work->count->newest, record);
}

static void end_block(void *context, const ls_progress_report *report)
{
    ls_catch_up *work = context;

    ls_progress_show(&work->progress, report);
}

static ls_status start_run(ls_catch_up *work, ls_error *err)
{
    ls_run_options how =
        ls_selection_run(&work->selection, work->count, work->format);

    how.on_position = take_position;
    how.on_input = end_input;
    how.on_progress = end_block;
    how.on_record = work->count->newest ? note_record : NULL;
    how.context = work;
    return ls_run_new(&how, &work->run, err);
}

static bool is_damaged(const ls_catch_up *work, const char *path)
{
    for (size_t i = 0; i < work->damaged_count; i++)
        if (strcmp(work->damaged[i], path) == 0)
            return true;
    return false;
}

static ls_status choose_inputs(ls_catch_up *work)
{
    const ls_state *state = work->state;
    const ls_run_input *all = ls_state_readings(state, &work->reading_count);
    size_t room = work->reading_count + 1;

    work->outcomes = calloc(room, sizeof(*work->outcomes));
    work->inputs = calloc(room, sizeof(*work->inputs));
    work->readings = calloc(room, sizeof(*work->readings));
    work->input_count = 0;
    if (!work->outcomes || !work->inputs || !work->readings)
        return LS_ENOMEM;
    for (size_t i = 0; i < work->reading_count; i++) {
        if (is_damaged(work, ls_state_reading_path(state, i)))
            continue;
        work->readings[work->input_count] = i;
        work->inputs[work->input_count] = all[i];
        work->inputs[work->input_count++].is_found =
            work->followed && ls_followed_is_found(work->followed, all[i].name);
    }
    return LS_OK;
}

static void end_try(ls_catch_up *work)
{
    ls_run_free(work->run);
    free(work->outcomes);
    free(work->inputs);
    free(work->readings);
    work->run = NULL;
    work->outcomes = NULL;
    work->inputs = NULL;
    work->readings = NULL;
}

static ls_status look(ls_catch_up *work, ls_error *err)
{
    const char *rotated = work->count->options->rotated;
    ls_state *state = work->state;
    size_t kept = ls_state_input_count(state);
    const char **names = calloc(kept + 1, sizeof(*names));
    ls_status status;

    if (!names)
        return LS_ENOMEM;
    for (size_t i = 0; i < kept; i++)
        names[i] = ls_state_input(state, i);
    status = work->files.count
                 ? ls_state_look(state, work->files.items, work->files.count,
                                 rotated, err)
                 : ls_state_look(state, names, kept, rotated, err);
    free(names);
    return status;
}

static ls_status try(ls_catch_up *work, ls_error *err)
{
    bool changed = false;
    ls_status status = look(work, err);

    work->again = false;
    if (status == LS_OK)
        status = choose_inputs(work);
    if (status == LS_OK)
        status = start_run(work, err);
    if (status == LS_OK)
        status = ls_run_read(work->run, work->inputs, work->input_count, err);
    ls_progress_clear(&work->progress);
    if (status == LS_OK)
        status = ls_state_settle(work->state, &changed, err);
    work->again = work->again || changed;
    return status;
}

/* What was damaged is left out of the next try. */
static ls_status leave_out(ls_catch_up *work)
{
    char **paths =
        realloc(work->damaged, (work->damaged_count + work->reading_count + 1) *
                                   sizeof(*paths));

    if (!paths)
        return LS_ENOMEM;
    work->damaged = paths;
    for (size_t i = 0; i < work->reading_count; i++) {
        if (work->outcomes[i].verdict != LS_INPUT_DAMAGED)
            continue;
        paths[work->damaged_count] =
            strdup(ls_state_reading_path(work->state, i));
        if (!paths[work->damaged_count])
            return LS_ENOMEM;
        work->damaged_count++;
    }
    return LS_OK;
}

/* --- Telling. */

static ls_exit tell_note(ls_catch_up *work, const ls_state_note *note)
{
    bool waits = work->is_patient && note->is_absent;

    if (work->is_patient &&
        !ls_said_is_new(&work->said, note->subject, note->text))
        return LS_EXIT_DONE;
    if (!note->is_error || waits) {
        ls_note(work->notes, note->subject, "%s%s", note->text,
                waits ? ": waiting for it" : "");
        return LS_EXIT_DONE;
    }
    ls_complain(work->notes, note->subject, "%s", note->text);
    return LS_EXIT_INCOMPLETE;
}

static ls_exit tell_notes(ls_catch_up *work)
{
    ls_exit result = LS_EXIT_DONE;
    size_t count;
    const ls_state_note *notes = ls_state_notes(work->state, &count);

    for (size_t i = 0; i < count; i++)
        result = ls_exit_worse(result, tell_note(work, &notes[i]));
    return result;
}

static ls_exit tell_damaged(ls_catch_up *work, const char *path)
{
    static const char text[] =
        "damaged, or changed while it was read: left for the next run";

    if (work->is_patient && !ls_said_is_new(&work->said, path, text))
        return LS_EXIT_DONE;
    ls_complain(work->notes, path, "%s", text);
    return LS_EXIT_INCOMPLETE;
}

/* One of a directory that is no access log. */
static ls_exit skip(ls_catch_up *work, const char *path, const char *input,
                    const ls_outcome *outcome)
{
    if (ls_followed_skip(work->followed, input))
        ls_note(work->notes, path, "%s: skipped", outcome->message.message);
    return LS_EXIT_DONE;
}

static ls_exit tell_outcome(ls_catch_up *work, size_t reading)
{
    const ls_outcome *outcome = &work->outcomes[reading];
    const char *path = ls_state_reading_path(work->state, reading);
    const char *input;
    size_t count;

    if (outcome->verdict == LS_INPUT_EMPTY)
        return LS_EXIT_DONE;
    input = ls_state_readings(work->state, &count)[reading].name;
    if (work->followed && ls_followed_is_found(work->followed, input) &&
        outcome->verdict != LS_INPUT_FAILED &&
        !ls_verdict_counts(outcome->verdict, true))
        return skip(work, path, input, outcome);
    if (work->is_patient && outcome->verdict != LS_INPUT_READ &&
        !ls_said_is_new(&work->said, path, outcome->message.message))
        return LS_EXIT_DONE;
    return ls_verdict_tell(work->notes, path, outcome,
                           work->reading_count == 1);
}

static ls_exit tell_outcomes(ls_catch_up *work)
{
    ls_exit result = LS_EXIT_DONE;

    for (size_t i = 0; i < work->reading_count; i++)
        result = ls_exit_worse(result, tell_outcome(work, i));
    for (size_t i = 0; i < work->damaged_count; i++)
        result = ls_exit_worse(result, tell_damaged(work, work->damaged[i]));
    return result;
}

/* --- All of it. */

ls_exit ls_catch_up_read(ls_catch_up *work)
{
    ls_error err = { 0 };
    ls_status status;

    ls_catch_up_end(work);
    ls_said_next(&work->said);
    status = try(work, &err);
    for (int i = 1; i < TRIES && status == LS_OK && work->again; i++) {
        if (i >= TRIES_ALL)
            status = leave_out(work);
        end_try(work);
        if (status == LS_OK)
            status = try(work, &err);
    }
    if (status != LS_OK) {
        end_try(work);
        return give_up(work, &err);
    }
    return work->again ? LS_EXIT_DONE
                       : ls_exit_worse(tell_notes(work), tell_outcomes(work));
}

ls_status ls_catch_up_add_gaps(ls_catch_up *work, ls_error *err)
{
    const ls_summary *gaps = ls_state_gaps(work->state);

    return gaps ? ls_run_add(work->run, gaps, err) : LS_OK;
}

ls_exit ls_catch_up_init(ls_catch_up *work, ls_state *state,
                         const ls_count *count)
{
    const ls_options *options = count->options;
    ls_exit result;

    *work = (ls_catch_up){
        .state = state,
        .count = count,
        .notes = count->notes,
        .files = options->files,
    };
    result = ls_catalog_choose(count->formats, options->format, work->notes,
                               &work->format);
    if (result == LS_EXIT_DONE)
        result = ls_selection_make(&work->selection, options, work->notes);
    ls_progress_init(&work->progress, options->progress, 0);
    return result;
}

void ls_catch_up_end(ls_catch_up *work)
{
    end_try(work);
    for (size_t i = 0; i < work->damaged_count; i++)
        free(work->damaged[i]);
    free(work->damaged);
    work->damaged = NULL;
    work->damaged_count = 0;
}

void ls_catch_up_release(ls_catch_up *work)
{
    ls_catch_up_end(work);
    ls_said_release(&work->said);
    ls_selection_release(&work->selection);
}
