/* SPDX-License-Identifier: MIT */
/*
 * --help: the table of options, laid out in two columns below 80. What an
 * option is called and what it does is said in the table, not here.
 */

#include "cli/help.h"

#include "cli/options.h"

#include <stdio.h>

enum {
    TEXT_COLUMN = 27,
    LAST_COLUMN = 79,
};

static const char purpose[] =
    "Counts the status codes in HTTP access logs and explains them. Without "
    "FILE,\nor where FILE is -, reads standard input. Where FILE is a "
    "directory, "
    "reads the\nlogs in it. The format of each log is found out from its "
    "content.\n";

static const char statuses[] =
    "0 done; 1 an input or output could not be read or written, wholly or in "
    "part,\nor no line of an input could be understood; 2 wrong usage; 3 a "
    "--fail-if held;\n75 another run has the file of --update.\n";

static void write_heading(ls_output *output, const char *text, bool colour)
{
    ls_output_text(output, colour ? "\n\033[1m" : "\n");
    ls_output_text(output, text);
    ls_output_text(output, colour ? ":\033[0m\n" : ":\n");
}

/* Writes `text`, broken at spaces, starting in TEXT_COLUMN. */
static void write_wrapped(ls_output *output, const char *text)
{
    ls_slice rest = ls_slice_of(text);
    size_t column = TEXT_COLUMN;
    ls_slice word;

    while (rest.len) {
        if (!ls_slice_cut(&rest, ' ', &word)) {
            word = rest;
            rest.len = 0;
        }
        if (column > TEXT_COLUMN && column + 1 + word.len > LAST_COLUMN) {
            ls_output_text(output, "\n");
            ls_output_fill(output, ' ', TEXT_COLUMN);
            column = TEXT_COLUMN;
        } else if (column > TEXT_COLUMN) {
            ls_output_text(output, " ");
            column++;
        }
        (void)ls_output_write(output, word);
        column += word.len;
    }
    ls_output_text(output, "\n");
}

static void write_option(ls_output *output, const ls_option *option)
{
    char left[TEXT_COLUMN + 16];
    char letter[] = { '-', option->letter[0], ',', '\0' };
    int used =
        snprintf(left, sizeof(left), "  %3s --%s %s",
                 option->letter[0] ? letter : "", option->name, option->value);
    size_t len = used > 0 ? (size_t)used : 0;

    ls_output_text(output, left);
    ls_output_fill(output, ' ', len < TEXT_COLUMN ? TEXT_COLUMN - len : 1);
    write_wrapped(output, option->help);
}

const char *ls_help_usage(void)
{
    return "logstat [OPTION]... [FILE]...";
}

void ls_help_write(ls_output *output, bool colour)
{
    const char *group = NULL;
    const ls_option *option;

    ls_output_text(output, colour ? "\033[1mUsage:\033[0m " : "Usage: ");
    ls_output_text(output, ls_help_usage());
    ls_output_text(output, "\n\n");
    ls_output_text(output, purpose);
    for (size_t i = 0; (option = ls_option_at(i)) != NULL; i++) {
        if (option->group != group)
            write_heading(output, option->group, colour);
        group = option->group;
        write_option(output, option);
    }
    write_heading(output, "Exit status", colour);
    ls_output_text(output, statuses);
}

void ls_version_write(ls_output *output)
{
    ls_output_text(output, "logstat " LOGSTAT_VERSION "\n");
}
