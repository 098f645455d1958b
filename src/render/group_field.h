/* SPDX-License-Identifier: MIT */
#ifndef RENDER_GROUP_FIELD_H
#define RENDER_GROUP_FIELD_H

#include <logstat/summary.h>

/*
 * What the value of this number (from 0) in the rows of a group is called:
 * "vhost", "status" of "errors:vhost,status". Borrowed from the group; empty
 * if it has no such value.
 */
ls_slice ls_group_field(const ls_summary_group *group, size_t number);

#endif
