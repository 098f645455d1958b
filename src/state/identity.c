/* SPDX-License-Identifier: MIT */
/*
 * What the kernel says a file is. This file alone needs more than POSIX has:
 * name_to_handle_at() and statx() are Linux'.
 */

/* NOLINTNEXTLINE: the name is not ours */
#define _GNU_SOURCE

#include "state/identity.h"

#include <fcntl.h>
#include <sys/stat.h>

/* A handle with its room, which the kernel's own struct leaves to us. */
union handle {
    struct file_handle head;
    unsigned char room[sizeof(struct file_handle) + MAX_HANDLE_SZ];
};

static void find_handle(int file, ls_identity *identity)
{
    union handle handle = { .head = { .handle_bytes = MAX_HANDLE_SZ } };
    unsigned type;
    size_t len;
    int mount;

    if (name_to_handle_at(file, "", &handle.head, &mount, AT_EMPTY_PATH) != 0)
        return;
    type = (unsigned)handle.head.handle_type;
    len = handle.head.handle_bytes;
    if (len + 4 > sizeof(identity->handle))
        return;
    for (size_t i = 0; i < 4; i++)
        identity->handle[i] = (unsigned char)(type >> (24 - 8 * i));
    memcpy(identity->handle + 4, handle.head.f_handle, len);
    identity->handle_len = len + 4;
}

static void find_birth(int file, ls_identity *identity)
{
    struct statx info;

    if (statx(file, "", AT_EMPTY_PATH, STATX_BTIME, &info) == 0 &&
        (info.stx_mask & STATX_BTIME))
        identity->birth = (uint64_t)info.stx_btime.tv_sec * 1000000000U +
                          info.stx_btime.tv_nsec;
}

bool ls_identity_of(int file, bool with_handle, ls_identity *identity)
{
    struct stat info;

    *identity = (ls_identity){ .handle_len = 0 };
    if (fstat(file, &info) != 0)
        return false;
    identity->device = (uint64_t)info.st_dev;
    identity->inode = (uint64_t)info.st_ino;
    find_birth(file, identity);
    if (with_handle)
        find_handle(file, identity);
    return true;
}

bool ls_identity_equal(const ls_identity *a, const ls_identity *b)
{
    if (a->handle_len && b->handle_len)
        return a->handle_len == b->handle_len &&
               memcmp(a->handle, b->handle, a->handle_len) == 0;
    return a->device == b->device && a->inode == b->inode &&
           (a->birth == b->birth || !a->birth || !b->birth);
}
