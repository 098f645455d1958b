/* SPDX-License-Identifier: MIT */
/*
 * What became of an input, in words: which verdicts are errors, which only
 * worth a note, and the picture of the lines that no format fits.
 */

#include "cli/verdict.h"

#include "cli/misfit.h"

#include <stdio.h>

bool ls_verdict_counts(ls_verdict verdict, bool found)
{
    if (verdict == LS_INPUT_EMPTY || verdict == LS_INPUT_STRANGE)
        return !found;
    return verdict == LS_INPUT_READ || verdict == LS_INPUT_DAMAGED;
}

static void show_misfit(const ls_misfit *misfit, bool utf8)
{
    const char *nearest = misfit->nearest;
    ls_picture picture;

    ls_picture_draw(&picture, misfit, utf8);
    (void)fprintf(stderr,
                  "  line %llu, column %zu: %s%s%s\n"
                  "  %s\n"
                  "  %*s^\n",
                  (unsigned long long)misfit->line, misfit->column,
                  misfit->reason, nearest[0] ? "; nearest format: " : "",
                  nearest, picture.line, (int)picture.mark, "");
}

/* An input of which nothing was understood. */
static ls_exit tell_strange(ls_notes *notes, const char *title,
                            const ls_outcome *outcome)
{
    ls_complain(notes, title, "%s", outcome->message.message);
    for (size_t i = 0; i < outcome->misfit_count && notes->pictures; i++)
        show_misfit(&outcome->misfits[i], notes->utf8);
    return LS_EXIT_INCOMPLETE;
}

ls_exit ls_verdict_tell(ls_notes *notes, const char *title,
                        const ls_outcome *outcome, bool only)
{
    const char *message = outcome->message.message;

    switch (outcome->verdict) {
    case LS_INPUT_READ:
        return LS_EXIT_DONE;
    case LS_INPUT_EMPTY:
        ls_note(notes, title, "%s", message);
        return LS_EXIT_DONE;
    case LS_INPUT_STRANGE:
        return tell_strange(notes, title, outcome);
    case LS_INPUT_LOOKALIKE:
        if (!only) {
            ls_note(notes, title, "%s: skipped", message);
            return LS_EXIT_DONE;
        }
        break;
    case LS_INPUT_DAMAGED:
    case LS_INPUT_REFUSED:
    case LS_INPUT_FAILED:
        break;
    }
    ls_complain(notes, title, "%s", message);
    return LS_EXIT_INCOMPLETE;
}
