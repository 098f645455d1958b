/* SPDX-License-Identifier: MIT */
/*
 * Writing on the screen. Everything that comes from a log passes through
 * ls_pen_bytes(), which lets nothing through that moves the cursor, changes the
 * direction of writing, or joins what stands beside it.
 */

/* For wcwidth(), and what curses has for wide characters; where these are not
   set by what curses says of itself. */
#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700
#endif
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif

#include "live/pen.h"

#include <curses.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

static bool has_colour;
static bool has_utf8;

static const struct {
    short colour; /* -1: none */
    bool bold;
    bool dim;
    bool reversed;
} pens[LS_PENS] = {
    [LS_PEN_PLAIN] = { -1, false, false, false },
    [LS_PEN_STRONG] = { -1, true, false, false },
    [LS_PEN_FAINT] = { -1, false, true, false },
    [LS_PEN_CHOSEN] = { -1, false, false, true },
    [LS_PEN_GOOD] = { COLOR_GREEN, false, false, false },
    [LS_PEN_OTHER] = { COLOR_CYAN, false, false, false },
    [LS_PEN_WARN] = { COLOR_YELLOW, false, false, false },
    [LS_PEN_BAD] = { COLOR_RED, true, false, false },
};

void ls_pen_init(const ls_live_look *look)
{
    has_utf8 = look->utf8;
    has_colour = look->colour && has_colors();
    if (!has_colour)
        return;
    (void)start_color();
    (void)use_default_colors();
    for (int i = 0; i < LS_PENS; i++)
        if (pens[i].colour >= 0)
            (void)init_pair((short)(i + 1), pens[i].colour, -1);
}

static attr_t attributes_of(ls_pen pen)
{
    attr_t set = A_NORMAL;

    if (pens[pen].bold)
        set |= A_BOLD;
    if (pens[pen].dim)
        set |= A_DIM;
    if (pens[pen].reversed)
        set |= A_REVERSE;
    return set;
}

static void take(ls_pen pen)
{
    short pair = 0;

    if (has_colour && pens[pen].colour >= 0)
        pair = (short)(pen + 1);
    (void)attr_set(attributes_of(pen), pair, NULL);
}

ls_pen ls_pen_of(unsigned code)
{
    switch (code / 100) {
    case 2:
        return LS_PEN_GOOD;
    case 1:
    case 3:
        return LS_PEN_OTHER;
    case 4:
        return LS_PEN_WARN;
    default:
        return LS_PEN_BAD;
    }
}

/* A character that stays where it is put, and takes one column or two. */
static bool is_safe(wchar_t c, int columns)
{
    if (columns < 1 || columns > 2 || !iswprint((wint_t)c))
        return false;
    /* What says where writing goes on, though it may count as printable. */
    return !(c >= 0x200b && c <= 0x200f) && !(c >= 0x2028 && c <= 0x202e) &&
           !(c >= 0x2060 && c <= 0x206f) && !(c >= 0x0590 && c <= 0x08ff) &&
           !(c >= 0xfb1d && c <= 0xfeff) && c < 0x1f000;
}

/* Writes one character of the bytes, or the first of them as \xHH. */
static int put_one(ls_slice *bytes, int room)
{
    mbstate_t state;
    wchar_t c = 0;
    size_t len = 1;
    int columns = 0;

    memset(&state, 0, sizeof(state));
    if (has_utf8)
        len = mbrtowc(&c, bytes->ptr, bytes->len, &state);
    else if (bytes->ptr[0] >= ' ' && bytes->ptr[0] <= '~')
        c = (wchar_t)bytes->ptr[0];
    if (len != 0 && len <= bytes->len && c)
        columns = wcwidth(c);
    if (is_safe(c, columns)) {
        if (columns > room)
            return 0;
        (void)addnwstr(&c, 1);
        *bytes = ls_slice_skip(*bytes, len);
        return columns;
    }
    if (room < 4)
        return 0;
    (void)printw("\\x%02x", (unsigned char)bytes->ptr[0]);
    *bytes = ls_slice_skip(*bytes, 1);
    return 4;
}

int ls_pen_bytes(ls_pen pen, int row, int column, int width, ls_slice bytes)
{
    int used = 0;
    int put = 1;

    take(pen);
    if (width <= 0 || move(row, column) == ERR)
        return 0;
    while (bytes.len && put > 0) {
        put = put_one(&bytes, width - used);
        used += put;
    }
    return used;
}

int ls_pen_text(ls_pen pen, int row, int column, int width, const char *format,
                ...)
{
    char text[512];
    va_list args;

    va_start(args, format);
    (void)vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    return ls_pen_bytes(pen, row, column, width, ls_slice_of(text));
}

void ls_pen_clear(int row)
{
    take(LS_PEN_PLAIN);
    if (move(row, 0) != ERR)
        (void)clrtoeol();
}

static void put_block(ls_pen pen, int row, int column, wchar_t block,
                      char plain)
{
    take(pen);
    if (has_utf8)
        (void)mvaddnwstr(row, column, &block, 1);
    else
        (void)mvaddch(row, column, (chtype)plain);
}

void ls_pen_bar(ls_pen pen, int row, int column, int columns)
{
    for (int i = 0; i < columns; i++)
        put_block(pen, row, column + i, 0x2588, '#');
}

void ls_pen_spark(ls_pen pen, int row, int column, int eighth)
{
    static const char plain[] = " .:-=+*%#";

    if (eighth == 0)
        put_block(pen, row, column, ' ', ' ');
    else
        put_block(pen, row, column, (wchar_t)(0x2580 + eighth), plain[eighth]);
}
