/* SPDX-License-Identifier: MIT */
/*
 * Which formats there are: loads them from where they may be, finds the one
 * that a user names, and shows them. Later folders win over earlier ones and
 * over what is compiled in, since a user's file is meant to replace.
 */

#include "cli/catalog.h"

#include <logstat/nearest.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static const char home_folder[] = "/.config/logstat/patterns";
static const char xdg_folder[] = "/logstat/patterns";

/* The XDG base directory specification: a relative path is to be ignored. */
static bool is_absolute(const char *path)
{
    return path && path[0] == '/';
}

/* The user's own folder, or NULL; to be freed. */
static char *find_user_folder(void)
{
    const char *base = getenv("XDG_CONFIG_HOME");
    const char *rest = xdg_folder;
    struct stat info;
    size_t room;
    char *path;

    if (!is_absolute(base)) {
        base = getenv("HOME");
        rest = home_folder;
    }
    if (!is_absolute(base))
        return NULL;
    room = strlen(base) + strlen(rest) + 1;
    path = malloc(room);
    if (!path)
        return NULL;
    (void)snprintf(path, room, "%s%s", base, rest);
    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode))
        return path;
    free(path);
    return NULL;
}

static ls_status add_user_folder(ls_formats *formats, ls_error *err)
{
    char *folder = find_user_folder();
    ls_status status = LS_OK;

    if (folder)
        status = ls_formats_add_folder(formats, folder, err);
    free(folder);
    return status;
}

static ls_exit fail(ls_notes *notes, const char *subject, ls_status status,
                    const ls_error *err)
{
    ls_complain(notes, subject, "%s", err->message);
    return status == LS_ENOMEM ? LS_EXIT_INCOMPLETE : LS_EXIT_USAGE;
}

/* Whether it is no name, but in a server's own words or @ and a file. */
static bool is_definition(const char *text)
{
    return text[0] == '@' || strchr(text, '%') || strchr(text, '$');
}

/* Adds the format that an option defines instead of naming one. */
static ls_exit define(ls_formats *formats, const char *option, const char *text,
                      ls_notes *notes)
{
    const ls_format *format;
    ls_error err = { 0 };
    ls_status status;

    if (!text || !is_definition(text))
        return LS_EXIT_DONE;
    if (text[0] == '@')
        status = ls_formats_define_from(formats, ls_slice_of(text + 1), &format,
                                        &err);
    else
        status = ls_formats_define(formats, ls_slice_of(text), &format, &err);
    return status == LS_OK ? LS_EXIT_DONE : fail(notes, option, status, &err);
}

static ls_exit define_all(ls_formats *formats, const ls_options *options,
                          ls_notes *notes)
{
    ls_exit result = define(formats, "--format", options->format, notes);

    if (result == LS_EXIT_DONE)
        result = define(formats, "--show-format", options->show_format, notes);
    return result;
}

static ls_exit load(ls_formats *formats, const ls_options *options,
                    ls_notes *notes)
{
    ls_error err = { 0 };
    ls_status status = ls_formats_add_builtin(formats, &err);
    ls_exit result;

    if (status == LS_OK)
        status = add_user_folder(formats, &err);
    if (status != LS_OK)
        return fail(notes, NULL, status, &err);
    for (size_t i = 0; i < options->patterns.count; i++) {
        status =
            ls_formats_add_folder(formats, options->patterns.items[i], &err);
        if (status != LS_OK)
            return fail(notes, "--patterns", status, &err);
    }
    result = define_all(formats, options, notes);
    if (result != LS_EXIT_DONE)
        return result;
    status = ls_formats_compile(formats, &err);
    if (status != LS_OK)
        return fail(notes, "format", status, &err);
    return LS_EXIT_DONE;
}

ls_exit ls_catalog_load(const ls_options *options, ls_notes *notes,
                        ls_formats **formats)
{
    ls_formats *loaded = ls_formats_new();
    ls_exit status;

    if (!loaded) {
        ls_complain(notes, NULL, "out of memory");
        return LS_EXIT_INCOMPLETE;
    }
    status = load(loaded, options, notes);
    if (status != LS_EXIT_DONE) {
        ls_formats_free(loaded);
        return status;
    }
    *formats = loaded;
    return LS_EXIT_DONE;
}

/* Finds a format, or tells that `option` names none. */
static const ls_format *find(const ls_formats *formats, const char *option,
                             const char *name, ls_notes *notes)
{
    const char *wanted = is_definition(name) ? "custom" : name;
    const ls_format *format = ls_formats_find(formats, ls_slice_of(wanted));
    ls_nearest nearest = ls_nearest_to(ls_slice_of(name));

    if (format)
        return format;
    for (size_t i = 0; i < ls_formats_count(formats); i++)
        ls_nearest_offer(&nearest, ls_format_name(ls_formats_at(formats, i)));
    if (nearest.name)
        ls_complain(notes, option, "no format '%s'; did you mean '%s'?", name,
                    nearest.name);
    else
        ls_complain(notes, option, "no format '%s'; see logstat --list-formats",
                    name);
    return NULL;
}

ls_exit ls_catalog_choose(const ls_formats *formats, const char *name,
                          ls_notes *notes, const ls_format **format)
{
    *format = NULL;
    if (!name)
        return LS_EXIT_DONE;
    *format = find(formats, "--format", name, notes);
    if (!*format)
        return LS_EXIT_USAGE;
    if (ls_format_refusal(*format)) {
        ls_complain(notes, "--format", "nothing to count in '%s': %s", name,
                    ls_format_refusal(*format));
        return LS_EXIT_USAGE;
    }
    return LS_EXIT_DONE;
}

static void write_words(ls_output *output, const char *const *words,
                        size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i)
            ls_output_text(output, " ");
        ls_output_text(output, words[i]);
    }
}

/* `label` and the words, if there are any. */
static void write_row(ls_output *output, const char *label,
                      const char *const *words, size_t count)
{
    if (count == 0 || !words[0][0])
        return;
    ls_output_text(output, label);
    write_words(output, words, count);
    ls_output_text(output, "\n");
}

/* How many words fit into a row of this width; one always does. */
static size_t count_fitting(const char *const *words, size_t count,
                            size_t width)
{
    size_t used = strlen(words[0]);
    size_t fitting = 1;

    while (fitting < count && used + 1 + strlen(words[fitting]) <= width)
        used += 1 + strlen(words[fitting++]);
    return fitting;
}

/* Rows of words, as many as it takes in 80 columns. */
static void write_rows(ls_output *output, const char *label,
                       const char *const *words, size_t count)
{
    while (count) {
        size_t fitting = count_fitting(words, count, 80 - strlen(label));

        write_row(output, label, words, fitting);
        words += fitting;
        count -= fitting;
    }
}

static void list_one(const ls_format *format, ls_output *output)
{
    enum {
        NAME_WIDTH = 20
    };
    const char *name = ls_format_name(format);
    size_t len = strlen(name);
    size_t servers;
    size_t aliases;
    const char *const *server = ls_format_servers(format, &servers);
    const char *const *alias = ls_format_aliases(format, &aliases);

    ls_output_text(output, name);
    ls_output_fill(output, ' ', len < NAME_WIDTH ? NAME_WIDTH - len : 1);
    ls_output_text(output, ls_format_title(format));
    ls_output_text(output, "\n");
    write_rows(output, "                    servers: ", server, servers);
    write_rows(output, "                    also: ", alias, aliases);
}

/* The three parts of the list. */
static bool is_read(const ls_format *format)
{
    return !ls_format_wraps(format) && !ls_format_refusal(format);
}

static bool is_refused(const ls_format *format)
{
    return ls_format_refusal(format) != NULL;
}

static void list_part(const ls_formats *formats,
                      bool (*belongs)(const ls_format *format),
                      ls_output *output)
{
    for (size_t i = 0; i < ls_formats_count(formats); i++) {
        const ls_format *format = ls_formats_at(formats, i);

        if (belongs(format))
            list_one(format, output);
    }
}

void ls_catalog_list(const ls_formats *formats, ls_output *output)
{
    list_part(formats, is_read, output);
    ls_output_text(output, "\nTaken off lines first, around any of these:\n\n");
    list_part(formats, ls_format_wraps, output);
    ls_output_text(output, "\nRecognised and refused:\n\n");
    list_part(formats, is_refused, output);
}

ls_exit ls_catalog_show(const ls_formats *formats, const char *name,
                        ls_notes *notes, ls_output *output)
{
    const ls_format *format = find(formats, "--show-format", name, notes);
    const char *title;
    const char *definition;
    const char *refusal;
    size_t servers;
    size_t aliases;
    size_t needs;
    const char *const *words;

    if (!format)
        return LS_EXIT_USAGE;
    title = ls_format_title(format);
    definition = ls_format_definition(format);
    refusal = ls_format_refusal(format);
    ls_output_text(output, ls_format_name(format));
    ls_output_text(output, "\n");
    write_row(output, "  title       ", &title, 1);
    write_row(output, "  definition  ", &definition, 1);
    words = ls_format_servers(format, &servers);
    write_row(output, "  servers     ", words, servers);
    words = ls_format_aliases(format, &aliases);
    write_row(output, "  also        ", words, aliases);
    words = ls_format_needs(format, &needs);
    write_row(output, "  needs       ", words, needs);
    if (refusal)
        write_row(output, "  refused     ", &refusal, 1);
    ls_output_text(output, "\n");
    ls_output_text(output, ls_format_regex(format));
    ls_output_text(output, ls_format_keys(format));
    ls_output_text(output, "\n");
    return LS_EXIT_DONE;
}
