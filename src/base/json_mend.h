/* SPDX-License-Identifier: MIT */
#ifndef BASE_JSON_MEND_H
#define BASE_JSON_MEND_H

#include "base/buf.h"

/*
 * What base/json.h promises beyond its parser: makes \\xhh of \xhh, \ufffd of
 * a surrogate without its other half, and finds bytes that the parser would
 * take for blanks, though they are none: then `*valid` is false.
 *
 * `*object` stays as it is if there is nothing to mend, else it is in
 * `mended`. LS_ENOMEM.
 */
ls_status ls_json_mend(ls_slice *object, ls_buf *mended,
                       bool *valid) LS_MUST_USE;

#endif
