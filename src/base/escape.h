/* SPDX-License-Identifier: MIT */
#ifndef BASE_ESCAPE_H
#define BASE_ESCAPE_H

#include "base/buf.h"

/*
 * How bytes of a log are shown (contract: "Bytes"). What must not be shown as
 * it is becomes \xhh, byte by byte, the way Apache and nginx log it.
 */
typedef enum ls_escape {
    LS_ESCAPE_CONTROL, /* C0, DEL, C1, and bytes that are not valid UTF-8 */
    LS_ESCAPE_TEXT,    /* also what deceives the eye: bidi controls, zero-width
                          characters, U+2028 and U+2029 */
    LS_ESCAPE_ASCII,   /* everything that is not printable ASCII */
} ls_escape;

/*
 * The length in bytes of the character that `s` (not empty) begins with if it
 * may be shown as it is, else 0: its first byte is to be escaped.
 */
size_t ls_escape_plain(ls_slice s, ls_escape how);

/* Appends `s` escaped. */
ls_status ls_escape_append(ls_buf *out, ls_slice s, ls_escape how) LS_MUST_USE;

#endif
