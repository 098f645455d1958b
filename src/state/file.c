/* SPDX-License-Identifier: MIT */
/*
 * The file of a state. It is replaced, never written to: the new version is
 * complete on the disk before it gets the name, and the name has the old
 * version until then. No link is followed, so that nobody who can write to the
 * folder can have another file read or replaced.
 */

#include "state/file.h"

#include "input/block.h"
#include "input/feed.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

char *ls_state_path(const char *path, const char *end)
{
    size_t len = strlen(path) + strlen(end) + 1;
    char *made = malloc(len);

    if (made)
        (void)snprintf(made, len, "%s%s", path, end);
    return made;
}

static ls_status no_memory(ls_error *err)
{
    return ls_fail(err, LS_ENOMEM, 0, "no memory");
}

static ls_status read_all(int file, ls_buf *text, ls_error *err)
{
    struct stat info;
    ls_status status;

    if (fstat(file, &info) != 0)
        return ls_fail_io(err, errno);
    if (!S_ISREG(info.st_mode))
        return ls_fail(err, LS_EIO, 0, "is not a regular file");
    if ((uint64_t)info.st_size > LS_STATE_LONGEST)
        return ls_fail(err, LS_EIO, 0, "is too large for a summary");
    status = ls_bytes_read(file, 0, (size_t)info.st_size, text);
    if (status == LS_EIO)
        return ls_fail_io(err, errno);
    return status == LS_OK ? LS_OK : no_memory(err);
}

ls_status ls_state_file_read(const char *path, ls_buf *text, bool *there,
                             ls_error *err)
{
    int file =
        open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    ls_status status;

    *there = file >= 0 || errno != ENOENT;
    if (!*there)
        return LS_OK;
    if (file < 0 && errno == ELOOP)
        return ls_fail(err, LS_EIO, 0,
                       "is a symbolic link, or behind too many");
    if (file < 0)
        return ls_fail_io(err, errno);
    status = read_all(file, text, err);
    (void)close(file);
    return status;
}

/* --- Replacing. */

static int write_all(int file, ls_slice text)
{
    while (text.len) {
        ssize_t got = write(file, text.ptr, text.len);

        if (got < 0 && errno != EINTR)
            return -1;
        if (got > 0)
            text = ls_slice_skip(text, (size_t)got);
    }
    return 0;
}

/* A file that was left behind by a run that was killed gives way. */
static int create(const char *path)
{
    if (unlink(path) != 0 && errno != ENOENT)
        return -1;
    return open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                0600);
}

static int write_new(const char *path, ls_slice text)
{
    int file = create(path);
    int result;

    if (file < 0)
        return -1;
    result = write_all(file, text);
    if (result == 0)
        result = fsync(file);
    if (close(file) != 0 && errno != EINTR)
        result = -1;
    return result;
}

/* The folder of a file, to be synced once names in it have changed. */
static int open_folder(const char *path)
{
    const char *end = strrchr(path, '/');
    char *name = end ? strndup(path, (size_t)(end - path) + 1) : strdup(".");
    int folder = name ? open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;

    free(name);
    return folder;
}

/* Some file systems cannot do that to a folder, and need not. */
static int sync_folder(int folder)
{
    return fsync(folder) == 0 || errno == EINVAL ? 0 : -1;
}

struct names {
    const char *path;
    char *new;
    char *temp;
    char *kept;
    bool is_first; /* there was nothing under the name */
};

/* Gives a file one more name, over one that may be there. */
static int give_name(const struct names *names, const char *from,
                     const char *to)
{
    if (unlink(names->temp) != 0 && errno != ENOENT)
        return -1;
    return link(from, names->temp) == 0 ? rename(names->temp, to) : -1;
}

/* Where there are no hard links the old version is renamed instead. */
static int keep_old(struct names *names)
{
    if (give_name(names, names->path, names->kept) == 0)
        return 0;
    names->is_first = errno == ENOENT;
    if (names->is_first)
        return 0;
    return errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS
               ? rename(names->path, names->kept)
               : -1;
}

/* Back to the old version; the errno stays. */
static void restore(const struct names *names)
{
    int saved = errno;

    if (names->is_first)
        (void)unlink(names->path);
    else if (give_name(names, names->kept, names->path) != 0)
        (void)rename(names->kept, names->path);
    errno = saved;
}

static int replace(struct names *names, int folder, ls_slice text)
{
    if (write_new(names->new, text) != 0 || keep_old(names) != 0)
        return -1;
    if (rename(names->new, names->path) == 0 && sync_folder(folder) == 0)
        return 0;
    restore(names);
    return -1;
}

static ls_status replace_in_folder(struct names *names, ls_slice text,
                                   ls_error *err)
{
    int folder = open_folder(names->path);
    ls_status status = LS_OK;

    if (folder < 0)
        return ls_fail_io(err, errno);
    if (replace(names, folder, text) != 0) {
        status = ls_fail_io(err, errno);
        (void)unlink(names->new);
        (void)unlink(names->temp);
    }
    (void)close(folder);
    return status;
}

ls_status ls_state_file_replace(const char *path, ls_slice text,
                                bool is_damaged, ls_error *err)
{
    struct names names = {
        .path = path,
        .new = ls_state_path(path, LS_STATE_TEMP),
        .temp = ls_state_path(path, LS_STATE_PREV LS_STATE_TEMP),
        .kept = ls_state_path(path, is_damaged ? LS_STATE_DAMAGED_END
                                               : LS_STATE_PREV),
    };
    ls_status status = names.new &&names.temp &&names.kept
                           ? replace_in_folder(&names, text, err)
                           : no_memory(err);

    free(names.new);
    free(names.temp);
    free(names.kept);
    return status;
}
