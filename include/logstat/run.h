/* SPDX-License-Identifier: MIT */
#ifndef LOGSTAT_RUN_H
#define LOGSTAT_RUN_H

/**
 * \file
 * A run: the whole chain from files to a summary behind one handle.
 */

#include <logstat/filter.h>
#include <logstat/format.h>
#include <logstat/summary.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A run; used by one thread at a time. */
typedef struct ls_run ls_run;

/** How to read. What is pointed to must outlive the run. */
typedef struct ls_run_options {
    const ls_formats *formats; /**< compiled; never NULL */
    const ls_format *format;   /**< NULL: detect, for each input */
    const ls_filter *filter;   /**< NULL: every record counts */
    ls_summary_select select;  /**< what the filter says, for the summary */
    size_t max_line;           /**< longest line taken, bytes; 0: 1 MiB */
    size_t block;              /**< bytes aimed at in one read; 0: 1 MiB */
    int64_t now;    /**< seconds since the epoch; times more than a day later
                         are odd; 0: none before the year 10000 is */
    int stop;       /**< reading streams ends when this descriptor becomes
                         readable; -1: none */
    int zone;       /**< of times that are logged without one: minutes east of
                         UTC */
    bool interpret; /**< do not use machine code for matching */

    /**
     * Called for every record that counts; NULL: not called. Those of a stream
     * are not kept waiting: its format is found from the lines that have come
     * once it pauses for a quarter of a second, and 1 MiB at most.
     */
    ls_status (*on_record)(void *context, const ls_record *record);
    /** Called with every line that did not parse, in order; may be NULL. */
    ls_status (*on_unparsed)(void *context, ls_slice line);
    /** Called after each block: bytes read of the input, its size or 0. */
    void (*on_progress)(void *context, uint64_t bytes, uint64_t size);
    void *context; /**< handed to the functions above */
} ls_run_options;

/** What became of an input. */
typedef enum ls_verdict {
    LS_INPUT_READ,      /**< it was read and is in the summary */
    LS_INPUT_EMPTY,     /**< the same, but there was no byte in it */
    LS_INPUT_STRANGE,   /**< the same, but no line of it is a record */
    LS_INPUT_DAMAGED,   /**< in the summary as far as it could be read;
                             `message` says what is missing */
    LS_INPUT_LOOKALIKE, /**< refused: of a kind that has no status codes */
    LS_INPUT_REFUSED,   /**< refused: UTF-16, compressed, a directory ... */
    LS_INPUT_FAILED,    /**< could not be opened or read at all */
} ls_verdict;

/** A line that no format fits. */
typedef struct ls_misfit {
    uint64_t line;    /**< from 1 */
    size_t column;    /**< in bytes from 1: where the nearest format ends */
    char reason[80];  /**< what that format wants there */
    char nearest[32]; /**< the name of that format */
    char text[257];   /**< raw start of the line, and a NUL */
    size_t len;       /**< of text */
} ls_misfit;

/** What is to be said about an input, apart from its counts. */
typedef struct ls_outcome {
    ls_verdict verdict;
    ls_error message;     /**< for all verdicts but LS_INPUT_READ */
    ls_misfit misfits[3]; /**< LS_INPUT_STRANGE: its first lines */
    size_t misfit_count;
} ls_outcome;

/** Starts a run. */
ls_status ls_run_new(const ls_run_options *options, ls_run **run,
                     ls_error *err) LS_MUST_USE;

/** NULL is allowed. */
void ls_run_free(ls_run *run);

/**
 * Reads one file to the end it has now. What is wrong with the file stands in
 * `outcome`, and the run goes on; only LS_ENOMEM and what a callback returned
 * are failures.
 */
ls_status ls_run_file(ls_run *run, const char *path, ls_outcome *outcome,
                      ls_error *err) LS_MUST_USE;

/**
 * The same for a file that nobody named, as those of a directory: what is
 * LS_INPUT_EMPTY or LS_INPUT_STRANGE is left out of the summary.
 */
ls_status ls_run_found_file(ls_run *run, const char *path, ls_outcome *outcome,
                            ls_error *err) LS_MUST_USE;

/** Reads from a descriptor to its end; `name` stands in the summary. */
ls_status ls_run_stream(ls_run *run, int descriptor, const char *name,
                        ls_outcome *outcome, ls_error *err) LS_MUST_USE;

/** The result so far, which is the caller's; the run can go on. */
ls_status ls_run_summary(const ls_run *run, ls_summary **summary,
                         ls_error *err) LS_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
