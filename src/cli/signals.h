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

/* As if one of them had come. */
void ls_signals_stop(void);

/* The signals end the program at once again. */
void ls_signals_release(void);

/*
 * From now on SIGUSR1 asks for a report: returns the descriptor that is then
 * readable, to be emptied by the next function; -1: it cannot be had.
 */
int ls_signals_ask(void);

/* Whether somebody has asked since the last time. */
bool ls_signals_asked(void);

/* Whether a signal came while they were held. */
bool ls_signals_stopped(void);

#endif
