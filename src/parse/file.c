/* SPDX-License-Identifier: MIT */
/* Small files that people wrote: patterns and configurations. */

#include "parse/file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

ls_status ls_file_fail(ls_error *err, const char *path, int number)
{
    char text[128] = "cannot be read";

    (void)strerror_r(number, text, sizeof(text));
    return ls_fail(err, LS_EIO, 0, "%s: %s", path, text);
}

bool ls_file_is_folder(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

bool ls_file_is_regular(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

static ls_status read_all(FILE *file, size_t most, ls_buf *text)
{
    size_t got = 1;

    while (got && text->len <= most) {
        if (ls_buf_reserve(text, text->len + 4096) != LS_OK)
            return LS_ENOMEM;
        got = fread(text->ptr + text->len, 1, text->cap - text->len, file);
        text->len += got;
    }
    return ferror(file) ? LS_EIO : LS_OK;
}

ls_status ls_file_read(const char *path, size_t max, ls_buf *text,
                       ls_error *err)
{
    size_t most = text->len + max * 1024 * 1024;
    FILE *file = fopen(path, "rb");
    ls_status status;

    if (!file && errno == ENOMEM)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    if (!file)
        return ls_file_fail(err, path, errno);
    errno = 0;
    status = read_all(file, most, text);
    if (status == LS_ENOMEM)
        ls_fail(err, status, 0, "no memory");
    else if (status != LS_OK)
        ls_file_fail(err, path, errno ? errno : EIO);
    else if (text->len > most)
        status = ls_fail(err, LS_ESYNTAX, 0,
                         "%s: is too large (%zu MiB is the limit)", path, max);
    (void)fclose(file);
    return status;
}
