/* SPDX-License-Identifier: MIT */
/*
 * Checks one format file, for those who write formats: does it read, does it
 * compile beside the others, do its samples mean what it says they mean.
 */

#include "cli/check.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

/* More than any format needs; a log given by mistake is not read in whole. */
enum {
    LONGEST_FILE = 1 << 20,
};

static ls_status read_text(FILE *file, char *text, size_t *len, ls_error *err)
{
    *len = fread(text, 1, LONGEST_FILE, file);
    if (ferror(file))
        return ls_fail(err, LS_EIO, 0, "%s", strerror(errno));
    if (*len == LONGEST_FILE)
        return ls_fail(err, LS_ESYNTAX, 0, "too long for a format file");
    return LS_OK;
}

/* `*text` is to be freed. */
static ls_status read_file(const char *path, char **text, size_t *len,
                           ls_error *err)
{
    FILE *file = fopen(path, "rb");
    ls_status status;

    if (!file)
        return ls_fail(err, LS_EIO, 0, "%s", strerror(errno));
    *text = malloc(LONGEST_FILE);
    if (*text)
        status = read_text(file, *text, len, err);
    else
        status = ls_fail(err, LS_ENOMEM, 0, "out of memory");
    (void)fclose(file);
    return status;
}

/*
 * The name that the file gives its format. Read into a set of its own, since
 * among others it could not be told from the one it replaces.
 */
static ls_status copy_name(ls_slice text, const char *path, char **name,
                           ls_error *err)
{
    ls_formats *alone = ls_formats_new();
    ls_status status;

    if (!alone)
        return ls_fail(err, LS_ENOMEM, 0, "out of memory");
    status = ls_formats_add(alone, text, path, err);
    if (status == LS_OK) {
        *name = strdup(ls_format_name(ls_formats_at(alone, 0)));
        if (!*name)
            status = ls_fail(err, LS_ENOMEM, 0, "out of memory");
    }
    ls_formats_free(alone);
    return status;
}

/* Adds the format; messages about the text already begin with its path. */
static ls_status add(ls_formats *formats, ls_slice text, const char *path,
                     char **name, ls_error *err)
{
    ls_status status = copy_name(text, path, name, err);

    if (status != LS_OK)
        return status;
    return ls_formats_add(formats, text, path, err);
}

static ls_exit run_samples(const ls_format *format, const char *path,
                           ls_notes *notes, ls_output *output)
{
    ls_error err = { 0 };
    size_t checked = 0;
    char count[48];

    if (ls_format_check(format, &checked, &err) != LS_OK) {
        ls_complain(notes, path, "line %zu: %s", err.line, err.message);
        return LS_EXIT_INCOMPLETE;
    }
    (void)snprintf(count, sizeof(count), ": ok, %zu sample%s\n", checked,
                   checked == 1 ? "" : "s");
    ls_output_text(output, path);
    ls_output_text(output, count);
    return LS_EXIT_DONE;
}

/* What is wrong before any sample is run; `subject` is whom it is told of. */
static ls_status prepare(ls_formats *formats, const char *path, char **name,
                         const char **subject, ls_error *err)
{
    char *text = NULL;
    size_t len = 0;
    ls_status status;

    *subject = path;
    status = read_file(path, &text, &len, err);
    if (status == LS_OK) {
        *subject = NULL;
        status = add(formats, (ls_slice){ text, len }, path, name, err);
    }
    free(text);
    if (status != LS_OK)
        return status;
    return ls_formats_compile(formats, err);
}

ls_exit ls_check_pattern(ls_formats *formats, const char *path, ls_notes *notes,
                         ls_output *output)
{
    ls_exit result = LS_EXIT_INCOMPLETE;
    ls_error err = { 0 };
    const char *subject;
    char *name = NULL;

    if (prepare(formats, path, &name, &subject, &err) != LS_OK)
        ls_complain(notes, subject, "%s", err.message);
    else
        result = run_samples(ls_formats_find(formats, ls_slice_of(name)), path,
                             notes, output);
    free(name);
    return result;
}
