/* SPDX-License-Identifier: MIT */
#ifndef CLI_CHECK_H
#define CLI_CHECK_H

#include "cli/exit.h"
#include "cli/notes.h"
#include "cli/output.h"

#include <logstat/format.h>

/*
 * --check-pattern: adds the format in the file to `formats`, which are
 * compiled anew, and runs its samples. Tells what is wrong.
 */
ls_exit ls_check_pattern(ls_formats *formats, const char *path, ls_notes *notes,
                         ls_output *output);

#endif
