/* SPDX-License-Identifier: MIT */
#ifndef CLI_EXIT_H
#define CLI_EXIT_H

/* Exit statuses; of several the highest counts. */
typedef enum ls_exit {
    LS_EXIT_DONE = 0,
    LS_EXIT_INCOMPLETE = 1, /* something could not be read or written */
    LS_EXIT_USAGE = 2,      /* the command line is wrong */
} ls_exit;

#endif
