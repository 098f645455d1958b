/* SPDX-License-Identifier: MIT */
#ifndef MANUAL_MANUAL_H
#define MANUAL_MANUAL_H

#include "cli/options.h"

/* What can be completed in the place of a value. */
typedef enum value_kind {
    VALUE_NONE, /* the option has none */
    VALUE_FREE, /* nothing */
    VALUE_FILE,
    VALUE_FOLDER,
    VALUE_WORD,
    VALUE_FORMAT,
    VALUE_CODE,
} value_kind;

value_kind value_of(const ls_option *option);

/* Prints the words that a value may be, with blanks between. */
void put_words(const ls_option *option);

/* The shell command that prints them where they are not known; "": none. */
const char *command_of(value_kind kind);

/* How many bytes of an option's help are a short one. */
size_t short_help(const ls_option *option);

/* Each prints one of the outputs on standard output. */
void print_man(void);
void print_bash(void);
void print_zsh(void);
void print_fish(void);

#endif
