/* SPDX-License-Identifier: MIT */
/*
 * From two tallies one: all counts are sums, the axis is wide enough for both,
 * and sketches know how to add up (sketch.c).
 */

#include "tally/counts.h"

static void merge_requests(ls_code_tally *count, const ls_code_tally *from)
{
    count->requests += from->requests;
    for (size_t i = 0; i < ls_method_count(); i++)
        count->methods[i] += from->methods[i];
    for (size_t i = 0; i < LS_SENDER_COUNT; i++)
        count->senders[i] += from->senders[i];
    for (size_t i = 0; i < LS_MAX_ORIGINS && from->origins[i].row; i++)
        ls_code_tally_origin(count, from->origins[i].row)->requests +=
            from->origins[i].requests;
}

static ls_status merge_substatuses(ls_code_tally *count,
                                   const ls_code_tally *from)
{
    const uint64_t *requests = NULL;

    if (!from->substatuses)
        return LS_OK;
    while ((requests = ls_table_next(from->substatuses, requests)) != NULL) {
        uint32_t substatus;

        memcpy(&substatus, ls_table_key(requests).ptr, sizeof(substatus));
        if (ls_code_tally_add_substatus(count, substatus, *requests) != LS_OK)
            return LS_ENOMEM;
    }
    return LS_OK;
}

static ls_status merge_paths(ls_code_tally *count, const ls_code_tally *from)
{
    if (!from->paths)
        return LS_OK;
    if (!count->paths)
        count->paths = ls_sketch_new(0);
    return count->paths ? ls_sketch_merge(count->paths, from->paths)
                        : LS_ENOMEM;
}

static ls_status merge_code(ls_tally *tally, const ls_code_tally *from)
{
    ls_code_tally *count = ls_tally_code(tally, from->code);

    if (!count)
        return LS_ENOMEM;
    merge_requests(count, from);
    ls_widen_by(&count->first, &count->last, from->first, from->last);
    if (ls_series_merge(&count->timeline, &tally->axis, &from->timeline) !=
            LS_OK ||
        merge_substatuses(count, from) != LS_OK ||
        ls_histogram_merge(&count->durations, &from->durations) != LS_OK)
        return LS_ENOMEM;
    return merge_paths(count, from);
}

ls_status ls_tally_merge(ls_tally *tally, const ls_tally *from)
{
    const ls_code_tally *code = NULL;
    bool is_new = ls_table_count(tally->codes) == 0;

    if (ls_table_count(from->codes) &&
        ls_group_list_merge(&tally->groups, &from->groups, is_new) != LS_OK)
        return LS_ENOMEM;
    ls_add_saturating(&tally->bytes, from->bytes);
    ls_add_saturating(&tally->odd_times, from->odd_times);
    ls_widen_by(&tally->first, &tally->last, from->first, from->last);
    ls_axis_merge(&tally->axis, &from->axis);
    ls_week_merge(&tally->week, &from->week);
    if (ls_answers_merge(&tally->answers, &tally->axis, &from->answers) !=
            LS_OK ||
        ls_distinct_merge(&tally->clients, &from->clients) != LS_OK)
        return LS_ENOMEM;
    while ((code = ls_table_next(from->codes, code)) != NULL)
        if (merge_code(tally, code) != LS_OK)
            return LS_ENOMEM;
    return LS_OK;
}
