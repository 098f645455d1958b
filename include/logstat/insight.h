/* SPDX-License-Identifier: MIT */
#ifndef LOGSTAT_INSIGHT_H
#define LOGSTAT_INSIGHT_H

/**
 * \file
 * What a summary means: for now, whether conditions hold that somebody wants to
 * be told of.
 */

#include <logstat/summary.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A condition such as `5xx > 1%`. */
typedef struct ls_alert ls_alert;

/**
 * Reads a condition (docs/alerts.md). LS_ESYNTAX with the column where it is
 * wrong. The text must outlive the alert, which is the caller's.
 */
ls_status ls_alert_new(ls_slice condition, ls_alert **alert,
                       ls_error *err) LS_MUST_USE;

/** NULL is allowed. */
void ls_alert_free(ls_alert *alert);

/** Whether a condition holds. */
typedef enum ls_alert_state {
    LS_ALERT_SILENT, /**< it does not */
    LS_ALERT_HOLDS,
    LS_ALERT_UNKNOWN, /**< the log lacks what it asks for */
} ls_alert_state;

/** What a summary says of a condition. */
typedef struct ls_alert_verdict {
    ls_alert_state state;
    char words[160]; /**< "3.2 % (1234 of 38000 requests)", or what lacks */
} ls_alert_verdict;

/** Judges a summary. */
ls_alert_verdict ls_alert_judge(const ls_alert *alert,
                                const ls_summary *summary);

#ifdef __cplusplus
}
#endif

#endif
