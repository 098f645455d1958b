/* SPDX-License-Identifier: MIT */
/* The names of a group's fields, out of that of the group. */

#include "render/group_field.h"

#include <string.h>

ls_slice ls_group_field(const ls_summary_group *group, size_t number)
{
    const char *start = strchr(group->by, ':');

    start = start ? start + 1 : group->by;
    while (number-- && *start) {
        start += strcspn(start, ",");
        start += *start == ',';
    }
    return (ls_slice){ start, strcspn(start, ",") };
}
