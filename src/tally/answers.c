/* SPDX-License-Identifier: MIT */
/*
 * How long answers took by time: a count and a sum for each bucket of the axis,
 * of which there are none before there is a duration. Times mostly are in the
 * second of the one before, so that its bucket is not looked for again.
 */

#include "tally/answers.h"

#include "summary/duration.h"
#include "summary/sums.h"

enum {
    SECOND = 1000 /* milliseconds */
};

void ls_answers_release(ls_answers *answers)
{
    ls_series_release(&answers->requests);
    ls_series_release(&answers->microseconds);
}

bool ls_answers_has(unsigned code)
{
    return code != 0 && code != 460 && code != 499;
}

/* Whether the bucket of the last request is at hand, and is that of `time`. */
static bool is_there(const ls_answers *answers, int64_t time)
{
    return answers->requests.latest && answers->microseconds.latest &&
           time >= answers->start && time < answers->start + SECOND;
}

static ls_status reach(ls_answers *answers, ls_axis *axis, int64_t time)
{
    ls_axis_add(axis, time / SECOND);
    answers->start = time / SECOND * SECOND;
    if (ls_series_reach(&answers->requests, axis) != LS_OK)
        return LS_ENOMEM;
    return ls_series_reach(&answers->microseconds, axis);
}

ls_status ls_answers_add(ls_answers *answers, ls_axis *axis, int64_t time,
                         uint64_t microseconds)
{
    if (!is_there(answers, time) && reach(answers, axis, time) != LS_OK)
        return LS_ENOMEM;
    ++*answers->requests.latest;
    ls_add_saturating(answers->microseconds.latest,
                      microseconds < LS_DURATION_MAX ? microseconds
                                                     : LS_DURATION_MAX);
    return LS_OK;
}

ls_status ls_answers_merge(ls_answers *answers, const ls_axis *axis,
                           const ls_answers *from)
{
    answers->is_partial = answers->is_partial || from->is_partial;
    if (ls_series_merge(&answers->requests, axis, &from->requests) != LS_OK)
        return LS_ENOMEM;
    return ls_series_merge(&answers->microseconds, axis, &from->microseconds);
}

/* Whether a summary has something that could be known by time. */
static bool has_both(const ls_summary *summary)
{
    return summary->duration.count && summary->axis.seconds;
}

ls_status ls_answers_restore(ls_answers *answers, const ls_axis *axis,
                             const ls_summary *summary)
{
    const ls_summary_duration_timeline *from = &summary->duration_timeline;
    size_t count = summary->axis.count;

    answers->is_partial = has_both(summary) && !from->requests;
    if (!from->requests)
        return LS_OK;
    if (ls_series_restore(&answers->requests, axis, from->requests, count) !=
        LS_OK)
        return LS_ENOMEM;
    return ls_series_restore(&answers->microseconds, axis, from->microseconds,
                             count);
}

ls_status ls_answers_freeze(ls_answers *answers, const ls_axis *axis,
                            ls_arena *arena, ls_summary *summary)
{
    ls_summary_duration_timeline *to = &summary->duration_timeline;

    *to = (ls_summary_duration_timeline){ 0 };
    if (answers->is_partial || !has_both(summary))
        return LS_OK;
    if (ls_series_freeze(&answers->requests, axis, arena, &to->requests) !=
        LS_OK)
        return LS_ENOMEM;
    return ls_series_freeze(&answers->microseconds, axis, arena,
                            &to->microseconds);
}
