/* SPDX-License-Identifier: MIT */
#ifndef PIPELINE_SPREAD_H
#define PIPELINE_SPREAD_H

/* The processor that the caller runs on; -1: it is not known. */
int ls_spread_here(void);

/*
 * Moves the calling thread off that processor, if it runs there and may run on
 * others. It may go back at any time.
 */
void ls_spread_from(int processor);

#endif
