/* SPDX-License-Identifier: MIT */
/*
 * From a summary back to a tally: what freeze.c wrote down of one. So that
 * summaries need no law of their own to be added up.
 */

#include "tally/counts.h"
#include "tally/key.h"

#include <stdlib.h>

static void thaw_origins(const ls_summary_code *from, ls_code_tally *to)
{
    for (size_t i = 0; i < from->origin_count; i++) {
        const ls_summary_origin *origin = &from->origins[i];
        const ls_code *row = ls_code_find(from->code, origin->origin);

        if (!row) /* a newer version knows it */
            row = ls_code_explain(from->code, NULL);
        ls_code_tally_origin(to, row)->requests += origin->requests;
    }
}

static ls_status thaw_substatuses(const ls_summary_code *from,
                                  ls_code_tally *to)
{
    for (size_t i = 0; i < from->substatus_count; i++)
        if (ls_code_tally_add_substatus(to, from->substatuses[i].substatus,
                                        from->substatuses[i].requests) != LS_OK)
            return LS_ENOMEM;
    return LS_OK;
}

/* The paths are keys, unless somebody else made the summary. */
static ls_status thaw_path(const ls_summary_path *from, ls_buf *room,
                           ls_sketch *to)
{
    ls_slot slot = { from->requests, from->over };
    ls_slice key;

    if (ls_key_make(from->path, room, &key) != LS_OK)
        return LS_ENOMEM;
    return ls_sketch_restore(to, key, slot, NULL);
}

static ls_status thaw_paths(const ls_summary_code *from, ls_tally *tally,
                            ls_code_tally *to)
{
    if (from->path_count == 0 || !to->has_causes)
        return LS_OK;
    to->paths = ls_sketch_new(0);
    if (!to->paths)
        return LS_ENOMEM;
    for (size_t i = 0; i < from->path_count; i++)
        if (thaw_path(&from->paths[i], &tally->key, to->paths) != LS_OK)
            return LS_ENOMEM;
    ls_sketch_complete(to->paths, from->requests);
    return LS_OK;
}

static ls_status thaw_code(const ls_summary *summary,
                           const ls_summary_code *from, ls_tally *tally)
{
    ls_code_tally *to = ls_tally_code(tally, from->code);

    if (!to)
        return LS_ENOMEM;
    to->requests = from->requests;
    memcpy(to->methods, from->methods,
           ls_method_count() * sizeof(*from->methods));
    memcpy(to->senders, from->senders, sizeof(to->senders));
    to->first = from->first;
    to->last = from->last;
    if (from->timeline &&
        ls_series_restore(&to->timeline, &tally->axis, from->timeline,
                          summary->axis.count) != LS_OK)
        return LS_ENOMEM;
    if (ls_histogram_restore(&to->durations, &from->duration) != LS_OK)
        return LS_ENOMEM;
    thaw_origins(from, to);
    return thaw_substatuses(from, to) == LS_OK ? thaw_paths(from, tally, to)
                                               : LS_ENOMEM;
}

/* Whether a tally would have taken these times, and has this axis of them. */
static ls_status thaw_axis(const ls_summary *summary, ls_tally *tally)
{
    if (summary->axis.seconds == 0)
        return LS_OK;
    if (summary->first < tally->earliest || summary->last > tally->latest)
        return LS_ESYNTAX;
    ls_axis_add(&tally->axis, summary->first / 1000);
    ls_axis_add(&tally->axis, summary->last / 1000);
    return (uint64_t)ls_axis_seconds(&tally->axis) == summary->axis.seconds
               ? LS_OK
               : LS_ESYNTAX;
}

static ls_status thaw(const ls_summary *summary, ls_tally *tally)
{
    ls_status status = thaw_axis(summary, tally);

    if (status != LS_OK)
        return status;
    if (summary->clients.sketch.len &&
        ls_distinct_read(&tally->clients, summary->clients.sketch) != LS_OK)
        return LS_ENOMEM;
    tally->bytes = summary->bytes;
    tally->odd_times = summary->odd_times;
    tally->first = summary->first;
    tally->last = summary->last;
    ls_week_restore(&tally->week, summary);
    if (ls_answers_restore(&tally->answers, &tally->axis, summary) != LS_OK)
        return LS_ENOMEM;
    for (size_t i = 0; i < summary->code_count; i++)
        if (thaw_code(summary, &summary->codes[i], tally) != LS_OK)
            return LS_ENOMEM;
    return ls_group_list_thaw(&tally->groups, summary);
}

ls_status ls_tally_add_summary(ls_tally *tally, const ls_summary *summary)
{
    ls_tally *thawed = ls_tally_new(0, NULL);
    ls_status status = thawed ? thaw(summary, thawed) : LS_ENOMEM;

    if (status == LS_OK)
        status = ls_tally_merge(tally, thawed);
    ls_tally_free(thawed);
    return status;
}
