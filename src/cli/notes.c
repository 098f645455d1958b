/* SPDX-License-Identifier: MIT */
/*
 * Notes and errors for the person at the terminal. Whatever they quote, the
 * name of a file included, may be hostile, so everything goes through the
 * library's escaping for messages.
 */

#include "cli/notes.h"

#include "cli/misfit.h"

#include <stdarg.h>
#include <stdio.h>

/* The library's messages are escaped; escaping them again changes nothing. */
static void print(ls_notes *notes, const char *subject, const char *text)
{
    ls_error about = { 0 };
    ls_error message;
    char line[2 * sizeof(message.message) + 4];

    if (notes->progress)
        ls_progress_clear(notes->progress);
    (void)ls_fail(&message, LS_OK, 0, "%s", text);
    if (subject)
        (void)ls_fail(&about, LS_OK, 0, "%s", subject);
    (void)snprintf(line, sizeof(line), "%s%s%s", about.message,
                   subject ? ": " : "", message.message);
    if (notes->hear)
        notes->hear(notes->context, line);
    else
        (void)fprintf(stderr, "logstat: %s\n", line);
}

void ls_note(ls_notes *notes, const char *subject, const char *format, ...)
{
    char text[sizeof(((ls_error *)0)->message)];
    va_list args;

    if (notes->quiet)
        return;
    va_start(args, format);
    (void)vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    print(notes, subject, text);
}

void ls_complain(ls_notes *notes, const char *subject, const char *format, ...)
{
    char text[sizeof(((ls_error *)0)->message)];
    va_list args;

    va_start(args, format);
    (void)vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    print(notes, subject, text);
    notes->errors++;
}

/* The value and, below it, a mark at the place. */
static void draw(const ls_notes *notes, const char *text, size_t column)
{
    ls_misfit place = { .column = column };
    size_t len = strlen(text);
    ls_picture picture;

    /* Of a long value the part around the place. */
    if (place.column > sizeof(place.text) / 2) {
        size_t cut = place.column - sizeof(place.text) / 2;

        text += cut;
        len -= cut;
        place.column -= cut;
    }
    place.len = len < sizeof(place.text) - 1 ? len : sizeof(place.text) - 1;
    memcpy(place.text, text, place.len);
    ls_picture_draw(&picture, &place, notes->utf8);
    (void)fprintf(stderr, "  %s\n  %*s^\n", picture.line, (int)picture.mark,
                  "");
}

void ls_complain_at(ls_notes *notes, const char *option, const char *text,
                    const ls_error *err)
{
    ls_complain(notes, option, "%s", err->message);
    if (err->column)
        draw(notes, text, err->column);
}
