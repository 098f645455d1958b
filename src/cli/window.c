/* SPDX-License-Identifier: MIT */
/*
 * A window of time that moves on: steps of the same length, each with what came
 * in it, of which the oldest gives its place to the newest.
 */

#include "cli/window.h"

void ls_window_init(ls_window *window, const ls_run_options *how,
                    double seconds, double now)
{
    *window = (ls_window){ .how = *how };
    window->width = seconds / LS_WINDOW_STEPS;
    if (window->width < 1)
        window->width = 1;
    window->count = (size_t)(seconds / window->width + 0.5);
    window->now = (int64_t)(now / window->width);
}

static void clear(ls_window_step *step)
{
    ls_run_free(step->run);
    ls_summary_free(step->summary);
    *step = (ls_window_step){ .run = NULL };
}

void ls_window_release(ls_window *window)
{
    for (size_t i = 0; i < LS_WINDOW_STEPS; i++)
        clear(&window->steps[i]);
}

bool ls_window_advance(ls_window *window, double now)
{
    bool any = false;

    window->now = (int64_t)(now / window->width);
    for (size_t i = 0; i < window->count; i++) {
        ls_window_step *step = &window->steps[i];

        if (step->run && step->number <= window->now - (int64_t)window->count) {
            clear(step);
            any = true;
        }
    }
    return any;
}

static ls_window_step *step_of(ls_window *window, size_t age)
{
    int64_t number = window->now - (int64_t)age;

    return &window->steps[(uint64_t)number % window->count];
}

ls_status ls_window_add(ls_window *window, double now, const ls_summary *part)
{
    ls_window_step *step;

    (void)ls_window_advance(window, now);
    step = step_of(window, 0);
    if (!step->run && ls_run_new(&window->how, &step->run, NULL) != LS_OK)
        return LS_ENOMEM;
    step->number = window->now;
    ls_summary_free(step->summary);
    step->summary = NULL;
    return ls_run_add(step->run, part, NULL);
}

const ls_summary *ls_window_at(ls_window *window, size_t age)
{
    ls_window_step *step = step_of(window, age);

    if (step->run && !step->summary &&
        ls_run_summary(step->run, &step->summary, NULL) != LS_OK)
        return NULL;
    return step->summary;
}

ls_status ls_window_sum(ls_window *window, size_t from, size_t to,
                        ls_summary **sum)
{
    ls_run *run = NULL;
    ls_status status = LS_OK;

    *sum = NULL;
    if (to > window->count)
        to = window->count;
    for (size_t age = from; age < to && status == LS_OK; age++) {
        const ls_summary *step = ls_window_at(window, age);

        if (step && !run)
            status = ls_run_new(&window->how, &run, NULL);
        if (step && status == LS_OK)
            status = ls_run_add(run, step, NULL);
    }
    if (status == LS_OK && run)
        status = ls_run_summary(run, sum, NULL);
    ls_run_free(run);
    return status;
}
