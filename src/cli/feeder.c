/* SPDX-License-Identifier: MIT */
/*
 * Counting what comes while others report it: standard input block by block, or
 * logs each time that something has changed in their folders.
 */

#include "cli/feeder.h"

#include "cli/catalog.h"
#include "cli/catch_up.h"
#include "cli/said.h"
#include "cli/verdict.h"
#include "cli/watch.h"

#include <time.h>
#include <unistd.h>

enum {
    ROTATE_WAIT = 60, /* seconds */
    LISTINGS = 3      /* of directories, until nothing more comes into them */
};

static ls_exit give_up(ls_feeder *feeder)
{
    ls_complain(&feeder->notes, NULL, "out of memory");
    return LS_EXIT_INCOMPLETE;
}

/* --- Logs. */

/* What the logs of a run have come to. */
struct logs {
    ls_feeder *feeder;
    ls_count count; /* as given, with the notes of the thread */
    ls_state *state;
    ls_catch_up work;
    ls_followed followed;
    ls_watch watch;
    bool is_old; /* what is read was there before */
};

/* Hands out what was read; nothing is lost that could not be. */
static ls_status hand_out(struct logs *logs)
{
    ls_summary *part = NULL;
    ls_status status = ls_catch_up_add_gaps(&logs->work, NULL);

    if (status == LS_OK &&
        (logs->work.input_count || logs->is_old || ls_state_gaps(logs->state)))
        status = ls_run_summary(logs->work.run, &part, NULL);
    if (status == LS_OK && part)
        ls_parts_put(logs->feeder->parts, (ls_part){ part, logs->is_old });
    if (status == LS_OK)
        status = ls_state_go_on(logs->state, NULL);
    return status;
}

/* Which logs there are now; what changes later ends the next wait. */
static ls_status list(struct logs *logs)
{
    bool grown = true;
    ls_status status = LS_OK;

    for (int i = 0; i < LISTINGS && grown && status == LS_OK; i++) {
        ls_watch_mark(&logs->watch);
        status =
            ls_followed_refresh(&logs->followed, &logs->feeder->notes, &grown);
    }
    logs->work.files = logs->followed.files;
    return status;
}

static ls_exit look(struct logs *logs)
{
    ls_exit result;

    if (list(logs) != LS_OK)
        return give_up(logs->feeder);
    ls_state_set_time(logs->state, (int64_t)time(NULL));
    result = ls_catch_up_read(&logs->work);
    if (logs->work.run && !logs->work.again) {
        if (hand_out(logs) != LS_OK)
            result = give_up(logs->feeder);
        logs->is_old = false;
    }
    return result;
}

/* Until there is nothing more to wait for; the last look takes all. */
static ls_exit follow(struct logs *logs)
{
    int stop = logs->count.stop;
    ls_exit result;

    result = look(logs);
    while (ls_watch_wait(&logs->watch, stop)) {
        if (!ls_parts_have_room(logs->feeder->parts))
            continue;
        result = ls_exit_worse(result, look(logs));
    }
    ls_state_end(logs->state);
    return ls_exit_worse(result, look(logs));
}

static ls_exit open_state(struct logs *logs)
{
    const ls_options *options = logs->count.options;
    const ls_state_options how = {
        .now = (int64_t)time(NULL),
        .rotate_wait =
            options->rotate_wait ? (int64_t)options->rotate_wait : ROTATE_WAIT,
    };

    return ls_state_open(&how, &logs->state, NULL) == LS_OK
               ? LS_EXIT_DONE
               : give_up(logs->feeder);
}

static ls_exit feed_logs(ls_feeder *feeder)
{
    struct logs logs = {
        .feeder = feeder,
        .count = *feeder->count,
        .is_old = true,
    };
    ls_exit result = open_state(&logs);

    logs.count.notes = &feeder->notes;
    if (result != LS_EXIT_DONE)
        return result;
    result = ls_catch_up_init(&logs.work, logs.state, &logs.count);
    logs.work.is_patient = true;
    logs.work.followed = &logs.followed;
    logs.work.progress.shown = false; /* there may be a view */
    if (result == LS_EXIT_DONE) {
        ls_followed_init(&logs.followed, &logs.count.options->files);
        ls_watch_init(&logs.watch, &logs.followed, logs.count.options->poll,
                      &feeder->notes);
        result = follow(&logs);
        ls_watch_release(&logs.watch);
    }
    ls_catch_up_release(&logs.work);
    ls_state_free(logs.state);
    ls_followed_release(&logs.followed); /* the state's names are its own */
    return result;
}

/* --- Standard input. */

static bool wants_part(void *context)
{
    const ls_feeder *feeder = context;

    return ls_parts_are_due(feeder->parts);
}

static void on_part(void *context, ls_summary *part)
{
    const ls_feeder *feeder = context;

    ls_parts_put(feeder->parts, (ls_part){ part, false });
}

static ls_status note_record(void *context, const ls_record *record)
{
    const ls_feeder *feeder = context;

    return ls_newest_note(feeder->count->newest, record);
}

static void end_input(void *context, size_t index, const ls_outcome *outcome)
{
    ls_feeder *feeder = context;

    (void)index;
    feeder->result =
        ls_verdict_tell(&feeder->notes, "standard input", outcome, true);
}

static ls_status read_stream(ls_feeder *feeder, const ls_run_options *how)
{
    ls_outcome outcome;
    ls_summary *rest = NULL;
    ls_run *run = NULL;
    ls_status status = ls_run_new(how, &run, NULL);

    if (status == LS_OK)
        status = ls_run_stream(run, STDIN_FILENO, "-", &outcome, NULL);
    if (status == LS_OK)
        status = ls_run_summary(run, &rest, NULL);
    ls_run_free(run);
    if (status == LS_OK)
        ls_parts_put(feeder->parts, (ls_part){ rest, false });
    return status;
}

static ls_exit feed_stream(ls_feeder *feeder)
{
    const ls_format *format = NULL;
    ls_selection selection = { .filter = NULL };
    ls_run_options how;
    ls_exit result = ls_catalog_choose(feeder->count->formats,
                                       feeder->count->options->format,
                                       &feeder->notes, &format);

    if (result == LS_EXIT_DONE)
        result = ls_selection_make(&selection, feeder->count->options,
                                   &feeder->notes);
    how = ls_selection_run(&selection, feeder->count, format);
    how.stop = feeder->count->stop;
    how.wants_part = wants_part;
    how.on_part = on_part;
    how.on_record = feeder->count->newest ? note_record : NULL;
    how.on_input = end_input;
    how.context = feeder;
    if (result == LS_EXIT_DONE && read_stream(feeder, &how) != LS_OK)
        result = give_up(feeder);
    ls_selection_release(&selection);
    return ls_exit_worse(result, feeder->result);
}

/* --- The thread. */

static bool is_stream(const ls_words *files)
{
    return files->count == 0 ||
           (files->count == 1 && strcmp(files->items[0], "-") == 0);
}

static void *feed(void *argument)
{
    ls_feeder *feeder = argument;

    feeder->result = is_stream(&feeder->count->options->files)
                         ? feed_stream(feeder)
                         : feed_logs(feeder);
    ls_parts_end(feeder->parts);
    return NULL;
}

bool ls_feeder_start(ls_feeder *feeder, const ls_count *count, ls_parts *parts)
{
    *feeder = (ls_feeder){
        .count = count,
        .parts = parts,
        .notes = *count->notes,
    };
    return pthread_create(&feeder->thread, NULL, feed, feeder) == 0;
}

ls_exit ls_feeder_join(ls_feeder *feeder)
{
    (void)pthread_join(feeder->thread, NULL);
    return feeder->result;
}
