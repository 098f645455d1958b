/* SPDX-License-Identifier: MIT */
/*
 * The parser of the command line: options anywhere, until `--`; `-n5`, `-n 5`,
 * `--top=5`, `--top 5`, `-qv`. An option given twice counts as given last,
 * unless its field is a list. What options there are is said in
 * option_table.c; what the values mean together is for those who use them.
 */

#include "cli/options.h"

#include "cli/values.h"

#include <logstat/nearest.h>

#include <stdio.h>
#include <stdlib.h>

/* The arguments that are still to be read. */
struct arguments {
    char **next; /* NULL ends them, as in argv */
};

static const ls_option *find_name(ls_slice name)
{
    const ls_option *option;

    for (size_t i = 0; (option = ls_option_at(i)) != NULL; i++) {
        if (ls_slice_is(name, option->name))
            return option;
    }
    return NULL;
}

static const ls_option *find_letter(char letter)
{
    const ls_option *option;

    for (size_t i = 0; (option = ls_option_at(i)) != NULL; i++) {
        if (option->letter[0] == letter)
            return option;
    }
    return NULL;
}

/* `shown` is what the user typed, `name` what may be a misspelt name. */
static ls_status unknown(ls_slice shown, ls_slice name, ls_error *err)
{
    ls_nearest nearest = ls_nearest_to(name);
    const ls_option *option;
    int len = (int)shown.len;

    for (size_t i = 0; (option = ls_option_at(i)) != NULL; i++)
        ls_nearest_offer(&nearest, option->name);
    if (nearest.name)
        return ls_fail(err, LS_ESYNTAX, 0,
                       "unknown option '%.*s'; did you mean '--%s'?", len,
                       shown.ptr, nearest.name);
    return ls_fail(err, LS_ESYNTAX, 0,
                   "unknown option '%.*s'; see logstat --help", len, shown.ptr);
}

static bool is_flag(const ls_option *option)
{
    return option->kind == LS_OPTION_FLAG || option->kind == LS_OPTION_OUTPUT;
}

static void add_word(ls_words *words, const char *word)
{
    words->items[words->count++] = word;
}

/* Stores a value; false if it is not one of its kind. */
static bool store(ls_options *options, const ls_option *option,
                  const char *value)
{
    void *field = (char *)options + option->offset;

    switch (option->kind) {
    case LS_OPTION_FLAG:
    case LS_OPTION_OUTPUT:
        *(bool *)field = true;
        return true;
    case LS_OPTION_TEXT:
        *(const char **)field = value;
        return *value != '\0';
    case LS_OPTION_WORDS:
        add_word(field, value);
        return *value != '\0';
    case LS_OPTION_NUMBER:
        return ls_value_number(value, option->max, field);
    case LS_OPTION_SIZE:
        return ls_value_size(value, option->max, field);
    case LS_OPTION_SPAN:
        return ls_value_span(value, option->max, field);
    case LS_OPTION_WHEN:
        return ls_value_when(value, field);
    case LS_OPTION_ZONE:
        return ls_value_zone(value, field);
    case LS_OPTION_SORT:
        return ls_value_sort(value, field);
    }
    return false;
}

/* "--color: 'x' is not auto, always or never" */
static ls_status reject_word(const ls_option *option, const char *value,
                             ls_error *err)
{
    const char *const *words = ls_option_words(option->kind);
    char text[80] = "";

    for (size_t i = 0; words[i]; i++) {
        const char *before = i == 0 ? "" : words[i + 1] ? ", " : " or ";
        size_t len = strlen(text);

        (void)snprintf(text + len, sizeof(text) - len, "%s%s", before,
                       words[i]);
    }
    return ls_fail(err, LS_ESYNTAX, 0, "--%s: '%s' is not %s", option->name,
                   value, text);
}

/* Says what would have been right in place of `value`. */
static ls_status reject(const ls_option *option, const char *value,
                        ls_error *err)
{
    unsigned long long max = option->max;

    switch (option->kind) {
    case LS_OPTION_NUMBER:
        return ls_fail(err, LS_ESYNTAX, 0,
                       "--%s: '%s' is not a number from 1 to %llu",
                       option->name, value, max);
    case LS_OPTION_SIZE:
        return ls_fail(err, LS_ESYNTAX, 0,
                       "--%s: '%s' is not a size from 1 to %lluG, such as 64k "
                       "or 1M",
                       option->name, value, max >> 30);
    case LS_OPTION_SPAN:
        return ls_fail(err, LS_ESYNTAX, 0,
                       "--%s: '%s' is not a time from 1s to %lluh, such as 10s "
                       "or 5m",
                       option->name, value, max / 3600);
    case LS_OPTION_WHEN:
    case LS_OPTION_SORT:
        return reject_word(option, value, err);
    case LS_OPTION_ZONE:
        return ls_fail(err, LS_ESYNTAX, 0,
                       "--%s: '%s' is not a zone such as +02:00, -05:30 or "
                       "local",
                       option->name, value);
    default:
        return ls_fail(err, LS_ESYNTAX, 0, "--%s: %s is empty", option->name,
                       option->value);
    }
}

/* Takes one option; `value` is NULL if none is joined to it. */
static ls_status take(ls_options *options, const ls_option *option,
                      const char *value, struct arguments *rest, ls_error *err)
{
    if (is_flag(option)) {
        value = "";
    } else if (!value) {
        value = *rest->next;
        if (!value)
            return ls_fail(err, LS_ESYNTAX, 0, "--%s: %s is missing",
                           option->name, option->value);
        rest->next++;
    }
    if (!store(options, option, value))
        return reject(option, value, err);
    if (!is_flag(option)) {
        add_word(&options->given, option->name);
        add_word(&options->given, value);
    }
    return LS_OK;
}

static ls_status read_long(ls_options *options, const char *argument,
                           struct arguments *rest, ls_error *err)
{
    ls_slice tail = ls_slice_of(argument + 2);
    ls_slice name = tail;
    bool joined = ls_slice_cut(&tail, '=', &name);
    const ls_option *option = find_name(name);

    if (!option)
        return unknown((ls_slice){ argument, name.len + 2 }, name, err);
    if (joined && is_flag(option))
        return ls_fail(err, LS_ESYNTAX, 0, "--%s: takes no value",
                       option->name);
    return take(options, option, joined ? tail.ptr : NULL, rest, err);
}

/* `-qv`, `-n5`: letters, until one takes the rest as its value. */
static ls_status read_letters(ls_options *options, const char *argument,
                              struct arguments *rest, ls_error *err)
{
    for (const char *at = argument + 1; *at; at++) {
        const ls_option *option = find_letter(*at);
        bool last = at[1] == '\0';
        char shown[] = { '-', *at, '\0' };
        ls_status status;

        if (!option && find_name(ls_slice_of(argument + 1)))
            return unknown(ls_slice_of(argument), ls_slice_of(argument + 1),
                           err);
        if (!option)
            return unknown(ls_slice_of(shown), (ls_slice){ NULL, 0 }, err);
        if (!is_flag(option))
            return take(options, option, last ? NULL : at + 1, rest, err);
        status = take(options, option, NULL, rest, err);
        if (status != LS_OK)
            return status;
    }
    return LS_OK;
}

static ls_status read_argument(ls_options *options, const char *argument,
                               struct arguments *rest, ls_error *err)
{
    if (argument[0] != '-' || argument[1] == '\0') {
        add_word(&options->files, argument);
        return LS_OK;
    }
    if (argument[1] == '-')
        return read_long(options, argument, rest, err);
    return read_letters(options, argument, rest, err);
}

/* What answers a question reads no log, so that a FILE is a mistake. */
static ls_status check_lookup(const ls_option *asked, const ls_options *options,
                              ls_error *err)
{
    if (asked && options->files.count)
        return ls_fail(err, LS_ESYNTAX, 0, "--%s: reads no log; leave out '%s'",
                       asked->name, options->files.items[0]);
    return LS_OK;
}

static bool is_set(const ls_options *options, const ls_option *option)
{
    const void *field = (const char *)options + option->offset;

    if (is_flag(option))
        return *(const bool *)field;
    return *(const char *const *)field != NULL;
}

/* Takes `option` as the one of its sort: there may be no `*other`. */
static ls_status take_only(const ls_option **other, const ls_option *option,
                           ls_error *err)
{
    if (*other)
        return ls_fail(err, LS_ESYNTAX, 0,
                       "--%s and --%s: only one of them at a time",
                       (*other)->name, option->name);
    *other = option;
    return LS_OK;
}

/* At most one question is answered at a time, and one output written. */
static ls_status check_together(const ls_options *options, ls_error *err)
{
    const ls_option *asked = NULL;
    const ls_option *output = NULL;
    const ls_option *option;
    ls_status status = LS_OK;

    for (size_t i = 0; (option = ls_option_at(i)) != NULL; i++) {
        if (option->lookup && is_set(options, option))
            status = take_only(&asked, option, err);
        else if (option->kind == LS_OPTION_OUTPUT && is_set(options, option))
            status = take_only(&output, option, err);
        if (status != LS_OK)
            return status;
    }
    return check_lookup(asked, options, err);
}

/* The list that an option fills, or NULL. */
static ls_words *list_of(ls_options *options, const ls_option *option)
{
    return option->kind == LS_OPTION_WORDS
               ? (void *)((char *)options + option->offset)
               : NULL;
}

/* Each list has room for all arguments. */
static bool make_lists(ls_options *options, size_t room)
{
    const ls_option *option;
    bool made;

    options->files.items = calloc(room, sizeof(const char *));
    made = options->files.items != NULL;
    for (size_t i = 0; (option = ls_option_at(i)) != NULL; i++) {
        ls_words *list = list_of(options, option);

        if (!list)
            continue;
        list->items = calloc(room, sizeof(*list->items));
        made = made && list->items;
    }
    return made;
}

const char *ls_options_given(const ls_options *options, const char *name,
                             size_t *next)
{
    const ls_option *option = find_name(ls_slice_of(name));
    const ls_words *given = &options->given;
    const char *value = NULL;

    for (; *next < given->count; *next += 2) {
        if (strcmp(given->items[*next], name) != 0)
            continue;
        value = given->items[*next + 1];
        if (option && option->kind == LS_OPTION_WORDS) {
            *next += 2;
            return value;
        }
    }
    return value;
}

ls_status ls_options_give(ls_options *options, const char *name,
                          const char *value, ls_error *err)
{
    const ls_option *option = find_name(ls_slice_of(name));

    if (!option || is_flag(option))
        return ls_fail(err, LS_ESYNTAX, 0,
                       "has an option that is not known: "
                       "'%s'",
                       name);
    return store(options, option, value) ? LS_OK : reject(option, value, err);
}

ls_status ls_options_read(ls_options *options, int argc, char **argv,
                          ls_error *err)
{
    struct arguments rest = { argc > 0 ? argv + 1 : argv };

    *options = (ls_options){ .max_line = (uint64_t)1 << 20 };
    size_t room = (size_t)argc + 1 + LS_OPTIONS_MORE;

    options->given.items = calloc(2 * room, sizeof(const char *));
    if (!options->given.items || !make_lists(options, room))
        return ls_fail(err, LS_ENOMEM, 0, "out of memory");
    while (*rest.next) {
        const char *argument = *rest.next++;
        ls_status status;

        if (strcmp(argument, "--") == 0) {
            while (*rest.next)
                add_word(&options->files, *rest.next++);
            break;
        }
        status = read_argument(options, argument, &rest, err);
        if (status != LS_OK)
            return status;
    }
    return options->help || options->version ? LS_OK
                                             : check_together(options, err);
}

void ls_options_release(ls_options *options)
{
    const ls_option *option;

    for (size_t i = 0; (option = ls_option_at(i)) != NULL; i++) {
        ls_words *list = list_of(options, option);

        if (list)
            free(list->items);
    }
    free(options->files.items);
    free(options->given.items);
    *options = (ls_options){ 0 };
}
