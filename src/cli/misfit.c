/* SPDX-License-Identifier: MIT */
/*
 * The picture of a line that does not fit. The column that the library tells
 * is counted in bytes of the log; here it becomes a column of the terminal,
 * after escaping and with characters that are two columns wide.
 */

/* wcwidth() belongs to the XSI part of POSIX. */
#define _XOPEN_SOURCE 700

#include "cli/misfit.h"

#include <stdio.h>
#include <wchar.h>

enum {
    BEFORE = 60, /* columns shown before the place, at most */
};

/* One character, or one byte that has to be escaped, as it is shown. */
struct cell {
    size_t taken; /* bytes of the log */
    size_t width; /* columns */
    char text[8];
};

/* The character at the start of `rest`, if it is one that can be seen. */
static bool read_character(ls_slice rest, struct cell *cell)
{
    mbstate_t state = { 0 };
    wchar_t wide;
    size_t len = mbrtowc(&wide, rest.ptr, rest.len, &state);
    int width;

    if (len == 0 || len > 4 || len > rest.len)
        return false;
    /* Zero columns: combining, but also what hides or turns the text. */
    width = wcwidth(wide);
    if (width < 1)
        return false;
    *cell = (struct cell){ .taken = len, .width = (size_t)width };
    memcpy(cell->text, rest.ptr, len);
    return true;
}

static struct cell read_cell(ls_slice rest, bool utf8)
{
    unsigned char byte = (unsigned char)rest.ptr[0];
    struct cell cell = { .taken = 1, .width = 1 };

    if (byte >= 0x20 && byte < 0x7f) {
        cell.text[0] = (char)byte;
        return cell;
    }
    if (utf8 && byte >= 0x80 && read_character(rest, &cell))
        return cell;
    cell = (struct cell){ .taken = 1, .width = 4 };
    (void)snprintf(cell.text, sizeof(cell.text), "\\x%02x", byte);
    return cell;
}

/* Columns that the first `end` bytes take. */
static size_t columns_until(ls_slice text, size_t end, bool utf8)
{
    size_t columns = 0;

    for (size_t at = 0; at < end && at < text.len;) {
        struct cell cell = read_cell(ls_slice_skip(text, at), utf8);

        columns += cell.width;
        at += cell.taken;
    }
    return columns;
}

/* Drops characters from the left until the place is seen; how many columns. */
static size_t cut_left(ls_slice *text, size_t place, bool utf8)
{
    size_t dropped = 0;

    while (place - dropped > BEFORE) {
        struct cell cell = read_cell(*text, utf8);

        dropped += cell.width;
        *text = ls_slice_skip(*text, cell.taken);
    }
    return dropped;
}

void ls_picture_draw(ls_picture *picture, const ls_misfit *misfit, bool utf8)
{
    static const char dots[] = "...";
    ls_slice text = { misfit->text, misfit->len };
    size_t place = columns_until(text, misfit->column - 1, utf8);
    size_t dropped = cut_left(&text, place, utf8);
    size_t columns = dropped ? sizeof(dots) - 1 : 0;
    size_t used = columns;

    memcpy(picture->line, dots, columns);
    picture->mark = columns + place - dropped;
    while (text.len) {
        struct cell cell = read_cell(text, utf8);
        size_t len = strlen(cell.text);

        if (columns + cell.width > LS_MISFIT_WIDTH ||
            used + len >= sizeof(picture->line))
            break;
        memcpy(picture->line + used, cell.text, len);
        used += len;
        columns += cell.width;
        text = ls_slice_skip(text, cell.taken);
    }
    picture->line[used] = '\0';
}
