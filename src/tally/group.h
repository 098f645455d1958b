/* SPDX-License-Identifier: MIT */
#ifndef TALLY_GROUP_H
#define TALLY_GROUP_H

#include "base/arena.h"
#include "base/buf.h"
#include "tally/groups.h"
#include "tally/sketch.h"

/* Requests by the values of one or two dimensions. */
typedef struct ls_group_tally {
    ls_grouping grouping;
    uint64_t requests; /* that have the values */
    ls_sketch *rows;   /* by the key of the values */
} ls_group_tally;

/* The groups of a tally; a zeroed one has none. */
typedef struct ls_group_list {
    ls_group_tally items[LS_SUMMARY_GROUPS];
    size_t count;
    bool is_adopted; /* from a summary: nobody asked for them */
    ls_buf key;      /* room for the key of a row, */
    ls_buf part;     /* and for that of one value */
} ls_group_list;

/* LS_ENOMEM is the only failure, here and below. */
ls_status ls_group_list_init(ls_group_list *list,
                             const ls_groups *groups) LS_MUST_USE;
void ls_group_list_release(ls_group_list *list);

/* Counts a record. Groups that were adopted end with the first. */
ls_status ls_group_list_add(ls_group_list *list, const ls_place *place,
                            const ls_record *record) LS_MUST_USE;

/*
 * Counts all that `from` has counted, of which it is known that it has counted
 * something. A group that only one of them has would be wrong, and is dropped;
 * `is_new`: this list has counted nothing yet, and if nobody asked for groups
 * it takes those of the other.
 */
ls_status ls_group_list_merge(ls_group_list *list, const ls_group_list *from,
                              bool is_new) LS_MUST_USE;

/* Writes the groups into a summary, whose memory the arena is. */
ls_status ls_group_list_freeze(const ls_group_list *list, ls_arena *arena,
                               ls_summary *summary) LS_MUST_USE;

/* Takes the groups of a summary into an empty list; one whose fields a newer
   version has is passed over. */
ls_status ls_group_list_thaw(ls_group_list *list,
                             const ls_summary *summary) LS_MUST_USE;

#endif
