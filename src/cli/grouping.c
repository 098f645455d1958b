/* SPDX-License-Identifier: MIT */
/* --by: what requests are grouped by, and which of it was not to be had. */

#include "cli/grouping.h"

/* What is shown under errors, and what a finding looks at. */
static const char *const drilled[] = {
    "errors:status,client", "errors:status,vhost",   "errors:status,referer",
    "errors:status,agent",  "redirects:client,path",
};

static ls_exit add_drilled(ls_groups *groups, ls_notes *notes)
{
    for (size_t i = 0; i < sizeof(drilled) / sizeof(drilled[0]); i++) {
        ls_error err = { 0 };

        if (ls_groups_add(groups, ls_slice_of(drilled[i]), &err) == LS_OK)
            continue;
        ls_complain(notes, "--drill", "takes five of them: %s", err.message);
        return LS_EXIT_USAGE;
    }
    return LS_EXIT_DONE;
}

ls_exit ls_grouping_make(ls_groups **groups, const ls_options *options,
                         ls_notes *notes)
{
    *groups = NULL;
    if (options->by.count == 0 && options->drill == 0)
        return LS_EXIT_DONE;
    *groups = ls_groups_new();
    if (!*groups) {
        ls_complain(notes, NULL, "out of memory");
        return LS_EXIT_INCOMPLETE;
    }
    for (size_t i = 0; i < options->by.count; i++) {
        ls_error err = { 0 };

        if (ls_groups_add(*groups, ls_slice_of(options->by.items[i]), &err) ==
            LS_OK)
            continue;
        ls_complain(notes, "--by", "%s", err.message);
        return LS_EXIT_USAGE;
    }
    return options->drill ? add_drilled(*groups, notes) : LS_EXIT_DONE;
}

void ls_grouping_tell(const ls_options *options, const ls_summary *summary,
                      ls_notes *notes)
{
    if ((options->by.count == 0 && options->drill == 0) ||
        summary->group_count || summary->lines.counted == 0)
        return;
    ls_note(notes, options->by.count ? "--by" : "--drill",
            "left out, for a summary among the inputs was made without it");
}
