/* SPDX-License-Identifier: MIT */
#ifndef RECORD_REQUEST_H
#define RECORD_REQUEST_H

#include <logstat/record.h>

/* Cuts a known method and the blank behind it off `rest`, if it begins so. */
bool ls_method_cut(ls_slice *rest, uint16_t *number);

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
