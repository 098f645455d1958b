/* SPDX-License-Identifier: MIT */
#ifndef PARSE_BUILDER_H
#define PARSE_BUILDER_H

#include "base/buf.h"
#include "parse/part.h"
#include "parse/timestamp.h"

/* What a line says that is not a field by itself. */
typedef struct ls_values {
    ls_slice parts[LS_PART_FIELD - LS_PART_TIME]; /* by kind, from that on */
    size_t bytes; /* of all values, to compare formats */
} ls_values;

/* What is only a part of a field; empty: there is none. */
static inline ls_slice ls_values_get(const ls_values *values, ls_part_kind kind)
{
    return values->parts[kind - LS_PART_TIME];
}

static inline void ls_values_put(ls_values *values, ls_part_kind kind,
                                 ls_slice part)
{
    values->parts[kind - LS_PART_TIME] = part;
}

/*
 * Makes records of the values of lines, whatever kind of format they come
 * from. Belongs to one thread; zeroed it is ready.
 */
typedef struct ls_builder {
    ls_timer timer;
    ls_buf joined; /* what was put together of several values */
} ls_builder;

void ls_builder_release(ls_builder *builder);

/* Empties both for a new line. */
static inline void ls_values_start(ls_values *values, ls_record *record)
{
    ls_record_clear(record);
    *values = (ls_values){ .bytes = 0 };
}

/*
 * Takes one value; it must live as long as the record. False if the field
 * cannot be that.
 */
static inline bool ls_values_set(ls_values *values, const ls_part *part,
                                 ls_slice value, ls_record *record)
{
    values->bytes += value.len;
    if (part->kind == LS_PART_FIELD)
        return part->set(record, &value, 1);
    if (part->kind != LS_PART_NONE)
        ls_values_put(values, part->kind, value);
    return true;
}

/*
 * Puts together what belongs together, in each of some records: date and time,
 * target and query. They borrow from the builder until the next ones are
 * finished. LS_ENOMEM.
 */
ls_status ls_builder_finish(ls_builder *builder, ls_time_form form,
                            const ls_values *values, size_t count,
                            ls_record *records) LS_MUST_USE;

#endif
