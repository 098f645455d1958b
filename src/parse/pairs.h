/* SPDX-License-Identifier: MIT */
#ifndef PARSE_PAIRS_H
#define PARSE_PAIRS_H

#include "parse/keymap.h"

/*
 * Lines of keys and values. LTSV (http://ltsv.org): `label:value`, tabs
 * between. logfmt: `key=value key="a \"quoted\" value"`, blanks between.
 */

/* Takes the pairs of a line; false if it is no such line. */
bool ls_ltsv_read(ls_keyed *keyed, ls_slice line);
bool ls_logfmt_read(ls_keyed *keyed, ls_slice line);

#endif
