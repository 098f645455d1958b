/* SPDX-License-Identifier: MIT */
#ifndef PIPELINE_WORKER_H
#define PIPELINE_WORKER_H

#include "input/elements.h"
#include "pipeline/reading.h"

/* Who reads: a thread with all that it needs for itself. */
typedef struct ls_worker {
    ls_run *run;
    ls_tally *tally;
    ls_misfits *finder;
    ls_filter_tools *tools; /* NULL: there is no filter */
    ls_buf room;            /* of the block */
    ls_framer framer;       /* of its lines */
    ls_buf unparsed;     /* those of them that did not parse: ls_slice each */
    ls_reading *reading; /* the input it is at, or NULL; and of that: */
    ls_reader *reader;
    ls_elements elements;   /* of a JSON document */
    ls_known known;         /* what the reader has been told */
    const ls_format *meant; /* by whose servers codes are explained now */
    ls_result result;
    ls_slice texts[LS_READER_LINES];    /* of the lines that are being read, */
    ls_record records[LS_READER_LINES]; /* and what they say */
    bool failed; /* there was no memory for a part of a stream */
} ls_worker;

/* Counts into `tally`, which stays the caller's. */
ls_status ls_worker_init(ls_worker *worker, ls_run *run,
                         ls_tally *tally) LS_MUST_USE;
void ls_worker_release(ls_worker *worker);

/* Goes to an input that has been started. LS_ENOMEM. */
ls_status ls_worker_attach(ls_worker *worker, ls_reading *reading) LS_MUST_USE;

/* Counts into another tally from here on, at the same input. */
void ls_worker_set_tally(ls_worker *worker, ls_tally *tally);

/* Leaves it; what was found in it stands in the result. */
void ls_worker_detach(ls_worker *worker);

/* A block that is to be counted. */
typedef struct ls_job {
    ls_block block;    /* its bytes are in the worker's room */
    uint64_t number;   /* of it, from 0 */
    uint64_t position; /* how far the file has been read with it */
} ls_job;

/* Counts the lines of a block. LS_ENOMEM, or what a callback returned. */
ls_status ls_worker_count(ls_worker *worker, ls_job *job) LS_MUST_USE;

/*
 * Looks through the block that the framer has, whose number this is, and passes
 * on what it adds: as ls_order_pass(). If all lines of the input are rows,
 * looks back, too. Part of the above, as what follows (place.c).
 */
int ls_worker_take_place(ls_worker *worker, uint64_t number);

/*
 * Has the reader know what came before the block, on which its lines may
 * depend; may wait. LS_ENOMEM. If it was stopped, nothing counts any more.
 */
ls_status ls_worker_look_back(ls_worker *worker) LS_MUST_USE;

/* The number of a line in the input, from 1; 0: not known. May wait. */
uint64_t ls_worker_line_number(const ls_worker *worker, const ls_line *line);

/*
 * The same with the next bytes of an input that one worker reads as a whole,
 * which hold elements and no lines.
 */
ls_status ls_worker_count_bytes(ls_worker *worker, ls_job *job) LS_MUST_USE;

/* Says that no bytes follow. As above. */
ls_status ls_worker_end(ls_worker *worker) LS_MUST_USE;

/*
 * Counts a line that did not parse. `reason`: NULL if it is to be found out
 * where formats stop fitting. LS_ENOMEM (unparsed.c).
 */
ls_status ls_worker_add_unparsed(ls_worker *worker, const ls_line *line,
                                 const char *reason) LS_MUST_USE;

/*
 * Hands out the lines that did not parse, while their bytes are there.
 * LS_ENOMEM, or what the callback returned.
 */
ls_status ls_worker_tell_unparsed(ls_worker *worker) LS_MUST_USE;

#endif
