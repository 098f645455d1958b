/* SPDX-License-Identifier: MIT */
#ifndef CLI_EXIT_H
#define CLI_EXIT_H

/* Exit statuses. */
typedef enum ls_exit {
    LS_EXIT_DONE = 0,
    LS_EXIT_INCOMPLETE = 1, /* something could not be read or written */
    LS_EXIT_USAGE = 2,      /* the command line is wrong */
    LS_EXIT_ALERT = 3,      /* a condition of --fail-if held */
    LS_EXIT_LOCKED = 75,    /* another run has the lock: try again */
} ls_exit;

/* Of two that apply the one that is said. */
static inline ls_exit ls_exit_worse(ls_exit a, ls_exit b)
{
    static const ls_exit order[] = { LS_EXIT_USAGE, LS_EXIT_LOCKED,
                                     LS_EXIT_INCOMPLETE, LS_EXIT_ALERT };

    for (unsigned i = 0; i < sizeof(order) / sizeof(order[0]); i++)
        if (a == order[i] || b == order[i])
            return order[i];
    return LS_EXIT_DONE;
}

#endif
