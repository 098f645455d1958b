/* SPDX-License-Identifier: MIT */
/*
 * What the view shows: summaries of the window and of parts of it, made when
 * there is something new, and kept while the user wants to see them.
 */

#include "cli/viewer.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    RECENT = 5 /* the last fifth is compared with what was before */
};

static bool is_dumb(void)
{
    const char *term = getenv("TERM");

    return !term || !*term || strcmp(term, "dumb") == 0;
}

bool ls_viewer_can_open(const ls_options *options)
{
    return isatty(STDOUT_FILENO) && !is_dumb() && !options->json;
}

bool ls_viewer_open(ls_viewer *viewer, const ls_terminal *terminal,
                    const char *name, ls_newest *newest)
{
    const ls_live_look look = { terminal->colour, terminal->utf8 };

    *viewer = (ls_viewer){
        .name = name,
        .steps = LS_WINDOW_STEPS,
        .source = newest,
    };
    viewer->keys = open("/dev/tty", O_RDONLY | O_NOCTTY | O_CLOEXEC);
    if (viewer->keys < 0)
        return false;
    if (ls_newest_init(&viewer->newest, newest->zone)) {
        viewer->live = ls_live_open(STDOUT_FILENO, viewer->keys, &look);
        if (viewer->live)
            return true;
        ls_newest_release(&viewer->newest);
    }
    (void)close(viewer->keys);
    viewer->keys = -1;
    return false;
}

static void forget(ls_viewer *viewer)
{
    ls_summary_free(viewer->total);
    ls_summary_free(viewer->window);
    ls_summary_free(viewer->recent);
    ls_summary_free(viewer->earlier);
    viewer->total = NULL;
    viewer->window = NULL;
    viewer->recent = NULL;
    viewer->earlier = NULL;
}

void ls_viewer_close(ls_viewer *viewer)
{
    if (!viewer->live)
        return;
    ls_live_close(viewer->live);
    (void)close(viewer->keys);
    ls_newest_release(&viewer->newest);
    forget(viewer);
    *viewer = (ls_viewer){ .keys = -1 };
}

/* How many of the window's steps are shown. */
static size_t shown(const ls_viewer *viewer, const ls_window *window)
{
    return viewer->steps < window->count ? viewer->steps : window->count;
}

static ls_status look(ls_viewer *viewer, ls_monitor *monitor)
{
    ls_window *window = &monitor->window;
    size_t count = shown(viewer, window);
    size_t recent = count / RECENT ? count / RECENT : 1;
    ls_status status;

    forget(viewer);
    status = ls_run_summary(monitor->total, &viewer->total, NULL);
    if (status == LS_OK)
        status = ls_window_sum(window, 0, count, &viewer->window);
    if (status == LS_OK)
        status = ls_window_sum(window, 0, recent, &viewer->recent);
    if (status == LS_OK)
        status = ls_window_sum(window, recent, count, &viewer->earlier);
    return status == LS_OK ? ls_newest_copy(&viewer->newest, viewer->source)
                           : status;
}

static void draw(ls_viewer *viewer, ls_monitor *monitor, const char *message)
{
    ls_window *window = &monitor->window;
    size_t count = shown(viewer, window);
    const ls_summary *steps[LS_WINDOW_STEPS];
    double passed = ls_progress_clock() - monitor->began;
    double whole = window->width * (double)count;

    for (size_t i = 0; i < count; i++)
        steps[i] = ls_window_at(window, i);
    ls_live_show(viewer->live, &(ls_live_data){
                                   .name = viewer->name,
                                   .total = viewer->total,
                                   .window = viewer->window,
                                   .recent = viewer->recent,
                                   .earlier = viewer->earlier,
                                   .steps = steps,
                                   .step_count = count,
                                   .step_seconds = window->width,
                                   .seconds = passed < whole ? passed : whole,
                                   .newest = &viewer->newest,
                                   .message = message[0] ? message : NULL,
                               });
}

ls_status ls_viewer_show(ls_viewer *viewer, ls_monitor *monitor,
                         const char *message)
{
    if (ls_live_is_paused(viewer->live) && viewer->total)
        return LS_OK;
    if (look(viewer, monitor) != LS_OK)
        return LS_ENOMEM;
    draw(viewer, monitor, message);
    return LS_OK;
}

/* Half of what is shown, or twice as much. */
static void zoom(ls_viewer *viewer, const ls_window *window, bool widen)
{
    size_t count = shown(viewer, window);

    viewer->steps = widen ? count * 2 : count / 2;
    if (viewer->steps < RECENT)
        viewer->steps = RECENT;
}

bool ls_viewer_obey(ls_viewer *viewer, ls_monitor *monitor, const char *message)
{
    ls_live_wish wish;

    while ((wish = ls_live_key(viewer->live)) != LS_LIVE_NOTHING) {
        if (wish == LS_LIVE_QUIT)
            return false;
        if (wish == LS_LIVE_NARROW || wish == LS_LIVE_WIDEN) {
            zoom(viewer, &monitor->window, wish == LS_LIVE_WIDEN);
            if (look(viewer, monitor) != LS_OK)
                return false;
        }
        if (viewer->total)
            draw(viewer, monitor, message);
    }
    return true;
}
