/* SPDX-License-Identifier: MIT */
/*
 * --update: opens the file, and saves it after the report has been written. If
 * anything goes wrong on the way, the file stays as it is, and the next run
 * counts what this one would have.
 */

#include "cli/update.h"

#include "cli/catch_up.h"
#include "cli/kept.h"

#include <time.h>

static ls_exit refuse(ls_notes *notes, const char *option, const char *why)
{
    ls_complain(notes, option, "%s", why);
    return LS_EXIT_USAGE;
}

/* Options that only mean something with --update. */
static ls_exit check_alone(const ls_options *options, ls_notes *notes)
{
    static const char alone[] = "is for --update FILE, which is not given";
    static const char both[] =
        "is for --update FILE or --follow, and neither is given";

    if (options->after || options->wait)
        return refuse(notes, options->after ? "--after" : "--wait", alone);
    if ((options->delta || options->rotated) && !options->follow)
        return refuse(notes, options->delta ? "--delta" : "--rotated", both);
    return LS_EXIT_DONE;
}

/* Options that go with it, and those that do not. */
static ls_exit check(const ls_options *options, ls_notes *notes)
{
    static const char twice[] = "not with --update, which may have to read "
                                "twice";

    if (!options->update)
        return check_alone(options, notes);
    if (options->records || options->unparsed)
        return refuse(notes, options->records ? "--records" : "--unparsed",
                      twice);
    if (options->since || options->until)
        return refuse(notes, options->since ? "--since" : "--until",
                      "not with --update, which counts what is new");
    return LS_EXIT_DONE;
}

static ls_exit open_state(ls_update *update, const ls_options *options,
                          ls_notes *notes)
{
    const ls_state_options how = {
        .path = options->update,
        .after = options->after,
        .now = (int64_t)time(NULL),
        .wait = options->wait,
    };
    ls_error err = { 0 };
    ls_status status = ls_state_open(&how, &update->state, &err);
    const char *fallback;

    if (status != LS_OK) {
        ls_complain(notes, status == LS_ENOMEM ? NULL : "--update", "%s",
                    err.message);
        return status == LS_EBUSY ? LS_EXIT_LOCKED : LS_EXIT_INCOMPLETE;
    }
    fallback = ls_state_fallback(update->state);
    if (fallback)
        ls_note(notes, options->update, "%s", fallback);
    return LS_EXIT_DONE;
}

ls_exit ls_update_open(ls_update *update, ls_options *options, ls_notes *notes)
{
    ls_exit result = check(options, notes);

    for (size_t i = 0; i < options->files.count && options->update; i++)
        if (result == LS_EXIT_DONE && strcmp(options->files.items[i], "-") == 0)
            result = refuse(notes, "--update",
                            "standard input cannot be read on later; name a "
                            "file");
    if (result == LS_EXIT_DONE && options->update)
        result = open_state(update, options, notes);
    if (result == LS_EXIT_DONE && update->state)
        result = ls_kept_agree(update->state, options, notes);
    if (result == LS_EXIT_DONE && update->state && options->files.count == 0 &&
        ls_state_input_count(update->state) == 0)
        result = refuse(notes, "--update",
                        "no FILE is given, and no earlier run had one");
    return result;
}

void ls_update_forget(ls_update *update)
{
    ls_summary_free(update->total);
    update->total = NULL;
}

void ls_update_release(ls_update *update)
{
    ls_summary_free(update->total);
    ls_state_free(update->state);
    *update = (ls_update){ .state = NULL };
}

ls_exit ls_update_save(ls_update *update, bool written, ls_notes *notes)
{
    ls_error err = { 0 };

    if (!update->total)
        return LS_EXIT_DONE;
    if (!written) {
        ls_note(notes, "--update",
                "not saved, for the report was not written; the next run "
                "counts the same again");
        return LS_EXIT_DONE;
    }
    if (ls_state_save(update->state, update->total, &err) == LS_OK)
        return LS_EXIT_DONE;
    ls_complain(notes, "--update",
                "%s: not saved; the next run counts the same again",
                err.message);
    return LS_EXIT_INCOMPLETE;
}

/* --- Counting. */

static ls_exit give_up(const ls_catch_up *work, const ls_error *err)
{
    ls_complain(work->notes, NULL, "%s",
                err->message[0] ? err->message : "out of memory");
    return LS_EXIT_INCOMPLETE;
}

/* What is new, and what there is in all. */
static ls_status sum_up(ls_update *update, ls_catch_up *work,
                        ls_summary **delta, ls_error *err)
{
    const ls_summary *before = ls_state_summary(update->state);
    ls_status status = ls_catch_up_add_gaps(work, err);

    if (status == LS_OK && work->count->options->delta)
        status = ls_run_summary(work->run, delta, err);
    if (status == LS_OK && before)
        status = ls_run_add(work->run, before, err);
    return status == LS_OK ? ls_run_summary(work->run, &update->total, err)
                           : status;
}

static ls_exit sum_up_all(ls_update *update, ls_catch_up *work,
                          ls_summary **summary)
{
    ls_error err = { 0 };
    ls_status status = sum_up(update, work, summary, &err);

    if (status == LS_OK && !*summary) /* the total is still to be saved */
        status = ls_run_summary(work->run, summary, &err);
    if (status == LS_OK && ls_state_lives(update->state))
        return LS_EXIT_DONE;
    ls_update_forget(update); /* there is nothing to save */
    if (status == LS_OK && !ls_state_summary(update->state)) {
        ls_summary_free(*summary);
        *summary = NULL;
    }
    return status == LS_OK ? LS_EXIT_DONE : give_up(work, &err);
}

static ls_exit read_new(ls_update *update, ls_catch_up *work,
                        ls_summary **summary)
{
    ls_exit result = ls_catch_up_read(work);

    if (!work->again && work->run)
        return ls_exit_worse(result, sum_up_all(update, work, summary));
    if (!work->again)
        return result;
    ls_complain(work->notes, "--update",
                "the logs change faster than they can be read; not saved");
    return LS_EXIT_INCOMPLETE;
}

ls_exit ls_update_count(ls_update *update, const ls_count *count,
                        ls_summary **summary)
{
    ls_catch_up work;
    ls_exit result = ls_catch_up_init(&work, update->state, count);

    if (result == LS_EXIT_DONE) {
        count->notes->progress = &work.progress;
        result = read_new(update, &work, summary);
        count->notes->progress = NULL;
    }
    ls_catch_up_release(&work);
    return result;
}
