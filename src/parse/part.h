/* SPDX-License-Identifier: MIT */
#ifndef PARSE_PART_H
#define PARSE_PART_H

#include "record/fields.h"

/* What a value of a line is for. */
typedef enum ls_part_kind {
    LS_PART_NONE,  /* nothing */
    LS_PART_TIME,  /* the time, or the time of day */
    LS_PART_DATE,  /* the date, where it is apart from the time of day */
    LS_PART_QUERY, /* what stands behind the `?` of the target */
    LS_PART_LINE,  /* a log line that something else wrapped */
    LS_PART_FIELD, /* a field, set by a setter */
} ls_part_kind;

/* What a group, key or column of this name gives. */
typedef struct ls_part {
    ls_part_kind kind;
    ls_setter *set;   /* of LS_PART_FIELD */
    ls_fields fields; /* that it may set */
} ls_part;

/* The part of this name; its kind is LS_PART_NONE for an unknown one. */
ls_part ls_part_of(ls_slice name);

/* Whether the part matters to who wants these fields. */
static inline bool ls_part_is_wanted(const ls_part *part, ls_fields wanted)
{
    if ((wanted & LS_FIELDS_PATH) && part->kind != LS_PART_QUERY)
        wanted |= LS_HAS(LS_FIELD_TARGET);
    return part->kind == LS_PART_LINE || (part->fields & wanted) != 0;
}

#endif
