/* SPDX-License-Identifier: MIT */
#ifndef LOGSTAT_SUMMARY_H
#define LOGSTAT_SUMMARY_H

/**
 * \file
 * A summary: the result of reading logs, and the only document that logstat
 * writes (docs/summary.md).
 *
 * A summary owns everything it points to, and one ls_summary_free() releases
 * all of it. It does not change once made; whoever has one may read its
 * fields. Counts saturate rather than wrap.
 */

#include <logstat/codes.h>
#include <logstat/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How a summary's JSON names its version. */
#define LS_SUMMARY_SCHEMA "logstat-summary/1"

/** The most that a summary holds of what could be any number. */
enum {
    LS_SUMMARY_INPUTS = 1001, /**< the last of them may be all others */
    LS_SUMMARY_CODES = 1000,
    LS_SUMMARY_ORIGINS = 16,   /**< of a code */
    LS_SUMMARY_PATHS = 1024,   /**< of a code */
    LS_SUMMARY_BUCKETS = 1500, /**< of a timeline */
    LS_SUMMARY_UNPARSED = 50,
    LS_SUMMARY_GROUPS = 8,
    LS_SUMMARY_ROWS = 1024, /**< of a group */
    LS_GROUP_FIELDS = 2,    /**< that requests are grouped by together */
    LS_ERROR_FIRST = 400,   /**< the codes that rows tell apart */
    LS_ERROR_LAST = 599,
    LS_WEEK_HOURS = 168,
};

/** No time: the value of a time that is not known. */
#define LS_NO_TIME INT64_MIN

/** What became of each line. Every line is exactly one of these. */
typedef struct ls_lines {
    uint64_t counted;  /**< records */
    uint64_t filtered; /**< records that the options left out */
    uint64_t comment;  /**< directives and headers of the format */
    uint64_t blank;
    uint64_t unparsed;
} ls_lines;

/** The sum of all kinds. */
uint64_t ls_lines_total(const ls_lines *lines);

/** One input, such as a file. */
typedef struct ls_summary_input {
    const char *name;   /**< as the user wrote it, made valid UTF-8; "-" for
                             standard input */
    const char *format; /**< name of the format; "" if none was found */
    const char *title;  /**< the format's title for people; "" likewise */
    const char *const *servers; /**< that may have written it, best first; of
                                     inputs with different ones, by name */
    size_t server_count;
    bool detected;     /**< false: the user named the format */
    bool gap_unknown;  /**< more than `gap` is missing, nobody knows how much */
    uint64_t bytes;    /**< read */
    uint64_t unread;   /**< bytes known to lie outside the time window */
    uint64_t nul;      /**< NUL bytes skipped at the start of lines */
    uint64_t gap;      /**< bytes known to be missing */
    uint64_t fallback; /**< records that another format of the family took */
    ls_lines lines;
} ls_summary_input;

/** How many requests had a meaning of some origin. */
typedef struct ls_summary_origin {
    const char *origin;
    uint64_t requests;
} ls_summary_origin;

/** How many requests had a sub-status. */
typedef struct ls_summary_substatus {
    unsigned substatus;
    uint64_t requests;
} ls_summary_substatus;

/** A slot of a sketch: true count <= requests <= true count + over. */
typedef struct ls_summary_path {
    ls_slice path; /**< as logged, but made valid UTF-8 (docs/summary.md) */
    uint64_t requests;
    uint64_t over; /**< 0 while exact */
} ls_summary_path;

/** The percentiles that are told. */
typedef enum ls_percentile {
    LS_P50,
    LS_P90,
    LS_P95,
    LS_P99,
    LS_P100, /**< the longest of all */
    LS_PERCENTILES
} ls_percentile;

/** "p50"; "max" for LS_P100. */
const char *ls_percentile_name(ls_percentile percentile);

/** Requests whose durations lie close to each other (docs/summary.md). */
typedef struct ls_summary_bucket {
    uint64_t bucket;
    uint64_t requests; /**< at least one */
} ls_summary_bucket;

/**
 * How long requests took, of those whose duration is known. Percentiles are by
 * nearest rank, in microseconds, and at most 2 % off; the longest is exact up
 * to a billion seconds, which is what all longer ones count as.
 */
typedef struct ls_summary_duration {
    uint64_t count;                   /**< requests; 0: the log does not say */
    uint64_t at[LS_PERCENTILES];      /**< 0 if there are none */
    const ls_summary_bucket *buckets; /**< ascending */
    size_t bucket_count;
} ls_summary_duration;

/**
 * The same of the requests of a row, counted in wider buckets: the percentile
 * is at most 13 % off, and durations over an hour are all the same.
 */
typedef struct ls_summary_coarse {
    uint64_t count;                   /**< requests; 0: the log does not say */
    uint64_t p95;                     /**< microseconds; 0 if there are none */
    const ls_summary_bucket *buckets; /**< ascending */
    size_t bucket_count;
} ls_summary_coarse;

/** One status code. */
typedef struct ls_summary_code {
    unsigned code; /**< 0 to 999; 0 is "no status" */
    uint64_t requests;
    const uint64_t *methods; /**< by method number; ls_method_count() of them */
    uint64_t senders[LS_SENDER_COUNT]; /**< requests by who sent the status */
    const ls_summary_origin *origins;  /**< most requests first, then name */
    size_t origin_count;
    const ls_summary_substatus *substatuses; /**< ascending */
    size_t substatus_count;
    int64_t first; /**< milliseconds since the epoch, or LS_NO_TIME */
    int64_t last;
    const uint64_t *timeline; /**< by bucket; NULL if no request had a time */
    const ls_summary_path *paths; /**< most requests first, then by bytes */
    size_t path_count;
    ls_summary_duration duration;
} ls_summary_code;

/** An unparsed line. */
typedef struct ls_summary_unparsed {
    const char *input;
    uint64_t line;      /**< from 1; 0: not known, as not all before was read */
    uint64_t offset;    /**< of the line's first byte in the input */
    size_t column;      /**< in bytes from 1: the start of what did not fit */
    const char *reason; /**< names what was expected there */
    ls_slice text;      /**< the first 256 bytes of the line: raw, or as a
                             document had them */
} ls_summary_unparsed;

/** Requests of one class over all codes. */
typedef struct ls_summary_class {
    uint64_t requests;
    const uint64_t *timeline; /**< by bucket; NULL as in ls_summary_code */
    const uint64_t *week;     /**< by hour, LS_WEEK_HOURS of them, from Monday
                                   00:00 UTC on; NULL likewise, and of all classes
                                   if not all that was added up had it */
    ls_summary_duration duration;
} ls_summary_class;

/** Requests of one method. */
typedef struct ls_summary_method {
    size_t method;
    uint64_t requests;
    uint64_t classes[LS_CLASS_COUNT];
} ls_summary_method;

/** The requests of a row that had one code, LS_ERROR_FIRST to LS_ERROR_LAST. */
typedef struct ls_summary_row_error {
    unsigned code;
    uint64_t requests; /**< at least one */
} ls_summary_row_error;

/**
 * The requests that have one value, or one pair of them. While `over` is 0 all
 * is exact; else `requests` is at most `over` too high, and the others are of
 * requests - over of them.
 */
typedef struct ls_summary_row {
    ls_slice values[LS_GROUP_FIELDS]; /**< as ls_summary_path.path */
    uint64_t requests;
    uint64_t over;
    uint64_t classes[LS_CLASS_COUNT];
    const ls_summary_row_error *errors; /**< by code, ascending; of rows that
                                             are of one status not told */
    size_t error_count;
    uint64_t bytes; /**< of the responses */
    ls_summary_coarse duration;
} ls_summary_row;

/** Requests by the values of fields (logstat/groups.h). */
typedef struct ls_summary_group {
    const char *by;             /**< "path", "client,status" */
    size_t value_count;         /**< of each row: 1 or 2 */
    uint64_t requests;          /**< that have these fields */
    const ls_summary_row *rows; /**< most requests first, then by values */
    size_t row_count;
} ls_summary_group;

/** What the user asked for; NULL where nothing. */
typedef struct ls_summary_select {
    const char *where;
    const char *status;
    const char *method;
    const char *since;
    const char *until;
} ls_summary_select;

/** The time axis of every timeline. */
typedef struct ls_summary_axis {
    uint64_t seconds; /**< width of a bucket, from 1 on; 0: no times */
    int64_t start;    /**< of the first bucket, seconds since the epoch */
    size_t count;     /**< of buckets, at most LS_SUMMARY_BUCKETS */
} ls_summary_axis;

/**
 * How many different clients there were, as the log names them. Exact up to
 * 1,024 but for a chance of one in 64 to be one too low; beyond that an
 * estimate, whose standard error is 0.6 %.
 */
typedef struct ls_summary_clients {
    uint64_t distinct;
    bool is_estimate;
    ls_slice sketch; /**< from which several are added; empty: log has none */
} ls_summary_clients;

/**
 * How long requests took at each time, of those whose time and duration are
 * known. Without those that had no answer, as their client did not wait for it
 * (no status, 460, 499): their durations say how long he waited. Either list is
 * NULL if the log tells no durations or no times, or if not all that was added
 * up had it.
 */
typedef struct ls_summary_duration_timeline {
    const uint64_t *requests;     /**< by bucket */
    const uint64_t *microseconds; /**< that these took together, by bucket */
} ls_summary_duration_timeline;

/** The result. */
typedef struct ls_summary {
    ls_summary_select select;
    const ls_summary_input *inputs;
    size_t input_count;
    ls_lines lines; /**< of all inputs */
    int64_t first;  /**< milliseconds since the epoch, or LS_NO_TIME */
    int64_t last;
    uint64_t odd_times; /**< counted, but their time is not to be believed */
    uint64_t bytes;     /**< of the responses */
    ls_summary_duration duration; /**< of all requests */
    ls_summary_clients clients;
    ls_summary_class classes[LS_CLASS_COUNT];
    const ls_summary_code *codes; /**< ascending */
    size_t code_count;
    const ls_summary_method *methods; /**< most requests first, then name */
    size_t method_count;
    ls_summary_axis axis;
    ls_summary_duration_timeline duration_timeline;
    const ls_summary_group *groups; /**< in the order they were asked for */
    size_t group_count;
    const ls_summary_unparsed *unparsed; /**< by input, then offset */
    size_t unparsed_count;
    void *memory; /**< owns all of the above; not for users */
} ls_summary;

/**
 * Reads the JSON document of a summary that `text` begins with, after blanks;
 * `*used` gets how many bytes it has with these. LS_ESYNTAX with words for a
 * person, which go on after a name ("is a summary of version 2 ..."): it is
 * damaged, of another version, or no summary. The summary is the caller's.
 */
ls_status ls_summary_read(ls_slice text, size_t *used, ls_summary **summary,
                          ls_error *err) LS_MUST_USE;

/** Releases a summary; NULL is allowed. */
void ls_summary_free(ls_summary *summary);

/** The meaning of a code's most frequent origin. Never NULL. */
const ls_code *ls_summary_code_text(const ls_summary_code *code);

#ifdef __cplusplus
}
#endif

#endif
