/* SPDX-License-Identifier: MIT */
#ifndef RENDER_DRILL_H
#define RENDER_DRILL_H

#include <logstat/render.h>

/*
 * The field that a group tells of each error ("client"), if --drill asked for
 * that; else NULL. Borrowed from the group.
 */
const char *ls_drill_field(const ls_render_options *look,
                           const ls_summary_group *group);

/* Whether a group is shown under the errors, or is there for a finding alone;
   all others are tables of their own. */
bool ls_drill_takes(const ls_render_options *look,
                    const ls_summary_group *group);

/*
 * Of a group with such a field the row of this code that follows `previous`
 * (NULL: the first), or NULL.
 */
const ls_summary_row *ls_drill_next(const ls_summary_group *group,
                                    const ls_summary_code *code,
                                    const ls_summary_row *previous);

#endif
