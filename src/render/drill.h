/* SPDX-License-Identifier: MIT */
#ifndef RENDER_DRILL_H
#define RENDER_DRILL_H

#include <logstat/render.h>

/*
 * The field that a group tells of each error ("client"), if --drill asked for
 * that; else NULL, and the group is shown with all others. Borrowed from the
 * group.
 */
const char *ls_drill_field(const ls_render_options *look,
                           const ls_summary_group *group);

/*
 * Of such a group the row of this code that follows `previous` (NULL: the
 * first), or NULL.
 */
const ls_summary_row *ls_drill_next(const ls_summary_group *group,
                                    const ls_summary_code *code,
                                    const ls_summary_row *previous);

#endif
