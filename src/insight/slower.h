/* SPDX-License-Identifier: MIT */
#ifndef INSIGHT_SLOWER_H
#define INSIGHT_SLOWER_H

#include "insight/burst.h"
#include "insight/finding_list.h"

/*
 * Whether requests took longer while a code was frequent; then the finding gets
 * how long on average, and how long otherwise.
 */

/* While most requests of the code came; in its burst, if that is of most. */
void ls_slower_if_frequent(const ls_finding_list *list, ls_finding *finding,
                           const ls_summary_code *code);

/* In a burst. */
void ls_slower_in_burst(const ls_summary *summary, const ls_burst *burst,
                        ls_finding *finding);

#endif
