/* SPDX-License-Identifier: MIT */
#ifndef SUMMARY_DERIVE_H
#define SUMMARY_DERIVE_H

#include "base/arena.h"

#include <logstat/summary.h>

/*
 * Derives what follows from the codes and the axis of a summary: classes,
 * methods and durations. `arena` is its memory. LS_ENOMEM.
 */
ls_status ls_summary_derive(ls_arena *arena, ls_summary *summary) LS_MUST_USE;

#endif
