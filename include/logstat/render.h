/* SPDX-License-Identifier: MIT */
#ifndef LOGSTAT_RENDER_H
#define LOGSTAT_RENDER_H

/**
 * \file
 * Outputs: a summary or a record in, bytes out, through a function of the
 * caller's.
 *
 * No output carries a control byte of the log: see docs/summary.md, "Bytes".
 */

#include <logstat/summary.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Where output goes. */
typedef struct ls_sink {
    /** Takes all bytes, or says LS_EIO; is not called again after that. */
    ls_status (*write)(void *context, ls_slice bytes);
    void *context;
} ls_sink;

/** What the rows of groups are sorted by, the most first. */
typedef enum ls_sort {
    LS_SORT_USUAL, /**< times as they follow, all else by requests */
    LS_SORT_REQUESTS,
    LS_SORT_ERRORS, /**< 5xx */
    LS_SORT_RATE,   /**< the share of 5xx */
    LS_SORT_BYTES,
    LS_SORT_P95, /**< of durations; rows without any come last */
} ls_sort;

/** What a report is compared with. */
typedef struct ls_baseline {
    const ls_summary *summary;
    const char *name; /**< of it, for people */
} ls_baseline;

/** How the text report looks. {0} is a plain one, 80 columns wide. */
typedef struct ls_render_options {
    size_t width;          /**< in columns; 0: 80. Below 40 is taken as 40 */
    size_t top;            /**< rows per table; 0: 10 */
    size_t drill;          /**< rows under an error of each table of errors by
                                status and another field; 0: these tables stand
                                with all others */
    ls_sort sort;          /**< of the rows of groups */
    bool colour;           /**< with SGR escape sequences */
    bool utf8;             /**< else ASCII only */
    bool brief;            /**< without explanations */
    int zone;              /**< of the times shown: minutes east of UTC */
    const char *zone_name; /**< NULL: "UTC" if zone is 0, else +hh:mm */
    const char *title;     /**< of the report; NULL: none of its own */
    const ls_baseline *baseline; /**< to compare with; NULL: nothing */
} ls_render_options;

/** The text report. LS_EIO if the sink said so; LS_ENOMEM. */
ls_status ls_render_text(const ls_summary *summary,
                         const ls_render_options *options,
                         const ls_sink *sink) LS_MUST_USE;

/** The summary's JSON document (docs/summary.md) and a newline. */
ls_status ls_render_json(const ls_summary *summary,
                         const ls_sink *sink) LS_MUST_USE;

/** The same with what has changed since a baseline; NULL: nothing. LS_ENOMEM.
 */
ls_status ls_render_json_compared(const ls_summary *summary,
                                  const ls_baseline *baseline,
                                  const ls_sink *sink) LS_MUST_USE;

/** The report in GitHub-flavoured Markdown. As ls_render_text(). */
ls_status ls_render_markdown(const ls_summary *summary,
                             const ls_render_options *options,
                             const ls_sink *sink) LS_MUST_USE;

/** The report as an HTML page that needs no other file. As ls_render_text(). */
ls_status ls_render_html(const ls_summary *summary,
                         const ls_render_options *options,
                         const ls_sink *sink) LS_MUST_USE;

/**
 * The numbers as one table of comma-separated values (docs/outputs.md). LS_EIO
 * if the sink said so.
 */
ls_status ls_render_csv(const ls_summary *summary,
                        const ls_sink *sink) LS_MUST_USE;

/** Metrics in Prometheus' text format. LS_EIO if the sink said so. */
ls_status ls_render_prometheus(const ls_summary *summary,
                               const ls_sink *sink) LS_MUST_USE;

/**
 * One record as a JSON object and a newline (docs/records.md): every field in
 * `has`, in the order of ls_field. Needs no memory, so it can be called from
 * ls_run_options.on_record. LS_EIO if the sink said so.
 */
ls_status ls_render_record(const ls_record *record,
                           const ls_sink *sink) LS_MUST_USE;

/**
 * Explains what `what` names: "404", "5xx", "500.19", "none", "other", with
 * every origin's meaning. LS_ENOENT, with words in `err`, for anything else.
 */
ls_status ls_render_explanation(ls_slice what, const ls_render_options *options,
                                const ls_sink *sink, ls_error *err) LS_MUST_USE;

/** One line a row of the status-code database. */
ls_status ls_render_codes(const ls_render_options *options,
                          const ls_sink *sink) LS_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
