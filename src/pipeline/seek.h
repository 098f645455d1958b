/* SPDX-License-Identifier: MIT */
#ifndef PIPELINE_SEEK_H
#define PIPELINE_SEEK_H

#include "pipeline/reading.h"

/*
 * Leaves out the start and the end of an input that surely lie outside the
 * filter's time window, where that can be found out without reading them. Its
 * format is known, and nothing has been read of it. What is wrong stands in the
 * outcome; LS_ENOMEM is the only failure.
 */
ls_status ls_seek(ls_reading *reading) LS_MUST_USE;

#endif
