/* SPDX-License-Identifier: MIT */
#ifndef PIPELINE_RESUME_H
#define PIPELINE_RESUME_H

#include "pipeline/reading.h"

/* For an input with a position (ls_run_input). */

/*
 * Leaves out what stands before the position, and what may still grow behind,
 * if that can be done before the format is known. What is wrong stands in the
 * outcome; LS_ENOMEM is the only failure.
 */
ls_status ls_resume_range(ls_reading *reading, bool is_growing) LS_MUST_USE;

/* Refuses what has no lines: its first bytes are known now. As above. */
ls_status ls_resume_check(ls_reading *reading, ls_slice head) LS_MUST_USE;

/* Puts in force what the position says, once the format is known. As above. */
ls_status ls_resume_start(ls_reading *reading) LS_MUST_USE;

/*
 * Whether something of the input was understood before: so it is a log, though
 * what was read now may have no record.
 */
bool ls_resume_is_later(const ls_reading *reading);

/* Tells where reading could go on, if it could. */
void ls_resume_tell(const ls_reading *reading);

#endif
