/* SPDX-License-Identifier: MIT */
#ifndef BASE_JSON_EVENTS_H
#define BASE_JSON_EVENTS_H

#include <logstat/error.h>
#include <logstat/slice.h>

#include <stdbool.h>

/*
 * Reads one JSON object (RFC 8259) strictly, and tells all that is in it, in
 * its order: for documents of our own, where every value has its place.
 */

/* What comes next in the text. */
typedef enum ls_json_event {
    LS_EVENT_OBJECT, /* one begins */
    LS_EVENT_OBJECT_END,
    LS_EVENT_ARRAY,
    LS_EVENT_ARRAY_END,
    LS_EVENT_KEY,
    LS_EVENT_STRING,
    LS_EVENT_NUMBER,
    LS_EVENT_BOOLEAN, /* `text` is true or false */
    LS_EVENT_NULL,
} ls_json_event;

/*
 * `text` of keys, strings and numbers, without quotes and escapes; valid during
 * the call. False ends reading.
 */
typedef bool ls_json_listener(void *context, ls_json_event event,
                              ls_slice text);

enum {
    LS_EVENTS_DEEPEST = 32,         /* levels of a text that is read */
    LS_EVENTS_LONGEST = 1024 * 1024 /* bytes of its longest token */
};

/*
 * Reads the object that the text begins with, after blanks. `*used`: how many
 * bytes it has with these, or how far reading went that ended before it was
 * whole: because the text is not valid or cut, has more levels or a longer
 * token than that, or the listener has had enough. LS_ENOMEM is the only
 * failure.
 */
ls_status ls_json_events_read(ls_slice text, ls_json_listener *listener,
                              void *context, size_t *used,
                              bool *whole) LS_MUST_USE;

#endif
