/* SPDX-License-Identifier: MIT */
/* Pattern files of a folder, in the order of their names. */

#include <logstat/format.h>

#include "parse/file.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    MAX_MIB = 1
}; /* of a pattern file */

static ls_status add_file(ls_formats *formats, const char *path, ls_error *err)
{
    ls_buf text = { 0 };
    ls_status status = ls_file_read(path, MAX_MIB, &text, err);

    if (status == LS_OK)
        status = ls_formats_add(formats, ls_buf_slice(&text), path, err);
    ls_buf_release(&text);
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
        return ls_file_fail(err, folder, errno);
    for (int i = 0; i < count; i++) {
        if (status == LS_OK)
            status = add_named(formats, folder, entries[i]->d_name, err);
        free(entries[i]);
    }
    free(entries);
    return status;
}
