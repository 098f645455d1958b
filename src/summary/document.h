/* SPDX-License-Identifier: MIT */
#ifndef SUMMARY_DOCUMENT_H
#define SUMMARY_DOCUMENT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/json_events.h"

#include <logstat/summary.h>

/* The most numbers that an item of a list has: a bucket, and what is in it. */
enum {
    LS_TUPLE = 3
};

/*
 * A JSON document while it is read into a summary. What is being read of a list
 * stands in a member of its own until it is whole.
 */
typedef struct ls_document_reader {
    ls_arena *arena; /* of the summary */
    ls_summary *summary;
    ls_error *err;
    ls_status status;
    bool has_schema;
    bool has_lines;
    bool has_duration_timeline;

    char path[64];   /* of keys, each with a slash before it */
    size_t path_len; /* more than that: the path is none that is known */
    size_t depth;    /* of objects */
    size_t levels[LS_EVENTS_DEEPEST]; /* the paths of these end here */
    ls_slice key;                     /* the last part of the path */

    ls_summary_input input;
    ls_summary_code code;
    uint64_t *methods; /* of the code */
    ls_summary_origin origin;
    ls_summary_path slot;
    ls_summary_unparsed line;
    ls_summary_group group;
    ls_summary_row row;
    size_t value_count;       /* of the row */
    uint64_t tuple[LS_TUPLE]; /* of a timeline or a histogram, */
    size_t tuple_len;         /* and how much of it there is */

    /* What the lists hold so far, item behind item. */
    ls_buf inputs;
    ls_buf servers;
    ls_buf codes;
    ls_buf origins;
    ls_buf substatuses;
    ls_buf slots;
    ls_buf pairs;     /* of the code's timeline: two uint64_t each */
    ls_buf buckets;   /* of durations, a code's or a row's: ls_summary_bucket */
    ls_buf timelines; /* one ls_timeline_pairs a code */
    ls_buf weeks[LS_CLASS_COUNT]; /* as `pairs`: of an hour and its requests */
    ls_buf durations; /* of the duration timeline: LS_TUPLE uint64_t each */
    ls_buf groups;
    ls_buf rows;   /* of the group */
    ls_buf errors; /* of the row */
    ls_buf lines;
} ls_document_reader;

/* A code's timeline as the document has it, before its axis is known. */
typedef struct ls_timeline_pairs {
    const uint64_t *items; /* two each */
    size_t count;
} ls_timeline_pairs;

/* The bytes of a thing in memory. */
#define LS_BYTES_OF(thing)                                                     \
    ((ls_slice){ (const char *)(const void *)&(thing), sizeof(thing) })

/* Takes an event. False: reading ends, and `status` and `err` say why. */
bool ls_document_hear(void *reader, ls_json_event event, ls_slice text);

/* Refuses the document; always false. */
bool ls_document_refuse(ls_document_reader *reader, const char *format, ...)
    LS_PRINTF(2, 3);

/* The same for want of memory. */
bool ls_document_fail(ls_document_reader *reader);

/*
 * A copy of a list in the summary, which is then empty; NULL if it was that or,
 * as `status` then says, there is no memory. `*count` gets its length.
 */
void *ls_document_keep(ls_document_reader *reader, ls_buf *list, size_t size,
                       size_t *count);

/* Appends to a list that may have no more than `most` items. */
bool ls_document_append(ls_document_reader *reader, ls_buf *list, ls_slice item,
                        size_t most);

/* An object begins at the path, or has ended there (objects.c). */
bool ls_document_open(ls_document_reader *reader);
bool ls_document_close(ls_document_reader *reader);

/* Takes a value; paths that nobody knows are passed over (fields.c). */
bool ls_document_value(ls_document_reader *reader, ls_json_event event,
                       ls_slice text);

/* Whether the path is this one. */
bool ls_document_is_at(const ls_document_reader *reader, const char *path);

/* Whether the counts that were read add up; the pairs are those of each code.
 */
bool ls_document_adds_up(const ls_summary *summary,
                         const ls_timeline_pairs *pairs);

/*
 * Demands what a document must have, and derives the rest of the summary
 * (check.c).
 */
bool ls_document_finish(ls_document_reader *reader);

#endif
