/* SPDX-License-Identifier: MIT */
#ifndef BASE_JSON_PLAIN_H
#define BASE_JSON_PLAIN_H

#include "base/json.h"

/* What a plain object has at most. */
enum {
    LS_JSON_PLAIN_MEMBERS = 256,
    LS_JSON_PLAIN_LEVELS = 8,
    LS_JSON_PLAIN_BYTES = 4096, /* of paths and texts that are put together */
};

/* A value, as ls_json_visit() gets it. */
typedef struct ls_json_member {
    ls_slice path;
    ls_slice text;
    ls_json_type type;
} ls_json_member;

/* The values of one object, in their order; zeroed it is ready. */
struct ls_json_plain {
    ls_json_member members[LS_JSON_PLAIN_MEMBERS];
    size_t count;
    char bytes[LS_JSON_PLAIN_BYTES];
    size_t used;                          /* of them */
    ls_slice paths[LS_JSON_PLAIN_LEVELS]; /* of the objects that are open */
};

/*
 * Reads an object as nearly all logs write them. True: it is valid, and its
 * members are what ls_json_read() hands out; they borrow from the object, and
 * from `plain` until it reads again. False says nothing about the object.
 */
bool ls_json_plain_read(ls_json_plain *plain, ls_slice object);

#endif
