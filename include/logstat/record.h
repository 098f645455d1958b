/* SPDX-License-Identifier: MIT */
#ifndef LOGSTAT_RECORD_H
#define LOGSTAT_RECORD_H

/**
 * \file
 * A record: one request, as one line of a log tells it.
 *
 * A record borrows its line: its slices are valid as long as the line is,
 * in a callback until the callback returns.
 */

#include <logstat/slice.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The fields of a record. The names that people use are in ls_field_name(). */
typedef enum ls_field {
    LS_FIELD_TIME,
    LS_FIELD_CLIENT,
    LS_FIELD_USER,
    LS_FIELD_METHOD,
    LS_FIELD_TARGET,
    LS_FIELD_PROTOCOL,
    LS_FIELD_STATUS,
    LS_FIELD_SUBSTATUS,
    LS_FIELD_WIN32_STATUS,
    LS_FIELD_BYTES,
    LS_FIELD_REFERER,
    LS_FIELD_AGENT,
    LS_FIELD_VHOST,
    LS_FIELD_DURATION,
    LS_FIELD_UPSTREAM,
    LS_FIELD_UPSTREAM_STATUS,
    LS_FIELD_CACHE,
    LS_FIELD_FLAGS,
    LS_FIELD_FORWARDED,
    LS_FIELD_SOURCE,
    LS_FIELD_COUNT
} ls_field;

/** A set of fields: bit `1u << field`. */
typedef uint32_t ls_fields;

/** The set that holds just this field. */
#define LS_HAS(field) ((ls_fields)1 << (field))

/** The set that holds every field. */
#define LS_FIELDS_ALL ((LS_HAS(LS_FIELD_COUNT)) - 1)

/** Methods are numbers: 0 is none, 1 any that ls_method_name() does not know */
enum {
    LS_METHOD_NONE = 0,
    LS_METHOD_OTHER = 1,
};

/** How the flags of a record tell who sent its status. */
typedef enum ls_flags {
    LS_FLAGS_SILENT,  /**< they do not */
    LS_FLAGS_HAPROXY, /**< HAProxy's termination state: "sH--" */
    LS_FLAGS_ENVOY,   /**< Envoy's response flags: "UF,URX"; none is usual */
} ls_flags;

/** One request. A field counts only if its bit is set in `has`. */
typedef struct ls_record {
    ls_fields has;
    uint16_t code;         /**< status, 0 to 999; 0 is "no status" */
    uint16_t method;       /**< ls_method_name(); always valid */
    uint32_t substatus;    /**< IIS: the 7 of 404.7 */
    uint32_t win32_status; /**< IIS: sc-win32-status */
    int32_t upstream_code; /**< status of the last upstream that answered, 0 if
                                none did, -1 if the log does not say */
    ls_flags flags;        /**< always valid, even without LS_FIELD_FLAGS */
    int64_t time;          /**< milliseconds since 1970-01-01 UTC */
    uint64_t bytes;        /**< of the response, as the server counts them */
    uint64_t duration;     /**< microseconds */
    ls_slice text[LS_FIELD_COUNT]; /**< the fields that are text, as logged */
} ls_record;

/** The name of a field in patterns, filters and outputs: "client". */
const char *ls_field_name(ls_field field);

/** The field of this name, or LS_FIELD_COUNT. */
ls_field ls_field_find(ls_slice name);

/** The request target up to, not including, the first `?`; may be empty. */
ls_slice ls_record_path(const ls_record *record);

/** Who made a response: the server that wrote the log, or one behind it. */
typedef enum ls_sender {
    LS_SENDER_UNKNOWN,  /**< the log does not say */
    LS_SENDER_SERVER,   /**< the server, proxy or CDN itself */
    LS_SENDER_UPSTREAM, /**< an upstream, whose status was passed on */
    LS_SENDER_COUNT
} ls_sender;

/**
 * The sender of the record's status, as its flags tell it; where they do not,
 * the upstream if its last status is the one that was logged for the response.
 * That is no proof for 502, 504 and 520 to 530: nginx, Traefik and Cloudflare
 * log them as the status of an upstream that gave no answer, too.
 */
ls_sender ls_record_sender(const ls_record *record);

/** How many method numbers there are, LS_METHOD_NONE and _OTHER included. */
size_t ls_method_count(void);

/** "GET"; "-" for LS_METHOD_NONE, "other" for LS_METHOD_OTHER. */
const char *ls_method_name(size_t method);

/**
 * The number of a method, case sensitive as RFC 9110 section 9.1 says;
 * LS_METHOD_OTHER if the data file does not hold it.
 */
uint16_t ls_method_find(ls_slice name);

/** Whether the method is one of WebDAV's (RFC 4918, RFC 3253 and kin). */
bool ls_method_is_webdav(size_t method);

#ifdef __cplusplus
}
#endif

#endif
