/* SPDX-License-Identifier: MIT */
/*
 * Workers and what they do next. A worker stays at its input while there are
 * blocks; then it helps with another one, or opens the next. What comes in
 * order from one source is pulled by one worker at a time and counted by all,
 * so that decompressing and counting overlap. Inputs are reported in their
 * order, and no more are open than fit the window.
 */

#include "pipeline/crew.h"

#include "pipeline/helpers.h"
#include "pipeline/job.h"
#include "pipeline/resume.h"

enum {
    WINDOW = 64,
    /* One that pulls gives no more than these can count. */
    PULLED_HELPERS = 7
};

struct crew {
    ls_run *run;
    const ls_run_input *inputs;
    size_t count;
    pthread_mutex_t lock; /* guards all below, and what ls_reading says */
    pthread_cond_t changed;
    size_t opened;
    size_t reported;
    /* From `reported` to `opened`, by index; NULL: it is being opened. */
    ls_reading *readings[WINDOW];
    ls_status status;
};

static void lock(struct crew *crew)
{
    (void)pthread_mutex_lock(&crew->lock);
}

static void unlock(struct crew *crew)
{
    (void)pthread_mutex_unlock(&crew->lock);
}

static ls_reading **slot(struct crew *crew, size_t index)
{
    return &crew->readings[index % WINDOW];
}

/* Ends all work, for something failed. */
static void stop(struct crew *crew, ls_status status)
{
    if (crew->status == LS_OK)
        crew->status = status;
    for (size_t i = crew->reported; i < crew->opened; i++)
        if (*slot(crew, i))
            ls_order_stop(&(*slot(crew, i))->order);
    (void)pthread_cond_broadcast(&crew->changed);
}

/* Reports the inputs that are finished, up to the first that is not. */
static void report(struct crew *crew)
{
    const ls_run_options *options = &crew->run->options;
    ls_reading **next = slot(crew, crew->reported);

    while (crew->status == LS_OK && crew->reported < crew->opened && *next &&
           (*next)->is_finished) {
        ls_reading *reading = *next;
        ls_status status = ls_reading_report(reading);

        if (status != LS_OK)
            stop(crew, status);
        ls_resume_tell(reading);
        if (crew->run->outcome)
            *crew->run->outcome = reading->outcome;
        if (options->on_input)
            options->on_input(options->context, reading->index,
                              &reading->outcome);
        *next = NULL;
        ls_reading_free(reading);
        next = slot(crew, ++crew->reported);
    }
    (void)pthread_cond_broadcast(&crew->changed);
}

static void finish(struct crew *crew, ls_reading *reading)
{
    ls_reading_finish(reading);
    reading->is_finished = true;
    report(crew);
}

/* Leaves the input that the worker is at. */
static void leave(struct crew *crew, ls_worker *worker)
{
    ls_reading *reading = worker->reading;

    if (!reading)
        return;
    ls_worker_detach(worker);
    ls_reading_add(reading, &worker->result);
    reading->workers--;
    if (reading->is_over && reading->workers == 0)
        finish(crew, reading);
}

/* Goes to an input. */
static void enter(struct crew *crew, ls_worker *worker, ls_reading *reading)
{
    ls_status status;

    leave(crew, worker);
    reading->workers++;
    status = ls_worker_attach(worker, reading);
    if (status != LS_OK)
        stop(crew, status);
}

/* Records and unparsed lines are told input after input. */
static bool tells_in_order(const struct crew *crew)
{
    const ls_run_options *options = &crew->run->options;

    return options->on_record || options->on_unparsed;
}

static bool can_open(const struct crew *crew)
{
    size_t open = crew->opened - crew->reported;

    return crew->opened < crew->count &&
           open < (tells_in_order(crew) ? 1 : WINDOW);
}

/*
 * Opens the next input, without the lock while it does. NULL: there is nothing
 * to read in it, or something failed.
 */
static ls_reading *open_next(struct crew *crew)
{
    size_t index = crew->opened++;
    ls_reading *reading = NULL;
    ls_status status;

    unlock(crew);
    status = ls_reading_new(crew->run, index, &crew->lock, &reading);
    if (status == LS_OK)
        status = ls_reading_start(reading, &crew->inputs[index]);
    lock(crew);
    if (status != LS_OK) {
        ls_reading_free(reading);
        stop(crew, status);
        return NULL;
    }
    *slot(crew, index) = reading;
    (void)pthread_cond_broadcast(&crew->changed);
    if (!ls_reading_is_empty(reading))
        return reading;
    reading->is_over = true;
    finish(crew, reading);
    return NULL;
}

/* The first input that others may help with. */
static ls_reading *find_shared(struct crew *crew, bool splittable)
{
    for (size_t i = crew->reported; i < crew->opened; i++) {
        ls_reading *reading = *slot(crew, i);

        if (reading && !reading->is_over && !ls_reading_is_whole(reading) &&
            ls_reading_is_splittable(reading) == splittable)
            return reading;
    }
    return NULL;
}

/*
 * Where the worker reads on; NULL: nowhere. To open a file beats helping with
 * one that is pulled in order, of which several are faster side by side.
 */
static ls_reading *choose(struct crew *crew, const ls_worker *worker)
{
    ls_reading *reading = worker->reading;

    if (reading && !reading->is_over)
        return reading;
    reading = find_shared(crew, true);
    if (!reading && !can_open(crew))
        reading = find_shared(crew, false);
    return reading;
}

/* Whether there may be something to do later. */
static bool may_come(struct crew *crew)
{
    for (size_t i = crew->reported; i < crew->opened; i++)
        if (!*slot(crew, i))
            return true;
    return crew->opened < crew->count;
}

/* Takes the number of the next block, of an input where that can be chosen. */
static void claim(ls_reading *reading, ls_job *job)
{
    job->number = reading->next++;
    if (reading->next == ls_source_block_count(&reading->source))
        reading->is_over = true;
}

/* Does the next job of an input, without the lock while it does. */
static void read_on(struct crew *crew, ls_worker *worker, ls_reading *reading)
{
    ls_job job = { .number = 0 };
    bool over = false;
    ls_status status;

    if (worker->reading != reading)
        enter(crew, worker, reading);
    if (crew->status != LS_OK)
        return;
    if (ls_reading_is_splittable(reading))
        claim(reading, &job);
    unlock(crew);
    status = ls_job_do(&job, worker, &over);
    lock(crew);
    if (over)
        reading->is_over = true;
    if (status != LS_OK)
        stop(crew, status);
    if (reading->is_over)
        (void)pthread_cond_broadcast(&crew->changed);
}

/* Works until there is nothing left to do. The lock is held but for the jobs
   and for opening inputs. */
static void work(struct crew *crew, ls_worker *worker)
{
    ls_reading *reading = NULL;
    bool more = true;

    while (more && crew->status == LS_OK) {
        if (!reading)
            reading = choose(crew, worker);
        if (reading) {
            read_on(crew, worker, reading);
            reading = NULL;
        } else if (worker->reading) {
            leave(crew, worker);
        } else if (can_open(crew)) {
            reading = open_next(crew);
        } else if (may_come(crew)) {
            (void)pthread_cond_wait(&crew->changed, &crew->lock);
        } else {
            more = false;
        }
    }
}

static void help(void *context, ls_worker *worker)
{
    struct crew *crew = context;

    lock(crew);
    work(crew, worker);
    unlock(crew);
}

/* How many more workers have something to do, as far as can be told. */
static size_t count_helpers(const struct crew *crew, const ls_reading *first)
{
    const ls_run_options *options = &crew->run->options;
    size_t most = options->jobs && !options->on_part ? options->jobs - 1 : 0;
    uint64_t useful = crew->count - crew->opened;

    if (first && ls_reading_is_splittable(first))
        useful += ls_source_block_count(&first->source) - 1;
    else if (first && !ls_reading_is_whole(first))
        useful += PULLED_HELPERS;
    return useful < most ? (size_t)useful : most;
}

/* Works with helpers, after the first input has been opened. NULL: there is
   nothing to read in that. */
static void work_together(struct crew *crew, ls_worker *worker,
                          ls_reading *first)
{
    size_t wanted = count_helpers(crew, first);
    ls_helpers *helpers;
    ls_status status;

    if (first)
        enter(crew, worker, first);
    unlock(crew);
    helpers = ls_helpers_start(crew->run, wanted, help, crew);
    lock(crew);
    work(crew, worker);
    unlock(crew);
    status = ls_helpers_end(helpers);
    lock(crew);
    if (crew->status == LS_OK)
        crew->status = status;
}

/* Gives up what is left after a failure. */
static void clear(struct crew *crew)
{
    for (size_t i = crew->reported; i < crew->opened; i++)
        ls_reading_free(*slot(crew, i));
    (void)pthread_cond_destroy(&crew->changed);
    (void)pthread_mutex_destroy(&crew->lock);
}

ls_status ls_crew_read(ls_run *run, const ls_run_input *inputs, size_t count)
{
    struct crew crew = { .run = run, .inputs = inputs, .count = count };
    ls_reading *first = NULL;
    ls_worker worker;

    if (count == 0)
        return LS_OK;
    if (pthread_mutex_init(&crew.lock, NULL) != 0)
        return LS_ENOMEM;
    if (pthread_cond_init(&crew.changed, NULL) != 0) {
        (void)pthread_mutex_destroy(&crew.lock);
        return LS_ENOMEM;
    }
    lock(&crew);
    crew.status = ls_worker_init(&worker, run, run->tally);
    /* What is selected must be known before several inputs are looked at. */
    while (crew.status == LS_OK && crew.opened < count &&
           (crew.opened == 0 || run->adopts))
        first = open_next(&crew);
    if (crew.status == LS_OK)
        work_together(&crew, &worker, first);
    ls_worker_release(&worker);
    unlock(&crew);
    if (crew.status == LS_OK)
        crew.status = ls_run_settle(run);
    clear(&crew);
    return crew.status;
}
