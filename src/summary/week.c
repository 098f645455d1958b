/* SPDX-License-Identifier: MIT */
/* The hours of a week, which requests are counted by. */

#include "summary/week.h"

enum {
    HOUR = 3600,
    EPOCH = 72 /* the hour in which 1970 began, a Thursday */
};

size_t ls_week_hour(int64_t seconds)
{
    int64_t hours = seconds / HOUR - (seconds % HOUR < 0);
    int64_t hour = (hours + EPOCH) % LS_WEEK_HOURS;

    return (size_t)(hour < 0 ? hour + LS_WEEK_HOURS : hour);
}

bool ls_week_is_known(const ls_summary *summary)
{
    for (ls_class c = 0; c < LS_CLASS_COUNT; c++)
        if (summary->classes[c].week)
            return true;
    return false;
}
