/* SPDX-License-Identifier: MIT */
#ifndef PARSE_BUILDER_H
#define PARSE_BUILDER_H

#include "base/buf.h"
#include "parse/part.h"
#include "parse/timestamp.h"

/*
 * Makes a record of the values of one line, whatever kind of format they come
 * from. Belongs to one thread; zeroed it is ready.
 */
typedef struct ls_builder {
    ls_timer timer;
    ls_buf joined; /* what was put together of several values */
    ls_slice time;
    ls_slice date;
    ls_slice query;
    ls_slice line;
    size_t bytes; /* of all values, to compare formats */
} ls_builder;

void ls_builder_release(ls_builder *builder);

/* Empties the record and forgets the line before. */
static inline void ls_builder_start(ls_builder *builder, ls_record *record)
{
    ls_record_clear(record);
    builder->time.len = 0;
    builder->date.len = 0;
    builder->query.len = 0;
    builder->line = (ls_slice){ 0 };
    builder->bytes = 0;
}

/*
 * Takes one value; it must live as long as the record. False if the field
 * cannot be that.
 */
static inline bool ls_builder_set(ls_builder *builder, const ls_part *part,
                                  ls_slice value, ls_record *record)
{
    builder->bytes += value.len;
    switch (part->kind) {
    case LS_PART_FIELD:
        return part->set(record, value);
    case LS_PART_TIME:
        builder->time = value;
        break;
    case LS_PART_DATE:
        builder->date = value;
        break;
    case LS_PART_QUERY:
        builder->query = value;
        break;
    case LS_PART_LINE:
        builder->line = value;
        break;
    case LS_PART_NONE:
        break;
    }
    return true;
}

/*
 * Puts together what belongs together: date and time, target and query. The
 * record borrows from the builder until its next start. LS_ENOMEM.
 */
ls_status ls_builder_finish(ls_builder *builder, ls_time_form form,
                            ls_record *record) LS_MUST_USE;

#endif
