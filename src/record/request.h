/* SPDX-License-Identifier: MIT */
#ifndef RECORD_REQUEST_H
#define RECORD_REQUEST_H

#include "base/word.h"

#include <logstat/record.h>

/* A method that something begins with. */
typedef struct ls_method_start {
    uint16_t number;
    size_t len; /* of its name, behind which there is a blank; 0: none */
} ls_method_start;

/* Those that stand first in the data file, as most requests have them. */
enum {
    LS_METHOD_GET = LS_METHOD_OTHER + 1,
    LS_METHOD_POST,
    LS_METHOD_HEAD
};

/* The known method that `s` begins with. */
ls_method_start ls_method_search(ls_slice s);

/*
 * The same quickly. The three are told apart without a branch, for which one it
 * is no processor guesses: by two bits of their first letter.
 */
static inline ls_method_start ls_method_find_start(ls_slice s)
{
    static const struct {
        char text[sizeof(uint64_t)];
        char mask[sizeof(uint64_t)];
        ls_method_start start;
    } usual[4] = {
        { "GET ", "\xff\xff\xff\xff", { LS_METHOD_GET, 3 } },
        { "HEAD ", "\xff\xff\xff\xff\xff", { LS_METHOD_HEAD, 4 } },
        { "POST ", "\xff\xff\xff\xff\xff", { LS_METHOD_POST, 4 } },
        { "-", "", { 0 } }, /* nothing is like this */
    };
    size_t i;

    if (s.len < sizeof(usual->text))
        return ls_method_search(s);
    i = (unsigned char)s.ptr[0] >> 3 & 3;
    if ((ls_word(s.ptr) & ls_word(usual[i].mask)) != ls_word(usual[i].text))
        return ls_method_search(s);
    return usual[i].start;
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
