/* SPDX-License-Identifier: MIT */
#ifndef STATE_IDENTITY_H
#define STATE_IDENTITY_H

#include <logstat/slice.h>

enum {
    LS_HANDLE_MOST = 128 /* bytes of a handle, as the kernel has it */
};

/*
 * Which file it is, whatever its name and whatever it holds. The kernel's
 * handle (name_to_handle_at) tells a file from one that got the number of its
 * inode later; where a file system has none, the time of birth does.
 */
typedef struct ls_identity {
    unsigned char handle[LS_HANDLE_MOST]; /* its type, then its bytes */
    size_t handle_len;                    /* 0: there is none */
    uint64_t device;
    uint64_t inode;
    uint64_t birth; /* a stamp; 0: not known */
} ls_identity;

/*
 * That of an open file; `with_handle` false: as on a file system that has no
 * handles. False, with errno, if the file cannot be looked at.
 */
bool ls_identity_of(int file, bool with_handle, ls_identity *identity);

/*
 * Whether both are one file, as far as can be told: by their handles if both
 * have one, else by device, inode and birth.
 */
bool ls_identity_equal(const ls_identity *a, const ls_identity *b);

#endif
