/* SPDX-License-Identifier: MIT */
/* The man page: what is no option stands here. */

#include "manual/manual.h"

#include <stdio.h>
#include <string.h>

static const char before[] =
    ".TH LOGSTAT 1 \"\" \"logstat " LOGSTAT_VERSION "\" \"User Commands\"\n"
    ".SH NAME\n"
    "logstat \\- count the status codes in HTTP access logs and explain them\n"
    ".SH SYNOPSIS\n"
    ".B logstat\n"
    "[\\fIOPTION\\fR]... [\\fIFILE\\fR]...\n"
    ".SH DESCRIPTION\n"
    "Reads HTTP access logs, of Apache, nginx, IIS and every other common "
    "server, proxy and CDN, counts the requests per status code, class and "
    "method, says what each code means and what to check first, and accounts "
    "for every line. The format of each FILE is found out from its content; it "
    "may be compressed, a directory with logs, or a summary that logstat wrote "
    "with\n"
    ".BR \\-\\-json ,\n"
    "which is added. Without FILE, or where FILE is \\-, reads standard "
    "input.\n"
    ".PP\n"
    "Options may stand anywhere; \\-\\- ends them.\n";

static const char behind[] =
    ".SH EXIT STATUS\n"
    ".TP\n.B 0\nDone, also if the reader of the report left early.\n"
    ".TP\n.B 1\nAn input or output could not be read or written, wholly or in "
    "part; lines are known to be missing; or no line of an input could be "
    "understood. What could be read is reported all the same.\n"
    ".TP\n.B 2\nWrong usage.\n"
    ".TP\n.B 3\nA condition of\n.B \\-\\-fail\\-if\nheld.\n"
    ".TP\n.B 75\nAnother run has the file of\n.BR \\-\\-update .\n"
    ".SH ENVIRONMENT\n"
    ".TP\n.B NO_COLOR\nIf set and not empty: no colours.\n"
    ".TP\n.B COLUMNS\nWidth of the report on a terminal that does not tell its "
    "own.\n"
    ".TP\n.B TERM\nIf empty or dumb: no colours and no view.\n"
    ".TP\n.B TZ\nThe zone that is meant by local.\n"
    ".TP\n.B XDG_CONFIG_HOME, HOME\nWhere the user's own formats are.\n"
    ".TP\n.B LC_ALL, LC_CTYPE, LANG\nIf they name no UTF\\-8 locale, the text "
    "report is ASCII.\n"
    ".SH FILES\n"
    ".TP\n.I $XDG_CONFIG_HOME/logstat/patterns, ~/.config/logstat/patterns\n"
    "The user's own formats.\n"
    ".TP\n.I FILE.prev, FILE.lock\nBeside the file of\n.BR \\-\\-update :\n"
    "the version before, and what keeps a second run out.\n"
    ".SH EXAMPLES\n";

static const char end[] =
    ".SH SEE ALSO\n"
    ".BR goaccess (1),\n.BR lnav (1),\n.BR logrotate (8),\n.BR zstd (1)\n";

static const struct {
    const char *text;
    const char *command;
} examples[] = {
    { "What did the server answer, and what does it mean?",
      "logstat access.log" },
    { "The paths and clients behind server errors:",
      "logstat --status 5xx --by path --by client access.log" },
    { "Only what failed or took long, since this morning:",
      "logstat --since today --where 'status >= 500 or duration > 2s' "
      "access.log" },
    { "What has changed since yesterday?",
      "logstat --baseline yesterday.json access.log" },
    { "The sites of a server, those that fail most first:",
      "logstat --by site --sort rate /home/*/logs /var/log/nginx" },
    { "A log as it grows, as a view on a terminal:",
      "logstat --follow access.log" },
    { "For cron, a report only if the last hour was bad:",
      "logstat --since -1h --quiet-if-ok --fail-if '5xx > 1%' access.log" },
    { "Every night what is new, through any rotation:",
      "logstat --update access.json --delta access.log" },
    { "A page, and metrics, of one pass:",
      "logstat -o report.html -o logstat.prom access.log" },
    { "What does this code mean?", "logstat --explain 499" },
};

static void put_text(const char *text)
{
    if (text[0] == '.' || text[0] == '\'')
        (void)fputs("\\&", stdout);
    for (; *text; text++) {
        if (*text == '\\')
            (void)fputs("\\e", stdout);
        else if (*text == '-')
            (void)fputs("\\-", stdout);
        else if (*text == '\'')
            (void)fputs("\\(aq", stdout);
        else if (*text == '^')
            (void)fputs("\\(ha", stdout);
        else if (*text == '~')
            (void)fputs("\\(ti", stdout);
        else
            (void)putchar(*text);
    }
}

static void put_option(const ls_option *option)
{
    (void)fputs(".TP\n.B ", stdout);
    if (option->letter[0])
        (void)printf("\\-%s, ", option->letter);
    put_text("--");
    put_text(option->name);
    if (option->value[0]) {
        (void)fputs(" \\fI", stdout);
        put_text(option->value);
        (void)fputs("\\fR", stdout);
    }
    (void)putchar('\n');
    put_text(option->help);
    (void)putchar('\n');
}

void print_man(void)
{
    const ls_option *option;
    const char *group = "";

    (void)fputs(before, stdout);
    (void)fputs(".SH OPTIONS\n", stdout);
    for (size_t i = 0; (option = ls_option_at(i)) != NULL; i++) {
        if (strcmp(group, option->group) != 0)
            (void)printf(".SS %s\n", option->group);
        group = option->group;
        put_option(option);
    }
    (void)fputs(behind, stdout);
    for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++) {
        (void)printf(".PP\n%s\n.PP\n.RS 4\n.EX\n", examples[i].text);
        put_text(examples[i].command);
        (void)fputs("\n.EE\n.RE\n", stdout);
    }
    (void)fputs(end, stdout);
}
