/* SPDX-License-Identifier: MIT */
/* Bytes of a log in HTML and Markdown, where they must mean nothing. */

#include "render/markup.h"

/* Whether the byte at a place of a text means something there. */
typedef bool is_markup(ls_slice text, size_t at);

static void put_special(ls_writer *writer, char byte)
{
    ls_write_string(writer, "&#");
    ls_write_number(writer, (unsigned char)byte);
    ls_write_string(writer, ";");
}

static void write_marked(ls_writer *writer, ls_slice text, is_markup *special)
{
    for (size_t at = 0; at < text.len;) {
        const ls_slice rest = ls_slice_skip(text, at);
        size_t len = ls_escape_plain(rest, LS_ESCAPE_TEXT);

        if (len == 1 && special(text, at))
            put_special(writer, text.ptr[at]);
        else if (len)
            ls_write(writer, ls_slice_head(rest, len));
        else
            ls_write_escaped(writer, ls_slice_head(rest, 1), LS_ESCAPE_TEXT);
        at += len ? len : 1;
    }
}

static bool is_one_of(char byte, const char *bytes, size_t count)
{
    return memchr(bytes, byte, count) != NULL;
}

static bool is_html(ls_slice text, size_t at)
{
    return is_one_of(text.ptr[at], "<>&\"'", 5);
}

void ls_write_html(ls_writer *writer, ls_slice bytes)
{
    write_marked(writer, bytes, is_html);
}

void ls_write_html_string(ls_writer *writer, const char *string)
{
    ls_write_html(writer, ls_slice_of(string));
}

static bool is_digits(ls_slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
    return text.len > 0;
}

/*
 * Also what becomes a link, a mention or a formula by itself, and what would
 * begin a list at the start of a line.
 */
static bool is_markdown(ls_slice text, size_t at)
{
    char byte = text.ptr[at];

    if (is_one_of(byte, "<>&|*_`[]!#~\\@$", 15))
        return true;
    if (byte == ':')
        return at + 1 < text.len && text.ptr[at + 1] == '/';
    if (byte == '.' && at && (text.ptr[at - 1] | 0x20) == 'w')
        return true;
    if (byte == '.' || byte == ')')
        return is_digits(ls_slice_head(text, at)) &&
               (at + 1 == text.len || text.ptr[at + 1] == ' ');
    return at == 0 && is_one_of(byte, "+-=", 3);
}

void ls_write_markdown(ls_writer *writer, ls_slice bytes)
{
    write_marked(writer, bytes, is_markdown);
}

void ls_write_markdown_string(ls_writer *writer, const char *string)
{
    ls_write_markdown(writer, ls_slice_of(string));
}
