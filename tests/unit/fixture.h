/* SPDX-License-Identifier: MIT */
#ifndef TESTS_UNIT_FIXTURE_H
#define TESTS_UNIT_FIXTURE_H

#include <logstat/render.h>

enum {
    FIXTURE_INPUTS = 16,
    FIXTURE_CODES = 48,
    FIXTURE_METHODS = 64,
    FIXTURE_PATHS = 8,
    FIXTURE_BUCKETS = 1500,
};

/* Summaries made by hand, for those who only read summaries. */
typedef enum fixture_kind {
    FIXTURE_SMALL,   /* a day in the life of a web server: nine codes */
    FIXTURE_MANY,    /* 40 codes */
    FIXTURE_EMPTY,   /* one empty input */
    FIXTURE_LEFTOUT, /* lines, but every record filtered out */
    FIXTURE_TIMELESS,
    FIXTURE_HUGE,        /* 12,345,678,901 requests */
    FIXTURE_MAXIMAL,     /* every count as large as it can be */
    FIXTURE_HOSTILE,     /* names, paths and lines of an attacker */
    FIXTURE_IIS,         /* sub-statuses */
    FIXTURE_INPUTS_MANY, /* 16 inputs of different formats */
    FIXTURE_KINDS
} fixture_kind;

/* A summary and the memory of all it points to. */
typedef struct fixture {
    ls_summary summary;
    ls_summary_input inputs[FIXTURE_INPUTS];
    ls_summary_code codes[FIXTURE_CODES];
    uint64_t code_methods[FIXTURE_CODES][FIXTURE_METHODS];
    uint64_t timelines[FIXTURE_CODES][FIXTURE_BUCKETS];
    uint64_t class_timelines[LS_CLASS_COUNT][FIXTURE_BUCKETS];
    ls_summary_origin origins[FIXTURE_CODES][2];
    ls_summary_path paths[FIXTURE_CODES][FIXTURE_PATHS];
    ls_summary_method methods[4];
    ls_summary_unparsed unparsed[8];
} fixture;

/* To be freed with free(). */
fixture *fixture_new(fixture_kind kind);

/* What a sink was given: a text with a NUL behind it, to be released. */
typedef struct capture {
    char *text;
    size_t len;
    size_t limit; /* bytes after which the sink fails; 0: never */
    bool failed;
} capture;

/* A sink that keeps what it gets. It checks that it is left alone once failed.
 */
ls_sink capture_sink(capture *kept);

/* Frees the text; ready for the next. */
void capture_release(capture *kept);

#endif
