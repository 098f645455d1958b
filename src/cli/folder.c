/* SPDX-License-Identifier: MIT */
/*
 * Directories of the command line. Somebody who names a directory means the
 * access logs in it: what else is there is left out, and that is said, but for
 * the first few files only.
 */

#include "cli/folder.h"

#include "cli/verdict.h"

enum {
    TOLD = 5
}; /* files of each folder that are told to be left out */

ls_status ls_folder_open(ls_folder *folder, const char *name)
{
    *folder = (ls_folder){ .name = name };
    return ls_directory_read(name, &folder->directory, &folder->problem) ==
                   LS_ENOMEM
               ? LS_ENOMEM
               : LS_OK;
}

void ls_folder_close(ls_folder *folder)
{
    ls_directory_free(folder->directory);
    *folder = (ls_folder){ 0 };
}

/* Whether one more note about a file is not one too many. */
static bool may_tell(ls_folder *folder, const ls_notes *notes)
{
    return folder->left_out++ < TOLD || notes->verbose;
}

ls_exit ls_folder_tell(ls_folder *folder, ls_notes *notes, const char *title,
                       const ls_outcome *outcome)
{
    bool counts = ls_verdict_counts(outcome->verdict, true);

    folder->taken += counts;
    folder->failed += outcome->verdict == LS_INPUT_FAILED;
    if (counts || outcome->verdict == LS_INPUT_FAILED)
        return ls_verdict_tell(notes, title, outcome, false);
    if (may_tell(folder, notes))
        ls_note(notes, title, "%s: skipped", outcome->message.message);
    return LS_EXIT_DONE;
}

void ls_folder_tell_twin(ls_folder *folder, ls_notes *notes, const char *title,
                         const char *twin)
{
    folder->taken++;
    if (may_tell(folder, notes))
        ls_note(notes, title, "the same file as %s; read once", twin);
}

ls_exit ls_folder_end(const ls_folder *folder, ls_notes *notes)
{
    size_t inner;

    if (folder->twin) {
        ls_note(notes, folder->name, "the same directory as %s; read once",
                folder->twin);
        return LS_EXIT_DONE;
    }
    if (!folder->directory) {
        ls_complain(notes, folder->name, "%s", folder->problem.message);
        return LS_EXIT_INCOMPLETE;
    }
    if (folder->left_out > TOLD && !notes->verbose)
        ls_note(notes, folder->name, "and %zu more: left out",
                folder->left_out - TOLD);
    inner = ls_directory_inner(folder->directory);
    if (inner)
        ls_note(notes, folder->name,
                "has directories inside, which are not read: %zu", inner);
    if (folder->taken || folder->failed)
        return LS_EXIT_DONE;
    ls_complain(notes, folder->name, "is a directory without an access log");
    return LS_EXIT_INCOMPLETE;
}
