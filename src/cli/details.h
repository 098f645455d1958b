/* SPDX-License-Identifier: MIT */
#ifndef CLI_DETAILS_H
#define CLI_DETAILS_H

#include "cli/inputs.h"
#include "cli/notes.h"

#include <logstat/format.h>
#include <logstat/summary.h>

/* -v: how each input was read and how fast. */
void ls_details_tell(ls_notes *notes, const ls_inputs *inputs,
                     const ls_summary *summary);

/* A note if reading is slower than it could be; with -v in any case. */
void ls_details_tell_jit(ls_notes *notes);

/* What became of the lines of all inputs. */
void ls_details_tell_lines(ls_notes *notes, const ls_lines *lines);

#endif
