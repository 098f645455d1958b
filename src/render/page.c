/* SPDX-License-Identifier: MIT */
/*
 * Text in columns: where the line stands, what fits, and where it is cut. It
 * knows nothing of summaries. Blanks are owed rather than written, since a
 * line may end before anything follows them.
 */

#include "render/page.h"

#define WIDTH_DEFAULT 80
#define WIDTH_MIN 40
#define TEXT_WIDTH_MAX 100
#define ITEM_GAP 3

void ls_page_init(ls_page *page, const ls_render_options *options,
                  const ls_sink *sink)
{
    static const ls_render_options plain = { 0 };

    ls_writer_init(&page->out, sink);
    page->look = options ? *options : plain;
    if (page->look.width == 0)
        page->look.width = WIDTH_DEFAULT;
    if (page->look.width < WIDTH_MIN)
        page->look.width = WIDTH_MIN;
    page->escape = page->look.utf8 ? LS_ESCAPE_TEXT : LS_ESCAPE_ASCII;
    page->column = 0;
    page->blanks = 0;
    page->style = LS_STYLE_PLAIN;
}

ls_status ls_page_finish(ls_page *page)
{
    return ls_writer_finish(&page->out);
}

size_t ls_page_right_edge(const ls_page *page)
{
    size_t edge = page->look.width - 1;

    return edge < TEXT_WIDTH_MAX ? edge : TEXT_WIDTH_MAX;
}

/* Writes the blanks that are owed. */
static void settle(ls_page *page)
{
    page->column += page->blanks;
    for (; page->blanks; page->blanks--)
        ls_write_string(&page->out, " ");
}

void ls_page_style(ls_page *page, ls_style style)
{
    /* The terminal's own palette: it knows whether its background is dark. */
    static const char *const codes[] = {
        [LS_STYLE_PLAIN] = "\033[0m",  [LS_STYLE_HEADING] = "\033[1m",
        [LS_STYLE_DIM] = "\033[2m",    [LS_STYLE_WARNING] = "\033[33m",
        [LS_STYLE_ERROR] = "\033[31m",
    };

    if (!page->look.colour || style == page->style)
        return;
    if (page->style != LS_STYLE_PLAIN)
        ls_write_string(&page->out, codes[LS_STYLE_PLAIN]);
    if (style != LS_STYLE_PLAIN) {
        settle(page);
        ls_write_string(&page->out, codes[style]);
    }
    page->style = style;
}

void ls_page_put(ls_page *page, ls_slice text)
{
    size_t at = page->column + page->blanks;
    size_t room = at < page->look.width ? page->look.width - at : 0;

    text = ls_glyph_head(text, page->escape, room);
    if (text.len == 0)
        return;
    settle(page);
    ls_write_escaped(&page->out, text, page->escape);
    page->column += ls_glyph_width(text, page->escape);
}

void ls_page_text(ls_page *page, const char *text)
{
    ls_page_put(page, ls_slice_of(text));
}

void ls_page_symbol(ls_page *page, const char *utf8, const char *ascii)
{
    ls_page_text(page, page->look.utf8 ? utf8 : ascii);
}

void ls_page_to(ls_page *page, size_t column)
{
    if (column > page->column)
        page->blanks = column - page->column;
}

void ls_page_right(ls_page *page, const char *text, size_t end)
{
    size_t width = ls_glyph_width(ls_slice_of(text), page->escape);

    ls_page_to(page, end > width ? end - width : 0);
    ls_page_text(page, text);
}

void ls_page_newline(ls_page *page)
{
    ls_write_string(&page->out, "\n");
    page->column = 0;
    page->blanks = 0;
}

void ls_page_heading(ls_page *page, const char *heading)
{
    ls_page_newline(page);
    ls_page_to(page, 1);
    ls_page_style(page, LS_STYLE_HEADING);
    ls_page_text(page, heading);
    ls_page_style(page, LS_STYLE_PLAIN);
}

/* Text cut to `width`, of which `tail` are kept for its end. */
static void put_cut(ls_page *page, ls_slice text, size_t width, size_t tail)
{
    size_t mark = page->look.utf8 ? 1 : 3;

    if (ls_glyph_width(text, page->escape) <= width) {
        ls_page_put(page, text);
        return;
    }
    if (width < mark + tail)
        return;
    ls_page_put(page, ls_glyph_head(text, page->escape, width - mark - tail));
    ls_page_symbol(page, "\xe2\x80\xa6", "...");
    ls_page_put(page, ls_glyph_tail(text, page->escape, tail));
}

void ls_page_cut(ls_page *page, ls_slice text, size_t width)
{
    put_cut(page, text, width, width > 3 ? (width - 3) / 2 : 0);
}

void ls_page_cut_end(ls_page *page, ls_slice text, size_t width)
{
    put_cut(page, text, width, 0);
}

/* A word that no line can hold: broken where each line ends. */
static void put_broken(ls_page *page, ls_slice word, size_t left)
{
    size_t edge = ls_page_right_edge(page);

    while (word.len) {
        size_t at = page->column + page->blanks;
        ls_slice part =
            ls_glyph_head(word, page->escape, edge > at ? edge - at : 0);

        if (part.len == 0 && at <= left)
            return;
        ls_page_put(page, part);
        word = ls_slice_skip(word, part.len);
        if (word.len) {
            ls_page_newline(page);
            ls_page_to(page, left);
        }
    }
}

/* Begins a new line at `left` unless `width` more columns fit on this one. */
static void make_room(ls_page *page, size_t width, size_t left)
{
    size_t at = page->column + page->blanks;

    if (at > left && at + width > ls_page_right_edge(page)) {
        ls_page_newline(page);
        ls_page_to(page, left);
    }
}

void ls_page_wrap(ls_page *page, ls_slice text, size_t left)
{
    while (text.len) {
        ls_slice word;

        if (!ls_slice_cut(&text, ' ', &word)) {
            word = text;
            text.len = 0;
        }
        if (word.len == 0)
            continue;
        make_room(page, ls_glyph_width(word, page->escape), left);
        put_broken(page, word, left);
        ls_page_to(page, page->column + 1);
    }
}

void ls_page_append(ls_page *page, const char *text)
{
    page->blanks = 0; /* what is owed is taken back */
    ls_page_text(page, text);
}

void ls_page_item(ls_page *page, const char *text, size_t left)
{
    make_room(page, ls_glyph_width(ls_slice_of(text), page->escape), left);
    ls_page_wrap(page, ls_slice_of(text), left);
    ls_page_to(page, page->column + ITEM_GAP);
}
