/* SPDX-License-Identifier: MIT */
#ifndef RECORD_REQUEST_H
#define RECORD_REQUEST_H

#include <logstat/record.h>

/* A method that something begins with. */
typedef struct ls_method_start {
    uint16_t number;
    size_t len; /* of its name, behind which there is a blank; 0: none */
} ls_method_start;

/* GET's number: it stands first in the data file, as in most logs. */
enum {
    LS_METHOD_GET = LS_METHOD_OTHER + 1
};

/* The known method that `s` begins with. */
ls_method_start ls_method_search(ls_slice s);

static inline ls_method_start ls_method_find_start(ls_slice s)
{
    if (ls_slice_starts(s, LS_SLICE("GET ")))
        return (ls_method_start){ LS_METHOD_GET, sizeof("GET") - 1 };
    return ls_method_search(s);
}

/* Whether all of `s` is a token (RFC 9110 section 5.6.2). */
bool ls_is_token(ls_slice s);

/*
 * Takes a request line apart: method, target, protocol. The method is the
 * first word if it is a token and a target follows; a request without one
 * (`-`, empty, bytes of a TLS handshake) leaves the record without all three.
 * Always true: whatever a client sent, its request was logged.
 */
bool ls_request_set(ls_record *record, ls_slice request);

#endif
