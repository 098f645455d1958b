/* SPDX-License-Identifier: MIT */
#ifndef LOGSTAT_RUN_H
#define LOGSTAT_RUN_H

/**
 * \file
 * A run: the whole chain from files to a summary behind one handle.
 */

#include <logstat/filter.h>
#include <logstat/format.h>
#include <logstat/groups.h>
#include <logstat/summary.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * A run; used by one thread at a time, though it may start others for itself
 * while it reads.
 */
typedef struct ls_run ls_run;

/** What became of an input. */
typedef enum ls_verdict {
    LS_INPUT_READ,      /**< it was read and is in the summary */
    LS_INPUT_EMPTY,     /**< the same, but there was no byte in it */
    LS_INPUT_STRANGE,   /**< the same, but no line of it is a record */
    LS_INPUT_DAMAGED,   /**< in the summary as far as it could be read;
                             `message` says what is missing */
    LS_INPUT_LOOKALIKE, /**< refused: of a kind that has no status codes */
    LS_INPUT_REFUSED,   /**< refused: UTF-16, an archive, a directory, a
                             summary that cannot be added ... */
    LS_INPUT_FAILED,    /**< could not be opened or read at all */
} ls_verdict;

/** A line that no format fits. */
typedef struct ls_misfit {
    uint64_t line;    /**< from 1; 0: not known */
    size_t column;    /**< in bytes from 1: where the nearest format ends */
    char reason[80];  /**< what that format wants there */
    char nearest[32]; /**< the name of that format */
    char text[257];   /**< raw start of the line, and a NUL */
    size_t len;       /**< of text */
} ls_misfit;

/** The most lines that an outcome holds. */
enum {
    LS_OUTCOME_MISFITS = 3
};

/** What is to be said about an input, apart from its counts. */
typedef struct ls_outcome {
    ls_verdict verdict;
    ls_error message; /**< for all verdicts but LS_INPUT_READ */
    /** LS_INPUT_STRANGE: its first lines */
    ls_misfit misfits[LS_OUTCOME_MISFITS];
    size_t misfit_count;
} ls_outcome;

/** How far an input has been read. */
typedef struct ls_progress_report {
    size_t index;   /**< of the input */
    uint64_t bytes; /**< of the file; if compressed, those before
                         decompression */
    uint64_t size;  /**< of the file; 0: not known */
} ls_progress_report;

/** The most formats that a line can be wrapped in. */
enum {
    LS_POSITION_WRAPS = 3
};

/**
 * Where reading an input goes on: between two lines of it, with what the lines
 * before have said about those behind.
 */
typedef struct ls_position {
    uint64_t offset;    /**< in the input, decompressed, in bytes */
    uint64_t lines;     /**< before it */
    const char *format; /**< by its name; NULL: it is found out from the first
                             lines of the input, wherever reading goes on */
    /** Names of the formats around it, the outermost first; NULL ends them. */
    const char *wraps[LS_POSITION_WRAPS];
    const char *server; /**< that wrote it, where that is known; else NULL */
    ls_slice header;    /**< the line that names the columns; empty: none */
    ls_slice date;      /**< the line with the date; empty: none */
} ls_position;

/** How to read. What is pointed to must outlive the run. */
typedef struct ls_run_options {
    const ls_formats *formats; /**< compiled; never NULL */
    const ls_format *format;   /**< NULL: detect, for each input */
    const ls_filter *filter;   /**< NULL: every record counts */
    ls_summary_select select;  /**< what the filter says, for the summary. All
                                    NULL: if the first that can be read is a
                                    summary, its selection is the run's */
    const ls_groups *groups;   /**< what requests are grouped by; NULL: nothing.
                                    One that a summary lacks which is added is
                                    left out of the result */
    size_t max_line;           /**< longest line taken, bytes; 0: 1 MiB */
    size_t block;              /**< bytes aimed at in one read; 0: 1 MiB */
    int64_t now;    /**< seconds since the epoch; times more than a day later
                         are odd; 0: none before the year 10000 is */
    int stop;       /**< reading streams ends when this descriptor becomes
                         readable; -1: none */
    int zone;       /**< of times that are logged without one: minutes east of
                         UTC */
    bool interpret; /**< do not use machine code for matching */
    bool no_seek;   /**< read files whole even where the filter has a time
                         window and parts of them surely lie outside */
    size_t jobs;    /**< threads that read, the caller's among them; 0 or 1:
                         that alone, and none is started. The summary depends
                         on it only where paths are too many for an exact count,
                         see docs/summary.md. */

    /*
     * Callbacks: never two at a time, but by any of the threads. Records,
     * unparsed lines and inputs come in the order in which they stand. They
     * must not call the run.
     */

    /**
     * Called for every record that counts; NULL: not called. Those of a stream
     * are not kept waiting: its format is found from the lines that have come
     * once it pauses for a quarter of a second, and 1 MiB at most.
     */
    ls_status (*on_record)(void *context, const ls_record *record);
    /** Called with every line that did not parse; may be NULL. */
    ls_status (*on_unparsed)(void *context, ls_slice line);
    /**
     * Called with where reading could go on, of each input with a position that
     * was read to its end without damage; just before `on_input`, and only for
     * the time of the call. NULL: not called.
     */
    void (*on_position)(void *context, size_t index,
                        const ls_position *position);
    /** Called when an input has been read, or could not be; may be NULL. */
    void (*on_input)(void *context, size_t index, const ls_outcome *outcome);
    /**
     * For streams that may never end. Asked after each block of one, and four
     * times a second while nothing comes, whether somebody wants what has been
     * counted; then `on_part` is handed that, which is the caller's, and
     * counting begins anew: ls_run_summary() has the rest. All parts added up
     * (ls_run_add()) are the whole. With it one thread reads, as with one job.
     * Both or neither are NULL.
     */
    bool (*wants_part)(void *context);
    void (*on_part)(void *context, ls_summary *part);
    /** Called after each block; may be NULL. */
    void (*on_progress)(void *context, const ls_progress_report *report);
    void *context; /**< handed to the functions above */
} ls_run_options;

/** Starts a run. */
ls_status ls_run_new(const ls_run_options *options, ls_run **run,
                     ls_error *err) LS_MUST_USE;

/** NULL is allowed. */
void ls_run_free(ls_run *run);

/** Something to read. */
typedef struct ls_run_input {
    const char *name; /**< stands in the summary; the path of a file */
    int descriptor;   /**< read this, which stays the caller's, to its end;
                           -1: open the file, and read to the end it has then */
    bool is_found;    /**< nobody named it, as the files of a directory: what is
                           LS_INPUT_EMPTY or LS_INPUT_STRANGE is left out of
                           the summary */
    bool is_growing;  /**< a last line without a line end is not taken, for it
                           may go on; not of a compressed file */
    /** Where to begin in a file, which must hold lines; if there is nothing
        behind, it is LS_INPUT_EMPTY and left out. NULL: at its start, whatever
        it holds. */
    const ls_position *position;
} ls_run_input;

/**
 * Reads inputs: logs, or summaries, which are added. Several at once where
 * there are threads for it. What is wrong with one goes to `on_input`, and the
 * run goes on; only LS_ENOMEM and what a callback returned are failures.
 */
ls_status ls_run_read(ls_run *run, const ls_run_input *inputs, size_t count,
                      ls_error *err) LS_MUST_USE;

/**
 * Reads one file. What is wrong with it stands in `outcome`, and the run can go
 * on; else as above.
 */
ls_status ls_run_file(ls_run *run, const char *path, ls_outcome *outcome,
                      ls_error *err) LS_MUST_USE;

/** Reads from a descriptor to its end; `name` stands in the summary. */
ls_status ls_run_stream(ls_run *run, int descriptor, const char *name,
                        ls_outcome *outcome, ls_error *err) LS_MUST_USE;

/**
 * Adds a summary: what ls_run_summary() then gives is what a run over the
 * inputs of both would. LS_ESYNTAX with words that go on after a name, and
 * nothing was added: another `select` than the run's, or what no logstat
 * writes.
 */
ls_status ls_run_add(ls_run *run, const ls_summary *summary,
                     ls_error *err) LS_MUST_USE;

/** The result so far, which is the caller's; the run can go on. */
ls_status ls_run_summary(const ls_run *run, ls_summary **summary,
                         ls_error *err) LS_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
