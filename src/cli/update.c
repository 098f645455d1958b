/* SPDX-License-Identifier: MIT */
/*
 * --update: opens the file, and saves it after the report has been written. If
 * anything goes wrong on the way, the file stays as it is, and the next run
 * counts what this one would have.
 */

#include "cli/update.h"

#include "cli/kept.h"

#include <time.h>

static ls_exit refuse(ls_notes *notes, const char *option, const char *why)
{
    ls_complain(notes, option, "%s", why);
    return LS_EXIT_USAGE;
}

/* Options that only mean something with --update, or nothing with it. */
static ls_exit check(const ls_options *options, ls_notes *notes)
{
    static const char alone[] = "is for --update FILE, which is not given";

    if (!options->update) {
        if (options->delta)
            return refuse(notes, "--delta", alone);
        if (options->after)
            return refuse(notes, "--after", alone);
        if (options->wait)
            return refuse(notes, "--wait", alone);
        return options->rotated ? refuse(notes, "--rotated", alone)
                                : LS_EXIT_DONE;
    }
    if (options->records)
        return refuse(notes, "--records",
                      "not with --update, which may have to read twice");
    if (options->unparsed)
        return refuse(notes, "--unparsed",
                      "not with --update, which may have to read twice");
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
