/* SPDX-License-Identifier: MIT */
/*
 * --fail-if while logs are followed: told when a condition begins to hold, and
 * when it does not any more.
 */

#include "cli/alarms.h"

#include <stdlib.h>

ls_status ls_alarms_init(ls_alarms *alarms, const ls_alerts *alerts)
{
    *alarms = (ls_alarms){
        .alerts = alerts,
        .since = calloc(alerts->texts->count + 1, sizeof(double)),
    };
    return alarms->since ? LS_OK : LS_ENOMEM;
}

void ls_alarms_release(ls_alarms *alarms)
{
    free(alarms->since);
}

static void judge(ls_alarms *alarms, size_t index, const ls_summary *window,
                  double now, ls_notes *notes)
{
    const char *text = alarms->alerts->texts->items[index];
    ls_alert_verdict verdict =
        ls_alert_judge(alarms->alerts->items[index], window);
    bool holds = verdict.state == LS_ALERT_HOLDS;
    double *since = &alarms->since[index];

    if (holds == (*since > 0))
        return;
    if (holds)
        ls_complain(notes, "--fail-if", "'%.80s' holds now: %s", text,
                    verdict.words);
    else
        ls_note(notes, "--fail-if",
                "'%.80s' does not hold any more, after "
                "%.0f s: %s",
                text, now - *since, verdict.words);
    *since = holds ? now : 0;
}

void ls_alarms_judge(ls_alarms *alarms, const ls_summary *window, double now,
                     ls_notes *notes)
{
    for (size_t i = 0; i < alarms->alerts->texts->count; i++)
        judge(alarms, i, window, now, notes);
}

ls_exit ls_alarms_result(const ls_alarms *alarms)
{
    for (size_t i = 0; i < alarms->alerts->texts->count; i++)
        if (alarms->since[i] > 0)
            return LS_EXIT_ALERT;
    return LS_EXIT_DONE;
}
