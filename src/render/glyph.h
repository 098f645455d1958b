/* SPDX-License-Identifier: MIT */
#ifndef RENDER_GLYPH_H
#define RENDER_GLYPH_H

#include "base/escape.h"

/*
 * What stands together on a screen: a character with its combining marks, or
 * the \xhh of a byte or character that must not be shown as it is.
 */
typedef struct ls_glyph {
    ls_slice bytes; /* as given, not escaped */
    size_t width;   /* in columns, once escaped */
} ls_glyph;

/* Takes the first glyph off `text`; false if `text` is empty. */
bool ls_glyph_next(ls_slice *text, ls_escape how, ls_glyph *glyph);

/* The width in columns of `text`, once escaped. */
size_t ls_glyph_width(ls_slice text, ls_escape how);

/* The bytes of `text` that fit in `width` columns. */
ls_slice ls_glyph_head(ls_slice text, ls_escape how, size_t width);

/* The same from the end. */
ls_slice ls_glyph_tail(ls_slice text, ls_escape how, size_t width);

#endif
