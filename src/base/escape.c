/* SPDX-License-Identifier: MIT */
/*
 * Escaping of log bytes. utf8proc says what is a valid character (RFC 3629);
 * which valid ones are still dangerous to show is said here.
 */

#include "base/escape.h"

#include <utf8proc.h>

static bool is_control(utf8proc_int32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0);
}

/*
 * Characters that are not seen but change what is seen around them: UAX #9
 * controls, zero-width ones, and the two separators that end a line.
 */
static bool deceives(utf8proc_int32_t c)
{
    return c == 0x061c || (c >= 0x200b && c <= 0x200f) || c == 0x2028 ||
           c == 0x2029 || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
           (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe007f);
}

size_t ls_escape_plain(ls_slice s, ls_escape how)
{
    unsigned char first = (unsigned char)s.ptr[0];
    utf8proc_int32_t c;
    utf8proc_ssize_t len;

    if (first < 0x80)
        return !is_control(first);
    if (how == LS_ESCAPE_ASCII)
        return 0;
    len = utf8proc_iterate((const utf8proc_uint8_t *)s.ptr,
                           (utf8proc_ssize_t)(s.len > 4 ? 4 : s.len), &c);
    if (len <= 0 || is_control(c))
        return 0;
    if (how == LS_ESCAPE_TEXT && deceives(c))
        return 0;
    return (size_t)len;
}

static ls_status append_hex(ls_buf *out, unsigned char byte)
{
    static const char digits[] = "0123456789abcdef";
    char text[4] = { '\\', 'x', digits[byte >> 4], digits[byte & 15] };

    return ls_buf_append(out, (ls_slice){ text, sizeof(text) });
}

/* How many bytes from the start of `s` may be shown as they are. */
static size_t plain_run(ls_slice s, ls_escape how)
{
    size_t run = 0;

    while (run < s.len) {
        size_t len = ls_escape_plain(ls_slice_skip(s, run), how);

        if (len == 0)
            break;
        run += len;
    }
    return run;
}

ls_status ls_escape_append(ls_buf *out, ls_slice s, ls_escape how)
{
    while (s.len) {
        size_t run = plain_run(s, how);

        if (run && ls_buf_append(out, ls_slice_head(s, run)) != LS_OK)
            return LS_ENOMEM;
        s = ls_slice_skip(s, run);
        if (s.len == 0)
            break;
        if (append_hex(out, (unsigned char)s.ptr[0]) != LS_OK)
            return LS_ENOMEM;
        s = ls_slice_skip(s, 1);
    }
    return LS_OK;
}
