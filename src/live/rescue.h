/* SPDX-License-Identifier: MIT */
#ifndef LIVE_RESCUE_H
#define LIVE_RESCUE_H

#include <stddef.h>

/* Notes how a terminal is, before anybody changes that. */
void ls_rescue_note(int terminal);

/*
 * Gives it back even if the program crashes, and writes these texts to it
 * before, any of which may be NULL.
 */
void ls_rescue_arm(const char *const *texts, size_t count);

/* It is not needed any more. */
void ls_rescue_disarm(void);

#endif
