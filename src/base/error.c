/* SPDX-License-Identifier: MIT */
/*
 * Errors: a message is made here and nowhere else, so that a file name or a
 * pattern cannot bring a control byte to a terminal.
 */

#include <logstat/error.h>

#include "base/escape.h"

#include <stdarg.h>
#include <stdio.h>

/* Escapes `text` into the message, cut between characters where it is full. */
static void set_message(ls_error *err, ls_slice text)
{
    static const char digits[] = "0123456789abcdef";
    size_t room = sizeof(err->message) - 1;
    size_t used = 0;

    while (text.len) {
        size_t len = ls_escape_plain(text, LS_ESCAPE_TEXT);
        unsigned char byte = (unsigned char)text.ptr[0];

        if (room - used < (len ? len : 4))
            break;
        if (len) {
            memcpy(err->message + used, text.ptr, len);
            used += len;
        } else {
            err->message[used++] = '\\';
            err->message[used++] = 'x';
            err->message[used++] = digits[byte >> 4];
            err->message[used++] = digits[byte & 15];
        }
        text = ls_slice_skip(text, len ? len : 1);
    }
    err->message[used] = '\0';
}

ls_status ls_fail(ls_error *err, ls_status status, size_t line,
                  const char *format, ...)
{
    char text[sizeof(err->message)];
    va_list args;

    if (!err)
        return status;
    va_start(args, format);
    (void)vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    err->line = line;
    err->column = 0;
    set_message(err, ls_slice_of(text));
    return status;
}
