/* SPDX-License-Identifier: MIT */
#ifndef LOGSTAT_CODES_H
#define LOGSTAT_CODES_H

/**
 * \file
 * The status-code database: what a code means, in the words of the server
 * that wrote it.
 *
 * A row is keyed by code and origin, since several vendors use one number.
 * All strings are constant and live as long as the program.
 */

#include <logstat/record.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The class of a status code (RFC 9110 section 15). */
typedef enum ls_class {
    LS_CLASS_1XX,
    LS_CLASS_2XX,
    LS_CLASS_3XX,
    LS_CLASS_4XX,
    LS_CLASS_5XX,
    LS_CLASS_NONE,  /**< code 0: the log has no status for the request */
    LS_CLASS_OTHER, /**< 1 to 99 and 600 to 999: no HTTP status */
    LS_CLASS_COUNT
} ls_class;

/** The class of a code from 0 to 999. */
ls_class ls_class_of(unsigned code);

/** Whether requests of a class went wrong: 4xx, 5xx, or no status at all. */
bool ls_class_is_error(ls_class class_);

/** "4xx", "none", "other". */
const char *ls_class_label(ls_class class_);

/** "Client error", "No status", "Not an HTTP status". */
const char *ls_class_name(ls_class class_);

/** One meaning of one code. No string is NULL; `spec` alone may be "". */
typedef struct ls_code {
    unsigned code;        /**< 0 to 999; 0 is "no status" */
    bool guide;           /**< one of the 81 codes the project started from */
    const char *name;     /**< "Not Found" */
    const char *origin;   /**< who defines it: "iana", "nginx", "iis" ... */
    const char *standing; /**< standard, deprecated, unused, unofficial,
                               historic; unassigned for an unknown code */
    const char *spec;     /**< "RFC 9110 15.5.5" */
    const char *who;      /**< where to look first: client, server, origin,
                               proxy, neither */
    const char *meaning;  /**< one or two sentences */
    const char *check;    /**< what to check first */
} ls_code;

/** One IIS sub-status, such as 404.7. No string is NULL or empty. */
typedef struct ls_substatus {
    unsigned code;
    unsigned substatus;
    const char *name;
    const char *meaning;
    const char *check;
    const char *source;
} ls_substatus;

/** How many rows there are; ls_code_at() takes 0 to this minus 1. */
size_t ls_code_count(void);

/** The rows, ascending by code; of one code the default meaning first. */
const ls_code *ls_code_at(size_t index);

/** The row of this code and origin, or NULL. */
const ls_code *ls_code_find(unsigned code, const char *origin);

/** Whose meaning applies: what is known of a request. */
typedef struct ls_code_context {
    const char *const *servers; /**< the log's possible servers, best first */
    size_t server_count;
    size_t method; /**< ls_method_name(); LS_METHOD_NONE if unknown */
    ls_slice path; /**< empty if unknown */
} ls_code_context;

/**
 * The meaning that applies to `code` (0 to 999): a row whose own test of path,
 * method or server holds; else the first of the servers that has a row; else
 * IANA's; else the code's default row; else, as RFC 9110 section 15 says, the
 * text of the x00 of its class, as origin "iana" and standing "unassigned".
 * Such a row serves the whole class and has the x00 as its `code`. For numbers
 * outside 100 to 599 it says that they are no HTTP status, as origin "any" and
 * standing "unassigned". Never NULL. `context` may be NULL.
 */
const ls_code *ls_code_explain(unsigned code, const ls_code_context *context);

/**
 * Whether ls_code_explain() may answer differently for another path or method
 * than the given ones. If not, its answer may be kept for all of a log.
 */
bool ls_code_depends(unsigned code);

/** The IIS sub-status, or NULL. */
const ls_substatus *ls_substatus_find(unsigned code, unsigned substatus);

/** How many IIS sub-statuses there are. */
size_t ls_substatus_count(void);

/** The IIS sub-statuses, ascending by code, then sub-status. */
const ls_substatus *ls_substatus_at(size_t index);

#ifdef __cplusplus
}
#endif

#endif
