/* SPDX-License-Identifier: MIT */
#ifndef CLI_SIGNALS_H
#define CLI_SIGNALS_H

#include <stdbool.h>

/*
 * Signals of the process. A write to a pipe that nobody reads is an error of
 * that write and no longer ends the program. Returns the descriptor that
 * becomes readable when a stream has to stop, or -1 if there is none.
 */
int ls_signals_init(void);

/*
 * From now on the first SIGINT or SIGTERM only stops reading; a second one
 * ends the program. Signals that were ignored stay so.
 */
void ls_signals_hold(void);

/* The signals end the program at once again. */
void ls_signals_release(void);

/* Whether a signal came while they were held. */
bool ls_signals_stopped(void);

#endif
