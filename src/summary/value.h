/* SPDX-License-Identifier: MIT */
#ifndef SUMMARY_VALUE_H
#define SUMMARY_VALUE_H

#include "summary/document.h"

/*
 * Takes the value that an event brings. False: it is another one, and the
 * document is refused, or there is no memory.
 */

/* No more than `most`. */
bool ls_document_number(ls_document_reader *reader, ls_json_event event,
                        ls_slice text, uint64_t most, uint64_t *number);

/* Without a NUL in it; null is NULL. The copy is the summary's, as below. */
bool ls_document_text(ls_document_reader *reader, ls_json_event event,
                      ls_slice text, const char **to);
bool ls_document_bytes(ls_document_reader *reader, ls_json_event event,
                       ls_slice text, ls_slice *to);

/*
 * 2026-11-26T09:00:00Z, as all times in a document are written: milliseconds,
 * null is LS_NO_TIME; or, where a timeline starts, seconds, and null is 0.
 */
bool ls_document_time(ls_document_reader *reader, ls_json_event event,
                      ls_slice text, bool is_start, int64_t *to);

/* Refuses a document whose value is not what is wanted; always false. */
bool ls_document_wrong(ls_document_reader *reader, const char *wanted);

#endif
