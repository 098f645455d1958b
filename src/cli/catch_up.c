/* SPDX-License-Identifier: MIT */
/*
 * Counting what is new since the last run. A log may be rotated or truncated
 * while it is read; then what was read counts for nothing, and all begins anew
 * with what is there now. What cannot be read to its end is left for the next
 * run, and keeps nothing else from being counted.
 */

#include "cli/catalog.h"
#include "cli/details.h"
#include "cli/processors.h"
#include "cli/selection.h"
#include "cli/update.h"
#include "cli/verdict.h"

#include <stdlib.h>

enum {
    TRIES = 4,     /* to read all at one time at which nothing changes; */
    TRIES_ALL = 2, /* of these with what could not be read before */
};

struct work {
    ls_update *update;
    const ls_count *count;
    ls_notes *notes;
    const ls_format *format;
    ls_selection selection;
    ls_progress progress;
    ls_run *run;

    /* Of this try: */
    size_t reading_count;
    ls_outcome *outcomes; /* by reading */
    ls_run_input *inputs; /* that the run reads, */
    size_t *readings;     /* which readings they are, */
    size_t input_count;   /* and how many */
    bool again;           /* what was counted cannot be trusted */

    char **damaged; /* paths that are left out */
    size_t damaged_count;
};

static ls_exit give_up(const struct work *work, const ls_error *err)
{
    ls_complain(work->notes, NULL, "%s",
                err->message[0] ? err->message : "out of memory");
    return LS_EXIT_INCOMPLETE;
}

/* --- One try. */

static void take_position(void *context, size_t index,
                          const ls_position *position)
{
    struct work *work = context;

    /* Without memory it is not taken, and left for the next run. */
    if (ls_state_take(work->update->state, work->readings[index], position) !=
        LS_OK)
        work->again = true;
}

static void end_input(void *context, size_t index, const ls_outcome *outcome)
{
    struct work *work = context;

    ls_progress_next(&work->progress);
    work->outcomes[work->readings[index]] = *outcome;
    if (outcome->verdict == LS_INPUT_DAMAGED)
        work->again = true;
}

static void end_block(void *context, const ls_progress_report *report)
{
    struct work *work = context;

    ls_progress_show(&work->progress, report);
}

static ls_status start_run(struct work *work, ls_error *err)
{
    const ls_options *options = work->count->options;
    const ls_run_options how = {
        .formats = work->count->formats,
        .format = work->format,
        .filter = work->selection.filter,
        .groups = work->selection.groups,
        .select = work->selection.select,
        .max_line = (size_t)options->max_line,
        .now = work->selection.now,
        .stop = -1,
        .zone = work->count->zone,
        .jobs = options->jobs ? (size_t)options->jobs : ls_processors(),
        .on_position = take_position,
        .on_input = end_input,
        .on_progress = end_block,
        .context = work,
    };

    return ls_run_new(&how, &work->run, err);
}

static bool is_damaged(const struct work *work, const char *path)
{
    for (size_t i = 0; i < work->damaged_count; i++)
        if (strcmp(work->damaged[i], path) == 0)
            return true;
    return false;
}

static ls_status choose_inputs(struct work *work)
{
    const ls_state *state = work->update->state;
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
        work->inputs[work->input_count++] = all[i];
    }
    return LS_OK;
}

static void end_try(struct work *work)
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

static ls_status look(struct work *work, ls_error *err)
{
    const ls_options *options = work->count->options;
    ls_state *state = work->update->state;
    size_t kept = ls_state_input_count(state);
    const char **names = calloc(kept + 1, sizeof(*names));
    ls_status status;

    if (!names)
        return LS_ENOMEM;
    for (size_t i = 0; i < kept; i++)
        names[i] = ls_state_input(state, i);
    status = options->files.count
                 ? ls_state_look(state, options->files.items,
                                 options->files.count, options->rotated, err)
                 : ls_state_look(state, names, kept, options->rotated, err);
    free(names);
    return status;
}

static ls_status try(struct work *work, ls_error *err)
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
        status = ls_state_settle(work->update->state, &changed, err);
    work->again = work->again || changed;
    return status;
}

/* What was damaged is left out of the next try. */
static ls_status leave_out(struct work *work)
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
            strdup(ls_state_reading_path(work->update->state, i));
        if (!paths[work->damaged_count])
            return LS_ENOMEM;
        work->damaged_count++;
    }
    return LS_OK;
}

/* --- Telling. */

static ls_exit tell_notes(const struct work *work)
{
    ls_exit result = LS_EXIT_DONE;
    size_t count;
    const ls_state_note *notes = ls_state_notes(work->update->state, &count);

    for (size_t i = 0; i < count; i++) {
        if (!notes[i].is_error) {
            ls_note(work->notes, notes[i].subject, "%s", notes[i].text);
            continue;
        }
        ls_complain(work->notes, notes[i].subject, "%s", notes[i].text);
        result = LS_EXIT_INCOMPLETE;
    }
    return result;
}

static ls_exit tell_outcomes(const struct work *work)
{
    ls_exit result = LS_EXIT_DONE;

    for (size_t i = 0; i < work->reading_count; i++) {
        const char *path = ls_state_reading_path(work->update->state, i);

        if (work->outcomes[i].verdict != LS_INPUT_EMPTY)
            result = ls_exit_worse(
                result, ls_verdict_tell(work->notes, path, &work->outcomes[i],
                                        work->reading_count == 1));
    }
    for (size_t i = 0; i < work->damaged_count; i++) {
        ls_complain(work->notes, work->damaged[i],
                    "damaged, or changed while it was read: left for the next "
                    "run");
        result = LS_EXIT_INCOMPLETE;
    }
    return result;
}

/* --- All of it. */

static ls_exit read_new(struct work *work)
{
    ls_error err = { 0 };
    ls_status status = try(work, &err);

    for (int i = 1; i < TRIES && status == LS_OK && work->again; i++) {
        if (i >= TRIES_ALL)
            status = leave_out(work);
        end_try(work);
        if (status == LS_OK)
            status = try(work, &err);
    }
    if (status != LS_OK)
        return give_up(work, &err);
    if (!work->again)
        return ls_exit_worse(tell_notes(work), tell_outcomes(work));
    ls_complain(work->notes, "--update",
                "the logs change faster than they can be read; not saved");
    return LS_EXIT_INCOMPLETE;
}

/* What is new, and what there is in all. */
static ls_status sum_up(struct work *work, ls_summary **delta, ls_error *err)
{
    ls_update *update = work->update;
    const ls_summary *gaps = ls_state_gaps(update->state);
    const ls_summary *before = ls_state_summary(update->state);
    ls_status status = LS_OK;

    if (gaps)
        status = ls_run_add(work->run, gaps, err);
    if (status == LS_OK && work->count->options->delta)
        status = ls_run_summary(work->run, delta, err);
    if (status == LS_OK && before)
        status = ls_run_add(work->run, before, err);
    return status == LS_OK ? ls_run_summary(work->run, &update->total, err)
                           : status;
}

/* The caller's; the total is still to be saved. */
static ls_status copy_total(const struct work *work, ls_summary **summary,
                            ls_error *err)
{
    return ls_run_summary(work->run, summary, err);
}

static ls_exit report(struct work *work, ls_summary **summary)
{
    ls_error err = { 0 };
    ls_status status = sum_up(work, summary, &err);

    if (status == LS_OK && !*summary)
        status = copy_total(work, summary, &err);
    if (status == LS_OK && ls_state_lives(work->update->state))
        return LS_EXIT_DONE;
    ls_update_forget(work->update); /* there is nothing to save */
    if (status == LS_OK && !ls_state_summary(work->update->state)) {
        ls_summary_free(*summary);
        *summary = NULL;
    }
    return status == LS_OK ? LS_EXIT_DONE : give_up(work, &err);
}

static ls_exit prepare(struct work *work)
{
    const ls_options *options = work->count->options;
    ls_exit result = ls_catalog_choose(work->count->formats, options->format,
                                       work->notes, &work->format);

    if (result == LS_EXIT_DONE)
        result = ls_selection_make(&work->selection, options, work->notes);
    ls_progress_init(&work->progress, options->progress, 0);
    return result;
}

static void release(struct work *work)
{
    end_try(work);
    ls_selection_release(&work->selection);
    for (size_t i = 0; i < work->damaged_count; i++)
        free(work->damaged[i]);
    free(work->damaged);
}

ls_exit ls_update_count(ls_update *update, const ls_count *count,
                        ls_summary **summary)
{
    struct work work = { .update = update,
                         .count = count,
                         .notes = count->notes };
    ls_exit result = prepare(&work);

    if (result == LS_EXIT_DONE) {
        count->notes->progress = &work.progress;
        result = read_new(&work);
        count->notes->progress = NULL;
        if (work.run && !work.again)
            result = ls_exit_worse(result, report(&work, summary));
    }
    release(&work);
    return result;
}
