/* SPDX-License-Identifier: MIT */
#ifndef RECORD_FIELDS_H
#define RECORD_FIELDS_H

#include <logstat/record.h>

/*
 * Takes a value as it stands in the log into each of some records. False if one
 * cannot be understood, and its record is as it was: the field is not there,
 * or, without a status, the record is none.
 */
typedef bool ls_setter(ls_record *records, const ls_slice *values,
                       size_t count);

/*
 * How a value of this name gets into a record: the fields of ls_field, but for
 * `time`; `request`, a request line that is taken apart; `duration_ms`,
 * `duration_us`, `duration_ns`, durations in other units than seconds; and
 * `flags_haproxy`, `flags_envoy`, flags that tell who sent the status. NULL for
 * others.
 */
ls_setter *ls_setter_find(ls_slice name);

/* The fields that a value of this name may set; 0 for an unknown name. */
ls_fields ls_setter_fields(ls_slice name);

/*
 * What somebody asks for who does with the path of a target, in a set of
 * fields: the query need not be put behind it where it stands apart.
 */
#define LS_FIELDS_PATH LS_HAS(LS_FIELD_COUNT)

/* Empties the record; its slices need no clearing. */
static inline void ls_record_clear(ls_record *record)
{
    record->has = 0;
    record->code = 0;
    record->method = LS_METHOD_NONE;
    record->upstream_code = -1;
    record->flags = LS_FLAGS_SILENT;
}

#endif
