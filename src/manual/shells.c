/* SPDX-License-Identifier: MIT */
/* What bash, zsh and fish complete. */

#include "manual/manual.h"

#include <stdio.h>

/* --- bash. */

static void put_names(const ls_option *option)
{
    if (option->letter[0])
        (void)printf("-%s|", option->letter);
    (void)printf("--%s", option->name);
}

static void put_bash_words(const ls_option *option)
{
    (void)fputs("mapfile -t COMPREPLY < <(compgen -W '", stdout);
    put_words(option);
    (void)fputs("' -- \"$cur\")", stdout);
}

static void put_bash_value(const ls_option *option)
{
    value_kind kind = value_of(option);

    if (kind == VALUE_NONE)
        return;
    (void)fputs("    ", stdout);
    put_names(option);
    (void)fputs(")\n        ", stdout);
    if (kind == VALUE_FILE || kind == VALUE_FOLDER)
        (void)printf("mapfile -t COMPREPLY < <(compgen -%c -- \"$cur\")",
                     kind == VALUE_FILE ? 'f' : 'd');
    else if (kind == VALUE_WORD)
        put_bash_words(option);
    else if (command_of(kind)[0])
        (void)printf("mapfile -t COMPREPLY < <(compgen -W \"$(%s)\" -- "
                     "\"$cur\")",
                     command_of(kind));
    else
        (void)fputs("COMPREPLY=()", stdout);
    (void)fputs("\n        return\n        ;;\n", stdout);
}

void print_bash(void)
{
    const ls_option *option;

    (void)fputs("# bash completion for logstat\n\n"
                "_logstat() {\n"
                "    local cur=${COMP_WORDS[COMP_CWORD]}\n"
                "    local prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
                "    local i\n\n"
                "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                "        if [[ ${COMP_WORDS[i]} == -- ]]; then\n"
                "            mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n"
                "            return\n"
                "        fi\n"
                "    done\n"
                "    # bash makes three words of --option=value.\n"
                "    if [[ $cur == = ]]; then\n"
                "        cur=\n"
                "    elif [[ $prev == = ]]; then\n"
                "        prev=${COMP_WORDS[COMP_CWORD - 2]}\n"
                "    fi\n"
                "    case $prev in\n",
                stdout);
    for (size_t i = 0; (option = ls_option_at(i)) != NULL; i++)
        put_bash_value(option);
    (void)fputs("    esac\n"
                "    if [[ $cur == -* ]]; then\n"
                "        mapfile -t COMPREPLY < <(compgen -W '",
                stdout);
    for (size_t i = 0; (option = ls_option_at(i)) != NULL; i++)
        (void)printf("%s--%s", i ? " " : "", option->name);
    (void)fputs("' -- \"$cur\")\n"
                "        return\n"
                "    fi\n"
                "    mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n"
                "} &&\n"
                "    complete -o filenames -F _logstat logstat\n",
                stdout);
}

/* --- zsh. */

/* Text inside of single quotes and brackets. */
static void put_zsh_help(const ls_option *option)
{
    size_t len = short_help(option);

    for (size_t i = 0; i < len; i++) {
        char c = option->help[i];

        if (c == '\'')
            (void)fputs("'\\''", stdout);
        else if (c == '[' || c == ']' || c == '\\')
            (void)printf("\\%c", c);
        else
            (void)putchar(c);
    }
}

static void put_zsh_words(const ls_option *option)
{
    (void)putchar('(');
    put_words(option);
    (void)putchar(')');
}

static void put_zsh_action(const ls_option *option)
{
    value_kind kind = value_of(option);

    if (kind == VALUE_FILE)
        (void)fputs("_files", stdout);
    else if (kind == VALUE_FOLDER)
        (void)fputs("_files -/", stdout);
    else if (kind == VALUE_WORD)
        put_zsh_words(option);
    else if (kind == VALUE_FORMAT)
        (void)fputs("_logstat_formats", stdout);
    else if (kind == VALUE_CODE)
        (void)fputs("_logstat_codes", stdout);
    else
        (void)fputs(" ", stdout);
}

static void put_zsh_option(const ls_option *option)
{
    value_kind kind = value_of(option);
    const char *repeated = option->kind == LS_OPTION_WORDS ? "*" : "";
    bool valued = kind != VALUE_NONE; /* in the same word, or in the next */

    (void)fputs("    ", stdout);
    if (option->letter[0])
        (void)printf("'%s'{-%s%s,--%s%s}'[", repeated, option->letter,
                     valued ? "+" : "", option->name, valued ? "=" : "");
    else
        (void)printf("'%s--%s%s[", repeated, option->name, valued ? "=" : "");
    put_zsh_help(option);
    (void)fputs("]", stdout);
    if (valued) {
        (void)printf(":%s:", option->value);
        put_zsh_action(option);
    }
    (void)fputs("' \\\n", stdout);
}

static void put_zsh_list(const char *name, value_kind kind)
{
    (void)printf("_logstat_%s() {\n"
                 "    local -a words\n"
                 "    words=(${(f)\"$(%s)\"})\n"
                 "    compadd -a words\n"
                 "}\n\n",
                 name, command_of(kind));
}

void print_zsh(void)
{
    const ls_option *option;

    (void)fputs("#compdef logstat\n\n", stdout);
    put_zsh_list("formats", VALUE_FORMAT);
    put_zsh_list("codes", VALUE_CODE);
    (void)fputs("_arguments -s -S \\\n", stdout);
    for (size_t i = 0; (option = ls_option_at(i)) != NULL; i++)
        put_zsh_option(option);
    (void)fputs("    '*:FILE:_files'\n", stdout);
}

/* --- fish. */

static void put_fish_help(const ls_option *option)
{
    size_t len = short_help(option);

    for (size_t i = 0; i < len; i++) {
        if (option->help[i] == '\'' || option->help[i] == '\\')
            (void)putchar('\\');
        (void)putchar(option->help[i]);
    }
}

static void put_fish_words(const ls_option *option)
{
    (void)fputs(" -a '", stdout);
    put_words(option);
    (void)putchar('\'');
}

void print_fish(void)
{
    const ls_option *option;

    for (size_t i = 0; (option = ls_option_at(i)) != NULL; i++) {
        value_kind kind = value_of(option);

        (void)fputs("complete -c logstat", stdout);
        if (option->letter[0])
            (void)printf(" -s %s", option->letter);
        (void)printf(" -l %s", option->name);
        if (kind == VALUE_FILE || kind == VALUE_FOLDER)
            (void)fputs(" -r -F", stdout);
        else if (kind != VALUE_NONE)
            (void)fputs(" -x", stdout);
        if (kind == VALUE_WORD)
            put_fish_words(option);
        else if (command_of(kind)[0])
            (void)printf(" -a \"(%s)\"", command_of(kind));
        (void)fputs(" -d '", stdout);
        put_fish_help(option);
        (void)fputs("'\n", stdout);
    }
}
