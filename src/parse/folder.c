/* SPDX-License-Identifier: MIT */
/* Pattern files of a folder, in the order of their names. */

#include <logstat/format.h>

#include "base/buf.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    MAX_FILE = 1024 * 1024
}; /* bytes of a pattern file */

static ls_status fail_io(ls_error *err, const char *path, int number)
{
    char text[128] = "cannot be read";

    (void)strerror_r(number, text, sizeof(text));
    return ls_fail(err, LS_EIO, 0, "%s: %s", path, text);
}

static ls_status read_all(FILE *file, ls_buf *text)
{
    size_t got = 1;

    while (got && text->len <= MAX_FILE) {
        if (ls_buf_reserve(text, text->len + 4096) != LS_OK)
            return LS_ENOMEM;
        got = fread(text->ptr + text->len, 1, text->cap - text->len, file);
        text->len += got;
    }
    return ferror(file) ? LS_EIO : LS_OK;
}

static ls_status add_file(ls_formats *formats, const char *path, ls_error *err)
{
    ls_buf text = { 0 };
    FILE *file = fopen(path, "rb");
    ls_status status;

    if (!file)
        return fail_io(err, path, errno);
    status = read_all(file, &text);
    if (status == LS_ENOMEM)
        ls_fail(err, status, 0, "no memory");
    else if (status != LS_OK)
        fail_io(err, path, EIO);
    else if (text.len > MAX_FILE)
        status = ls_fail(err, LS_ESYNTAX, 0,
                         "%s: is too large for a pattern "
                         "file (1 MiB)",
                         path);
    else
        status = ls_formats_add(formats, ls_buf_slice(&text), path, err);
    ls_buf_release(&text);
    (void)fclose(file);
    return status;
}

static int is_pattern(const struct dirent *entry)
{
    ls_slice name = ls_slice_of(entry->d_name);
    ls_slice end = LS_SLICE(".pattern");

    return name.len > end.len && name.ptr[0] != '.' &&
           memcmp(name.ptr + name.len - end.len, end.ptr, end.len) == 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static ls_status add_named(ls_formats *formats, const char *folder,
                           const char *name, ls_error *err)
{
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = malloc(size);
    ls_status status;

    if (!path)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    (void)snprintf(path, size, "%s/%s", folder, name);
    status = add_file(formats, path, err);
    free(path);
    return status;
}

ls_status ls_formats_add_folder(ls_formats *formats, const char *folder,
                                ls_error *err)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, is_pattern, by_name);
    ls_status status = LS_OK;

    if (count < 0 && errno == ENOMEM)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    if (count < 0)
        return fail_io(err, folder, errno);
    for (int i = 0; i < count; i++) {
        if (status == LS_OK)
            status = add_named(formats, folder, entries[i]->d_name, err);
        free(entries[i]);
    }
    free(entries);
    return status;
}
