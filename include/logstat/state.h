/* SPDX-License-Identifier: MIT */
#ifndef LOGSTAT_STATE_H
#define LOGSTAT_STATE_H

/**
 * \file
 * A summary that is continued from run to run: a file that holds what has been
 * counted, and a bookmark for each generation of each log (docs/summary.md).
 *
 * A run opens the file, looks for what is new, reads that with an ls_run, says
 * how far that got, adds the summary so far, and saves the sum. Logs are
 * followed through rotation by what they hold, whatever their names.
 */

#include <logstat/run.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A state while it is in use; nobody else can open its file meanwhile. */
typedef struct ls_state ls_state;

/** How a state is opened. */
typedef struct ls_state_options {
    const char *path;     /**< of the file; NULL: there is none, and what a run
                               has read is known to nobody but itself, see
                               ls_state_go_on() */
    const char *after;    /**< of another one, whose bookmarks a new file begins
                               with; NULL: none. Nothing if the file is there */
    int64_t now;          /**< seconds since the epoch */
    bool wait;            /**< until nobody else has it open */
    int64_t rotate_wait;  /**< seconds for which a log may still be written to
                               after it was rotated away; 0: 60, or until it
                               is found unchanged by a later run */
    bool without_handles; /**< know files as where the kernel has no handles */
} ls_state_options;

/**
 * Opens a state, new if there is no file yet. In place of one that is damaged
 * or missing the version before it is read, which ls_state_fallback() tells.
 * LS_EBUSY: somebody else has it open. LS_EIO and LS_ESYNTAX, with words that
 * name the file: it cannot be read, is damaged as is the version before, is
 * another's, or a newer logstat's. LS_ENOMEM.
 */
ls_status ls_state_open(const ls_state_options *options, ls_state **state,
                        ls_error *err) LS_MUST_USE;

/** Closes it; what was not saved is forgotten. NULL is allowed. */
void ls_state_free(ls_state *state);

/** What was read in place of the file, in words that go on after its name;
   NULL: it was read itself. */
const char *ls_state_fallback(const ls_state *state);

/** What has been counted so far, the state's; NULL: nothing. */
const ls_summary *ls_state_summary(const ls_state *state);

/** Whether nothing came before this run: no file, nor one to begin after. */
bool ls_state_begins(const ls_state *state);

/** An option of the first run, which counts for all later ones. */
typedef struct ls_setting {
    const char *name;
    const char *value;
} ls_setting;

/** The options, `index` below the count, in the order in which they were set.
 */
size_t ls_state_setting_count(const ls_state *state);
const ls_setting *ls_state_setting(const ls_state *state, size_t index);

/** Keeps an option for all later runs. */
ls_status ls_state_set(ls_state *state, const char *name,
                       const char *value) LS_MUST_USE;

/** The logs of earlier runs as they were named; `index` below the count. */
size_t ls_state_input_count(const ls_state *state);
const char *ls_state_input(const ls_state *state, size_t index);

/**
 * Looks for what is new in these logs: in the files that are named, and in
 * those that were rotated away from them, in their folders or by the pattern
 * `rotated` (glob(7); NULL: none). May be called again, and then forgets what
 * it found before. The names must outlive the state. What is wrong with a file
 * stands in the notes; LS_ENOMEM is the only failure.
 */
ls_status ls_state_look(ls_state *state, const char *const *names, size_t count,
                        const char *rotated, ls_error *err) LS_MUST_USE;

/** What there is to be said about files, or a log that was not found. */
typedef struct ls_state_note {
    const char *subject; /**< a path */
    const char *text;
    bool is_error;  /**< something could not be read, or is missing */
    bool is_absent; /**< that is so because there is no such log yet, or any
                         more */
} ls_state_note;

/** The notes of the last look; valid until the next. */
const ls_state_note *ls_state_notes(const ls_state *state, size_t *count);

/**
 * What is to be read, for ls_run_read(): inputs with positions. Valid until the
 * state is next looked through.
 */
const ls_run_input *ls_state_readings(const ls_state *state, size_t *count);

/** Which file a reading reads now, under whatever name. */
const char *ls_state_reading_path(const ls_state *state, size_t index);

/**
 * Takes what ls_run_options.on_position told of a reading. One of which this is
 * not said has not been read, and is left for the next run.
 */
ls_status ls_state_take(ls_state *state, size_t index,
                        const ls_position *position) LS_MUST_USE;

/**
 * Makes bookmarks of what was taken. `*changed`: a file was changed otherwise
 * than by lines behind its end while it was read, so that what was counted
 * cannot be trusted: look and read again.
 */
ls_status ls_state_settle(ls_state *state, bool *changed,
                          ls_error *err) LS_MUST_USE;

/**
 * Goes on to the next look from what was settled and without a file: for
 * whoever follows logs in one run. The logs stay open until nothing can come to
 * them any more, so that nothing of one is lost that is deleted meanwhile.
 * LS_ENOMEM is the only failure.
 */
ls_status ls_state_go_on(ls_state *state, ls_error *err) LS_MUST_USE;

/** The time of the next look, seconds since the epoch; before the first one it
   is that of the options. */
void ls_state_set_time(ls_state *state, int64_t now);

/**
 * From now on a last line without a line end is read as well, since nobody will
 * come back for it.
 */
void ls_state_end(ls_state *state);

/**
 * What is missing, as a summary to be added to the run's (ls_run_add()): its
 * inputs have gaps and nothing else. The state's; NULL: nothing is missing.
 */
const ls_summary *ls_state_gaps(const ls_state *state);

/** Whether any of the logs was found; if not, there is nothing to save. */
bool ls_state_lives(const ls_state *state);

/**
 * Replaces the file by `summary` and the bookmarks. LS_EIO with words that name
 * the file, which is then as it was; LS_ENOMEM.
 */
ls_status ls_state_save(ls_state *state, const ls_summary *summary,
                        ls_error *err) LS_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
