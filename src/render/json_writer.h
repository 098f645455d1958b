/* SPDX-License-Identifier: MIT */
#ifndef RENDER_JSON_WRITER_H
#define RENDER_JSON_WRITER_H

#include "render/writer.h"

/*
 * JSON without blanks. It puts the commas; that brackets match and that an
 * object's values have names is up to the caller.
 */
typedef struct ls_json {
    ls_writer out;
    bool comma; /* one is due before the next value or name */
} ls_json;

void ls_json_init(ls_json *json, const ls_sink *sink);

/* Opens and closes an object or array: "{", "]" ... */
void ls_json_open(ls_json *json, const char *bracket);
void ls_json_close(ls_json *json, const char *bracket);

/*
 * The name of the next value, and the same with the value. A name is one of
 * ours, never of a log, and needs no escape.
 */
void ls_json_name(ls_json *json, const char *name);
void ls_json_name_text(ls_json *json, const char *name, const char *value);
void ls_json_name_count(ls_json *json, const char *name, uint64_t value);

/* A number as it is written. */
void ls_json_raw(ls_json *json, const char *number);

/* Values; a text may be NULL, which is null. */
void ls_json_text(ls_json *json, const char *text);
void ls_json_bytes(ls_json *json, ls_slice bytes);
void ls_json_count(ls_json *json, uint64_t count);
void ls_json_flag(ls_json *json, bool flag);
void ls_json_share(ls_json *json, uint64_t part, uint64_t whole);

/* Seconds as a decimal number, exact to the microsecond. */
void ls_json_seconds(ls_json *json, uint64_t microseconds);

/* A time in seconds since the epoch as a text. */
void ls_json_time(ls_json *json, int64_t seconds);

#endif
