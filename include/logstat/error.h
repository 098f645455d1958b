/* SPDX-License-Identifier: MIT */
#ifndef LOGSTAT_ERROR_H
#define LOGSTAT_ERROR_H

/**
 * \file
 * How functions fail: a status that must be looked at and, where a person
 * needs words, an error that says what was wrong and where.
 *
 * A log line that does not parse is data, not an error.
 */

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define LS_MUST_USE __attribute__((warn_unused_result))
#define LS_PRINTF(text, args) __attribute__((format(printf, text, args)))
#else
#define LS_MUST_USE
#define LS_PRINTF(text, args)
#endif

/** 0 for success, negative for failure. */
typedef enum ls_status {
    LS_OK = 0,
    LS_ENOMEM = -1,  /**< no memory */
    LS_EIO = -2,     /**< a file could not be opened, read or written */
    LS_ESYNTAX = -3, /**< a text that a person wrote cannot be understood */
    LS_ENOENT = -4,  /**< a name that does not exist */
    LS_EBUSY = -5,   /**< somebody else has it */
} ls_status;

/** What went wrong, in words for a person; escaped, so safe to print. */
typedef struct ls_error {
    size_t line;       /**< line of the text that was read, from 1; 0: none */
    size_t column;     /**< in bytes from 1, in a text of one line; 0: none */
    char message[512]; /**< one line without a newline at its end */
} ls_error;

/**
 * Fills `err` (NULL: nowhere) and returns `status`, so that failing is one
 * statement: `return ls_fail(err, LS_ESYNTAX, n, "unknown key '%s'", key);`
 * Control bytes in the message are escaped as `\xhh`.
 */
ls_status ls_fail(ls_error *err, ls_status status, size_t line,
                  const char *format, ...) LS_PRINTF(4, 5);

#ifdef __cplusplus
}
#endif

#endif
