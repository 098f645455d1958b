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

/* One that most requests have, and a word of what they begin with. */
struct ls_usual_method {
    char text[sizeof(uint64_t)];
    char mask[sizeof(uint64_t)];
    ls_method_start start;
};

/*
 * The only one of them that a request with this first byte may have; whether it
 * does is still to be seen. They are told apart without a branch, for which one
 * it is no processor guesses: by two bits of their first letter.
 */
static inline const struct ls_usual_method *ls_method_usual(char first)
{
    static const struct ls_usual_method usual[4] = {
        { "GET ", "\xff\xff\xff\xff", { LS_METHOD_GET, 3 } },
        { "HEAD ", "\xff\xff\xff\xff\xff", { LS_METHOD_HEAD, 4 } },
        { "POST ", "\xff\xff\xff\xff\xff", { LS_METHOD_POST, 4 } },
        { "-", "", { 0 } }, /* nothing is like this */
    };

    return &usual[(unsigned char)first >> 3 & 3];
}

/* ls_method_search() quickly. */
static inline ls_method_start ls_method_find_start(ls_slice s)
{
    const struct ls_usual_method *usual;

    if (s.len < sizeof(usual->text))
        return ls_method_search(s);
    usual = ls_method_usual(s.ptr[0]);
    if ((ls_word(s.ptr) & ls_word(usual->mask)) != ls_word(usual->text))
        return ls_method_search(s);
    return usual->start;
}

/* ls_method_find() quickly. */
static inline uint16_t ls_method_find_name(ls_slice name)
{
    const struct ls_usual_method *usual;

    if (name.len < 3)
        return ls_method_find(name);
    usual = ls_method_usual(name.ptr[0]);
    if (name.len != usual->start.len || name.ptr[0] != usual->text[0] ||
        name.ptr[1] != usual->text[1] || name.ptr[2] != usual->text[2] ||
        name.ptr[name.len - 1] != usual->text[name.len - 1])
        return ls_method_find(name);
    return usual->start.number;
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
