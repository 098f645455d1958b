/* SPDX-License-Identifier: MIT */
#ifndef BASE_JSON_LOOSE_H
#define BASE_JSON_LOOSE_H

#include "base/buf.h"

/*
 * What servers write as JSON whose format puts values into it as they are:
 * nothing or a `-` where there is none, 000, "0.01, 0.02" without its quotes,
 * and a comma too many. Writes the object with such values as strings or null
 * into `loosened`; `*changed` is false if there are none. LS_ENOMEM.
 */
ls_status ls_json_loosen(ls_slice object, ls_buf *loosened,
                         bool *changed) LS_MUST_USE;

#endif
