/* SPDX-License-Identifier: MIT */
/* Threads that count besides the caller's, and adding up what they counted. */

#include "pipeline/helpers.h"

#include "pipeline/spread.h"

#include <stdlib.h>

/* A worker in a thread of its own. */
struct helper {
    ls_helpers *all;
    pthread_t thread;
    int starter;     /* the processor that it was started from */
    bool is_running; /* guarded by the lock of all */
    ls_worker worker;
    ls_tally *tally; /* its own until it hands it over */
};

struct ls_helpers {
    ls_run *run;
    ls_helper_work *work;
    void *context;
    struct helper *items;
    size_t count;
    pthread_mutex_t lock; /* guards what follows */
    pthread_cond_t started;
    ls_tally *counted; /* by helpers that have ended; NULL: nothing */
    ls_status status;
};

static void lock(ls_helpers *all)
{
    (void)pthread_mutex_lock(&all->lock);
}

static void unlock(ls_helpers *all)
{
    (void)pthread_mutex_unlock(&all->lock);
}

/*
 * Hands over what a helper has counted in the end. Each adds what another one
 * has left to its own, so that many add up side by side.
 */
static void hand_over(ls_helpers *all, ls_tally *tally)
{
    lock(all);
    while (all->counted) {
        ls_tally *other = all->counted;
        ls_status status;

        all->counted = NULL;
        unlock(all);
        status = ls_tally_merge(tally, other);
        ls_tally_free(other);
        lock(all);
        if (status != LS_OK)
            all->status = status;
    }
    all->counted = tally;
    unlock(all);
}

static void *help(void *argument)
{
    struct helper *helper = argument;
    ls_helpers *all = helper->all;

    ls_spread_from(helper->starter);
    lock(all);
    helper->is_running = true;
    (void)pthread_cond_signal(&all->started);
    unlock(all);
    all->work(all->context, &helper->worker);
    ls_worker_release(&helper->worker);
    hand_over(all, helper->tally);
    return NULL;
}

/*
 * Starts a thread; without one there are fewer. Sleeps until it runs: if it was
 * put on this processor, it has to run here before it can go to another one.
 */
static bool start(ls_helpers *all, struct helper *helper)
{
    ls_run *run = all->run;

    helper->all = all;
    helper->starter = ls_spread_here();
    helper->tally = ls_tally_new(run->options.now, run->options.groups);
    if (helper->tally &&
        ls_worker_init(&helper->worker, run, helper->tally) == LS_OK &&
        pthread_create(&helper->thread, NULL, help, helper) == 0) {
        lock(all);
        while (!helper->is_running)
            (void)pthread_cond_wait(&all->started, &all->lock);
        unlock(all);
        return true;
    }
    ls_worker_release(&helper->worker);
    ls_tally_free(helper->tally);
    return false;
}

static bool init(ls_helpers *all)
{
    if (pthread_mutex_init(&all->lock, NULL) != 0)
        return false;
    if (pthread_cond_init(&all->started, NULL) == 0)
        return true;
    (void)pthread_mutex_destroy(&all->lock);
    return false;
}

ls_helpers *ls_helpers_start(ls_run *run, size_t most, ls_helper_work *work,
                             void *context)
{
    ls_helpers *all = calloc(1, sizeof(*all));
    struct helper *items = calloc(most + 1, sizeof(*items));

    if (!all || !items || !init(all)) {
        free(items);
        free(all);
        return NULL;
    }
    all->run = run;
    all->work = work;
    all->context = context;
    all->items = items;
    while (all->count < most && start(all, &items[all->count]))
        all->count++;
    return all;
}

ls_status ls_helpers_end(ls_helpers *all)
{
    ls_status status;

    if (!all)
        return LS_OK;
    for (size_t i = 0; i < all->count; i++)
        (void)pthread_join(all->items[i].thread, NULL);
    status = all->status;
    if (status == LS_OK && all->counted)
        status = ls_tally_merge(all->run->tally, all->counted);
    ls_tally_free(all->counted);
    (void)pthread_cond_destroy(&all->started);
    (void)pthread_mutex_destroy(&all->lock);
    free(all->items);
    free(all);
    return status;
}
