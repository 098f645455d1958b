/* SPDX-License-Identifier: MIT */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/output.h"

/* --help, with bold headings if `colour`. */
void ls_help_write(ls_output *output, bool colour);

/* How the program is called, on one line. */
const char *ls_help_usage(void);

/* --version. */
void ls_version_write(ls_output *output);

#endif
