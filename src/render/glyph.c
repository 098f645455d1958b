/* SPDX-License-Identifier: MIT */
/*
 * How wide text is on a screen. utf8proc knows the widths; a combining mark
 * belongs to what stands before it, so that no cut can part them.
 */

#include "render/glyph.h"

#include <utf8proc.h>

/* More marks on one letter than any language has; the rest take room. */
#define MARKS_MAX 8

/* The first character: its length in bytes, and its width once escaped. */
static size_t measure(ls_slice text, ls_escape how, size_t *width)
{
    size_t len = ls_escape_plain(text, how);
    utf8proc_int32_t c;
    int columns;

    if (len == 0) {
        /* A character that is valid stays whole even as several \xhh. */
        len = ls_escape_plain(text, LS_ESCAPE_CONTROL);
        len = len ? len : 1;
        *width = 4 * len;
        return len;
    }
    *width = 1;
    if (len == 1)
        return len;
    (void)utf8proc_iterate((const utf8proc_uint8_t *)text.ptr,
                           (utf8proc_ssize_t)len, &c);
    columns = utf8proc_charwidth(c);
    /* A terminal shows a box for a character that it does not know. */
    if (columns <= 0 && utf8proc_category(c) == UTF8PROC_CATEGORY_CN)
        columns = 1;
    *width = columns > 0 ? (size_t)columns : 0;
    return len;
}

bool ls_glyph_next(ls_slice *text, ls_escape how, ls_glyph *glyph)
{
    size_t used;

    if (text->len == 0)
        return false;
    used = measure(*text, how, &glyph->width);
    if (glyph->width == 0)
        glyph->width = 1;
    for (int marks = 0; marks < MARKS_MAX && used < text->len; marks++) {
        size_t width;
        size_t len = measure(ls_slice_skip(*text, used), how, &width);

        if (width)
            break;
        used += len;
    }
    glyph->bytes = ls_slice_head(*text, used);
    *text = ls_slice_skip(*text, used);
    return true;
}

size_t ls_glyph_width(ls_slice text, ls_escape how)
{
    size_t width = 0;
    ls_glyph glyph;

    while (ls_glyph_next(&text, how, &glyph))
        width += glyph.width;
    return width;
}

ls_slice ls_glyph_head(ls_slice text, ls_escape how, size_t width)
{
    ls_slice rest = text;
    size_t used = 0;
    size_t len = 0;
    ls_glyph glyph;

    while (ls_glyph_next(&rest, how, &glyph) && glyph.width <= width - used) {
        used += glyph.width;
        len += glyph.bytes.len;
    }
    return ls_slice_head(text, len);
}

ls_slice ls_glyph_tail(ls_slice text, ls_escape how, size_t width)
{
    size_t left = ls_glyph_width(text, how);
    ls_glyph glyph;

    while (left > width && ls_glyph_next(&text, how, &glyph))
        left -= glyph.width;
    return text;
}
