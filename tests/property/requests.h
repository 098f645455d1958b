/* SPDX-License-Identifier: MIT */
#ifndef TESTS_PROPERTY_REQUESTS_H
#define TESTS_PROPERTY_REQUESTS_H

#include "base/buf.h"

/* What a line of a generated log is. */
typedef enum request_kind {
    REQUEST_RECORD,
    REQUEST_BLANK,
    REQUEST_COMMENT,
    REQUEST_JUNK,
} request_kind;

enum {
    NO_SUBSTATUS = -1,
    NO_BYTES = -1,
    PATH_ROOM = 48,
};

/* One request that a log will tell of, and what is to be counted of it. */
typedef struct request {
    request_kind kind;
    int64_t time;           /* seconds since the epoch */
    const char *method;     /* as logged; "-": there is no request */
    const char *counted_as; /* the name it is counted under */
    const char *status;     /* as logged */
    unsigned code;
    int substatus;
    int64_t bytes;
    char path[PATH_ROOM]; /* as logged, without the query */
    char key[PATH_ROOM];  /* as counted */
} request;

/* What a log is to be like. */
typedef struct request_options {
    uint64_t seed;
    size_t count;    /* of lines */
    int64_t span;    /* of their times in seconds */
    size_t paths;    /* how many different ones at most */
    size_t oddities; /* of a hundred lines: no records, odd times */
} request_options;

/* A time that ends every log; what is more than a day later is odd. */
#define REQUESTS_NOW INT64_C(1763800000)

/* The same requests for the same options, always. */
void requests_make(request *out, const request_options *options);

/* Another order. */
void requests_shuffle(request *requests, size_t count, uint64_t seed);

/* The log in combined format. */
ls_status requests_print(const request *requests, size_t count, ls_buf *log);

#endif
