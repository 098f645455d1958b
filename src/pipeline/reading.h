/* SPDX-License-Identifier: MIT */
#ifndef PIPELINE_READING_H
#define PIPELINE_READING_H

#include "parse/reader.h"
#include "pipeline/choice.h"
#include "pipeline/examples.h"
#include "pipeline/order.h"
#include "pipeline/summaries.h"

/* What one worker found in an input. Zeroed it is nothing. */
typedef struct ls_result {
    ls_lines lines;
    uint64_t bytes;
    uint64_t nul;
    uint64_t fallback;
    ls_examples examples;
    bool lacks_status;
    bool is_damaged;
    ls_error damage; /* what is missing */
} ls_result;

/* Notes that something is missing; the first words stay. */
void ls_result_damage(ls_result *result, const char *words);

/*
 * One input while it is read, by one or several workers. What is set by
 * ls_reading_start() does not change after it; the rest is guarded as said.
 */
typedef struct ls_reading {
    ls_run *run;
    size_t index; /* of the input in the list */
    const char *name;
    bool is_found; /* see ls_run_input */
    ls_source source;
    bool is_open;
    bool is_binary;
    bool is_sought;    /* its start is left out, and how many lines that has is
                          not known */
    bool is_summaries; /* and no log */
    ls_summaries summaries;
    bool is_refused;         /* nothing of it goes into the summary */
    bool is_at_end;          /* nothing stands behind its position */
    const ls_position *from; /* see ls_run_input; NULL: from the start */
    uint64_t end;            /* of what was read, once it is finished */
    ls_choice choice;
    ls_plans plans;

    /* Guarded by the lock of the crew: */
    ls_outcome outcome;
    ls_summary_input input; /* counts of what has been read */
    uint64_t position;      /* bytes of the file that have been read */
    ls_examples examples;
    ls_summary_input told; /* of `input`: what the parts before had */
    size_t told_examples;
    bool lacks_status; /* a header did */
    bool is_over;      /* all of it has been handed out */
    bool is_finished;  /* and read */
    size_t workers;    /* that are at it */
    uint64_t next;     /* number of the next block; guarded by `pull` unless
                          the source is splittable */
    bool is_dry;       /* nothing can be pulled any more; guarded by `pull` */

    pthread_mutex_t *lock; /* of the crew */
    pthread_mutex_t pull;  /* for reading from the source in order */
    ls_order order;
} ls_reading;

/* `lock` must outlive the reading. */
ls_status ls_reading_new(ls_run *run, size_t index, pthread_mutex_t *lock,
                         ls_reading **reading) LS_MUST_USE;
void ls_reading_free(ls_reading *reading);

/*
 * Opens the input, looks at its first bytes, and chooses how it is read. What
 * is wrong with it stands in the outcome; LS_ENOMEM is the only failure.
 */
ls_status ls_reading_start(ls_reading *reading,
                           const ls_run_input *input) LS_MUST_USE;

/* Whether there is nothing to read in it after ls_reading_start(). */
bool ls_reading_is_empty(const ls_reading *reading);

/* Whether one worker must read all of it, in order: a JSON document. */
bool ls_reading_is_whole(const ls_reading *reading);

/* Whether workers may read any block of it. */
bool ls_reading_is_splittable(const ls_reading *reading);

/* Tells how far the file has been read, in bytes of it. */
void ls_reading_advance(ls_reading *reading, uint64_t position);

/* Adds what a worker found. */
void ls_reading_add(ls_reading *reading, const ls_result *result);

/*
 * Says what is to be said once all has been read, and closes the input, which
 * may have to wait for others until it is reported.
 */
void ls_reading_finish(ls_reading *reading);

/* Puts the input into the run's summary, unless it is refused. LS_ENOMEM. */
ls_status ls_reading_report(ls_reading *reading) LS_MUST_USE;

/* Leaves the input out of the summary. */
void ls_reading_refuse(ls_reading *reading, ls_verdict verdict);

/*
 * Reads an input that holds summaries, all of it at once (summaries.c). What is
 * wrong with them stands in the outcome; LS_ENOMEM is the only failure.
 */
ls_status ls_reading_take_summaries(ls_reading *reading) LS_MUST_USE;

/* Adds them to the run. The same. */
ls_status ls_reading_report_summaries(ls_reading *reading) LS_MUST_USE;

#endif
