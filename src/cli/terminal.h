/* SPDX-License-Identifier: MIT */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include "cli/options.h"

#include <logstat/render.h>

/* What the place where the report goes can show. */
typedef struct ls_terminal {
    size_t width; /* columns of standard output */
    bool colour;
    bool utf8;
} ls_terminal;

/* Finds out; sets the character type of the locale, and nothing else of it. */
ls_terminal ls_terminal_look(const ls_options *options);

/* Columns of the terminal at this descriptor; 80 if it is none. */
size_t ls_terminal_width(int descriptor);

/* How the text report is to look. */
ls_render_options ls_terminal_render(const ls_terminal *terminal,
                                     const ls_options *options);

#endif
