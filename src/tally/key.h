/* SPDX-License-Identifier: MIT */
#ifndef TALLY_KEY_H
#define TALLY_KEY_H

#include "base/buf.h"

/* The longest key kept, in bytes, and how much of a longer one is kept. */
enum {
    LS_KEY_MAX = 512,
    LS_KEY_KEPT = 480
};

/*
 * Log bytes as the key of a table: valid UTF-8 with control and other bytes as
 * \xhh, and a logged \xHH in lower case, so that one path is one key however
 * its server escaped it. Of a key over LS_KEY_MAX bytes the first LS_KEY_KEPT
 * and a hash of the rest are kept. `room` may hold the result; it is valid
 * until either changes.
 */
ls_status ls_key_make(ls_slice bytes, ls_buf *room, ls_slice *key) LS_MUST_USE;

#endif
