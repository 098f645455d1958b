/* SPDX-License-Identifier: MIT */
#ifndef TESTS_PROPERTY_MIXES_H
#define TESTS_PROPERTY_MIXES_H

#include "base/buf.h"
#include "property/random.h"

/* Logs put together from pieces of all samples, headers among them. */

/* For a group of tests: reads the samples, and frees them. */
int mixes_set_up(void **state);
int mixes_tear_down(void **state);

/* Fills `log` with pieces of some samples; it is the caller's to release. */
void mix_log(random_source *random, ls_buf *log);

#endif
