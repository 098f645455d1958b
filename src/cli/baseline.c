/* SPDX-License-Identifier: MIT */
/*
 * --baseline: the requests to compare with, counted the same way. FILE may be a
 * summary or a log; `previous` are the same logs in the window before.
 */

#include "cli/baseline.h"

#include "cli/selection.h"

/* Makes the window the one before, of the same length. */
static ls_exit shift(ls_compared *compared, const ls_count *count)
{
    ls_selection selection;
    ls_options *options = &compared->options;
    int64_t since = 0;
    int64_t until = 0;
    ls_exit result =
        ls_selection_make(&selection, count->options, count->notes);

    if (result == LS_EXIT_DONE &&
        (!ls_filter_window(selection.filter, &since, &until) ||
         since == INT64_MIN)) {
        ls_complain(count->notes, "--baseline",
                    "previous is the window before --since, which is not "
                    "given; or name a file");
        result = LS_EXIT_USAGE;
    }
    if (until == INT64_MAX)
        until = selection.now * 1000;
    ls_selection_release(&selection);
    if (result != LS_EXIT_DONE)
        return result;
    compared->since = ls_moment_write(since - (until - since));
    compared->until = ls_moment_write(since);
    options->since = compared->since.text;
    options->until = compared->until.text;
    return LS_EXIT_DONE;
}

/* Standard input cannot be read twice. */
static ls_exit check(const ls_count *count, bool is_previous)
{
    const ls_options *options = count->options;
    bool from_stream = options->files.count == 0;

    for (size_t i = 0; i < options->files.count; i++)
        from_stream = from_stream || strcmp(options->files.items[i], "-") == 0;
    if (options->update) {
        ls_complain(count->notes, "--baseline",
                    "not with --update, which counts what is new; compare "
                    "its file");
        return LS_EXIT_USAGE;
    }
    if (!is_previous || !from_stream)
        return LS_EXIT_DONE;
    ls_complain(count->notes, "--baseline",
                "previous needs a FILE, for standard input is read only once");
    return LS_EXIT_USAGE;
}

ls_exit ls_compared_read(ls_compared *compared, const ls_count *count)
{
    const char *name = count->options->baseline;
    ls_count before = *count;
    ls_exit result;
    bool is_previous;

    *compared = (ls_compared){ .options = *count->options };
    if (!name)
        return LS_EXIT_DONE;
    is_previous = strcmp(name, "previous") == 0;
    result = check(count, is_previous);
    if (result == LS_EXIT_DONE && is_previous)
        result = shift(compared, count);
    if (result != LS_EXIT_DONE)
        return result;
    if (!is_previous) {
        compared->files[0] = name;
        compared->options.files.items = compared->files;
        compared->options.files.count = 1;
    }
    compared->options.unparsed = NULL;
    compared->options.by.count = 0;
    compared->options.drill = 0;
    before.options = &compared->options;
    before.records = NULL;
    result = ls_count_inputs(&before, &compared->summary);
    compared->baseline = (ls_baseline){
        .summary = compared->summary,
        .name = is_previous ? "the time before" : name,
    };
    return result;
}

void ls_compared_release(ls_compared *compared)
{
    ls_summary_free(compared->summary);
    compared->summary = NULL;
}
