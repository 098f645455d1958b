/* SPDX-License-Identifier: MIT */
#ifndef TALLY_GROUPS_H
#define TALLY_GROUPS_H

#include "tally/dimension.h"

#include <logstat/groups.h>
#include <logstat/summary.h>

enum {
    LS_GROUP_NAME = 64 /* holds any two dimensions' names */
};

/* One thing to group by. */
typedef struct ls_grouping {
    char by[LS_GROUP_NAME]; /* names with a comma between */
    const ls_dimension *dimensions[LS_GROUP_FIELDS];
    size_t count;     /* of dimensions */
    unsigned classes; /* that are counted, a bit each: 1U << class */
    bool by_code;     /* errors are: not if a row has only one status */
} ls_grouping;

struct ls_groups {
    ls_grouping items[LS_SUMMARY_GROUPS];
    size_t count;
};

/* The fields that they look at; none for NULL. */
ls_fields ls_groups_fields(const ls_groups *groups);

/* Reads "client,status". LS_ESYNTAX with words. */
ls_status ls_grouping_read(ls_grouping *grouping, ls_slice fields,
                           ls_error *err) LS_MUST_USE;

#endif
