/* SPDX-License-Identifier: MIT */
/*
 * Requests by hour of the week. Times mostly are in the hour of the one
 * before, so that nothing is divided for them.
 */

#include "tally/week.h"

#include "summary/week.h"

#include <string.h>

void ls_week_init(ls_week *week)
{
    week->hour = ls_week_hour(week->start);
}

uint64_t *ls_week_at(ls_week *week, ls_class class_, int64_t seconds)
{
    if (seconds < week->start || seconds >= week->start + LS_WEEK_HOUR) {
        week->start = seconds - seconds % LS_WEEK_HOUR -
                      (seconds % LS_WEEK_HOUR < 0 ? LS_WEEK_HOUR : 0);
        week->hour = ls_week_hour(seconds);
    }
    return &week->counts[class_][week->hour];
}

void ls_week_merge(ls_week *week, const ls_week *from)
{
    week->is_partial = week->is_partial || from->is_partial;
    for (ls_class c = 0; c < LS_CLASS_COUNT; c++)
        for (size_t i = 0; i < LS_WEEK_HOURS; i++)
            week->counts[c][i] += from->counts[c][i];
}

void ls_week_restore(ls_week *week, const ls_summary *summary)
{
    week->is_partial = summary->axis.seconds != 0 && !ls_week_is_known(summary);
    for (ls_class c = 0; c < LS_CLASS_COUNT; c++)
        if (summary->classes[c].week)
            memcpy(week->counts[c], summary->classes[c].week,
                   sizeof(week->counts[c]));
}

static bool is_empty(const uint64_t *hours)
{
    for (size_t i = 0; i < LS_WEEK_HOURS; i++)
        if (hours[i])
            return false;
    return true;
}

ls_status ls_week_freeze(const ls_week *week, ls_arena *arena,
                         ls_summary *summary)
{
    for (ls_class c = 0; c < LS_CLASS_COUNT; c++) {
        ls_slice bytes = { (const char *)week->counts[c],
                           sizeof(week->counts[c]) };

        summary->classes[c].week = NULL;
        if (week->is_partial || is_empty(week->counts[c]))
            continue;
        summary->classes[c].week =
            (const uint64_t *)(void *)ls_arena_copy(arena, bytes);
        if (!summary->classes[c].week)
            return LS_ENOMEM;
    }
    return LS_OK;
}
