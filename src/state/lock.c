/* SPDX-License-Identifier: MIT */
/*
 * One run at a time. The lock is on a file of its own, which is never replaced
 * and never removed: the kernel gives the lock back when its holder dies, and a
 * name that stays cannot be locked twice.
 */

#include "input/feed.h"
#include "state/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static int take(int file, bool wait)
{
    int got;

    do
        got = flock(file, wait ? LOCK_EX : LOCK_EX | LOCK_NB);
    while (got != 0 && errno == EINTR);
    return got;
}

static ls_status lock(const char *name, bool wait, int *held, ls_error *err)
{
    struct stat info = { .st_mode = 0 };
    int error;
    int file = open(
        name, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC,
        0600);

    *held = -1;
    if (file < 0)
        return ls_fail_io(err, errno);
    if (fstat(file, &info) == 0 && S_ISREG(info.st_mode) &&
        take(file, wait) == 0) {
        *held = file;
        return LS_OK;
    }
    error = errno;
    (void)close(file);
    if (S_ISREG(info.st_mode) && error == EWOULDBLOCK)
        return LS_OK;
    return S_ISREG(info.st_mode)
               ? ls_fail_io(err, error)
               : ls_fail(err, LS_EIO, 0, "is not a regular file");
}

ls_status ls_state_file_lock(const char *path, bool wait, int *held,
                             ls_error *err)
{
    char *name = ls_state_path(path, LS_STATE_LOCK);
    ls_status status = name ? lock(name, wait, held, err)
                            : ls_fail(err, LS_ENOMEM, 0, "no memory");

    free(name);
    return status;
}
