/* SPDX-License-Identifier: MIT */
#ifndef RENDER_PAGE_H
#define RENDER_PAGE_H

#include "render/glyph.h"
#include "render/word.h"
#include "render/writer.h"

/* What is emphasised. Only colour shows it; no meaning may hang on it. */
typedef enum ls_style {
    LS_STYLE_PLAIN,
    LS_STYLE_HEADING,
    LS_STYLE_DIM,
    LS_STYLE_WARNING,
    LS_STYLE_ERROR,
} ls_style;

/*
 * Text in columns. A page knows where on its line it stands; it never writes
 * past its width, leaves no blanks at the end of a line, and escapes what it
 * is given, so that every byte of a log can be handed to it.
 */
typedef struct ls_page {
    ls_writer out;
    ls_render_options look; /* its width is the real one */
    ls_escape escape;
    size_t column; /* of what is written next, from 0 */
    size_t blanks; /* owed before it */
    ls_style style;
} ls_page;

/* `options` may be NULL. */
void ls_page_init(ls_page *page, const ls_render_options *options,
                  const ls_sink *sink);

/* Ends the page: the first failure there was. */
ls_status ls_page_finish(ls_page *page) LS_MUST_USE;

/* Where wrapped text ends: long lines are hard to read. */
size_t ls_page_right_edge(const ls_page *page);

void ls_page_style(ls_page *page, ls_style style);

/* Text at the place reached. */
void ls_page_put(ls_page *page, ls_slice text);
void ls_page_text(ls_page *page, const char *text);

/* The text, if there is UTF-8, or else what stands for it in ASCII. */
void ls_page_symbol(ls_page *page, const char *utf8, const char *ascii);

/* Goes on at this column; not back. */
void ls_page_to(ls_page *page, size_t column);

/* Text that ends before column `end`. */
void ls_page_right(ls_page *page, const char *text, size_t end);

void ls_page_newline(ls_page *page);

/* An empty line, `heading` in its style at column 1, and no newline. */
void ls_page_heading(ls_page *page, const char *heading);

/* Text of at most `width` columns, with an ellipsis in its middle if cut. */
void ls_page_cut(ls_page *page, ls_slice text, size_t width);

/* The same with the ellipsis at its end: for names, whose start says most. */
void ls_page_cut_end(ls_page *page, ls_slice text, size_t width);

/* Words from the place reached on, wrapped; further lines begin at `left`. */
void ls_page_wrap(ls_page *page, ls_slice text, size_t left);

/* Text right behind the last, such as a comma. */
void ls_page_append(ls_page *page, const char *text);

/*
 * Text kept whole: goes to a new line, at `left`, if it does not fit. One that
 * fits on no line is wrapped.
 */
void ls_page_item(ls_page *page, const char *text, size_t left);

#endif
