/* SPDX-License-Identifier: MIT */
#ifndef RENDER_MARKUP_H
#define RENDER_MARKUP_H

#include "render/writer.h"

/*
 * Bytes of any kind in a text with markup of its own: escaped as text for
 * people is, and what would be markup as &#nn;, which neither HTML nor Markdown
 * takes for more than the character.
 */

/* As text or the value of an attribute in HTML. */
void ls_write_html(ls_writer *writer, ls_slice bytes);
void ls_write_html_string(ls_writer *writer, const char *string);

/* As text in GitHub-flavoured Markdown, a whole cell or item. */
void ls_write_markdown(ls_writer *writer, ls_slice bytes);
void ls_write_markdown_string(ls_writer *writer, const char *string);

#endif
