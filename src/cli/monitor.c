/* SPDX-License-Identifier: MIT */
/* Adding up what comes while logs are followed. */

#include "cli/monitor.h"

enum {
    WINDOW = 300 /* seconds */
};

ls_status ls_monitor_init(ls_monitor *monitor, const ls_run_options *how,
                          const ls_options *options, const ls_alerts *alerts)
{
    double seconds = options->window ? (double)options->window : WINDOW;

    *monitor = (ls_monitor){ .how = *how, .began = ls_progress_clock() };
    ls_window_init(&monitor->window, how, seconds, monitor->began);
    if (ls_alarms_init(&monitor->alarms, alerts) != LS_OK ||
        ls_run_new(how, &monitor->total, NULL) != LS_OK)
        return LS_ENOMEM;
    return options->delta ? ls_run_new(how, &monitor->since, NULL) : LS_OK;
}

void ls_monitor_release(ls_monitor *monitor)
{
    ls_run_free(monitor->total);
    ls_run_free(monitor->since);
    ls_window_release(&monitor->window);
    ls_alarms_release(&monitor->alarms);
}

ls_status ls_monitor_add(ls_monitor *monitor, const ls_part *part)
{
    ls_status status = ls_run_add(monitor->total, part->summary, NULL);

    monitor->has_any = true;
    if (status == LS_OK && monitor->since)
        status = ls_run_add(monitor->since, part->summary, NULL);
    if (status != LS_OK || part->is_old)
        return status;
    monitor->is_due = true;
    return ls_window_add(&monitor->window, ls_progress_clock(), part->summary);
}

/* All that came in the window, which may be nothing. */
static ls_status sum_window(ls_monitor *monitor, ls_summary **sum)
{
    ls_run *empty = NULL;
    ls_status status = ls_window_sum(&monitor->window, 0, LS_WINDOW_STEPS, sum);

    if (status != LS_OK || *sum)
        return status;
    status = ls_run_new(&monitor->how, &empty, NULL);
    if (status == LS_OK)
        status = ls_run_summary(empty, sum, NULL);
    ls_run_free(empty);
    return status;
}

/* Silence says something only once it has lasted. */
static bool can_judge(const ls_monitor *monitor, double now)
{
    const ls_window *window = &monitor->window;

    return monitor->is_due ||
           now - monitor->began >= window->width * (double)window->count;
}

ls_status ls_monitor_judge(ls_monitor *monitor, ls_notes *notes)
{
    double now = ls_progress_clock();
    ls_summary *window = NULL;
    ls_status status;

    if (ls_window_advance(&monitor->window, now))
        monitor->is_due = true;
    if (monitor->alarms.alerts->texts->count == 0 || !can_judge(monitor, now))
        return LS_OK;
    status = sum_window(monitor, &window);
    if (status == LS_OK)
        ls_alarms_judge(&monitor->alarms, window, now, notes);
    ls_summary_free(window);
    monitor->is_due = false;
    return status;
}

ls_status ls_monitor_report(ls_monitor *monitor, ls_summary **summary)
{
    ls_run *next = NULL;
    ls_status status;

    if (!monitor->since)
        return ls_run_summary(monitor->total, summary, NULL);
    status = ls_run_new(&monitor->how, &next, NULL);
    if (status == LS_OK)
        status = ls_run_summary(monitor->since, summary, NULL);
    if (status != LS_OK) {
        ls_run_free(next);
        return status;
    }
    ls_run_free(monitor->since);
    monitor->since = next;
    return LS_OK;
}
