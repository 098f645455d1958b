/* SPDX-License-Identifier: MIT */
#ifndef TALLY_DIMENSION_H
#define TALLY_DIMENSION_H

#include <logstat/record.h>

/* What requests can be grouped by: a field, or what is made of fields. */

/* Where a record stands, for what the record does not say. */
typedef struct ls_place {
    const char *file; /* the name of its input */
    int zone;         /* of days and hours: minutes east of UTC */
} ls_place;

/* Room for a value that is made. */
typedef struct ls_value_room {
    char text[64];
} ls_value_room;

typedef struct ls_dimension ls_dimension;
struct ls_dimension {
    const char *name;
    ls_fields needs;
    /* False if the record has none. The value is the record's, the place's or
       the room's. */
    bool (*value)(const ls_place *place, const ls_record *record,
                  ls_value_room *room, ls_slice *value);
};

/* The dimension of this name, or NULL; by index, NULL behind the last. */
const ls_dimension *ls_dimension_find(ls_slice name);
const ls_dimension *ls_dimension_at(size_t index);

#endif
