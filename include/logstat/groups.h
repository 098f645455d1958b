/* SPDX-License-Identifier: MIT */
#ifndef LOGSTAT_GROUPS_H
#define LOGSTAT_GROUPS_H

/**
 * \file
 * What requests are grouped by: one field or two, up to LS_SUMMARY_GROUPS times
 * (docs/groups.md). A run counts them by the values of these, in bounded
 * memory, next to all else that it counts.
 */

#include <logstat/error.h>
#include <logstat/slice.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A list of what to group by. Once it is set up, threads may share it. */
typedef struct ls_groups ls_groups;

/** NULL if there is no memory. */
ls_groups *ls_groups_new(void);

/** NULL is allowed. */
void ls_groups_free(ls_groups *groups);

/**
 * Adds what to group by: "path", or "client,status". The fields of a record
 * that are texts or few numbers, and those made of them: path, class, day,
 * hour, minute, network, agent_family, agent_kind, site and file. With
 * `errors:` before them only requests of class 4xx, 5xx or none are counted,
 * with `redirects:` only those of 3xx. LS_ESYNTAX, with words, for any other,
 * more than two, or more groups than there may be; the same again is passed
 * over.
 */
ls_status ls_groups_add(ls_groups *groups, ls_slice fields,
                        ls_error *err) LS_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
