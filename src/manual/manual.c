/* SPDX-License-Identifier: MIT */
/*
 * Prints the man page, or what a shell completes, from the table of options. It
 * is run when logstat is built, and not installed:
 *
 *     manual man|bash|zsh|fish
 */

#include "manual/manual.h"

#include <stdio.h>
#include <string.h>

enum {
    SHORT = 78 /* bytes of a short help at most */
};

/* --- What a value is, by what --help calls it. */

static const struct {
    const char *value;
    value_kind kind;
} kinds[] = {
    { "FILE", VALUE_FILE },  { "OLD", VALUE_FILE },  { "GLOB", VALUE_FILE },
    { "DIR", VALUE_FOLDER }, { "CODE", VALUE_CODE }, { "FORMAT", VALUE_FORMAT },
    { "", VALUE_NONE },
};

value_kind value_of(const ls_option *option)
{
    if (ls_option_words(option->kind))
        return VALUE_WORD;
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (strcmp(option->value, kinds[i].value) == 0)
            return kinds[i].kind;
    return VALUE_FREE;
}

void put_words(const ls_option *option)
{
    const char *const *words = ls_option_words(option->kind);

    for (size_t i = 0; words[i]; i++)
        (void)printf("%s%s", i ? " " : "", words[i]);
}

const char *command_of(value_kind kind)
{
    if (kind == VALUE_FORMAT)
        return "logstat --list-formats 2>/dev/null | "
               "sed -n 's/^\\([a-z][a-z0-9_]*\\) .*/\\1/p'";
    if (kind == VALUE_CODE)
        return "logstat --list-codes 2>/dev/null | "
               "sed -n 's/^ *\\([0-9][0-9]*\\) .*/\\1/p' | sort -u";
    return "";
}

/* The help up to where it goes into detail, in whole words. */
size_t short_help(const ls_option *option)
{
    const char *help = option->help;
    size_t len = strcspn(help, ":;(");

    if (len > SHORT)
        for (len = SHORT; len && help[len] != ' ';)
            len--;
    while (len && help[len - 1] == ' ')
        len--;
    return len;
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*print)(void);
    } outputs[] = {
        { "man", print_man },
        { "bash", print_bash },
        { "zsh", print_zsh },
        { "fish", print_fish },
    };

    for (size_t i = 0; argc == 2 && i < sizeof(outputs) / sizeof(outputs[0]);
         i++)
        if (strcmp(argv[1], outputs[i].name) == 0) {
            outputs[i].print();
            return fflush(stdout) == 0 ? 0 : 1;
        }
    (void)fputs("usage: manual man|bash|zsh|fish\n", stderr);
    return 2;
}
