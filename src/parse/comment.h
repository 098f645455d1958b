/* SPDX-License-Identifier: MIT */
#ifndef PARSE_COMMENT_H
#define PARSE_COMMENT_H

#include <logstat/slice.h>

/*
 * Whether a line belongs to the log's notation, not to its content: a
 * directive of W3C logs or of Zeek's, or "==> access.log <==", which GNU tail
 * and head put between files. `remarks`: any line that starts with # is one.
 */
bool ls_comment_is(ls_slice line, bool remarks);

#endif
