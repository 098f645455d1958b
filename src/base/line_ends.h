/* SPDX-License-Identifier: MIT */
#ifndef BASE_LINE_ENDS_H
#define BASE_LINE_ENDS_H

#include "base/vector.h"

#include <stddef.h>
#include <stdint.h>

/*
 * Where the line ends (LF) are in `len` bytes: writes `base` plus the offset of
 * each to `ends`, which has room for `len` + 1 of them, and returns how many
 * there are. `base` + `len` is below 2^32.
 */
size_t ls_line_ends_find(const char *bytes, size_t len, uint32_t base,
                         uint32_t *ends, ls_vectors vectors);

#endif
