/* SPDX-License-Identifier: MIT */
/*
 * The terminal, the locale and the local time zone: what the environment says
 * about how the report should look. The library is told, it never asks.
 * Without a terminal everything has one fixed answer, so that cron and a pipe
 * get the same bytes on every machine.
 */

#include "cli/terminal.h"

#include "cli/values.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum {
    PLAIN_WIDTH = 80,
    MAX_WIDTH = 1000,
};

size_t ls_terminal_width(int descriptor)
{
    const char *columns = getenv("COLUMNS");
    uint64_t width = PLAIN_WIDTH;
    struct winsize size;

    if (!isatty(descriptor))
        return PLAIN_WIDTH;
    if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    if (columns)
        (void)ls_value_number(columns, MAX_WIDTH, &width);
    return width;
}

/* https://no-color.org: set and not empty, whatever its value. */
static bool wants_colour(ls_when when)
{
    const char *refused = getenv("NO_COLOR");
    const char *term = getenv("TERM");

    if (when != LS_WHEN_AUTO)
        return when == LS_WHEN_ALWAYS;
    if (!isatty(STDOUT_FILENO) || (refused && *refused))
        return false;
    return term && *term && strcmp(term, "dumb") != 0;
}

static bool speaks_utf8(void)
{
    return setlocale(LC_CTYPE, "") &&
           strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

ls_terminal ls_terminal_look(const ls_options *options)
{
    return (ls_terminal){
        .width = ls_terminal_width(STDOUT_FILENO),
        .colour = wants_colour(options->color),
        .utf8 = speaks_utf8(),
    };
}

/* Minutes east of UTC, as they are now; 0 if the system cannot say. */
static int local_zone(void)
{
    time_t now = time(NULL);
    ls_zone zone = { 0 };
    struct tm local;
    char text[8];

    if (!localtime_r(&now, &local) ||
        strftime(text, sizeof(text), "%z", &local) != 5)
        return 0;
    memmove(text + 4, text + 3, 3);
    text[3] = ':';
    (void)ls_value_zone(text, &zone);
    return zone.minutes;
}

ls_render_options ls_terminal_render(const ls_terminal *terminal,
                                     const ls_options *options)
{
    const ls_zone *zone = &options->zone;

    return (ls_render_options){
        .width = terminal->width,
        .top = (size_t)options->top,
        .drill = (size_t)options->drill,
        .sort = options->sort,
        .title = options->title,
        .colour = terminal->colour,
        .utf8 = terminal->utf8,
        .brief = options->brief,
        .zone = zone->local ? local_zone() : zone->minutes,
    };
}
