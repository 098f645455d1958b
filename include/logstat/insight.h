/* SPDX-License-Identifier: MIT */
#ifndef LOGSTAT_INSIGHT_H
#define LOGSTAT_INSIGHT_H

/**
 * \file
 * What a summary means: what stands out in it, and whether conditions hold that
 * somebody wants to be told of.
 */

#include <logstat/record.h>
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

/** What can stand out (docs/findings.md). */
typedef enum ls_rule {
    LS_RULE_BURST,    /**< a code that is much more frequent for a while */
    LS_RULE_FAILING,  /**< many 5xx all the time */
    LS_RULE_NEW,      /**< an error that the baseline has not */
    LS_RULE_GAP,      /**< parts of the logs are missing */
    LS_RULE_SITE,     /**< one site, or file, fails far more than the rest */
    LS_RULE_CLIENT,   /**< one client or network has most 401, 403, 404 */
    LS_RULE_LOOP,     /**< one client is redirected again and again */
    LS_RULE_TUNNEL,   /**< TRACE or CONNECT succeeded */
    LS_RULE_LIMITED,  /**< many 429 */
    LS_RULE_GAVE_UP,  /**< clients that did not wait: 499, and 504 */
    LS_RULE_UNPARSED, /**< many lines that no format takes */
    LS_RULE_PROBES,   /**< requests for what attackers look for */
    LS_RULE_UNREGISTERED, /**< statuses that nobody defines */
    LS_RULE_COUNT
} ls_rule;

/** Something that stands out. What does not apply is 0, LS_NO_TIME or empty. */
typedef struct ls_finding {
    ls_rule rule;
    unsigned code;     /**< the status it is about */
    uint64_t requests; /**< so many (of the code, of the rule's lines) */
    uint64_t of;       /**< of so many */
    uint64_t rest;     /**< and this many elsewhere, */
    uint64_t of_rest;  /**< of so many */
    int64_t from;      /**< seconds since the epoch */
    int64_t until;
    ls_slice subject;     /**< a path, a client, a site, a file, a method; the
                               summary's, with its bytes as logged */
    ls_slice path;        /**< on which that is so, for a client */
    ls_slice client;      /**< who has half of the code's requests or more, if
                               a table of --drill says so, */
    uint64_t client_part; /**< and how many of subject_of */
    ls_slice vhost;       /**< the same, the site of which they are */
    uint64_t vhost_part;
    uint64_t subject_part; /**< requests of the code that are the subject's, */
    uint64_t subject_of;   /**< of so many, which is all the code's requests */
    ls_sender sender;      /**< who sent most of them */
    uint64_t took; /**< microseconds that requests took on average then, if that
                        is clearly longer */
    uint64_t took_otherwise; /**< than at all other times */
} ls_finding;

enum {
    LS_FINDINGS = 16 /**< the most that are told */
};

/**
 * Finds what stands out, what matters most first; gives how many. The findings
 * point into the summary. An ordinary log has none. `baseline`: what is told if
 * it is not in there; NULL: nothing is.
 */
size_t ls_findings_of(const ls_summary *summary, const ls_summary *baseline,
                      ls_finding findings[LS_FINDINGS]);

/** How a class or a status differs between two summaries. */
typedef struct ls_change {
    bool is_class;
    ls_class class_;
    unsigned code;   /**< unless it is a class */
    uint64_t now;    /**< requests, */
    uint64_t of_now; /**< of so many */
    uint64_t before;
    uint64_t of_before;
    double g;     /**< the statistic of the G-test */
    double p;     /**< by chance that high or higher, corrected (Holm) */
    bool is_real; /**< by more than chance and by enough (docs/baseline.md) */
} ls_change;

/**
 * Compares the classes and statuses of two summaries: all that either has,
 * classes first, ascending. The list is the caller's, to free(). LS_ENOMEM.
 */
ls_status ls_compare(const ls_summary *now, const ls_summary *before,
                     ls_change **changes, size_t *count) LS_MUST_USE;

/** "burst". */
const char *ls_rule_name(ls_rule rule);

#ifdef __cplusplus
}
#endif

#endif
